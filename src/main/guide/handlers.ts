// The calls about integrations and the walk, over the services.
import type { Handlers } from '../../contract/api'
import type { guideCalls } from '../../contract/guide'
import type { Integration } from '../../domain/guide/schema'
import type { ClipboardHolds } from '../../domain/guide/views'
import type { CodatQuestions } from '../codat/questions'
import { Failure } from '../../domain/failure'
import type { MainPorts } from '../ports'
import { type AskCodatPorts, checkEnabled, codatClientOf, readInherited } from './ask-codat'
import type { CallMode } from './call-mode'
import { type ClipboardKnowledge, readClipboardText } from './clipboard'
import { readConsentAddress } from '../../domain/guide/consent-address'
import {
  checkFirstCompany,
  createFirstCompany,
  type FirstCompanyPorts,
  lookAfterPaste,
  renewFirstCompanyLink,
} from './first-company'
import { compareForGoLive, linkedOf, type Side } from '../../domain/guide/go-live'
import { noteHandedOver, prepareHandOver } from './hand-over'
import type { Integrations } from './integrations'
import { consentOutcome, consentSeenIn, scopesFor, settledOf } from '../../domain/guide/answers'
import { explainLink } from '../../domain/guide/link-words'
import { setUpWalk } from '../../domain/guide/steps'
import type { Watches } from './watch'
import { clipboardText } from '../clipboard-text'
import { openAddress } from '../open-address'

export interface GuideServices
  extends Pick<MainPorts, 'prompts' | 'browser' | 'clipboard'>, Pick<ClipboardKnowledge, 'holders' | 'codatKeyOf'> {
  integrations: Integrations
  questions: CodatQuestions
  callMode: CallMode
  watches: Watches
  /** Whether an address that Codat handed out is one of Codat's Link. */
  isCodatLink(url: string): boolean
  /** Notes with the Codat client that it serves this Xero app. */
  linkClient(codatClientId: string, xeroAppId: string): Promise<void>
}

type GuideHandlers = Pick<Handlers, keyof typeof guideCalls>

