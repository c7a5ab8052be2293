// The service over real files: what it keeps, what it refuses, what it tells others.
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Gauge } from '../../domain/connections/schema'
import type { XeroApp } from '../../domain/xero-apps/schema'
import { checklists } from '../../domain/partner/checklist-items'
import type { Checklist, Checklists } from '../../domain/partner/checklist'
import { openPartner, type Partner } from './partner'
import type { PartnerPorts } from './ports'
import { fileInZip } from './sealed-files'

const SECRET = 'PRACTICEq8Zt3LxV0mKc7RyW2pHdB5nUeJ9sGfA6iTvXo1Mw'
const appId = '8f0f5e3e-6d0f-4c5a-9a63-0d7f7a1f2b11'
const app: XeroApp = {
  version: 1,
  id: appId,
  name: 'Harbour Pay',
  customer: 'Harbour',
  environment: 'production',
  clientId: 'A1B7C04E55F24C0E9D3386F1A7724E19',
  companyUrl: 'https://harbour.example/',
  redirectUris: ['https://xero.codat.io/oauth2/callback', 'http://localhost:8743/callback'],
  appType: 'web',
  createdOn: '2026-05-01',
  keyHolder: 'here',
  notes: '',
  secrets: [],
  rotation: null,
  deleting: false,
  keptUntil: null,
  signInProvedAt: null,
  createdAt: '2026-05-01T00:00:00.000Z',
  updatedAt: '2026-05-01T00:00:00.000Z',
}

let dir: string
let now: Date
let chosen: string | null
let saved: { suggestedName: string; bytes: Uint8Array }[]
let limits: string[]
let told: string[]
let limitSetting: Gauge['limitSetting']

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'latchkey-partner-'))
  now = new Date('2026-11-24T12:00:00.000Z')
  chosen = null
  saved = []
  limits = []
  told = []
  limitSetting = { kind: 'automatic' }
})
afterEach(() => rm(dir, { recursive: true, force: true }))

function open(more: Partial<PartnerPorts> = {}): Partner {
  return openPartner({
    dir: path.join(dir, 'partner'),
    clock: { now: () => now, monotonic: () => now.getTime() },
    random: { id: () => randomUUID() },
    browser: { open: () => Promise.resolve() },
    notifier: {
      notify({ body }) {
        told.push(body)
        return Promise.resolve('shown')
      },
    },
    wantsNotifications: () => true,
    fetch: () => Promise.resolve(new Response('<title>Fine</title>')),
    lookup: () => Promise.resolve(['93.184.215.14']),
    isPractice: false,
    confirm: async () => true,
    toPdf: ({ html }) => Promise.resolve(Buffer.from(`%PDF ${html}`)),
    apps: { get: () => Promise.resolve(app) },
    otherNames: () => Promise.resolve(['Zephyr Rival Holdings']),
    gauge: () => Promise.resolve(gauge()),
    setLimit: (_id, preset) => {
      limits.push(preset)
      return Promise.resolve()
    },
    activity: () => Promise.resolve([]),
    chooseFile: () => Promise.resolve(chosen),
    saveFile(file) {
      saved.push(file)
      return Promise.resolve('saved')
    },
    note: () => Promise.resolve(),
    ...more,
  })
}

/** The little of a gauge that an application looks at. */
function gauge(): Gauge {
  const limit = limitSetting.kind === 'preset' && limitSetting.preset === 'advanced' ? 10_000 : 50
  return {
    count: 24,
    atLeast: false,
    readAt: '2026-11-24T10:00:00.000Z',
    limitSetting,
    limit: { limit },
    forecast: { kind: 'none', reason: 'too-little' },
  } as Gauge
}

const item = async (partner: Partner, itemId: string) =>
  (await partner.getPartner({ appId })).checklist?.items.find(({ id }) => id === itemId)

async function attach(partner: Partner, itemId: string, name: string, text: string) {
  chosen = path.join(dir, name)
  await writeFile(chosen, text)
  return partner.addPartnerFile({ appId, itemId })
}

