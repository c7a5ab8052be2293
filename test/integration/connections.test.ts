// The gauge and the connections against the practice Xero, over real files: counted, freed, remembered, and never without a yes.
import { randomUUID } from 'node:crypto'
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countDaily } from '../../src/main/connections/daily'
import { seedHarbourDuplicate, seedHarbourLeftovers, seedId } from '../../src/practice/xero/seed'
import { linkedCompany, openConnectionsBench, type ConnectionsBench } from '../support/connections-bench'

const HOUR = 3_600_000
let bench: ConnectionsBench

beforeEach(async () => {
  bench = await openConnectionsBench()
})
afterEach(() => bench.close())

const refresh = () => bench.call('refreshGauge', { appId: bench.appId, operationId: randomUUID() })
const free = (...connectionIds: string[]) =>
  bench.call('freeConnections', { appId: bench.appId, operationId: randomUUID(), connectionIds })
const gauge = () => bench.call('getGauge', { appId: bench.appId })
const choices = async () => (await bench.call('listFreeingChoices', { appId: bench.appId })).rows
const confirmLegacyLimit = () =>
  bench.call('setConnectionLimit', { appId: bench.appId, setting: { kind: 'preset', preset: 'legacy' } })
const idOf = async (organisation: string) => {
  const choice = (await choices()).find((choice) => choice.organisation === organisation)
  if (choice === undefined) throw new Error(`no row of ${organisation}`)
  return choice.connectionId
}
const fails = (name: `xero.${string}`, times?: number) =>
  bench.practice.controls.setFailure({ name: name as never, on: true, ...(times === undefined ? {} : { times }) })

