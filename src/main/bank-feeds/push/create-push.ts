// Makes a push of a statement: its chunks encoded and on the disk, and its journal opened. Nothing is sent yet.
import { Failure } from '../../../domain/failure'
import type { LeftOutGroup } from '../../../domain/bank-feeds/statements/schema'
import type { HeldStatement } from '../ports'
import type { PushTarget } from '../../../domain/bank-feeds/push/entries'
import { openPushFolder } from './journal'

/**
 * The process that holds the lines writes the bodies, so that they don't cross to here only to become text. Raises
 * `push.not-pushable` for a line that can't be sent or is missing; then nothing stays behind.
 */
export async function createPush(
  dir: string,
  opened: { readonly pushId: string; readonly at: string; readonly target: PushTarget },
  held: HeldStatement,
): Promise<void> {
  await openPushFolder(dir, async () => {
    const written = await held.writeBodies(dir, opened.target.accountId)
    if (written.kind === 'unfit') {
      throw new Failure('push.not-pushable', { detail: `${written.unfit.reason} in line ${written.unfit.line}` })
    }
    const { chunks, lines, moneyIn, moneyOut } = written
    if (lines !== held.summary.lines) {
      throw new Failure('push.not-pushable', { detail: `${lines} of ${held.summary.lines} lines` })
    }
    return {
      kind: 'opened',
      version: 1,
      ...opened,
      statement: held.name.slice(0, 300),
      chunks,
      moneyIn,
      moneyOut,
      leftOut: held.leftOut.map(toldOf),
    }
  })
}

/** Lines of one reason that a journal names, where nobody gave each a reason of its own. */
const MOST_NAMED = 20

function toldOf(group: LeftOutGroup): LeftOutGroup {
  return group.why === 'by-hand' ? group : { ...group, places: group.places.slice(0, MOST_NAMED) }
}
