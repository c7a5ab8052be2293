// Keys checks and sign-in tests as the page asks for them: by record ids, through the contract’s schemas.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Service } from '../../src/contract/api'
import { signInProgress, xeroCalls, type SignInProgress } from '../../src/contract/xero'
import { Failure } from '../../src/domain/failure'
import { Secret } from '../../src/main/secret'
import { createXeroChecks, type XeroChecks } from '../../src/main/xero/xero-checks'
import { canBind, freeRedirect, listeningAddresses } from '../support/oauth-ports'
import { visit } from '../support/oauth-robot-browser'
import { realClock } from '../support/oauth-run'
import { stopTimers } from '../support/stopped-timers'
import { SHAPE_CLIENT, SHAPE_SECRET, startXeroShape, type XeroShape } from '../support/oauth-xero-shape'

type XeroCalls = Service<keyof typeof xeroCalls>

const APP = '2d3c3b0e-3a52-4d59-8d0c-2f6f3f4c7a10'

let xero: XeroShape
let checks: XeroChecks
let handlers: XeroCalls
let progress: SignInProgress[]
let verdicts: string[]
let notes: string[]
let clipboard: string
let opened: string[]
let secret: string
let uris: string[]
/** Whether the person goes through with it once the browser opens. */
let person: boolean

beforeEach(async () => {
  xero = await startXeroShape()
  ;[progress, verdicts, notes, opened, clipboard] = [[], [], [], [], '']
  person = true
  secret = SHAPE_SECRET
  uris = ['https://xero.codat.io/oauth2/callback', (await freeRedirect()).uri, (await freeRedirect()).uri]
  checks = createXeroChecks({
    clock: realClock,
    random: { id: () => crypto.randomUUID() },
    browser: {
      async open(url) {
        opened.push(url)
        if (person) void visit(url).catch(() => {})
      },
    },
    clipboard: {
      readText: async () => clipboard,
      hasOnlyOther: async () => false,
      async writeText(text) {
        clipboard = text
      },
      clearIfHolds: async () => ({ clipboard: false, selection: false }),
    },
    fetch,
    addresses: xero.addresses,
    async readApp(id) {
      if (id !== APP) throw new Failure('record.missing')
      return { id, name: 'Acme', clientId: SHAPE_CLIENT, redirectUris: uris, secrets: [] }
    },
    async readSecret(_id, slot) {
      if (slot === 2) throw new Failure('vault.missing')
      return new Secret(secret)
    },
    noteVerdict: async (_id, { slot }, verdict) => void verdicts.push(`${slot} ${verdict}`),
    noteSignedIn: async (_id, { slot }) => void verdicts.push(`${slot} accepted`),
    noteBankFeeds: async ({ clientId }, { kind }) => void verdicts.push(`${clientId} ${kind}`),
    note: async (what, about, note) => void notes.push(`${what} ${about.name} ${note}`),
    send: (event) => progress.push(event),
  })
  handlers = checked(checks)
})
afterEach(async () => {
  await checks.close()
  await xero.close()
})

/** Every answer has to fit the contract, as it must at the border. */
function checked(plain: XeroCalls): XeroCalls {
  const wrapped = Object.entries(xeroCalls).map(([name, call]) => {
    const handler = plain[name as keyof typeof xeroCalls]
    const run = async (input: never) => call.output.parse(await handler(call.input.parse(input) as never))
    return [name, run]
  })
  return Object.fromEntries(wrapped) as XeroCalls
}

async function prepared(scopes?: string[]): Promise<string> {
  const answer = await handlers.prepareSignIn({ appId: APP, slot: 1, scopes })
  if (!answer.ready) throw new Error(answer.problem)
  return answer.signInId
}

