// The pushes of this machine: planned, asked about in main's own window, started, left, taken up again, reported.
import type { PushPlan, PushView } from '../../../contract/bank-feeds'
import { Failure } from '../../failure'
import type { Clock, Prompts, Random } from '../../ports'
import { sleepUnless } from '../../sleep'
import type { FeedCodat, FeedExplainer, FeedNote, FeedStatements, SaveFile } from '../ports'
import { createPush } from './create-push'
import type { JournalEntry } from './entries'
import { openJournal } from './journal'
import { nextStep, type PushPatience, pushPatience } from './next-step'
import { planOf, type PushDestination, targetOf } from './plan'
import { openPushFolders } from './push-folders'
import { answerQuestion, cancelQuestion, startQuestion } from './questions'
import { openPushRuns, type PushRunsPorts } from './runs'
import { type SavedReport, saveReport } from './save-report'
import { after, openChunk, operationsOf, type PushState } from './state'
import { placeOf } from './view'

export interface PushesPorts extends Pick<PushRunsPorts, 'onProgress' | 'onSettled'> {
  /** A folder of the pushes' own; made at the first one. */
  readonly dir: string
  readonly clock: Clock
  readonly random: Random
  readonly prompts: Pick<Prompts, 'confirm'>
  readonly statements: FeedStatements
  readonly codat: FeedCodat
  readonly explain: FeedExplainer
  readonly saveFile: SaveFile
  readonly note: FeedNote
  readonly patience?: PushPatience
}

export interface Pushes {
  /** Raises `feeds.no-account` and `statement.gone`. */
  plan(to: PushDestination, accountId: string, statementId: string): Promise<PushPlan>
  /** Null when the user said no. Raises `push.hindered` and `push.not-pushable`. */
  start(to: PushDestination, accountId: string, statementId: string): Promise<PushView | null>
  list(appId: string): Promise<PushView[]>
  get(pushId: string): Promise<PushView>
  resume(pushId: string): Promise<PushView>
  pause(pushId: string): Promise<PushView>
  cancel(pushId: string): Promise<PushView>
  answer(pushId: string, arrived: boolean): Promise<PushView>
  retry(pushId: string): Promise<PushView>
  report(pushId: string, format: 'markdown' | 'csv'): Promise<SavedReport>
  /** Operations of all pushes made here. */
  ownOperations(): Promise<ReadonlySet<string>>
  /** Ends every run at its next safe moment, or after half a second without one. */
  close(): Promise<void>
}

const CLOSING_MS = 500

