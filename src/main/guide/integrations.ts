// Integrations as the user works with them: the records, and main's question before one is deleted.
import type { CodatClient } from '../../domain/codat/schema'
import type { Integration, IntegrationFields, SaidStep, StepId, IntegrationChange } from '../../domain/guide/schema'
import type { IntegrationView, SetUpView } from '../../domain/guide/views'
import type { DamagedFile } from '../../domain/records/damaged'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { Activity } from '../activity/activity'
import type { MainPorts } from '../ports'
import { Failure } from '../../domain/failure'
import { createTurns, createTurnsByKey } from '../in-turn'
import type { RecordFiles } from '../records/record-files'
import { withoutUndefined } from '../../domain/without-undefined'
import type { Evidence } from '../../domain/guide/evidence'
import { standingsAlone, standingShown } from '../../domain/guide/standing'
import type { Standing as AppStanding } from '../../domain/standing/standing'
import {
  deletionQuestion,
  evidenceOf,
  type Known,
  knownOf,
  newSetUp,
  unprovedIfElsewhere,
  viewOf,
  withNote,
  withSaid,
} from '../../domain/guide/set-up'

export interface IntegrationsPorts extends Pick<MainPorts, 'prompts' | 'clock' | 'random'> {
  records: RecordFiles<Integration>
  /** Read only: the records of the other rooms. */
  apps: Pick<RecordFiles<XeroApp>, 'list'>
  clients: Pick<RecordFiles<CodatClient>, 'list'>
  activity: Activity
  /** The standings of Xero apps by their ids, out of all that is known; without it, out of these records alone. */
  standingsOf?: (appIds: readonly string[], setUps: readonly SetUpView[]) => Promise<ReadonlyMap<string, AppStanding>>
  /** Something about the integrations changed: the page should ask again. */
  onChange: () => void
}

export interface Integrations {
  readonly ports: IntegrationsPorts
  list(): Promise<{ integrations: IntegrationView[]; damaged: DamagedFile[] }>
  /** All of them before their apps' standings are known, which are computed from these. */
  setUps(): Promise<SetUpView[]>
  /** One record with what it is judged by. Raises `record.missing`. */
  get(id: string): Promise<{ integration: Integration; evidence: Evidence }>
  view(integration: Integration): Promise<IntegrationView>
  /** Work on one that may not be parted from a look at it: two such works never overlap. */
  inTurn<T>(id: string, work: (now: { integration: Integration; evidence: Evidence }) => Promise<T>): Promise<T>
  /** What the activity log calls it. */
  named(integration: Integration): Promise<{ id: string; name: string }>
  /** The one for this pair of Xero app and Codat client, made if there is none. */
  add(fields: Pick<IntegrationFields, 'xeroAppId' | 'codatClientId' | 'wayIn'>): Promise<Integration>
  update(id: string, fields: IntegrationChange): Promise<Integration>
  /** Changes whatever a check found, without a word in the log. */
  change(id: string, edit: (integration: Integration) => Integration): Promise<Integration>
  say(id: string, step: StepId, said: Omit<SaidStep, 'at'> | null): Promise<Integration>
  addNote(id: string, text: string): Promise<Integration>
  /** Asks first. False when the user said no. */
  remove(id: string): Promise<boolean>
  /** Drops the integrations of a Xero app that was deleted, after main's question about the app. */
  forgetApp(appId: string): Promise<void>
}

