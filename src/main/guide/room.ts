// Ties the walk to the Xero apps, the Codat clients and the practice it stands on. None of those rooms knows the walk.
import type { Integration } from '../../domain/guide/schema'
import type { SlotNumber } from '../../domain/xero-apps/schema'
import type { Composed } from '../composed'
import { createCallMode } from './call-mode'
import type { GuideServices } from './handlers'
import { createIntegrations, type IntegrationsPorts } from './integrations'
import { createWatches } from './watch'
import type { RecordFiles } from '../records/record-files'
import { Secret } from '../secret'
import { secretIn, withSlot } from '../../domain/xero-apps/secret-slots'
import type { XeroApps } from '../xero-apps/xero-apps'
import { isCodatLink } from '../../domain/guide/codat-link'

export interface GuidePorts extends Composed {
  xeroApps: XeroApps
  /** Where the practice Codat's links lead; null in normal mode. */
  practiceLinkOrigin: string | null
  /** The records of the set-ups. */
  setUps: RecordFiles<Integration>
  standingsOf: NonNullable<IntegrationsPorts['standingsOf']>
}

export function openGuide(ports: GuidePorts): GuideServices {
  const { clock, send, prompts, browser, clipboard, xeroApps, codat } = ports
  const apps = xeroApps.ports.records
  const clients = codat.clients.ports.records
  const integrations = createIntegrations({
    ...ports,
    apps,
    clients,
    records: ports.setUps,
    onChange: () => send('integrationsChanged', {}),
  })
  return {
    integrations,
    questions: codat.questions,
    callMode: createCallMode({ integrations, markRecorded: (id, slot) => markRecorded(xeroApps, id, slot) }),
    watches: createWatches({ clock, onState: (state) => send('guideWatch', state) }),
    prompts,
    browser,
    clipboard,
    isCodatLink: (url) => isCodatLink(url, ports.practiceLinkOrigin),
    async linkClient(codatClientId, xeroAppId) {
      const { xeroAppIds } = await clients.get(codatClientId)
      if (xeroAppIds.includes(xeroAppId)) return
      await codat.clients.update(codatClientId, { xeroAppIds: [...xeroAppIds, xeroAppId] })
    },
    holders: (among, value) => xeroApps.shelf.holders(among, new Secret(value)),
    async codatKeyOf(value) {
      const { records } = await clients.list()
      return (await codat.clients.shelf.holders(records, new Secret(value)))[0]?.record.name ?? null
    },
  }
}

async function markRecorded({ ports }: XeroApps, appId: string, slot: SlotNumber): Promise<void> {
  const app = await ports.records.change(appId, (current) => {
    const secret = secretIn(current, slot)
    return secret === undefined ? current : withSlot(current, slot, { ...secret, arrival: 'recorded-call' })
  })
  await ports.activity.note('secret.arrival-changed', app, `slot ${slot}, recorded-call`)
  ports.onChange()
}
