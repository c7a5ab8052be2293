// The pushes of this machine: planned, asked about in main's own window, started, left, taken up again, reported.
import type { Service } from '../../../contract/api'
import { listed, MOST_LISTED } from '../../../domain/bank-feeds/push/listed'
import { isDeepStrictEqual } from 'node:util'
import type { ActivityCode } from '../../../domain/activity/codes'
import type { PushPlan, PushView } from '../../../domain/bank-feeds/push/schema'
import { Failure, isFailure } from '../../../domain/failure'
import { createTurns, createTurnsByKey } from '../../in-turn'
import type { MainPorts, Prompts } from '../../ports'
import { sleepUnless } from '../../sleep'
import { createUnasked } from '../../unasked'
import type { Note } from '../../activity/activity'
import type { SaveFile } from '../../save-file'
import type { AssertKept } from '../../records/app-records'
import type { FeedCodat, FeedStatements, HeldStatement } from '../ports'
import type { DamagedJournal, JournalEntry } from '../../../domain/bank-feeds/push/entries'
import { endingOf, standstillOf } from '../../../domain/bank-feeds/push/ending'
import type { RunEnd } from '../../../domain/bank-feeds/push/run-end'
import { openJournal, openPushFolder } from './journal'
import { nextStep, type PushPatience, pushPatience } from '../../../domain/bank-feeds/push/next-step'
import {
  openedEntry,
  type OtherPushes,
  planOf,
  type PushDestination,
  startedRemark,
  targetOf,
} from '../../../domain/bank-feeds/push/plan'
import { openPushFolders } from './push-folders'
import {
  answerQuestion,
  cancelQuestion,
  goOnQuestion,
  setAsideQuestion,
  startQuestion,
} from '../../../domain/bank-feeds/push/questions'
import { type Elsewhere, elsewhereOf } from '../../../domain/bank-feeds/push/elsewhere'
import { openPushRuns, type PushRunsPorts } from './runs'
import { saveReport } from './save-report'
import { after, openChunk, operationsOf, type PushState } from '../../../domain/bank-feeds/push/state'
import { placeOf } from '../../../domain/bank-feeds/push/view'
import { againEntry, canBeCancelled, companyOf, damagedView, isSameDoubt } from '../../../domain/bank-feeds/push/asked'

export interface PushesPorts
  extends Pick<PushRunsPorts, 'onProgress' | 'onMoved' | 'log'>, Pick<MainPorts, 'clock' | 'random'> {
  /** A folder of the pushes' own; made at the first one. */
  readonly dir: string
  readonly prompts: Pick<Prompts, 'confirm'>
  readonly statements: FeedStatements
  readonly codat: FeedCodat
  readonly saveFile: SaveFile
  /** Raises `record.missing` for an app that is gone or in the trash. */
  readonly assertThere: AssertKept
  /** What hinders an app's pushes changed. */
  readonly onChange: (appId: string) => void
  /** A run came to an end, or a push was changed by hand. */
  readonly onSettled: (state: PushState) => Promise<void>
  readonly note: Note
  readonly patience?: PushPatience
}

/**
 * The calls about pushes that were made. Those that go on with one ask first where pushes were gone on with often of late, and give it as it is
 * when the user said no. A retry raises `push.nothing-refused`, setting aside `push.not-damaged`.
 */
export interface Pushes extends Service<PushCall> {
  /** Raises `feeds.no-account` and `statement.gone`. */
  plan(to: PushDestination, accountId: string, statementId: string): Promise<PushPlan>
  /**
   * Asks, looks again where it goes and what hinders it, and asks again if that has changed meanwhile. Null when the user said no.
   * Raises `push.hindered` and `push.not-pushable`.
   */
  start(where: () => Promise<PushDestination>, accountId: string, statementId: string): Promise<PushView | null>
  /** Operations of all pushes made here. */
  ownOperations(): Promise<ReadonlySet<string>>
  /** Whether it is being carried out just now. */
  isUnderWay(pushId: string): boolean
  /** Ends every run at its next safe moment, or after half a second without one. */
  close(): Promise<void>
}