describe('keys check', () => {
  it('keeps and notes what Xero said', async () => {
    expect((await handlers.checkXeroKeys({ appId: APP, slot: 1 })).outcome.kind).toBe('accepted')
    secret = 'PRACTICE-wrong'
    expect((await handlers.checkXeroKeys({ appId: APP, slot: 1 })).outcome.kind).toBe('wrong-pair')
    expect(verdicts).toEqual(['1 accepted', '1 refused'])
    expect(notes).toEqual(['xero.keys-checked Acme slot 1: accepted', 'xero.keys-checked Acme slot 1: wrong-pair'])
  })

  it('passes on what records and vault raise', async () => {
    await expect(handlers.checkXeroKeys({ appId: APP, slot: 2 })).rejects.toMatchObject({ code: 'vault.missing' })
    await expect(handlers.checkXeroKeys({ appId: crypto.randomUUID(), slot: 1 })).rejects.toMatchObject({
      code: 'record.missing',
    })
  })

  it('can be stopped', async () => {
    xero.faults = { tokenAfter: new Promise(() => {}) }
    const running = handlers.checkXeroKeys({ appId: APP, slot: 1 })
    await expect.poll(() => xero.hits.length).toBe(1)
    expect(await handlers.cancelKeysCheck({ appId: APP })).toEqual({ cancelled: true })
    expect((await running).outcome).toEqual({ kind: 'no-answer', failure: 'cancelled' })
    expect(verdicts).toEqual([])
    expect(await handlers.cancelKeysCheck({ appId: APP })).toEqual({ cancelled: false })
  })
})

describe('preparing', () => {
  it('says what will be asked, without the one-time values, and asks and opens nothing', async () => {
    const answer = await handlers.prepareSignIn({ appId: APP, slot: 1 })
    expect(answer).toMatchObject({
      ready: true,
      redirectNotRecorded: false,
      asked: {
        clientId: SHAPE_CLIENT,
        redirectUri: uris[1],
        spareRedirectUris: [uris[2]],
        scopes: ['openid', 'profile', 'email', 'accounting.settings.read'],
      },
    })
    expect(JSON.stringify(answer)).toContain('&state=…&nonce=…&code_challenge=…')
    expect([xero.hits, opened]).toEqual([[], []])
  })

  it('falls back on the default redirect URI, and says that it has to be registered', async () => {
    uris = ['https://xero.codat.io/oauth2/callback', 'http://localhost:6000/blocked']
    expect(await handlers.prepareSignIn({ appId: APP, slot: 1 })).toMatchObject({
      redirectNotRecorded: true,
      asked: { redirectUri: 'http://localhost:8743/callback' },
    })
  })

  it.each([
    [['app.connections'], 'app-connections-scope'],
    [['two words'], 'bad-scope'],
    [[''], 'bad-scope'],
  ])('refuses %j', async (scopes, problem) => {
    expect(await handlers.prepareSignIn({ appId: APP, slot: 1, scopes })).toMatchObject({ ready: false, problem })
  })
})