export function openPushes(ports: PushesPorts): Pushes {
  const { clock, random, prompts, patience = pushPatience } = ports
  const folders = openPushFolders(ports.dir)
  const runs = openPushRuns({ ...ports, folders, patience, knownElsewhere: ownOperations })
  const now = (): string => clock.now().toISOString()

  const stateNow = async (pushId: string): Promise<PushState> =>
    runs.state(pushId) ?? (await folders.read(pushId)).state

  /** The newest first. One damaged journal spoils nothing else; opened by itself, it says so. */
  async function all(): Promise<PushState[]> {
    const states: PushState[] = []
    for (const pushId of await folders.ids()) {
      const state = await stateNow(pushId).catch(() => null)
      if (state !== null) states.push(state)
    }
    return states.toSorted((a, b) => b.opened.at.localeCompare(a.opened.at))
  }

  async function ownOperations(except: string | null): Promise<ReadonlySet<string>> {
    const states = await all()
    const others = states.filter(({ opened }) => opened.pushId !== except)
    return new Set(others.flatMap(({ chunks }) => chunks.flatMap(operationsOf)))
  }

  /** Adds to the journal of a push that stands still, then goes on with it; without an entry it is left as it is. */
  async function amend(pushId: string, entryFor: (state: PushState) => JournalEntry | null): Promise<PushView> {
    await runs.standStill(pushId)
    const { entries, state } = await folders.read(pushId)
    const added = entryFor(state)
    if (added === null) return runs.view(state)
    const journal = await openJournal(folders.at(pushId), entries.length)
    await journal.append(added).finally(() => journal.close())
    const next = after(state, added)
    runs.begin(pushId, { entries: [...entries, added], state: next })
    return runs.view(runs.state(pushId) ?? next)
  }

  return {
    async plan(to, accountId, statementId) {
      const held = ports.statements.hold(statementId)
      try {
        return planOf(to, accountId, held, await all())
      } finally {
        held.release()
      }
    },
    async start(to, accountId, statementId) {
      const held = ports.statements.hold(statementId)
      try {
        const planned = planOf(to, accountId, held, await all())
        if (planned.hindrance !== null) throw new Failure('push.hindered', { detail: planned.hindrance })
        if (!(await prompts.confirm(startQuestion(to, planned)))) return null
        const pushId = random.id()
        await createPush(folders.at(pushId), { pushId, at: now(), target: targetOf(to, planned) }, held)
        await ports.note('push.started', { id: to.place.clientId, name: to.companyName }, `${planned.lines} lines`)
        const made = await folders.read(pushId)
        runs.begin(pushId, made)
        return runs.view(made.state)
      } finally {
        held.release()
      }
    },
    list: async (appId) => (await all()).filter((state) => placeOf(state).appId === appId).map(runs.view),
    get: async (pushId) => runs.view(await stateNow(pushId)),
    async resume(pushId) {
      const running = runs.state(pushId)
      if (running !== undefined) return runs.view(running)
      const read = await folders.read(pushId)
      // Where somebody has to do something first, or nothing is left to do, there is nothing to go on with.
      if (nextStep(read.state, clock.now(), patience).do !== 'stop') runs.begin(pushId, read)
      return runs.view(read.state)
    },
    async pause(pushId) {
      await runs.standStill(pushId)
      return runs.view((await folders.read(pushId)).state)
    },
    async cancel(pushId) {
      const before = await stateNow(pushId)
      if (before.cancelledAt !== null || openChunk(before) === null) return runs.view(before)
      if (!(await prompts.confirm(cancelQuestion(before)))) return runs.view(before)
      await ports.note('push.cancelled', companyOf(before))
      // What is on its way is still waited for: only then is it known what arrived.
      return amend(pushId, () => ({ kind: 'cancelled', at: now() }))
    },
    async answer(pushId, arrived) {
      const { state } = await folders.read(pushId)
      const open = openChunk(state)
      if (open?.chunk.phase !== 'asking') throw new Failure('push.not-asked')
      const { index } = open
      if (!(await prompts.confirm(answerQuestion(state, index, arrived)))) return runs.view(state)
      await ports.note(arrived ? 'push.said-arrived' : 'push.said-not-arrived', companyOf(state))
      return amend(pushId, ({ chunks }) =>
        chunks[index]?.phase === 'asking' ? { kind: 'decided', at: now(), chunk: index, arrived } : null,
      )
    },
    retry: (pushId) =>
      amend(pushId, (state) => {
        const open = openChunk(state)
        if (open?.chunk.phase !== 'refused' && open?.chunk.phase !== 'failed') {
          throw new Failure('push.nothing-refused')
        }
        return { kind: 'again', at: now(), chunk: open.index }
      }),
    async report(pushId, format) {
      const state = await stateNow(pushId)
      const report = { dir: folders.at(pushId), state, diagnosis: runs.diagnosis(state), at: clock.now() }
      return saveReport(report, format, ports.saveFile)
    },
    ownOperations: () => ownOperations(null),
    async close() {
      // Quitting doesn't wait for an answer that is slow to come: the journal takes the push up again without it.
      await Promise.race([runs.allStandStill(), sleepUnless(CLOSING_MS)])
    },
  }
}

/** What an entry of the activity is about. */
function companyOf({ opened: { target } }: PushState): { id: string; name: string } {
  return { id: target.clientId, name: target.companyName }
}
