// The hand-over and the leaver sheet: what must stand in them, and what never does.
import { describe, expect, test } from 'vitest'
import type { CodatKey } from '../../domain/codat/schema'
import { app, codat, evidence, integration, NOW } from '../../../test/support/guide-records'
import { CLIENT_ID } from '../../../test/support/xero-app-fields'
import { handOverSheet, minute } from '../../domain/sheets/hand-over-sheet'
import { leaverSheet, type LeaverSeen } from '../../domain/sheets/leaver-sheet'
import { redact } from '../../domain/text/redaction'
import { mapSheetText } from '../../domain/sheets/sheet'
import { sheetMarkdown } from '../../domain/sheets/sheet-markdown'
import { standingShown } from '../../domain/guide/standing'
import { setUpWalk } from '../../domain/guide/steps'

const key = (some: Partial<CodatKey> = {}): CodatKey => ({
  name: 'Robin',
  holder: 'Robin',
  storedAt: '2026-11-01T08:00:00.000Z',
  machine: 'laptop',
  arrival: 'e-mail',
  length: 40,
  lastAcceptedAt: null,
  lastRefusedAt: null,
  pending: null,
  kept: 'keychain',
  ...some,
})

const handOver = (withClientId: boolean, some: Parameters<typeof integration>[0] = {}): string =>
  sheetMarkdown(
    handOverSheet({
      integration: integration(some),
      evidence: evidence({ codat: { ...codat, keys: [key()] } }),
      standing: standingShown(null, null),
      steps: setUpWalk.steps,
      gauge: null,
      withClientId,
    }),
  )

describe('hand-over', () => {
  test('the client id stands in it only if it was asked for', () => {
    expect(handOver(false)).not.toContain(CLIENT_ID)
    expect(handOver(true)).toContain(CLIENT_ID)
  })

  test('every step has its row with what is known, by its title', () => {
    const markdown = handOver(false)
    for (const { title } of setUpWalk.steps) expect(markdown).toContain(title)
    expect(markdown).toContain('Xero accepted these keys.')
  })

  test('keys at Codat are never said to work', () => {
    expect(handOver(false)).toContain('were not handed over')
    const proved = {
      provedAt: '2026-11-24T11:30:00.000Z',
      proof: { companyId: 'c', connectionId: 'd', companyName: 'Acme' },
    }
    expect(handOver(false, proved)).toContain('proved by a link')
    expect(handOver(false, proved)).toContain('Proved by')
    // What was pasted then is no longer what is kept here.
    const changed = {
      pastedAt: proved.provedAt,
      clientId: CLIENT_ID,
      slot: 1,
      secretStoredAt: '2026-11-23T10:00:00.000Z',
    } as const
    expect(handOver(false, { ...proved, handOver: changed })).not.toContain('Proved by')
    expect(handOver(false)).not.toMatch(/they work/)
  })

  test('whose secret and where, and that a readable one is to be replaced', () => {
    const markdown = handOver(false)
    expect(markdown).toContain('Codat API key “Robin” | Robin | laptop, keychain')
    expect(markdown).toContain('came in a readable way: replace it')
  })

  test('the move that is waited for, with its day', () => {
    const waitingOn = { who: 'codat', since: '2026-11-20T09:00:00.000Z', chaseOn: '2026-11-27' } as const
    expect(handOver(false, { waitingOn })).toContain(
      'the move is Codat’s, since 2026-11-20 09:00 UTC, ask again on 2026-11-27',
    )
  })
})

const leaver = (some: Partial<LeaverSeen> = {}): string =>
  sheetMarkdown(
    leaverSheet({
      person: 'Robin',
      hereToo: true,
      withClientIds: false,
      machine: 'laptop',
      apps: [app()],
      clients: [{ ...codat, keys: [key(), key({ name: 'Build', holder: 'Sam' })] }],
      activity: [
        { at: NOW.toISOString(), what: 'secret.revealed', subject: null, subjectName: 'Acme test', note: 'slot 1' },
        { at: NOW.toISOString(), what: 'settings.changed', subject: null, subjectName: null, note: 'theme' },
      ],
      connections: [{ app: 'Acme test', organisations: ['Kowhai', 'Ours'], ourTests: ['Ours'] }],
      now: NOW,
      ...some,
    }),
  )

describe('leaver', () => {
  test('what was kept and revealed here, each with its walk', () => {
    const markdown = leaver()
    expect(markdown).toContain('| Acme test | Client secret 1 |')
    expect(markdown).toContain('| Revealed | Acme test | Client secret 1 |')
    expect(markdown).not.toContain('theme')
    expect(markdown).toContain('| Acme test | Ours | Made by a sign-in test')
    expect(markdown).toContain('| Acme test | Kowhai | Ask whose login it is. |')
  })

  test('somebody of another machine: only what is noted as theirs, and that their machine wasn’t seen', () => {
    const markdown = leaver({ hereToo: false, person: 'robin ' })
    expect(markdown).toContain('Their own machine wasn’t looked at')
    expect(markdown).toContain('| Robin | Robin |')
    expect(markdown).not.toContain('| Sam |')
    expect(markdown).not.toContain('Revealed')
  })

  test('names every app, reveal and connection, however many there are', () => {
    const named = Array.from({ length: 80 }, (_, index) => `Customer ${index + 1}`)
    const markdown = leaver({
      apps: named.map((name) => ({ ...app(), name })),
      activity: named.map((subjectName) => ({
        at: NOW.toISOString(),
        what: 'secret.revealed',
        subject: null,
        subjectName,
        note: 'slot 2',
      })),
      connections: [{ app: 'Acme test', organisations: named, ourTests: [] }],
    })
    for (const name of named)
      expect(markdown.split(`${name} `).length + markdown.split(`${name},`).length).toBeGreaterThan(4)
    expect(markdown).not.toMatch(/and \d+ more|older ones|\d+ more stand/)
  })

  test('client ids only if they were asked for', () => {
    expect(leaver()).not.toContain(CLIENT_ID)
    expect(leaver({ withClientIds: true })).toContain(CLIENT_ID)
  })

  test('warns of the one step that would unplug everybody', () => {
    expect(leaver()).toContain('Don’t revoke their Xero refresh tokens')
  })
})

test('times say their zone', () => {
  expect(minute('2026-11-24T10:01:02.000Z')).toBe('2026-11-24 10:01 UTC')
  expect(minute('soon')).toBe('soon')
})

test('a secret that somebody typed into a note, a name or a place of a leaver is dropped; ids and scopes stay', () => {
  const secret = 'kT9xQ2mWv7LpZr4NcY8sHb3JdF6gAe1UoX5iKwRtMnBqVyCz'
  const seen = {
    integration: integration({
      notes: [{ at: NOW.toISOString(), text: `secret is ${secret}, ask Jo` }],
      scopes: { useCase: null, scopes: ['accounting.reports.balancesheet.read'], confirmedAt: null },
    }),
    evidence: evidence({ app: app({ name: `App ${secret}` }) }),
    standing: standingShown(null, null),
    steps: setUpWalk.steps,
    gauge: null,
    withClientId: true,
  }
  const markdown = sheetMarkdown(mapSheetText(handOverSheet(seen), redact))
  expect(sheetMarkdown(handOverSheet(seen))).toContain(secret)
  expect(markdown).not.toContain(secret)
  for (const kept of [
    CLIENT_ID,
    'accounting.reports.balancesheet.read',
    'https://xero.codat.io/oauth2/callback',
    'ask Jo',
  ]) {
    expect(markdown).toContain(kept)
  }
})