describe('running', () => {
  it('sends every leg as it happens and answers with the outcome, all in the contract’s shape', async () => {
    const signInId = await prepared()
    const test = await handlers.startSignIn({ signInId, open: 'browser' })
    expect(test.outcome.kind).toBe('signed-in')
    for (const event of progress) expect(signInProgress.safeParse(event).error).toBeUndefined()
    expect(progress.flatMap((event) => (event.kind === 'leg' ? [event.leg] : []))).toEqual(
      test.legs.map(({ leg }) => leg),
    )
    expect(verdicts).toEqual(['1 accepted'])
    const everything = JSON.stringify([test, progress, notes])
    for (const query of ['state', 'nonce', 'code_challenge']) {
      const value = new URL(opened[0] ?? '').searchParams.get(query)
      expect(value).toBeTruthy()
      expect(everything).not.toContain(value)
    }
    expect(everything).not.toContain(SHAPE_SECRET)
  })

  it('can put the address on the clipboard instead, and again while it waits', async () => {
    const signInId = await prepared()
    expect(await handlers.copySignInUrl({ signInId })).toEqual({ copied: false })
    const running = handlers.startSignIn({ signInId, open: 'clipboard' })
    await expect.poll(() => clipboard).toContain('/identity/connect/authorize?')
    const first = clipboard
    clipboard = ''
    expect(await handlers.copySignInUrl({ signInId })).toEqual({ copied: true })
    expect(clipboard).toBe(first)
    expect(opened).toEqual([])
    await visit(clipboard)
    expect((await running).outcome.kind).toBe('signed-in')
    expect(await handlers.copySignInUrl({ signInId })).toEqual({ copied: false })
  })

  it('runs one test at a time: a new start stops the one before and gets its port', async () => {
    person = false
    const first = handlers.startSignIn({ signInId: await prepared(), open: 'browser' })
    await expect.poll(() => opened.length).toBe(1)
    person = true
    const second = handlers.startSignIn({ signInId: await prepared(), open: 'browser' })
    expect((await first).outcome.kind).toBe('cancelled')
    expect((await second).outcome.kind).toBe('signed-in')
    expect(new URL(opened[1] ?? '').searchParams.get('redirect_uri')).toBe(uris[1])
  })

  it('lets the last of several starts at once win', async () => {
    const ids = [await prepared(), await prepared(), await prepared()]
    const ended = await Promise.all(ids.map((signInId) => handlers.startSignIn({ signInId, open: 'browser' })))
    expect(ended.map(({ outcome }) => outcome.kind)).toEqual(['cancelled', 'cancelled', 'signed-in'])
  })

  it('can be cancelled by id, and only once', async () => {
    person = false
    const signInId = await prepared()
    const running = handlers.startSignIn({ signInId, open: 'browser' })
    await expect.poll(() => opened.length).toBe(1)
    expect(await handlers.cancelSignIn({ signInId: crypto.randomUUID() })).toEqual({ cancelled: false })
    expect(await handlers.cancelSignIn({ signInId })).toEqual({ cancelled: true })
    expect((await running).outcome).toEqual({ kind: 'cancelled', connectionMayRemain: false })
    expect(await handlers.cancelSignIn({ signInId })).toEqual({ cancelled: false })
    await expect(handlers.startSignIn({ signInId, open: 'browser' })).rejects.toMatchObject({ code: 'sign-in.unknown' })
  })

  it('notes strangers and passes on their hint, made harmless', async () => {
    person = false
    const signInId = await prepared()
    const running = handlers.startSignIn({ signInId, open: 'browser' })
    await expect.poll(() => opened.length).toBe(1)
    const stray = `${uris[1]}?error=access_denied&error_description=${encodeURIComponent(`client_secret=${SHAPE_SECRET} ${'x '.repeat(2_000)}`)}`
    await fetch(stray)
    await expect.poll(() => progress.some(({ kind }) => kind === 'hint')).toBe(true)
    const hint = progress.find((event) => event.kind === 'hint')
    expect(signInProgress.safeParse(hint).success).toBe(true)
    expect(JSON.stringify(hint)).not.toContain(SHAPE_SECRET)
    expect(notes).toContain('xero.callback-refused Acme error-without-state')
    await handlers.cancelSignIn({ signInId })
    await running
  })

  it('waits for a paste about bankfeeds while Xero hasn’t answered, and only where nothing else had to be granted', async () => {
    const waitsAfter = async (...scopes: string[]) => {
      person = false
      const signInId = await prepared(scopes)
      const before = opened.length
      const running = handlers.startSignIn({ signInId, open: 'browser' })
      await expect.poll(() => opened.length).toBe(before + 1)
      const waits = [checks.waitsForBankFeeds(APP), checks.waitsForBankFeeds(crypto.randomUUID())]
      await handlers.cancelSignIn({ signInId })
      await running
      // Xero's page may still stand in the browser.
      return [...waits, checks.waitsForBankFeeds(APP)]
    }
    expect(checks.waitsForBankFeeds(APP)).toBe(false)
    expect(await waitsAfter('accounting.settings', 'bankfeeds')).toEqual([true, false, true])
    expect(await waitsAfter('bankfeeds', 'paymentservices')).toEqual([false, false, false])
    expect(await waitsAfter('accounting.settings')).toEqual([false, false, false])
    person = true
    await handlers.startSignIn({ signInId: await prepared(['bankfeeds']), open: 'browser' })
    expect(checks.waitsForBankFeeds(APP)).toBe(false)
    expect(verdicts.at(-1)).toMatch(/^[0-9A-F]+ (?:refused|no-organisation)$/)
  })

  it('closes with everything stopped and no port held', async () => {
    person = false
    const running = handlers.startSignIn({ signInId: await prepared(), open: 'browser' })
    await expect.poll(() => opened.length).toBe(1)
    const port = Number(new URL(uris[1] ?? '').port)
    expect(await listeningAddresses(port)).not.toEqual([])
    stopTimers()
    await checks.close()
    expect(await canBind('127.0.0.1', port)).toBe(true)
    expect((await running).outcome.kind).toBe('cancelled')
  })
})