describe('answers', () => {
  it('outlive a restart, and saves that overlap lose nothing', async () => {
    const partner = open()
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    await Promise.all([
      partner.savePartnerAnswers({ appId, answers: { companies: 200 } }),
      partner.savePartnerAnswers({ appId, answers: { regions: { uk: true, au: true } } }),
      partner.savePartnerAnswers({ appId, answers: { regions: { au: false, us: true } } }),
      partner.savePartnerItem({ appId, itemId: 'app-store.taxes', change: { owner: 'Kim' } }),
      partner.savePartnerItem({ appId, itemId: 'app-store.taxes', change: { notes: 'Soon.' } }),
    ])
    const after = await open().getPartner({ appId })
    expect(after.answers).toMatchObject({ companies: 200, regions: ['uk', 'us'] })
    expect((await item(open(), 'app-store.taxes'))?.answer).toMatchObject({ owner: 'Kim', notes: 'Soon.' })
  })

  it('about scopes hold line by line, whatever else is changed at the same time', async () => {
    const partner = open()
    const { scopes } = await partner.savePartnerScopes({ appId, change: { useCase: 'payroll' } })
    const [first, second] = scopes.map(({ scope }) => scope)
    if (first === undefined || second === undefined) throw new Error('too few scopes')
    await Promise.all([
      partner.savePartnerScopes({ appId, change: { add: 'accounting.budgets.read' } }),
      partner.savePartnerScopes({ appId, change: { reasons: { [first]: 'We read it every night.' } } }),
      partner.savePartnerScopes({ appId, change: { remove: second, reasons: { 'never.there': 'x' } } }),
      partner.savePartnerScopes({
        appId,
        change: {
          add: 'accounting.budgets.read',
          reasons: { 'accounting.budgets.read': 'For plans.' },
        },
      }),
    ])
    const after = (await open().getPartner({ appId })).scopes.map(({ scope, justification }) => [scope, justification])
    expect(after).toHaveLength(scopes.length)
    expect(after).toContainEqual([first, 'We read it every night.'])
    expect(after).toContainEqual(['accounting.budgets.read', 'For plans.'])
    expect(after.map(([scope]) => scope)).not.toContain(second)
    expect(after.map(([scope]) => scope)).not.toContain('never.there')
  })

  it('about more scopes than an application can hold are refused, and those before stay', async () => {
    const partner = open()
    for (let line = 0; line < 60; line += 1)
      await partner.savePartnerScopes({ appId, change: { add: `scope.${line}` } })
    await expect(partner.savePartnerScopes({ appId, change: { add: 'scope.60' } })).rejects.toMatchObject({
      code: 'partner.too-much',
    })
    expect((await partner.getPartner({ appId })).scopes).toHaveLength(60)
  })

  it('stay when another way is taken, and come back with it', async () => {
    const partner = open()
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    await partner.savePartnerItem({ appId, itemId: 'app-store.taxes', change: { state: 'ready' } })
    const feeds = await partner.choosePartnerRoute({ appId, route: 'bank-feeds' })
    expect(feeds.checklist?.kept).toEqual([])
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    expect((await item(partner, 'app-store.taxes'))?.answer.state).toBe('ready')
  })

  it('given to version 1 of a checklist are all there in version 2, with what is new marked', async () => {
    const list = checklists['app-store']
    if (list === null) throw new Error('no checklist')
    const first = open()
    await first.choosePartnerRoute({ appId, route: 'app-store' })
    for (const { id } of list.items)
      await first.savePartnerItem({ appId, itemId: id, change: { notes: `about ${id}` } })
    const [gone, renamed, ...rest] = list.items
    if (gone === undefined || renamed === undefined) throw new Error('too short a checklist')
    const version2: Checklist = {
      ...list,
      version: 2,
      items: [{ ...renamed, id: 'pre.renamed', since: 2, replaces: [renamed.id] }, ...rest],
    }
    const both: Checklists = { ...checklists, 'app-store': version2, 'bank-feeds': null, lending: null, payments: null }
    const second = open({ checklists: both })
    const { checklist } = await second.getPartner({ appId })
    const notes = [
      ...(checklist?.items ?? []).flatMap(({ answer, earlier }) => [
        answer.notes,
        ...earlier.map((one) => one.answer.notes),
      ]),
      ...(checklist?.kept ?? []).map(({ answer }) => answer.notes),
    ]
    expect(notes.filter((text) => text !== '').toSorted()).toEqual(list.items.map(({ id }) => `about ${id}`).toSorted())
    expect(checklist?.items.filter(({ news }) => news === 'new').map(({ id }) => id)).toEqual(['pre.renamed'])
    await second.savePartnerItem({ appId, itemId: 'pre.renamed', change: { state: 'ready' } })
    expect(
      (await second.notePartnerChecklistSeen({ appId })).checklist?.items.some(({ news }) => news !== 'none'),
    ).toBe(false)
    // Back on version 1, every answer is where it was.
    expect((await item(open(), gone.id))?.answer.notes).toBe(`about ${gone.id}`)
    expect((await item(open(), renamed.id))?.answer.notes).toBe(`about ${renamed.id}`)
  })

  it('are waived only with a reason, and only for items there are', async () => {
    const partner = open()
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    await expect(
      partner.savePartnerItem({ appId, itemId: 'app-store.taxes', change: { state: 'waived' } }),
    ).rejects.toThrow('partner.waived-needs-reason')
    await partner.savePartnerItem({
      appId,
      itemId: 'app-store.taxes',
      change: { state: 'waived', reason: 'No taxes.' },
    })
    await expect(partner.savePartnerItem({ appId, itemId: 'made-up', change: { notes: 'x' } })).rejects.toThrow(
      'partner.unknown-item',
    )
  })

  it('never put a secret on disk, and a damaged file is set aside instead of written over', async () => {
    const partner = open()
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    await partner.savePartnerItem({ appId, itemId: 'app-store.taxes', change: { notes: `client_secret=${SECRET}` } })
    await partner.addPartnerRound({ appId, on: '2026-11-24', text: `1. Your secret ${SECRET} is in the log.\n2. Two` })
    const file = path.join(dir, 'partner', 'applications', `${appId}.json`)
    expect(await readFile(file, 'utf8')).not.toContain(SECRET)
    await writeFile(file, '{')
    expect((await open().getPartner({ appId })).route).toBeNull()
    // What comes next is not written over it, and says where to settle it.
    await expect(open().choosePartnerRoute({ appId, route: 'lending' })).rejects.toMatchObject({
      code: 'record.damaged',
    })
    expect((await readdir(path.dirname(file))).some((name) => name.includes('.damaged-'))).toBe(true)
  })
})

