// What a keys check says of one secret, as a rotation needs it: one word, and never a failure that stops the walk.
import type { PairVerdict } from '../../domain/xero-apps/rotation-schema'
import type { SlotNumber } from '../../domain/xero-apps/schema'
import { isFailure } from '../../domain/failure'
import { pairVerdictOf } from '../../domain/xero/keys-verdict'
import type { XeroChecks } from '../xero/xero-checks'

/** Checks a pair with Xero; a secret that the vault can't give is `unreadable`. Raises `record.*`. */
export function checkPairWith(checks: () => Promise<Pick<XeroChecks, 'checkXeroKeys'>>) {
  return async (appId: string, slot: SlotNumber): Promise<PairVerdict> => {
    try {
      return pairVerdictOf((await (await checks()).checkXeroKeys({ appId, slot })).outcome)
    } catch (error) {
      if (isFailure(error) && error.code.startsWith('vault.')) return 'unreadable'
      throw error
    }
  }
}