export type PushCall =
  | 'listPushes'
  | 'getPush'
  | 'resumePush'
  | 'pausePush'
  | 'cancelPush'
  | 'answerPush'
  | 'retryPush'
  | 'setAsidePush'
  | 'exportPushReport'

const CLOSING_MS = 500
/** Resumes and retries of all pushes that need no question, and the time in which they count. */
const GOING_ON_UNASKED = 10
const GOING_ON_WITHIN_MS = 10 * 60_000

export function openPushes(ports: PushesPorts): Pushes {
  const { clock, random, prompts, patience = pushPatience } = ports
  const folders = openPushFolders(ports.dir)
  const runs = openPushRuns({ ...ports, folders, patience, elsewhere, onSettled: settled })
  /** A look at a push and what is done by it may not be parted. Questions are asked outside: nobody waits for an answer in turn. */
  const inTurnOf = createTurnsByKey()
  /** The same for the pushes together: two that begin at once would not see each other. */
  const starting = createTurns()
  const mayGoOnUnasked = createUnasked({ most: GOING_ON_UNASKED, withinMs: GOING_ON_WITHIN_MS, clock, prompts })
  /** What of a push is sent was asked about when it began. Going on again and again is asked all the same: a page could do it alone. */
  const mayGoOn = (state: PushState): Promise<boolean> => mayGoOnUnasked(() => goOnQuestion(state, GOING_ON_UNASKED))
  /** Pushes that stand still only to be gone on with at once. */
  const amended = new Set<string>()
  let tidied: Promise<void> | null = null
  const now = (): string => clock.now().toISOString()

  /** Told as it happened: what arrived, what was refused, what was never sent. */
  async function settled(state: PushState, because: RunEnd['because']): Promise<void> {
    const goesOn = because === 'paused' && amended.has(state.opened.pushId)
    const ending = endingOf(state) ?? (goesOn ? null : standstillOf(state, because))
    if (ending !== null) await ports.note(ending.what, companyOf(state), ending.remark)
    await ports.onSettled(state)
  }

  const stateNow = async (pushId: string): Promise<PushState> =>
    runs.state(pushId) ?? (await folders.read(pushId)).state

  /** All of them, those that can be read by age, the newest first. */
  async function all(): Promise<OtherPushes> {
    const states: PushState[] = []
    const damaged: DamagedJournal[] = []
    for (const pushId of await folders.ids()) {
      try {
        states.push(await stateNow(pushId))
      } catch (error) {
        if (!isFailure(error, 'push.damaged', 'push.missing')) throw error
        const damage = await folders.damage(pushId)
        if (damage !== null) damaged.push(damage)
      }
    }
    return { states: states.toSorted((a, b) => b.opened.at.localeCompare(a.opened.at)), damaged }
  }

  /** What an earlier end of the app left unmade is gone once this resolves. */
  const tidy = (): Promise<void> => (tidied ??= starting(() => folders.removeLeft()))

  /** All of them that were made. */
  async function everything(): Promise<OtherPushes> {
    await tidy()
    return all()
  }

  /**
   * Those of an app, and those left of apps that aren't there any more at a Codat client of this one: what of them is unfinished hinders
   * its pushes, and nobody could end it elsewhere.
   */
  async function ofApp(states: readonly PushState[], appId: string): Promise<PushState[]> {
    const clients = new Set((await ports.codat.clientsOf(appId)).map(({ id }) => id))
    const atClients = states.map(placeOf).filter(({ clientId }) => clients.has(clientId))
    const left = new Set<string>()
    for (const id of new Set(atClients.map((place) => place.appId))) {
      if (id !== appId && (await isGone(ports.assertThere(id)))) left.add(id)
    }
    return states.filter((state) => {
      const place = placeOf(state)
      return place.appId === appId || (left.has(place.appId) && clients.has(place.clientId))
    })
  }

  async function elsewhere({ opened }: PushState): Promise<Elsewhere> {
    return elsewhereOf(opened, await all())
  }

  /**
   * Adds to the journal of a push that stands still, then goes on with it. Where nothing is to be added, it is left as it is: what made
   * sense when the user was asked may be over by now.
   */
  const amend = (
    pushId: string,
    entryFor: (state: PushState) => JournalEntry | null,
    noted: ActivityCode | null,
  ): Promise<PushView> =>
    inTurnOf(pushId, async () => {
      const before = await stateNow(pushId)
      if (entryFor(before) === null) return runs.view(before)
      const wasRunning = runs.state(pushId) !== undefined
      amended.add(pushId)
      await runs.standStill(pushId).finally(() => amended.delete(pushId))
      const read = await folders.read(pushId)
      const added = entryStill(() => entryFor(read.state))
      if (added instanceof Failure || added === null) {
        if (wasRunning) runs.begin(pushId, read)
        if (added !== null) throw added
        return runs.view(read.state)
      }
      if (noted !== null) await ports.note(noted, companyOf(read.state))
      const journal = await openJournal(folders.at(pushId), read.entries.length)
      await journal.append(added).finally(() => journal.close())
      const next = after(read.state, added)
      runs.begin(pushId, { entries: [...read.entries, added], state: next })
      return runs.view(runs.state(pushId) ?? next)
    })

  /** Makes the push that was asked about and begins with it; gives the plan as it is by now where that is another one. */
  const makeIf = (
    asked: Asked,
    where: () => Promise<PushDestination>,
    held: HeldStatement,
  ): Promise<{ made: PushView } | { changed: Asked }> =>
    starting(async () => {
      const changed = await ask(where, asked.plan.account.id, held)
      if (!isDeepStrictEqual(changed.question, asked.question)) return { changed }
      const { to, plan } = changed
      const pushId = random.id()
      return inTurnOf(pushId, async () => {
        const target = targetOf(to, plan)
        const opened = { pushId, at: now(), target }
        const dir = folders.at(pushId)
        // The process that holds the lines writes the bodies, so that they don't cross to here only to become text.
        await openPushFolder(dir, async () => openedEntry(opened, held, await held.writeBodies(dir, target.accountId)))
        await ports.note('push.started', { id: to.place.clientId, name: to.companyName }, startedRemark(plan))
        const read = await folders.read(pushId)
        runs.begin(pushId, read)
        return { made: runs.view(read.state) }
      })
    })

  /** What to ask, as things stand. Raises `push.hindered`. */
  async function ask(where: () => Promise<PushDestination>, accountId: string, held: HeldStatement): Promise<Asked> {
    const to = await where()
    const plan = planOf(to, accountId, held, await all())
    if (plan.hindrance !== null) throw new Failure('push.hindered', { detail: plan.hindrance })
    return { to, plan, question: startQuestion(to, plan) }
  }

  return {
    async plan(to, accountId, statementId) {
      const held = ports.statements.hold(statementId)
      try {
        return planOf(to, accountId, held, await everything())
      } finally {
        held.release()
      }
    },
    async start(where, accountId, statementId) {
      const held = ports.statements.hold(statementId)
      try {
        await tidy()
        let asked = await ask(where, accountId, held)
        for (;;) {
          if (!(await prompts.confirm(asked.question))) return null
          const done = await makeIf(asked, where, held)
          if ('made' in done) return done.made
          asked = done.changed
        }
      } finally {
        held.release()
      }
    },
    // The newest first, at most as many as are shown at once; of the damaged those, too, of which not even the app can be told.
    async listPushes({ appId }) {
      const { states, damaged } = await everything()
      const own = damaged.filter(({ opened }) => (opened?.target.appId ?? appId) === appId)
      return {
        pushes: listed((await ofApp(states, appId)).map(runs.view)),
        damaged: own.slice(0, MOST_LISTED).map(damagedView),
      }
    },
    getPush: async ({ pushId }) => runs.view(await stateNow(pushId)),
    async resumePush({ pushId }) {
      if (runs.state(pushId) === undefined && !(await mayGoOn(await stateNow(pushId))))
        return runs.view(await stateNow(pushId))
      return inTurnOf(pushId, async () => {
        const running = runs.state(pushId)
        if (running !== undefined) return runs.view(running)
        await runs.standStill(pushId)
        const read = await folders.read(pushId)
        // Where somebody has to do something first, or nothing is left to do, there is nothing to go on with.
        if (nextStep(read.state, clock.now(), patience).do !== 'stop') runs.begin(pushId, read)
        return runs.view(read.state)
      })
    },
    pausePush: ({ pushId }) =>
      inTurnOf(pushId, async () => {
        await runs.standStill(pushId)
        return runs.view((await folders.read(pushId)).state)
      }),
    async cancelPush({ pushId }) {
      const before = await stateNow(pushId)
      if (!canBeCancelled(before)) return runs.view(before)
      if (!(await prompts.confirm(cancelQuestion(before)))) return runs.view(before)
      // What is on its way is still waited for: only then is it known what arrived.
      // What became of it is noted once it is known.
      return amend(pushId, (state) => (canBeCancelled(state) ? { kind: 'cancelled', at: now() } : null), null)
    },
    async answerPush({ pushId, arrived }) {
      const state = await stateNow(pushId)
      const open = openChunk(state)
      if (open?.chunk.phase !== 'asking') throw new Failure('push.not-asked')
      const { index, chunk } = open
      if (!(await prompts.confirm(answerQuestion(state, index, arrived)))) return runs.view(state)
      return amend(
        pushId,
        ({ chunks }) =>
          isSameDoubt(chunks[index], chunk) ? { kind: 'decided', at: now(), chunk: index, arrived } : null,
        arrived ? 'push.said-arrived' : 'push.said-not-arrived',
      )
    },
    async retryPush({ pushId }) {
      const again = (state: PushState): JournalEntry => againEntry(state, now())
      const asked = await stateNow(pushId)
      again(asked)
      if (!(await mayGoOn(asked))) return runs.view(await stateNow(pushId))
      return amend(pushId, again, null)
    },
    async setAsidePush({ appId, pushId }) {
      const damage = await folders.damage(pushId)
      if (damage === null) throw new Failure('push.not-damaged')
      if (!(await prompts.confirm(setAsideQuestion(damage.opened)))) return { setAside: false }
      return inTurnOf(pushId, async () => {
        if ((await folders.damage(pushId)) === null) return { setAside: false }
        await folders.setAside(pushId, clock.now())
        const { clientId, companyName } = damage.opened?.target ?? { clientId: pushId, companyName: 'a damaged push' }
        await ports.note('push.set-aside', { id: clientId, name: companyName })
        ports.onChange(appId)
        return { setAside: true }
      })
    },
    async exportPushReport({ pushId, format }) {
      const state = await stateNow(pushId)
      const report = { dir: folders.at(pushId), state, diagnosis: runs.diagnosis(state), at: clock.now() }
      return saveReport(report, format, ports.saveFile)
    },
    async ownOperations() {
      const { states } = await all()
      return new Set(states.flatMap(({ chunks }) => chunks.flatMap(operationsOf)))
    },
    isUnderWay: (pushId) => runs.state(pushId) !== undefined,
    async close() {
      // Quitting doesn't wait for an answer that is slow to come: the journal takes the push up again without it.
      await Promise.race([runs.close(), sleepUnless(CLOSING_MS)])
    },
  }
}

/** What the user is asked before a push, and what that was made of. */
interface Asked {
  readonly to: PushDestination
  readonly plan: PushPlan
  readonly question: ReturnType<typeof startQuestion>
}

async function isGone(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked
    return false
  } catch (error) {
    if (isFailure(error, 'record.missing')) return true
    throw error
  }
}

function entryStill(entry: () => JournalEntry | null): JournalEntry | Failure | null {
  try {
    return entry()
  } catch (error) {
    if (isFailure(error)) return error
    throw error
  }
}
