// The order of the board, and what stands in a row.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stepIds } from './terms'
import { boardRow as boardRowSchema, type IntegrationCheck } from './board-schema'
import type { Integration } from './schema'
import type { IntegrationView, SetUpView } from './views'
import { app, codat, evidence, integration, NOW, secret } from '../../../test/support/guide-records'
import { boardRow, boardRows } from './board'
import { nothingSeen } from './drift'
import type { Evidence } from './evidence'
import { viewOf } from './set-up'
import { standingsAlone, standingShown } from './standing'
import { heldBy, stepViews } from './step-states'

function view(some: Partial<Integration> = {}, given: Partial<Evidence> = {}): IntegrationView {
  const record = integration(some)
  const judged = evidence(given)
  const setUp: SetUpView = {
    ...record,
    name: record.id,
    customer: judged.app?.customer ?? '',
    environment: 'test',
    codatName: judged.codat?.name ?? null,
    steps: stepViews(record, judged),
    held: heldBy(record, judged),
  }
  const standings = standingsAlone([setUp], () => judged)
  return { ...setUp, standing: standingShown(standings.get(judged.app?.id ?? '') ?? null, setUp) }
}

const row = (some: Partial<Integration> = {}, given: Partial<Evidence> = {}) => boardRow(view(some, given), null, NOW)

test('two set-ups of an app each say whom they wait for, and what to send them', () => {
  const judged = evidence()
  const waits = { since: '2026-11-20T09:00:00.000Z', chaseOn: null }
  const setUps = (
    [
      ['customer', '04'],
      ['codat', '05'],
    ] as const
  ).map(([who, end]) =>
    viewOf(integration({ id: `00000000-0000-4000-8000-0000000000${end}`, waitingOn: { who, ...waits } }), judged),
  )
  const standing = standingsAlone(setUps, () => judged).get(judged.app?.id ?? '') ?? null
  const rows = setUps.map((setUp) => boardRow({ ...setUp, standing: standingShown(standing, setUp) }, null, NOW))
  expect(rows.map(({ waiting, integration: { standing: shown } }) => [waiting?.who, shown.move])).toEqual([
    ['customer', 'customer'],
    ['codat', 'codat'],
  ])
  expect(rows[0]?.chase).toContain('we need one thing from you')
  expect(rows[1]?.chase).toContain('Codat client “Acme at Codat”')
})

test('a wait that was noted says since when, and whether it is due', () => {
  const waitingOn = { who: 'codat', since: '2026-11-01T00:00:00.000Z', chaseOn: '2026-11-24' } as const
  expect(row({ waitingOn }).waiting).toMatchObject({ who: 'codat', noted: true, due: true })
  expect(row({ waitingOn: { ...waitingOn, chaseOn: '2026-11-25' } }).waiting?.due).toBe(false)
})

test('without a note it is whoever the standing says, since the step before was done', () => {
  const { waiting, integration: shown } = row({ updatedAt: '2026-11-25T00:00:00.000Z' })
  expect(shown.standing.ready).toBe(false)
  expect(waiting).toMatchObject({ who: 'me', since: '2026-11-24T10:05:00.000Z', noted: false })
})

test('skipping every step makes no fact true', () => {
  const at = '2026-11-24T11:00:00.000Z'
  const said = Object.fromEntries(stepIds.map((id) => [id, { state: 'skipped', at, why: null } as const]))
  const without = { app: app({ secrets: [], signInProvedAt: null, clientId: '' }), codat: null }
  const { keys, secretStoredAt, steps, integration: shown } = row({ said }, without)
  expect(keys).toBe('none')
  expect(secretStoredAt).toBeNull()
  expect(steps).toEqual({ done: 0, total: 11, said: 0, skipped: 11 })
  expect(shown.standing).toEqual(row({}, without).integration.standing)
})

describe('keys in one word', () => {
  test.each([
    ['accepted', app()],
    ['refused', app({ secrets: [secret({ lastRefusedAt: '2026-11-24T11:00:00.000Z' })] })],
    ['unchecked', app({ secrets: [secret({ lastAcceptedAt: null })] })],
    ['none', app({ secrets: [] })],
    ['customer', app({ secrets: [], keyHolder: 'customer' })],
    ['none', null],
  ] as const)('%s', (word, given) => expect(row({}, { app: given }).keys).toBe(word))
})

test('what was seen stays in main: a row carries only what changed', () => {
  const check: IntegrationCheck = {
    version: 1,
    id: integration().id,
    at: NOW.toISOString(),
    comparedWith: null,
    seen: { ...nothingSeen, companies: [{ id: 'x', name: 'Somebody else' }], linked: 1 },
    changes: [],
    unchecked: [],
  }
  const shown = boardRow(view({}, { codat }), check, NOW)
  expect(JSON.stringify(boardRowSchema.parse(shown))).not.toContain('Somebody else')
})

test('property: the longest wait stands first, and nobody is left out', () => {
  const since = fc.option(fc.integer({ min: 0, max: 400 }).map((days) => new Date(NOW.getTime() - days * 86_400_000)))
  fc.assert(
    fc.property(fc.array(since, { maxLength: 12 }), (waits) => {
      const views = waits.map((at, index) =>
        view({
          id: `00000000-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
          waitingOn: at === null ? null : { who: 'customer', since: at.toISOString(), chaseOn: null },
        }),
      )
      const rows = boardRows(views, new Map(), NOW)
      const order = rows.map(({ waiting }) => waiting?.since ?? '9')
      expect(order).toEqual(order.toSorted())
      expect(rows.map(({ integration: { id } }) => id).toSorted()).toEqual(views.map(({ id }) => id).toSorted())
    }),
  )
})