describe('checks', () => {
  it('ask before a host is opened that was not opened in this run, and open nothing on a no', async () => {
    const asked: string[][] = []
    const fetched: string[] = []
    let says = false
    const partner = open({
      confirm: async ({ body }) => {
        asked.push(body.slice(0, -1))
        return says
      },
      fetch: async (address) => {
        fetched.push(new URL(address).host)
        return new Response('<title>Fine</title>')
      },
    })
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    const host = new URL(app.companyUrl).host
    await expect(partner.runPartnerChecks({ appId })).rejects.toMatchObject({ code: 'call.cancelled' })
    expect([asked, fetched]).toEqual([[[host]], []])
    says = true
    await partner.runPartnerChecks({ appId })
    await partner.runPartnerChecks({ appId })
    expect([asked, fetched]).toEqual([
      [[host], [host]],
      [host, host],
    ])
  })

  it('ask nothing in practice mode', async () => {
    const partner = open({ confirm: () => expect.unreachable('asked'), isPractice: true })
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    await partner.runPartnerChecks({ appId })
  })

  it('date what they found, and can be attached as evidence', async () => {
    const partner = open()
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    await expect(partner.addPartnerCheck({ appId, itemId: 'pre.active-connections' })).rejects.toThrow(
      'partner.not-checked',
    )
    const view = await partner.runPartnerChecks({ appId })
    const byItem = Object.fromEntries(
      (view.checklist?.items ?? []).flatMap(({ id, lastCheck }) => (lastCheck === null ? [] : [[id, lastCheck.code]])),
    )
    expect(byItem).toEqual({
      'pre.privacy-policy': 'no-link',
      'pre.terms': 'no-link',
      'pre.company-url': 'answers',
      'pre.login-url': 'no-link',
      'pre.name': 'name-fine',
      'pre.support-contact': 'no-contact',
      'pre.scopes': 'no-use-case',
      'pre.redirect-uris': 'loopback-left',
      'pre.active-connections': 'enough-seats',
      'pre.security': 'not-due',
      'app-store.connection': 'seen-neither',
      'app-store.scopes': 'no-use-case',
    })
    await partner.addPartnerCheck({ appId, itemId: 'pre.active-connections' })
    expect((await item(partner, 'pre.active-connections'))?.answer.evidence).toMatchObject([
      { kind: 'check', check: { code: 'enough-seats', at: '2026-11-24T12:00:00.000Z' } },
    ])
  })
})

