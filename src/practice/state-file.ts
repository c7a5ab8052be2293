// The practice state: one plain object, in memory or in a file that survives a kill at any moment.
import { mkdir, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { practiceFailureName, practiceSeed, practiceSettings } from '../contract/practice'
import { codatWorld } from './codat/world'
import { xeroWorld } from './xero/world'
import { parseJson } from '../domain/text/parse-json'

export const practiceState = z.object({
  version: z.literal(1),
  seed: practiceSeed,
  /** Ports by origin, so that a restart keeps its addresses: a token's issuer is one of them. */
  ports: z.record(z.string(), z.number().int().min(1).max(65_535)),
  settings: practiceSettings,
  failures: z.array(z.object({ name: practiceFailureName, left: z.number().int().positive().nullable() })),
  xero: xeroWorld,
  codat: codatWorld,
})
export type PracticeState = z.infer<typeof practiceState>

export interface StateFile {
  /** The state itself; changed in place, or replaced by a reset. */
  state: PracticeState
  /** Resolves when everything changed up to this call is in the file. */
  save(): Promise<void>
}

/** Opens the state: from the file if it can be read, fresh otherwise. A damaged file is set aside. Null `file` keeps nothing. */
export async function openState(file: string | null, fresh: () => Promise<PracticeState>): Promise<StateFile> {
  const state = (file === null ? null : await readState(file)) ?? (await fresh())
  const opened: StateFile = { state, save: file === null ? async () => {} : saver(file, () => opened.state) }
  await opened.save()
  return opened
}

async function readState(file: string): Promise<PracticeState | null> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  const read = practiceState.safeParse(parseJson(text))
  if (read.success) return read.data
  await rename(file, `${file}.damaged`)
  return null
}

/** One write at a time; callers that come during a write share the next one. */
function saver(file: string, current: () => PracticeState): () => Promise<void> {
  let writing: Promise<void> | null = null
  let next: Promise<void> | null = null
  const write = async (): Promise<void> => {
    await mkdir(dirname(file), { recursive: true })
    await writeFileAtomic(file, JSON.stringify(current()), { mode: 0o600 })
  }
  const start = (): Promise<void> => {
    next = null
    writing = write().finally(() => {
      writing = null
    })
    return writing
  }
  return () => {
    if (writing === null) return start()
    next ??= writing.then(start, start)
    return next
  }
}