describe('the gauge', () => {
  it('shows 24 of 25 in the watch state, with demo companies left out and the sources side by side', async () => {
    await refresh()
    const shown = await confirmLegacyLimit()
    expect(shown).toMatchObject({ count: 24, state: 'watch', chosen: 'xero-list', atLeast: false })
    expect(shown.all).toBe(24 + shown.excluded)
    expect(shown.excluded).toBeGreaterThan(0)
    expect(shown.organisations).toBe(23)
    expect(shown.disagreements[0]).toContain('2 connections in Xero that Codat doesn’t know')
    expect(shown.findings.map(({ kind }) => kind)).toEqual([
      'no-codat-company',
      'duplicate-connections',
      'consent-again',
    ])
    expect(shown.segments.find(({ kind }) => kind === 'linked')?.count).toBe(22)
  })

  it('goes on with each source switched off in turn, and says which figure it trusts', async () => {
    await bench.call('setTypedCount', { appId: bench.appId, count: 23 })
    bench.codat.linkedFigure = 21
    await fails('xero.token:app-list-invalid-scope')
    const byHand = await refresh()
    expect(byHand).toMatchObject({ chosen: 'typed', count: 23 })
    expect(byHand.sources[0]).toMatchObject({ count: null, problem: { code: 'seats.xero-not-available' } })
    expect((await bench.call('setTypedCount', { appId: bench.appId, count: null })).chosen).toBe('codat-companies')
    bench.codat.failsAtPage = 0
    const other = bench.reopen()
    expect(await other.getGauge({ appId: bench.appId })).toMatchObject({ chosen: 'codat-companies', count: 21 })
  })

  it('keeps the last known values with their age when nothing answers, over a restart', async () => {
    const before = await refresh()
    await fails('xero.connections/cut')
    bench.codat.failsAtPage = 0
    bench.clock.time = new Date(bench.clock.time.getTime() + HOUR)
    expect(await refresh()).toMatchObject({ count: 24, readAt: before.readAt })
    const later = bench.reopen()
    bench.clock.time = new Date(bench.clock.time.getTime() + 30 * HOUR)
    expect(await later.getGauge({ appId: bench.appId })).toMatchObject({
      count: 24,
      state: 'stale',
      readAt: before.readAt,
    })
  })

  it('reports a page that fails for good as an incomplete count, and keeps the whole one it had', async () => {
    await fails('xero.token:app-list-invalid-scope')
    bench.codat.failsAtPage = 1
    expect(await refresh()).toMatchObject({ count: 10, atLeast: true, chosen: 'codat-companies' })
    bench.codat.failsAtPage = null
    expect(await refresh()).toMatchObject({ count: 21, atLeast: false })
    bench.codat.failsAtPage = 1
    const kept = await refresh()
    expect(kept).toMatchObject({ count: 21, atLeast: false })
    expect(kept.sources.find(({ kind }) => kind === 'codat-companies')?.problem?.code).toBe('codat.server-error')
  })

  it('tells progress, and changes nothing when it is cancelled', async () => {
    const operationId = randomUUID()
    bench.codat.beforePage = (page) => {
      if (page === 1) bench.connections.cancelConnectionWork({ operationId })
    }
    const cancelled = bench.call('refreshGauge', { appId: bench.appId, operationId })
    await expect(cancelled).rejects.toMatchObject({ code: 'call.cancelled' })
    expect(bench.progress).toContainEqual(
      expect.objectContaining({ operationId, step: 'codat-companies', done: 10, total: 21 }),
    )
    expect(await gauge()).toMatchObject({ count: null, state: 'unknown' })
  })

  it('lets the user overrule what counts as a demo company', async () => {
    const { excluded } = await refresh()
    const tenantId = seedId('organisation Kowhai Timber Ltd')
    const more = await bench.call('overruleDemo', { appId: bench.appId, tenantId, isDemo: true })
    expect(more).toMatchObject({ excluded: excluded + 2, count: 22 })
    expect(await bench.call('overruleDemo', { appId: bench.appId, tenantId, isDemo: null })).toMatchObject({ excluded })
  })

  it('notifies once when it is full, and not again after a restart', async () => {
    await refresh()
    await bench.call('setConnectionLimit', { appId: bench.appId, setting: { kind: 'typed', connections: 24 } })
    await bench.reopen().refreshGauge({ appId: bench.appId, operationId: randomUUID() })
    expect(bench.notified).toEqual([]) // the user set the limit and saw the gauge
    await free(await idOf(seedHarbourLeftovers[0]))
    await bench.practice.controls.reset({ seed: 'furnished' })
    await refresh()
    expect(bench.notified.map(({ title }) => title)).toEqual(['Harbour Pay is full'])
    await bench.reopen().refreshGauge({ appId: bench.appId, operationId: randomUUID() })
    expect(bench.notified).toHaveLength(1)
  })

  it('counts again by itself a day later, and notifies if it got full meanwhile', async () => {
    await refresh()
    await bench.call('setConnectionLimit', { appId: bench.appId, setting: { kind: 'typed', connections: 24 } })
    await free(await idOf(seedHarbourLeftovers[0]))
    await bench.practice.controls.reset({ seed: 'furnished' })
    let look = (): void => {}
    const end = countDaily({
      clock: bench.clock,
      appIds: async () => [bench.appId],
      gauge: (appId) => bench.connections.getGauge({ appId }),
      count: (appId) => bench.connections.refreshGauge({ appId, operationId: randomUUID() }),
      mayCount: () => true,
      onFailure: (error) => expect.unreachable(String(error)),
      schedule(task) {
        look = task
        return () => {}
      },
    })
    const counted = async () => (await gauge()).count
    look()
    expect(await counted()).toBe(23)
    bench.clock.time = new Date(bench.clock.time.getTime() + 25 * HOUR)
    look()
    await expect.poll(counted).toBe(24)
    await expect.poll(() => bench.notified.map(({ title }) => title)).toEqual(['Harbour Pay is full'])
    end()
  })
})

