// The edge while a call is on, with records by hand: what may be asked, what is answered, and which events come through, in order.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import type { Handlers } from '../contract/api'
import { calls, type CallName, events, type EventName } from '../contract/calls'
import { callsOnACall, eventsOnACall, eventsThatNameNobody } from '../contract/on-a-call'
import { SOMEBODY_ELSE } from '../domain/text/strangers'
import { holdToOneCustomer, type OneCustomer } from './on-a-call'

const idOf = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`
const [ownApp, ownClient, ownSetUp, otherApp, otherClient, otherSetUp] = [1, 2, 3, 4, 5, 6].map(idOf)
if (!ownApp || !ownClient || !ownSetUp || !otherApp || !otherClient || !otherSetUp) throw new Error('Six ids')

let onCall: boolean
let looks: number
let sent: [EventName, unknown][]
let page: OneCustomer
const handlers: Partial<Record<CallName, (input: never) => unknown>> = {}
beforeEach(() => {
  onCall = true
  looks = 0
  sent = []
  for (const name of Object.keys(handlers) as CallName[]) Reflect.deleteProperty(handlers, name)
  page = holdToOneCustomer({
    async setUps() {
      looks += 1
      return [
        { id: otherSetUp, xeroAppId: otherApp, codatClientId: otherClient, callSince: null },
        { id: ownSetUp, xeroAppId: ownApp, codatClientId: null, callSince: onCall ? '2026-11-29' : null },
      ]
    },
    known: async () => ({
      apps: [
        { id: ownApp, alsoIds: ['OWN'], names: ['Kauri Live', 'Kauri Ltd'] },
        { id: otherApp, alsoIds: ['OTHER'], names: ['Zephyr', 'Ox', 'Kauri'] },
      ],
      clients: [
        { id: ownClient, alsoIds: [], names: ['Kauri at Codat'], xeroAppIds: [ownApp] },
        { id: otherClient, alsoIds: [], names: ['lending'], xeroAppIds: [otherApp] },
      ],
    }),
    send: (name, payload) => void sent.push([name, payload]),
  })
})

/** What the page gets of a call whose handler answers so. */
async function answered(name: CallName, answer: unknown, input: object = {}): Promise<unknown> {
  handlers[name] = () => answer
  const guarded = page.guard(handlers as unknown as Handlers) as unknown as Record<string, (input: object) => unknown>
  return guarded[name]?.(input)
}

it.each([
  ['rows of others are left out', { rows: [{ id: otherApp, note: 'x' }, { id: ownApp }] }, { rows: [{ id: ownApp }] }],
  ['by what a row holds', [{ app: { id: otherApp }, says: 'x' }, { app: { id: ownApp } }], [{ app: { id: ownApp } }]],
  [
    'a row of our own stays, though it points at others',
    { id: ownClient, to: [otherApp, ownApp] },
    { id: ownClient, to: [ownApp] },
  ],
  ['entries by an id of others go', { kept: { [otherApp]: 'x', [ownApp]: 'y' } }, { kept: { [ownApp]: 'y' } }],
  [
    'names within a text',
    { text: 'As ZEPHYR did; Zephyrine did not' },
    { text: `As ${SOMEBODY_ELSE} did; Zephyrine did not` },
  ],
  ['a short name that is all of a text', { text: 'Ox', more: 'An Ox' }, { text: SOMEBODY_ELSE, more: 'An Ox' }],
  ['part of an own name is no name', { text: 'Kauri' }, { text: 'Kauri' }],
])('%s', async (_, answer, shown) => {
  expect(await answered('listXeroApps', answer)).toEqual(shown)
})

it('lets a word be that the schema itself has, though a customer is called so', async () => {
  expect(await answered('getProfile', { answers: { product: 'lending' }, text: 'we do lending' })).toEqual({
    answers: { product: 'lending' },
    text: `we do ${SOMEBODY_ELSE}`,
  })
})

it('blanks such a word where it is none of the schema’s', async () => {
  expect(await answered('listXeroApps', { apps: [{ customer: 'lending', environment: 'test' }] })).toEqual({
    apps: [{ customer: SOMEBODY_ELSE, environment: 'test' }],
  })
})

it.each<[string, CallName, object, unknown]>([
  ['about another’s record', 'getProfile', { appId: otherApp }, {}],
  ['of another room', 'listConnections', { appId: ownApp }, {}],
  ['that is answered about another’s record', 'getProfile', {}, { appId: otherApp }],
  ['that hands blanked words back', 'addIntegrationNote', { text: `With ${SOMEBODY_ELSE}` }, {}],
])('refuses a call %s', async (_, name, input, answer) => {
  await expect(answered(name, answer, input)).rejects.toMatchObject({ code: 'guide.not-on-a-call' })
})

it('passes everything without a call, and looks once until a set-up changes', async () => {
  onCall = false
  const answer = { rows: [{ id: otherApp, name: 'Zephyr' }] }
  expect(await answered('listConnections', answer, { appId: otherApp })).toBe(answer)
  page.send('pushProgress', { companyName: 'Zephyr' } as never)
  expect(sent).toEqual([['pushProgress', { companyName: 'Zephyr' }]])
  for (const name of ['xeroAppsChanged', 'codatClientsChanged'] as const) page.send(name, {})
  await answered('listConnections', answer)
  expect(looks).toBe(1)
  page.send('integrationsChanged', {})
  await answered('listConnections', answer)
  expect(looks).toBe(2)
})

it('has the page read its lists again as a call begins and as it ends', async () => {
  onCall = false
  await page.current()
  for (const next of [true, false]) {
    sent.length = 0
    onCall = next
    page.send('integrationsChanged', {})
    expect(await page.current()).toBe(next ? ownSetUp : null)
    expect(sent.map(([name]) => name)).toEqual([
      'integrationsChanged',
      'xeroAppsChanged',
      'codatClientsChanged',
      'standingsChanged',
    ])
  }
})

it('answers a call that was asked before a call began as on it', async () => {
  onCall = false
  await page.current()
  handlers.listXeroApps = async () => {
    onCall = true
    page.send('integrationsChanged', {})
    return { apps: [{ id: otherApp }, { id: ownApp }] }
  }
  expect(await page.guard(handlers as unknown as Handlers).listXeroApps({})).toEqual({ apps: [{ id: ownApp }] })
})

it('sends what was asked on the call, and nothing of others', async () => {
  const signInId = idOf(8)
  await answered('startSignIn', {}, { appId: ownApp, signInId })
  page.send('signInProgress', { signInId, kind: 'hint', error: 'Zephyr', errorDescription: null })
  page.send('signInProgress', { signInId: idOf(9), kind: 'hint', error: 'x', errorDescription: null })
  page.send('pushProgress', { pushId: 'x' } as never)
  page.send('guideWatch', { integrationId: otherSetUp } as never)
  page.send('guideWatch', { integrationId: ownSetUp } as never)
  page.send('copyCountdown', { clearsAt: null, label: 'Secret 1 of Zephyr', outcome: null })
  await expect
    .poll(() => sent)
    .toEqual([
      ['signInProgress', { signInId, kind: 'hint', error: SOMEBODY_ELSE, errorDescription: null }],
      ['guideWatch', { integrationId: ownSetUp }],
      ['copyCountdown', { clearsAt: null, label: `Secret 1 of ${SOMEBODY_ELSE}`, outcome: null }],
    ])
})

const renderer = path.resolve('src/renderer')

/** All files of the page that a file needs. */
function needed(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
    const base = path.resolve(path.dirname(file), from)
    for (const ending of ['.ts', '.tsx']) {
      const next = `${base}${ending}`
      if (next.startsWith(renderer) && exists(next)) needed(next, seen)
    }
  }
  return seen
}

function exists(file: string): boolean {
  try {
    return readFileSync(file).length > 0
  } catch {
    return false
  }
}

/** Asked by parts of the page that the window of a call shares with others, and shows to nobody on a call. */
const NOT_SHOWN_ON_A_CALL: readonly CallName[] = [
  'deleteXeroApps',
  'restoreXeroApps',
  'exportRecords',
  'previewImport',
  'applyImport',
  'examineCompany',
]

it('names every call and event of the call’s window', () => {
  const window = needed(path.join(renderer, 'screens/guide/call-screen.tsx'))
  const shell = needed(path.join(renderer, 'shell/keychain-notice.tsx'), new Set(window))
  const text = [...shell].map((file) => readFileSync(file, 'utf8')).join('\n')
  const isNamed = (name: string): boolean => text.includes(`'${name}'`)
  const may = new Set<string>([...callsOnACall, ...NOT_SHOWN_ON_A_CALL])
  expect(shell.size).toBeGreaterThan(40)
  expect(calls.filter((name) => isNamed(name) && !may.has(name))).toEqual([])
  const heard = new Set<string>([...eventsOnACall, ...eventsThatNameNobody])
  expect(events.filter((name) => isNamed(name) && !heard.has(name))).toEqual([])
})
