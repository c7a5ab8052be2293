// Latchkey's own words, as a colleague copies them from a card or a message: the title of a diagnosis, alone on its line.
import type { Diagnosis } from './schema'
import { diagnosisCodes } from './schema'
import { catalogue } from './catalogue'
import { diagnose } from './diagnose'
import { straight, type PasteView } from './paste-view'

const byTitle = new Map(
  diagnosisCodes
    .filter((code) => !/^paste\.(?:nothing|not-recognised)$/.test(code))
    .map((code) => [straight(catalogue[code].title), code]),
)
const MOST_LINES = 200

/** Every diagnosis whose title stands in the text on a line of its own. */
export function fromTitles({ plain }: PasteView): Diagnosis[] {
  const lines = new Set(
    plain
      .slice(0, 40_000)
      .split('\n', MOST_LINES)
      .map((line) => line.trim()),
  )
  return [...lines].flatMap((line) => {
    const code = byTitle.get(line)
    return code === undefined ? [] : [diagnose(code)]
  })
}