describe('freeing', () => {
  it('frees a leftover after its name was asked for, counts again, and writes it down', async () => {
    await refresh()
    const [first] = await choices()
    expect(first).toMatchObject({ safety: 'no-codat', takes: 'type-name' })
    const result = await free(first?.connectionId ?? '')
    expect(bench.asked).toMatchObject([{ typed: first?.organisation, danger: true }])
    expect(result).toMatchObject({
      kind: 'done',
      stopped: false,
      count: 23,
      rows: [{ outcome: 'freed' }],
      codatLeft: [],
    })
    expect(await gauge()).toMatchObject({ count: 23 })
    // The count that the freeing ends with is no news of its own.
    expect(bench.noted).toEqual(['connections.counted: 24', `seat.freed: ${first?.organisation}`])
    expect(await bench.removals()).toBe(1)
  })

  it('removes nothing without a yes, whatever a page asks for', async () => {
    await refresh()
    const ids = (await choices()).map((choice) => choice.connectionId)
    bench.answer = () => false
    await fc.assert(
      fc.asyncProperty(fc.subarray(ids, { minLength: 1, maxLength: 25 }), async (chosen) => {
        expect(await free(...chosen)).toEqual({ kind: 'declined' })
      }),
      { numRuns: 8 },
    )
    expect(await bench.removals()).toBe(0)
    expect(await free(randomUUID(), '../../connections')).toMatchObject({ kind: 'nothing-left' })
    expect(await bench.removals()).toBe(0)
  })

  it('takes a second yes for a linked company, and offers its Codat connection afterwards', async () => {
    await refresh()
    const result = await free(await idOf('Manuka Foods'))
    expect(bench.asked[0]).toMatchObject({
      typed: 'Manuka Foods',
      alsoTick: expect.stringContaining('linked in Codat'),
    })
    if (result.kind !== 'done') throw new Error(result.kind)
    expect(result.codatLeft).toMatchObject([{ companyName: 'Manuka Foods', status: 'Linked' }])
    const { clientId, companyId, connectionId } = result.codatLeft[0] ?? {
      clientId: '',
      companyId: '',
      connectionId: '',
    }
    const at = { appId: bench.appId, clientId, companyId, connectionId }
    expect(await bench.call('deleteCodatConnection', at)).toEqual({ outcome: 'deleted' })
    expect(bench.asked[1]).toMatchObject({ typed: 'Manuka Foods', alsoTick: expect.any(String) })
    expect(bench.codat.deleted).toEqual([connectionId])
    expect((await gauge()).count).toBe(23)
    await expect(bench.call('deleteCodatConnection', at)).rejects.toMatchObject({ code: 'seats.codat-unknown' })
  })

  it('keeps the Codat connection out of the offer while another person’s connection carries it', async () => {
    await refresh()
    const result = await free(await idOf(seedHarbourDuplicate))
    expect(result).toMatchObject({ kind: 'done', codatLeft: [] })
  })

  it('stops between rows and lists what was and wasn’t done', async () => {
    await refresh()
    const chosen = (await choices()).slice(0, 3).map((choice) => choice.connectionId)
    const operationId = randomUUID()
    bench.onProgress = ({ step, done }) => {
      if (step === 'freeing' && done === 1) bench.connections.cancelConnectionWork({ operationId })
    }
    const result = await bench.call('freeConnections', { appId: bench.appId, operationId, connectionIds: chosen })
    if (result.kind !== 'done') throw new Error(result.kind)
    expect(bench.asked[0]?.typed).toBe('disconnect 3')
    expect(result).toMatchObject({ stopped: true, count: 22 })
    expect(result.rows.map((row) => row.outcome)).toEqual(['freed', 'freed', 'not-tried'])
    expect(await bench.removals()).toBe(2)
  })

  it('believes the recount where Xero did it without answering', async () => {
    await refresh()
    await fails('xero.disconnect/lost', 1)
    expect(await free(await idOf(seedHarbourLeftovers[0]))).toMatchObject({ rows: [{ outcome: 'freed' }], count: 23 })
    await fails('xero.disconnect/cut', 1)
    expect(await free(await idOf(seedHarbourLeftovers[1]))).toMatchObject({ rows: [{ outcome: 'refused' }], count: 23 })
  })

  it('tells what was done although counting again failed', async () => {
    await refresh()
    const id = await idOf(seedHarbourLeftovers[0])
    bench.answer = async () => {
      await fails('xero.connections/cut')
      return true
    }
    expect(await free(id)).toMatchObject({ kind: 'done', count: null, rows: [{ outcome: 'unconfirmed' }] })
  })

  it('removes nothing when Xero’s list can’t be read afresh', async () => {
    await refresh()
    const id = await idOf(seedHarbourLeftovers[0])
    await fails('xero.connections/server-error')
    await expect(free(id)).rejects.toMatchObject({ code: 'seats.list-not-read' })
    expect(bench.asked).toEqual([])
    expect(await bench.removals()).toBe(0)
  })

  it('asks for more when Codat can’t be read: a linked company is not ruled out', async () => {
    await refresh()
    const id = await idOf(seedHarbourLeftovers[0])
    bench.clock.time = new Date(bench.clock.time.getTime() + HOUR)
    bench.codat.companies.push(linkedCompany('Named otherwise in Codat'))
    bench.answer = () => false
    await free(id)
    expect(bench.asked[0]?.alsoTick).toContain('may be unplugged')
  })

  it('frees one app’s connections once at a time', async () => {
    await refresh()
    const id = await idOf(seedHarbourLeftovers[0])
    let answer = (_yes: boolean): void => {}
    let asked = (): void => {}
    const wasAsked = new Promise<void>((resolve) => (asked = resolve))
    bench.answer = () => {
      asked()
      return new Promise<boolean>((resolve) => (answer = resolve))
    }
    const first = free(id)
    await wasAsked
    await expect(free(id)).rejects.toMatchObject({ code: 'seats.busy' })
    await expect(refresh()).rejects.toMatchObject({ code: 'seats.busy' })
    answer(false)
    expect(await first).toEqual({ kind: 'declined' })
  })

  it('takes one yes for what a test made and Xero wouldn’t remove', async () => {
    await refresh()
    const id = await idOf(seedHarbourLeftovers[0])
    await bench.connections.noteSignIn(bench.appId, [
      {
        connectionId: id,
        tenantId: seedId(`organisation ${seedHarbourLeftovers[0]}`),
        name: seedHarbourLeftovers[0],
        type: 'ORGANISATION',
        demo: 'no',
        country: null,
        currency: null,
        xeroClass: null,
        connection: { state: 'remains', reason: 'refused' },
      },
    ])
    expect((await choices())[0]).toMatchObject({ connectionId: id, safety: 'own-test', takes: 'confirm' })
    await free(id)
    expect(bench.asked[0]?.typed).toBeUndefined()
  })
})

