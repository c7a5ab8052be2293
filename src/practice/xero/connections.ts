// Who is connected to which app: making a connection, ending it, and what stands in its way.
import { randomInt, randomUUID } from 'node:crypto'
import { uncertifiedAppsPerOrganisation } from '../../domain/facts'
import type { PracticeSettings } from '../../contract/practice'
import { findApp, findOrganisation } from './stand-in'
import type { XeroConnection, XeroOrganisation, XeroStandInApp, XeroUser, XeroWorld } from './world'

export function liveConnections(world: XeroWorld, clientId: string): XeroConnection[] {
  return world.connections.filter((row) => row.clientId === clientId && row.removedAt === null)
}

/** Rows that count against the limit: demo companies don't (https://community.xero.com/developer/discussion/144257521/). */
export function countedConnections(world: XeroWorld, clientId: string): number {
  return liveConnections(world, clientId).filter((row) => findOrganisation(world, row.tenantId)?.class !== 'DEMO')
    .length
}

export type Obstacle = 'two-uncertified-apps' | 'connection-limit'

/** What keeps an app from being connected to an organisation, or null. Connecting again what is connected is free. */
export function obstacle(
  world: XeroWorld,
  app: XeroStandInApp,
  user: XeroUser,
  organisation: XeroOrganisation,
): Obstacle | null {
  if (hasTwoOtherUncertifiedApps(world, app, organisation)) return 'two-uncertified-apps'
  const connected = liveConnections(world, app.clientId).some(
    (row) => row.userId === user.id && row.tenantId === organisation.tenantId,
  )
  if (connected || organisation.class === 'DEMO' || app.limit === null) return null
  return countedConnections(world, app.clientId) >= app.limit ? 'connection-limit' : null
}

/** The rule is about the organisation: two uncertified apps, whoever made them, and no third. */
export function hasTwoOtherUncertifiedApps(
  world: XeroWorld,
  app: XeroStandInApp,
  organisation: XeroOrganisation,
): boolean {
  if (app.certified) return false
  const ours = new Set(
    world.connections
      .filter(
        (row) => row.tenantId === organisation.tenantId && row.removedAt === null && row.clientId !== app.clientId,
      )
      .map((row) => row.clientId)
      .filter((clientId) => findApp(world, clientId)?.certified === false),
  )
  const isConnected = liveConnections(world, app.clientId).some((row) => row.tenantId === organisation.tenantId)
  return !isConnected && ours.size + organisation.otherUncertifiedApps >= uncertifiedAppsPerOrganisation.value
}

/** Connects, or connects again. Gives the row; saving is the caller's. */
export function connect(
  world: XeroWorld,
  link: { clientId: string; userId: string; tenantId: string; authEventId: string },
  now: Date,
  { reconnect, freshRowDates }: Pick<PracticeSettings, 'reconnect' | 'freshRowDates'>,
): XeroConnection {
  const same = world.connections.filter(
    (row) => row.clientId === link.clientId && row.userId === link.userId && row.tenantId === link.tenantId,
  )
  const live = same.find((row) => row.removedAt === null)
  const former = reconnect === 'former-row' ? same.at(-1) : undefined
  const row = live ?? former
  const updatedDateUtc = xeroDate(new Date(now.getTime() + 2))
  if (row !== undefined) return Object.assign(row, { authEventId: link.authEventId, updatedDateUtc, removedAt: null })
  // A fresh row's two dates lie milliseconds apart in the sample of Xero's own specification (xero-identity.yaml).
  const createdDateUtc = xeroDate(now)
  const dates = { createdDateUtc, updatedDateUtc: freshRowDates === 'same' ? createdDateUtc : updatedDateUtc }
  const fresh = { ...link, ...dates, id: randomUUID(), removedAt: null }
  world.connections.push(fresh)
  return fresh
}

export function disconnect(row: XeroConnection, now: Date): void {
  row.removedAt = now.toISOString()
}

/** Revocation: every connection this person made to the app goes, and every token. */
export function revokeUser(world: XeroWorld, clientId: string, userId: string, now: Date): void {
  for (const row of liveConnections(world, clientId)) if (row.userId === userId) disconnect(row, now)
  const others = (one: { clientId: string; userId: string }) => one.clientId !== clientId || one.userId !== userId
  world.refreshTokens = world.refreshTokens.filter(others)
  world.codes = world.codes.filter(others)
  world.grants = world.grants.filter(others)
}

/** `2019-12-07T18:46:19.5165400`: seven fractional digits, no zone. */
export function xeroDate(date: Date): string {
  return `${date.toISOString().slice(0, -1)}${String(randomInt(10_000)).padStart(4, '0')}`
}
