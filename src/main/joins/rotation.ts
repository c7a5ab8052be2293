// Ties a rotation to Xero's word on its secrets, and to the set-ups whose Codat client gets the new one.
import { isFailure } from '../../domain/failure'
import { pairVerdictOf } from '../../domain/xero/keys-verdict'
import type { PairVerdict } from '../../domain/xero-apps/rotation-schema'
import type { SlotNumber } from '../../domain/xero-apps/schema'
import { handOverRotated } from '../guide/hand-over'
import type { Integrations } from '../guide/integrations'
import type { XeroChecks } from '../xero/xero-checks'
import { rotationHandlers } from '../xero-apps/rotation'
import type { XeroApps } from '../xero-apps/xero-apps'

export function openRotation({
  apps,
  checks,
  integrations,
}: {
  apps: XeroApps
  checks: () => Promise<Pick<XeroChecks, 'checkXeroKeys'>>
  integrations: Integrations
}) {
  return rotationHandlers({
    apps,
    checkPair: checkPairWith(checks),
    // What the set-ups with this client proved before is past.
    onPasted: (id, codatClientId) => handOverRotated(integrations, id, codatClientId),
  })
}

/** Checks a pair with Xero; a secret that the vault can't give is `unreadable`. Raises `record.*`. */
function checkPairWith(checks: () => Promise<Pick<XeroChecks, 'checkXeroKeys'>>) {
  return async (appId: string, slot: SlotNumber): Promise<PairVerdict> => {
    try {
      return pairVerdictOf((await (await checks()).checkXeroKeys({ appId, slot })).outcome)
    } catch (error) {
      if (isFailure(error) && error.code.startsWith('vault.')) return 'unreadable'
      throw error
    }
  }
}