/** Integrations over their files. */
export function createIntegrations(ports: IntegrationsPorts): Integrations {
  const { records, clock, random, activity, prompts, onChange } = ports
  const inTurnOf = createTurnsByKey()
  const adding = createTurns()

  async function others() {
    const [apps, clients, all] = await Promise.all([ports.apps.list(), ports.clients.list(), records.list()])
    const { records: setUps, damaged } = all
    const known = knownOf({ apps: apps.records, clients: clients.records, setUps, now: clock.now() })
    return { known, setUps, damaged }
  }

  /** An app that is gone, or in the trash, gets no set-up. */
  async function assertThere(appId: string | null): Promise<void> {
    if (appId === null) return
    const { records: apps } = await ports.apps.list()
    if (!apps.some(({ id, deleting }) => id === appId && !deleting)) throw new Failure('record.missing')
  }

  async function change(id: string, edit: (integration: Integration) => Integration): Promise<Integration> {
    const updatedAt = clock.now().toISOString()
    const changed = await records.change(id, (current) => ({ ...edit(current), updatedAt }))
    onChange()
    return changed
  }

  async function read() {
    const { known, setUps, damaged } = await others()
    return { setUps: setUps.map((integration) => viewOf(integration, evidenceOf(integration, known))), damaged, known }
  }

  /** Some set-ups with the standings of their apps, for which all set-ups are needed. */
  async function standing(
    some: readonly SetUpView[],
    all: readonly SetUpView[],
    known: Known,
  ): Promise<IntegrationView[]> {
    const appIds = [...new Set(some.flatMap(({ xeroAppId }) => xeroAppId ?? []))]
    const standings =
      ports.standingsOf === undefined
        ? standingsAlone(all, (setUp) => evidenceOf(setUp, known))
        : await ports.standingsOf(appIds, all)
    return some.map((setUp) => ({
      ...setUp,
      standing: standingShown(standings.get(setUp.xeroAppId ?? '') ?? null, setUp),
    }))
  }

  const integrations: Integrations = {
    ports,
    change,
    async list() {
      const { setUps, damaged, known } = await read()
      return { integrations: await standing(setUps, setUps, known), damaged }
    },
    setUps: async () => (await read()).setUps,
    async get(id) {
      const integration = await records.get(id)
      return { integration, evidence: evidenceOf(integration, (await others()).known) }
    },
    async view(integration) {
      const { setUps, known } = await read()
      const own = viewOf(integration, evidenceOf(integration, known))
      const [view] = await standing([own], [...setUps.filter(({ id }) => id !== own.id), own], known)
      return view ?? { ...own, standing: standingShown(null, null) }
    },
    async named(integration) {
      const { id, name } = viewOf(integration, evidenceOf(integration, (await others()).known))
      return { id, name }
    },
    inTurn: (id, work) => inTurnOf(id, async () => work(await integrations.get(id))),
    add: (fields) =>
      adding(async () => {
        await assertThere(fields.xeroAppId)
        const { records: all } = await records.list()
        const twin = all.find(
          ({ xeroAppId, codatClientId }) => xeroAppId === fields.xeroAppId && codatClientId === fields.codatClientId,
        )
        if (twin !== undefined) return twin
        const integration = newSetUp(fields, random.id(), clock.now().toISOString())
        await records.put(integration)
        await activity.note('integration.added', await integrations.named(integration))
        onChange()
        return integration
      }),
    async update(id, fields) {
      const { answers = {}, ...given } = withoutUndefined(fields)
      return adding(async () => {
        if (given.xeroAppId !== undefined) await assertThere(given.xeroAppId)
        return change(id, (current) =>
          unprovedIfElsewhere(current, {
            ...current,
            ...given,
            answers: { ...current.answers, ...withoutUndefined(answers) },
          }),
        )
      })
    },
    async say(id, step, said) {
      const at = clock.now().toISOString()
      return change(id, (current) => withSaid(current, step, said === null ? null : { ...said, at }))
    },
    addNote: (id, text) => change(id, (current) => withNote(current, { at: clock.now().toISOString(), text })),
    forgetApp: (appId) =>
      adding(async () => {
        const { records: all } = await records.list()
        const orphans = all.filter(({ xeroAppId }) => xeroAppId === appId)
        for (const { id } of orphans) await records.remove(id)
        if (orphans.length > 0) onChange()
      }),
    async remove(id) {
      const integration = await records.get(id)
      const about = await integrations.named(integration)
      if (!(await prompts.confirm(deletionQuestion(about.name)))) return false
      await integrations.inTurn(id, () => records.remove(id))
      await activity.note('integration.deleted', about)
      onChange()
      return true
    },
  }

  return integrations
}
