// What every part of the practice Xero is handed, and the small questions they all ask of its world.
import { createHash, randomBytes } from 'node:crypto'
import type { PracticeOrigins, PracticeSettings, PracticeXeroFailure } from '../../contract/practice'
import type { XeroOrganisation, XeroStandInApp, XeroUser, XeroWorld } from './world'

export interface XeroStandIn {
  /** The world now; a reset replaces it, so nobody keeps it. */
  world(): XeroWorld
  /** Resolves when what was changed is safely in the state file. */
  save(): Promise<void>
  now(): Date
  origins(): PracticeOrigins
  settings(): PracticeSettings
  /** Whether this failure is switched on; asking uses one of its times up. */
  fails(name: PracticeXeroFailure): boolean
  /** Where a redirect URI leads in practice: to itself on this machine, to what stands in for its host, or nowhere (null). */
  leadsTo(redirectUri: string): URL | null
}

export function findApp(world: XeroWorld, clientId: string | null): XeroStandInApp | null {
  return world.apps.find((app) => app.clientId === clientId) ?? null
}

export function findUser(world: XeroWorld, id: string | null): XeroUser | null {
  return world.users.find((user) => user.id === id) ?? null
}

export function findOrganisation(world: XeroWorld, tenantId: string | null): XeroOrganisation | null {
  return world.organisations.find((organisation) => organisation.tenantId === tenantId) ?? null
}

/** Codes, tokens and secrets are looked up by this, so that the state file holds none of them. */
export function fingerprint(value: string): string {
  return createHash('sha256').update(value).digest('hex')
}

export function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}

export function secondsSince(iso: string, now: Date): number {
  return (now.getTime() - Date.parse(iso)) / 1000
}
