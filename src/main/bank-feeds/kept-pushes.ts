// The pushes of this machine that stand still, for the standing of their apps: read long before anything is pushed, and without the room.
import { readdir } from 'node:fs/promises'
import { isFailure } from '../../domain/failure'
import type { KnownPush } from '../../domain/standing/known'
import { atFirstUse } from '../at-first-use'
import type { Clock } from '../ports'

export type KeptPushes = ReturnType<typeof openKeptPushes>

export function openKeptPushes(dir: string, clock: Pick<Clock, 'now'>) {
  const reading = atFirstUse(async () => {
    const [{ openPushFolders }, { stillPush }] = await Promise.all([
      import('./push/push-folders'),
      import('../../domain/bank-feeds/push/still'),
    ])
    return { folders: openPushFolders(dir), stillPush }
  })
  /** What came to its end stays there. */
  const over = new Set<string>()

  async function still(pushId: string): Promise<{ appId: string; push: KnownPush } | null> {
    const { folders, stillPush } = await reading.get()
    // What has nothing left to send lies without its transactions: thousands of journals needn't be read for that.
    if (await folders.isSpent(pushId).catch(() => false)) {
      over.add(pushId)
      return null
    }
    try {
      const { state } = await folders.read(pushId)
      const push = stillPush(state, clock.now())
      if (push === null) over.add(pushId)
      return push === null ? null : { appId: state.opened.target.appId, push }
    } catch (error) {
      // One that is just being made or was set aside; a damaged one, of which nobody can tell where it stands.
      if (isFailure(error, 'push.missing', 'push.damaged')) return null
      throw error
    }
  }

  return {
    /** Those that came to no end, but for those that are being carried out. */
    async still(isUnderWay: (pushId: string) => boolean): Promise<{ appId: string; push: KnownPush }[]> {
      const names = await readdir(dir).catch(() => [])
      if (names.length === 0) return []
      const { folders } = await reading.get()
      const open = (await folders.ids()).filter((pushId) => !over.has(pushId) && !isUnderWay(pushId))
      return (await Promise.all(open.map(still))).filter((one) => one !== null)
    },
  }
}