describe('what is kept', () => {
  it('is a history that survives a cut-off write', async () => {
    await refresh()
    const [name] = await readdir(path.join(bench.dir, 'history'))
    const file = path.join(bench.dir, 'history', name ?? '')
    await appendFile(file, '{"at":"2026-11-2')
    const later = bench.reopen()
    bench.clock.time = new Date(bench.clock.time.getTime() + 24 * HOUR)
    const shown = await later.refreshGauge({ appId: bench.appId, operationId: randomUUID() })
    expect(shown.sparkline.map(({ count }) => count)).toEqual([24, 24])
    expect((await readFile(file, 'utf8')).trimEnd().split('\n')).toHaveLength(3)
  })

  it('is no secret, and a damaged file costs only itself', async () => {
    await refresh()
    await bench.call('setTypedCount', { appId: bench.appId, count: 9 })
    const files = await readdir(bench.dir, { recursive: true, withFileTypes: true })
    const texts = await Promise.all(
      files.filter((entry) => entry.isFile()).map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8')),
    )
    expect(texts.length).toBeGreaterThanOrEqual(3)
    expect(texts.join()).not.toMatch(/PRACTICE[A-Za-z0-9_-]{8}|Bearer|access_token/)
    for (const folder of ['last-known', 'decisions'])
      await writeFile(path.join(bench.dir, folder, `${bench.appId}.json`), '{')
    const later = bench.reopen()
    expect(await later.getGauge({ appId: bench.appId })).toMatchObject({ count: null, state: 'unknown' })
    expect(await later.refreshGauge({ appId: bench.appId, operationId: randomUUID() })).toMatchObject({ count: 24 })
    expect((await readdir(path.join(bench.dir, 'decisions'))).join()).toContain('damaged')
  })

  it('can be exported', async () => {
    await refresh()
    const { total } = await bench.call('listConnections', { appId: bench.appId })
    expect(await bench.call('exportConnections', { appId: bench.appId })).toEqual({
      outcome: 'saved',
      rows: total,
    })
    expect(bench.saved[0]?.suggestedName).toMatch(/^connections-harbour-pay-\d{4}-\d\d-\d\d\.csv$/)
    expect(bench.saved[0]?.text).toContain('Kowhai Timber Ltd')
  })

  it('lets a finding stay dismissed', async () => {
    const { findings } = await refresh()
    const finding = findings.find(({ kind }) => kind === 'no-codat-company')
    const after = await bench.call('dismissConnectionFinding', { appId: bench.appId, findingId: finding?.id ?? '' })
    expect(after.findings.map(({ kind }) => kind)).not.toContain('no-codat-company')
  })
})
