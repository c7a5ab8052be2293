// Makes a push of a statement: its chunks encoded and on the disk, and its journal opened. Nothing is sent yet.
import { Failure } from '../../../domain/failure'
import type { HeldStatement } from '../ports'
import type { PushTarget } from '../../../domain/bank-feeds/push/entries'
import { openedEntry } from '../../../domain/bank-feeds/push/plan'
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
    return openedEntry(opened, held, written)
  })
}
