// What a set-up shows of its Xero app's standing, which is computed in one place for every surface. Pure.
import { profileFrom } from '../profile/profile'
import { knownOfApp } from '../standing/known-of-app'
import { standingOf, type Standing as AppStanding } from '../standing/standing'
import type { StepId } from './schema'
import type { SetUpView, Standing } from './views'
import { stepIds } from './terms'
import type { Evidence } from './evidence'

/** Null for a set-up without a Xero app. What was noted of this very set-up goes before what was noted of another of the app. */
export function standingShown(standing: AppStanding | null, setUp: Pick<SetUpView, 'id'> | null): Standing {
  if (standing === null) {
    return {
      ready: false,
      step: 'keys',
      sentence: 'This integration: No Xero app is chosen.',
      move: 'me',
      since: null,
      message: '',
    }
  }
  const { goLive, sentence, reasons } = standing
  const own = standing.noted.find(({ setUpId }) => setUpId === setUp?.id)
  const move = own ?? standing.move
  const worst = reasons.find(({ weight }) => weight !== 'note')
  return {
    ready: goLive === 'live' || goLive === 'ready',
    step: stepIds.find((id): id is StepId => id === worst?.step) ?? null,
    sentence: sentence.slice(0, 600),
    move: move?.who ?? null,
    since: move?.since ?? null,
    message: move?.message ?? '',
  }
}

/** From the guide's own records alone, for whoever has no others: nothing is counted, no bank feed was looked at, and of pushes nothing is known. */
export function standingsAlone(
  setUps: readonly SetUpView[],
  evidenceOf: (setUp: SetUpView) => Evidence,
): ReadonlyMap<string, AppStanding> {
  const found = new Map<string, AppStanding>()
  for (const setUp of setUps) {
    const { app, now } = evidenceOf(setUp)
    if (app === null || found.has(app.id)) continue
    const own = setUps.filter(({ xeroAppId }) => xeroAppId === app.id)
    const known = knownOfApp({
      app,
      profile: profileFrom(app.id, own, null),
      setUps: own,
      connections: notCounted,
      links: { counted: [], listed: null, doubted: new Map() },
      ladders: [],
      pushes: [],
      saidAgreed: null,
      application: null,
      now,
    })
    found.set(app.id, standingOf(known))
  }
  return found
}

const notCounted = {
  count: null,
  atLeast: false,
  excluded: 0,
  readAt: null,
  limit: null,
  confirmed: false,
  ifStarter: null,
  fullness: 'unknown',
} as const