export function guideHandlers(services: GuideServices): GuideHandlers {
  const { integrations, questions, callMode, watches, prompts } = services
  const { view } = integrations
  const asking: AskCodatPorts = { integrations, questions }
  const company: FirstCompanyPorts = { integrations, questions, prompts }

  /** An answer whose record is shown with what it is judged by. */
  async function shown<T extends { integration: Integration }>(answer: T) {
    return { ...answer, integration: await view(answer.integration) }
  }

  /** A pair of Xero app and Codat client is noted with the client too: the gauge and the findings go by that. */
  async function linked(integration: Integration): Promise<Integration> {
    const { xeroAppId, codatClientId } = integration
    if (xeroAppId !== null && codatClientId !== null) await services.linkClient(codatClientId, xeroAppId)
    return integration
  }

  /** On a call nobody else's name is shown, not even by accident of what is on the clipboard. */
  function withoutNames(holds: ClipboardHolds): ClipboardHolds {
    return callMode.isOn() && 'name' in holds ? { ...holds, name: 'another one kept here' } : holds
  }

  return {
    listIntegrations: () => integrations.list(),
    addIntegration: async (fields) => view(await linked(await integrations.add(fields))),
    updateIntegration: async ({ id, fields }) => view(await linked(await integrations.update(id, fields))),
    deleteIntegration: async ({ id }) => ({ deleted: await integrations.remove(id) }),
    sayStep: async ({ id, step, state, why }) =>
      view(await integrations.say(id, step, state === null ? null : { state, why })),
    addIntegrationNote: async ({ id, text }) => view(await integrations.addNote(id, text)),
    getWalk: () => setUpWalk,

    prepareHandOver: async ({ id }) => shown(await prepareHandOver({ integrations, questions, prompts }, id)),
    async noteHandedOver({ id, slot }) {
      await noteHandedOver(integrations, id, slot)
      await lookAfterPaste(company, id)
      return view((await integrations.get(id)).integration)
    },
    async askClipboard({ id }) {
      const read = await clipboardText(services.clipboard)
      if ('none' in read) return { kind: read.none }
      const { evidence } = await integrations.get(id)
      const { app } = evidence
      if (app === null) throw new Failure('guide.no-xero-app')
      const { records } = await integrations.ports.apps.list()
      const others = records.filter((one) => one.id !== app.id)
      return withoutNames(await readClipboardText(read.text, { ...services, app, others }))
    },

    async answerScopes({ id, useCase, confirmed }) {
      const confirmedAt = confirmed ? integrations.ports.clock.now().toISOString() : null
      const scopes = { useCase, scopes: scopesFor(useCase), confirmedAt }
      return view(await integrations.change(id, (current) => ({ ...current, useCase, scopes })))
    },
    async readConsentAddress({ id }) {
      const read = await clipboardText(services.clipboard)
      const { integration, evidence } = await integrations.get(id)
      if ('none' in read) return shown({ outcome: read.none, otherApp: null, integration })
      const seen = readConsentAddress(read.text)
      if (seen === null) return shown({ outcome: 'not-an-address' as const, otherApp: null, integration })
      const at = integrations.ports.clock.now().toISOString()
      const after = await integrations.change(id, (current) => ({ ...current, consentSeen: consentSeenIn(seen, at) }))
      const { records } = await integrations.ports.apps.list()
      const told = consentOutcome(seen.clientId, evidence.app, records)
      return shown({ ...told, ...(callMode.isOn() ? { otherApp: null } : {}), integration: after })
    },

    async checkEnabled({ id }) {
      const answer = await checkEnabled(asking, id)
      if (settledOf.enabled(answer) === 'settled') watches.stop(id, 'enabled')
      return shown(answer)
    },
    readInherited: async ({ id }) => shown(await readInherited(asking, id)),

    createFirstCompany: async ({ id, name }) => shown(await createFirstCompany(company, id, name)),
    renewFirstCompanyLink: async ({ id }) => shown(await renewFirstCompanyLink(company, id)),
    async openFirstCompanyLink({ id }) {
      await lookAfterPaste(company, id)
      const { integration } = await integrations.get(id)
      const url = integration.firstCompany?.linkUrl ?? null
      if (url === null || !services.isCodatLink(url)) throw new Failure('guide.no-link')
      await openAddress(services.browser, url)
      return { opened: true }
    },
    async checkFirstCompany({ id }) {
      const answer = await checkFirstCompany(company, id)
      if (settledOf['first-company'](answer) === 'settled') watches.stop(id, 'first-company')
      const { integration, evidence } = await integrations.get(id)
      return shown({ ...answer, explained: explainLink(integration, evidence) })
    },

    async watchCodat({ id, what }) {
      const clientId = await codatClientOf(integrations, id)
      const question = what === 'enabled' ? () => checkEnabled(asking, id) : () => checkFirstCompany(company, id)
      const ask = async () => settledOf[what](await question())
      return watches.start({ integrationId: id, what, ask, budget: () => questions.budget(clientId) })
    },
    stopWatchingCodat: ({ id, what }) => ({ stopped: watches.stop(id, what) }),

    async compareForGoLive({ testAppId, productionAppId }) {
      return compareForGoLive(await sideOf(integrations, testAppId), await sideOf(integrations, productionAppId))
    },

    startCall: async ({ id }) => view(await callMode.start(id)),
    endCall: async ({ id }) => view(await callMode.end(id)),
    answerRecorded: async ({ id, recorded }) => view(await callMode.answerRecorded(id, recorded)),
  }
}

async function sideOf({ ports, get }: Integrations, appId: string): Promise<Side> {
  const { records } = await ports.records.list()
  const integration = records.find(({ xeroAppId }) => xeroAppId === appId) ?? null
  if (integration !== null) {
    const { evidence } = await get(integration.id)
    if (evidence.app !== null)
      return { app: evidence.app, integration, codat: evidence.codat, linked: linkedOf(integration) }
  }
  const { records: apps } = await ports.apps.list()
  const app = apps.find(({ id }) => id === appId)
  if (app === undefined) throw new Failure('record.missing')
  return { app, integration: null, codat: null, linked: null }
}