describe('a dossier', () => {
  async function made(partner: Partner) {
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    await attach(partner, 'app-store.errors', 'shot.txt', 'A banner.')
    return (await partner.makePartnerDossier({ appId, withClientId: false })).case?.dossiers.at(-1)
  }

  it('names each source once, with the points that it stands behind, and describes the app once', async () => {
    const partner = open()
    const dossier = await made(partner)
    if (dossier === undefined) throw new Error('none was made')
    const zip = path.join(dir, 'partner', 'dossiers', appId, `${dossier.id}.zip`)
    const text = String(await fileInZip(await readFile(zip), 'dossier.md'))
    const [, sources = ''] = text.split('Where these points are from')
    const points = (sources.split(/^#/m)[0] ?? '').split('\n').filter((line) => line.startsWith('- '))
    const named = points.map((line) => line.split(', as of')[0])
    expect(named.length).toBeGreaterThan(1)
    expect(new Set(named).size).toBe(named.length)
    // What is doubtful about a list is said of it, once, and not of each of its points.
    expect(text.split('names the app launcher’s login URL as well').length - 1).toBe(1)
    expect(sources).toContain('names the app launcher’s login URL as well')
  })

  it('says that it is of practice, in its text and in each letter', async () => {
    const partner = open({ isPractice: true })
    const dossier = await made(partner)
    if (dossier === undefined) throw new Error('none was made')
    const zip = await readFile(path.join(dir, 'partner', 'dossiers', appId, `${dossier.id}.zip`))
    const texts = dossier.files.filter((file) => /\.(md|eml)$/.test(file))
    expect(texts.length).toBeGreaterThan(1)
    for (const file of texts) expect(String(await fileInZip(zip, file))).toContain('Made in practice mode')
  })

  it('is kept sealed: changed on disk, it is neither saved nor said to be sent', async () => {
    const partner = open()
    const dossier = await made(partner)
    if (dossier === undefined) throw new Error('no dossier')
    await partner.savePartnerDossier({ appId, dossierId: dossier.id, file: 'markdown' })
    expect(Buffer.from(saved[0]?.bytes ?? []).toString()).toContain('# Harbour Pay: App Store certification')
    const kept = path.join(dir, 'partner', 'dossiers', appId, `${dossier.id}.zip`)
    await chmod(kept, 0o600)
    await writeFile(kept, Buffer.concat([await readFile(kept), Buffer.from('x')]))
    await expect(partner.savePartnerDossier({ appId, dossierId: dossier.id, file: 'zip' })).rejects.toThrow(
      'partner.seal-broken',
    )
    await expect(partner.markPartnerDossierSent({ appId, dossierId: dossier.id, on: '2026-11-24' })).rejects.toThrow(
      'partner.seal-broken',
    )
  })

  it('made again says what changed since the one that was sent', async () => {
    const partner = open()
    const dossier = await made(partner)
    if (dossier === undefined) throw new Error('no dossier')
    expect(
      (await partner.markPartnerDossierSent({ appId, dossierId: dossier.id, on: '2026-11-24' })).differences,
    ).toMatchObject({
      sent: true,
      lines: [],
    })
    const view = await partner.savePartnerItem({ appId, itemId: 'app-store.taxes', change: { state: 'ready' } })
    expect(view.differences?.lines).toEqual([{ kind: 'changed', label: 'Taxes', before: 'to do', after: 'ready' }])
  })

  it('leaves out a file that names somebody else or was changed since, and says so', async () => {
    const partner = open()
    await made(partner)
    await attach(partner, 'app-store.taxes', 'call.txt', 'With Zephyr Rival Holdings.')
    const dossier = (await partner.makePartnerDossier({ appId, withClientId: false })).case?.dossiers.at(-1)
    expect(dossier?.leftOut).toEqual(['Taxes: call.txt was left out, since it names another customer.'])
    expect(dossier?.files.filter((file) => file.startsWith('evidence/'))).toEqual(['evidence/shot.txt'])
  })

  it('has no evidence that was set aside, which an earlier one still has', async () => {
    const partner = open()
    const first = await made(partner)
    const evidence = (await item(partner, 'app-store.errors'))?.answer.evidence[0]
    if (first === undefined || evidence === undefined) throw new Error('nothing made')
    await partner.setAsidePartnerEvidence({ appId, itemId: 'app-store.errors', evidenceId: evidence.id })
    const second = (await partner.makePartnerDossier({ appId, withClientId: false })).case?.dossiers.at(-1)
    expect(second?.files).not.toContain('evidence/shot.txt')
    await partner.savePartnerDossier({ appId, dossierId: first.id, file: 'zip' })
    expect((await fileInZip(Buffer.from(saved[0]?.bytes ?? []), 'evidence/shot.txt'))?.toString()).toBe('A banner.')
  })

  it('takes no evidence with a secret in it', async () => {
    const partner = open()
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    await expect(attach(partner, 'app-store.errors', 'log.txt', `client_secret=${SECRET}`)).rejects.toThrow(
      'partner.evidence-secret',
    )
    expect((await item(partner, 'app-store.errors'))?.answer.evidence).toEqual([])
  })

  it('isn’t made before a way is taken', async () => {
    await expect(open().makePartnerDossier({ appId, withClientId: false })).rejects.toThrow('partner.no-route')
  })
})

describe('a decision of Xero’s', () => {
  it('on the App Store moves the plan and says nothing of bank feeds', async () => {
    const partner = open()
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    await partner.setPartnerStatus({ appId, status: 'accepted', on: '2026-11-24' })
    expect(limits).toEqual(['plus'])
    expect(await partner.appliedForFeeds(appId)).toBeNull()
  })

  it('on bank feeds is told to whoever asks and leaves the plan alone', async () => {
    const partner = open()
    await partner.choosePartnerRoute({ appId, route: 'bank-feeds' })
    await attach(partner, 'pre.agreement', 'agreement.txt', 'Signed.')
    await partner.setPartnerStatus({ appId, status: 'accepted', on: '2026-11-20' })
    expect(limits).toEqual([])
    expect(await partner.appliedForFeeds(appId)).toEqual({
      state: 'agreed',
      on: '2026-11-20',
      document: 'agreement.txt',
    })
  })

  it('never lowers a limit that is higher already, and moves nothing while it isn’t an acceptance', async () => {
    const partner = open()
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    for (const status of ['sent', 'in-review', 'changes-asked', 'refused'] as const)
      await partner.setPartnerStatus({ appId, status, on: '2026-11-24' })
    limitSetting = { kind: 'preset', preset: 'advanced' }
    await partner.setPartnerStatus({ appId, status: 'accepted', on: '2026-11-24' })
    expect(limits).toEqual([])
  })
})

describe('rounds and reminders', () => {
  it('reopen what a point is tied to, with owner and day, and keep the evidence', async () => {
    const partner = open()
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    await attach(partner, 'app-store.taxes', 'old.txt', 'Old.')
    await partner.savePartnerItem({ appId, itemId: 'app-store.taxes', change: { state: 'ready' } })
    const round = (
      await partner.addPartnerRound({ appId, on: '2026-11-20', text: '1. Taxes aren’t mapped\n2. Fine otherwise' })
    ).case?.rounds[0]
    expect(round?.points.map(({ itemIds }) => itemIds)).toEqual([['app-store.taxes'], []])
    await partner.reopenPartnerItems({ appId, roundId: round?.id ?? '', owner: 'Kim', dueOn: '2026-11-22' })
    expect(await item(partner, 'app-store.taxes')).toMatchObject({
      overdue: true,
      answer: { state: 'in-progress', owner: 'Kim', evidence: [{ kind: 'file', name: 'old.txt', setAsideAt: null }] },
    })
  })

  it('are told once, on their day and not before', async () => {
    const partner = open()
    await partner.choosePartnerRoute({ appId, route: 'app-store' })
    await partner.setPartnerReminder({ appId, remindOn: '2026-11-25' })
    await partner.remind()
    expect(told).toEqual([])
    now = new Date('2026-11-25T09:00:00.000Z')
    await partner.remind()
    await open().remind()
    expect(told).toHaveLength(1)
    expect((await partner.getPartner({ appId })).case?.reminderDue).toBe(true)
  })
})

it('leaves nothing of an app that was deleted', async () => {
  const partner = open()
  await partner.choosePartnerRoute({ appId, route: 'app-store' })
  await attach(partner, 'app-store.taxes', 'old.txt', 'Old.')
  await partner.makePartnerDossier({ appId, withClientId: false })
  const files = async () =>
    (await readdir(path.join(dir, 'partner'), { recursive: true })).filter((f) => f.includes(appId))
  expect((await files()).length).toBeGreaterThan(3)
  await partner.forgetApp(appId)
  expect(await files()).toEqual([])
})

it('names a letter’s address in main’s window before the mail program opens, and opens nothing on a no', async () => {
  const opened: string[] = []
  const asked: string[] = []
  let yes = false
  const partner = open({
    browser: { open: async (address) => void opened.push(address) },
    confirm: async ({ title, body }) => {
      asked.push([title, ...body].join(' '))
      return yes
    },
  })
  await partner.choosePartnerRoute({ appId, route: 'app-store' })
  const { details } = await partner.getPartner({ appId })
  await partner.savePartnerDetails({ appId, details: { ...details, codatContact: 'robin@codat.example' } })
  expect(await partner.openPartnerLetter({ appId, letter: 'codat' })).toEqual({ opened: false })
  expect(opened).toEqual([])
  yes = true
  expect(await partner.openPartnerLetter({ appId, letter: 'codat' })).toEqual({ opened: true })
  expect(opened).toEqual([expect.stringMatching(/^mailto:robin@codat\.example\?/)])
  expect(asked).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('robin@codat.example')))
})
