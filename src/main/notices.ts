// The notices that the licences of what Latchkey is made of ask to go with it. The build gathers them (`electron.vite.config.ts`).
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { LicencePart } from '../contract/app'

export type Notices = () => Promise<{ part: LicencePart; text: string }[]>

const FOLDERS = { main: 'main', page: 'renderer' } as const satisfies Record<LicencePart, string>
const PARTS: readonly LicencePart[] = ['main', 'page']

/** Reads the notices of a build that lies in `outDir`. A part without its file, as while developing, is left out. */
export function noticesIn(outDir: string): Notices {
  return async () => {
    const found = await Promise.all(
      PARTS.map(async (part) => {
        const text = await readFile(path.join(outDir, FOLDERS[part], 'licences.txt'), 'utf8').catch(() => null)
        return text === null ? [] : [{ part, text }]
      }),
    )
    return found.flat()
  }
}
