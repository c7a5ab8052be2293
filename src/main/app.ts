// The composition root: ports in; services, call handlers and what the shell must do at certain moments out. No Electron.
import path from 'node:path'
import type { Handlers } from '../contract/api'
import { callsByTopic } from '../contract/calls'
import { xeroAppV1 } from '../domain/xero-apps/schema'
import { openActivity, type Activity } from './activity/activity'
import { atFirstCall, atFirstUse } from './at-first-use'
import { codatAddresses } from '../domain/facts'
import { codatClientV1 } from '../domain/codat/schema'
import { createCodatClients } from './codat/clients'
import { codatHandlers } from './codat/handlers'
import { createCodatQuestions } from './codat/questions'
import { holdDroppedFile } from './dropped-file'
import type { CallMode } from './guide/call-mode'
import type { AppPorts, Composed } from './composed'
import { Failure } from '../domain/failure'
import { holdToOneCustomer } from './on-a-call'
import { guardFetch } from './provider-fetch'
import type { Clipboard, Notifier } from './ports'
import { askingShortly } from './prompts'
import { openRecordFiles } from './records/record-files'
import { redact } from '../domain/text/redaction'
import { openSettings, type SettingsFile } from './records/settings'
import { openDailyCount } from './connections/daily'
import { endTrash } from './xero-apps/trash-end'
import { namedApp, namedClient } from '../domain/guide/named-on-a-call'
import { openGuide } from './guide/room'
import { openStandings, tellingStandings } from './standing/standings'
import { openProfiles } from './partner/profiles'
import { shellHandlers } from './shell/handlers'
import { vaultHandlers } from './vault/handlers'
import { addressesOfXero, practiceAddresses } from '../domain/xero/addresses'
import { outsideTheTrash } from './xero-apps/kept-apps'
import { createXeroApps } from './xero-apps/xero-apps'

export type LockReason = 'idle' | 'suspend' | 'screen-lock' | 'asked'

export interface LatchkeyApp {
  handlers: Handlers
  settings: SettingsFile
  /** After the first answers: whatever may touch the keychain on its own account. */
  afterFirstAnswers(): Promise<void>
  /** True for text of the clipboard that the page must not get: secret-shaped, or a secret that was copied here. */
  mustHold(text: string): boolean
  /** A file was dropped on the window; it is read when the page asks for it. */
  dropped(file: string): void
  /** Idle, sleep, screen lock, or as it is asked for: revealed secrets, open questions and copied values end. */
  lock(reason: LockReason): Promise<void>
  /** Ends everything; under a second whatever the keychain does. */
  close(): Promise<void>
}

/** Builds the app over its ports. Reads the settings, nothing else. */
export async function composeApp(given: AppPorts): Promise<LatchkeyApp> {
  const page = holdToOneCustomer({
    setUps: () => rooms.guide.callMode.setUps(),
    async known() {
      const [{ records: apps }, { records: clients }] = await Promise.all([
        rooms.records.list(),
        codat.clients.ports.records.list(),
      ])
      const companiesOf = async (id: string) => (await rooms.connections.get()).companies(id)
      const named = apps.map(async (one) => namedApp(one, await companiesOf(one.id).catch(() => [])))
      return { apps: await Promise.all(named), clients: clients.map(namedClient) }
    },
    send: given.send,
  })
  const ports = { ...given, send: tellingStandings(page.send), prompts: askingShortly(given.prompts) }
  const { vault, log, prompts } = ports
  const settings = await openSettings(ports.paths.userData, ports.clock)
  const rooms = openRooms(ports, settings)
  const { apps, codat, guide, byItself } = rooms
  vault.onChange((state) => ports.send('vaultChanged', state))

  async function lock(reason: LockReason): Promise<void> {
    for (const one of byItself) one.locked()
    prompts.closeAll()
    await apps.endShowing().catch((error: unknown) => log.error('clipboard not cleared', error))
    await rooms.composed.activity.note('app.locked', undefined, reason)
  }

  return {
    handlers: page.guard(callsOf(rooms, { lock: () => lock('asked'), current: page.current })),
    settings,
    async afterFirstAnswers() {
      await apps.mend({ firstOfRun: true })
      await codat.clients.mend({ firstOfRun: true })
      if ((await rooms.profiles.applications.list()).length > 0) await (await rooms.partner.get()).remind()
    },
    dropped: rooms.dropped.put,
    mustHold: (text) => looksSecret(text) || apps.copied.isIn(text),
    lock,
    async close() {
      guide.watches.stopAll()
      for (const one of byItself) one.close()
      prompts.closeAll()
      await apps.endShowing().catch((error: unknown) => log.error('clipboard not cleared', error))
      await (await rooms.bankFeeds.ifOpened())?.pushes.close()
      ;(await rooms.statements.ifOpened())?.close()
      await (await rooms.checks.ifOpened())?.close()
      await vault.close()
      await log.settled()
    },
  }
}

type Rooms = ReturnType<typeof openRooms>

/** Every room. What the first screen doesn’t ask for is opened by who first wants it. */
function openRooms(ports: AppPorts, settings: SettingsFile) {
  const { paths, clock, log, send, clipboard, practice } = ports
  const activity = openActivity({
    dir: paths.activity,
    clock,
    onFailure: (error) => log.error('activity not written', error),
  })
  const records = openRecordFiles({ dir: path.join(paths.records, 'xero-apps'), schema: xeroAppV1, clock })
  const apps = createXeroApps({
    ...ports,
    records,
    activity,
    settings,
    machine: ports.info.machine,
    mode: ports.info.mode,
    onChange: () => send('xeroAppsChanged', {}),
    async onGone(id) {
      await guide.integrations.forgetApp(id)
      await (await partner.get()).forgetApp(id)
      await (await bankFeeds.get()).forgetApp(id)
      await (await keptConnections.get()).forgetApp(id)
      await profiles.forgetApp(id)
    },
    onCopyState: (state) => send('copyCountdown', state),
    refuseRevealing: () => guide.callMode.refuseRevealing(),
  })
  // What of the clipboard the page may come to see. Lines of a statement may look like anything; a single one is none.
  const visibleClipboard = withholding(clipboard, (text) => apps.copied.isIn(text))
  const dropped = holdDroppedFile((of) => send('fileDropped', of))
  const statements = atFirstUse(async () => {
    const { createStatements } = await import('./bank-feeds/statements/statements')
    return createStatements({
      ...ports,
      clipboard: withholding(visibleClipboard, (text) => !text.trim().includes('\n') && looksSecret(text)),
      activity,
      dir: paths.userData,
      sample: practice === null ? null : async (today) => (await import('./practice/sample')).sampleStatement(today),
      onProgress: (now) => send('statementProgress', now),
      dropped,
      onChange: () => send('statementChanged', {}),
    })
  })
  const addresses =
    practice === null ? addressesOfXero() : practiceAddresses(practice.overrides, practice.remote.origins)
  const codat = composeCodat(ports, activity)
  const present = outsideTheTrash(records)
  const composed: Composed = { ...ports, settings, activity, records: present, codat }
  const profiles = openProfiles({
    paths,
    clock,
    assertKept: present.get,
    onChange: () => send('integrationsChanged', {}),
  })
  const guide = openGuide({
    ...composed,
    xeroApps: apps,
    practiceLinkOrigin: practice?.remote.origins.codatLink ?? null,
    setUps: profiles.setUps,
    standingsOf: (appIds, setUps) => standings.of(appIds, setUps),
  })
  const notifier = quietOnCalls(ports.notifier, guide.callMode)
  // What is kept of connections and bank feeds is read for the first screen, long before either room has anything to do.
  const keptConnections = atFirstUse(async () => {
    const { openKeptConnections } = await import('./connections/kept-connections')
    return openKeptConnections({
      dir: path.join(paths.records, 'connections'),
      clock,
      apps: present,
      assertKept: records.get,
    })
  })
  const keptFeeds = atFirstUse(async () => {
    const { openKeptFeeds } = await import('./bank-feeds/known-ladders')
    const appliedForFeeds = async (appId: string) => (await partner.get()).appliedForFeeds(appId)
    return openKeptFeeds({ ...composed, assertKept: records.get, partner: { appliedForFeeds } })
  })
  const connections = atFirstUse(async () => {
    const { openConnectionsRoom } = await import('./connections/room')
    return openConnectionsRoom({
      ...composed,
      notifier,
      kept: await keptConnections.get(),
      shelf: apps.shelf,
      addresses,
    })
  })
  const byItself = [
    openDailyCount({
      ...ports,
      settings,
      records,
      connections: connections.get,
      callMode: guide.callMode,
      onFailure: (error) => log.error('connections not counted', error),
    }),
    endTrash({
      ...ports,
      records,
      callMode: guide.callMode,
      finish: () => apps.mend({ firstOfRun: false }),
      onFailure: (error) => log.error('trash not ended', error),
    }),
  ]
  const partner = atFirstUse(async () => {
    const { openPartnerRoom } = await import('./partner/room')
    return openPartnerRoom({
      ...composed,
      notifier,
      connections: await connections.get(),
      applications: profiles.applications,
      onChange: (appId) => send('standingsChanged', { appId }),
    })
  })
  const bankFeeds = atFirstUse(async () => {
    const { openBankFeedsRoom } = await import('./bank-feeds/room')
    return openBankFeedsRoom({ ...composed, statements: await statements.get(), kept: await keptFeeds.get() })
  })
  const standings = openStandings({
    ...composed,
    integrations: () => guide.integrations,
    keptConnections,
    keptFeeds,
    async isUnderWay() {
      // Only the room carries pushes out.
      const room = await bankFeeds.ifOpened()?.catch(() => null)
      return (pushId) => room?.pushes.isUnderWay(pushId) ?? false
    },
    profiles,
  })
  const checks = atFirstUse(async () => {
    const [{ createXeroChecks }, { xeroTold }] = await Promise.all([
      import('./xero/xero-checks'),
      import('../domain/bank-feeds/told'),
    ])
    return createXeroChecks({
      ...composed,
      addresses,
      readApp: present.get,
      readSecret: async (id, slot) => apps.shelf.read(await present.get(id), slot),
      noteVerdict: (id, asked, verdict) => apps.noteChecked(id, asked, verdict === 'accepted'),
      async noteSignedIn(id, asked, organisations) {
        await apps.noteSignedIn(id, asked)
        await (await connections.get()).noteSignIn(id, organisations)
      },
      noteBankFeeds: async (app, verdict) => (await bankFeeds.get()).feeds.hear(app, xeroTold(verdict)),
      note: activity.note,
      send: (progress) => send('signInProgress', progress),
    })
  })
  return {
    composed,
    records,
    apps,
    codat,
    profiles,
    guide,
    standings,
    keptConnections,
    keptFeeds,
    connections,
    partner,
    bankFeeds,
    statements,
    checks,
    byItself,
    visibleClipboard,
    dropped,
  }
}

/** Every call, each by the room that it belongs to. */
function callsOf(
  rooms: Rooms,
  { lock, current }: { lock: () => Promise<void>; current: () => Promise<string | null> },
): Handlers {
  const { composed, records, apps, codat, profiles, guide, standings, keptConnections, keptFeeds } = rooms
  const { connections, partner, bankFeeds, statements, checks, visibleClipboard, dropped } = rooms
  const { vault, prompts, activity, browser, log } = composed
  return {
    ...shellHandlers({
      ...composed,
      lock,
      damage: atFirstUse(async () => (await import('./shell/damage')).damageOfAll(composed)),
    }),
    ...apps.calls,
    ...atFirstCall(callsByTopic.rotation, async () => {
      const [{ rotationHandlers }, { handOverRotated }] = await Promise.all([
        import('./xero-apps/rotation'),
        import('./guide/hand-over'),
      ])
      return rotationHandlers({
        apps,
        checkPair: async (id, slot) => (await checks.get()).checkPair(id, slot),
        // What the set-ups with this client proved before is past.
        onPasted: (id, codatClientId) => handOverRotated(guide.integrations, id, codatClientId),
      })
    }),
    ...atFirstCall(callsByTopic.transfer, async () => {
      const { transferHandlers } = await import('./transfer/handlers')
      const [{ decisions }, { files: feeds }, { evidence }] = await Promise.all([
        keptConnections.get(),
        keptFeeds.get(),
        partner.get(),
      ])
      const { integrations } = guide
      const rooms = { clients: codat.clients, integrations, profiles, decisions, feeds, evidence }
      return transferHandlers({ ...composed, apps: apps.calls, rooms })
    }),
    ...vaultHandlers(vault, [apps, codat.clients]),
    ...atFirstCall(callsByTopic.leftOver, async () => {
      const { createLeftOverSecrets, knownSecrets } = await import('./shelf/left-over')
      return createLeftOverSecrets({
        vault,
        prompts,
        records: () => knownSecrets(records, codat.clients.ports.records),
        note: (count) => activity.note('secret.left-over-removed', undefined, `${count}`),
      })
    }),
    ...atFirstCall(callsByTopic.xero, checks.get),
    ...atFirstCall(callsByTopic.statements, statements.get),
    ...atFirstCall(callsByTopic.bankFeeds, bankFeeds.get),
    ...atFirstCall(callsByTopic.diagnosis, async () => {
      const [{ diagnosisHandlers }, { pastedTold }, { namedCompany }] = await Promise.all([
        import('./diagnosis/handlers'),
        import('../domain/bank-feeds/told'),
        import('../domain/diagnosis/company-names'),
      ])
      const listApps = async () => (await composed.records.list()).records.filter(({ deleting }) => !deleting)
      return diagnosisHandlers({
        ...composed,
        clipboard: visibleClipboard,
        dropped,
        listApps,
        async listCompanies() {
          const room = await connections.get()
          return (await Promise.all((await listApps()).map(({ id }) => room.companies(id)))).flat().map(namedCompany)
        },
        async heard(appId, explanation) {
          // Who waits for it has opened the room.
          if ((await checks.ifOpened())?.waitsForBankFeeds(appId) !== true) return
          const { feeds } = await bankFeeds.get()
          const hearing = composed.records.get(appId).then((app) => feeds.hear(app, pastedTold(explanation)))
          await hearing.catch((error: unknown) => log.error('paste not heard', error))
        },
      })
    }),
    ...codatHandlers(codat),
    ...atFirstCall(callsByTopic.connections, connections.get),
    ...atFirstCall(callsByTopic.partner, partner.get),
    ...atFirstCall(callsByTopic.guide, async () => (await import('./guide/handlers')).guideHandlers(guide)),
    // The first call of every start has no need of the rest.
    getCall: async () => ({ integrationId: await current() }),
    listStandings: async ({ appIds }) => ({ rows: await standings.list(appIds) }),
    getProfile: ({ appId }) => profiles.get(appId),
    saveProfile: ({ appId, answers }) => profiles.answer(appId, answers),
    ...atFirstCall([...callsByTopic.board, ...callsByTopic.companyDoctor, ...callsByTopic.sheets], async () => {
      const { overviewHandlers } = await import('./guide/overview')
      return overviewHandlers({
        ...composed,
        integrations: guide.integrations,
        standings,
        ladders: async () => (await keptFeeds.get()).known.ladders(),
        xeroChecks: checks,
        connections,
        bankFeeds,
      })
    }),
    ...atFirstCall(callsByTopic.practice, async () => {
      const { practiceHandlers } = await import('./practice/handlers')
      return practiceHandlers({ practice: composed.practice?.remote ?? null, browser })
    }),
  }
}

const looksSecret = (text: string): boolean => redact(text) !== text

/** Codat's part: the records and keys of Codat clients, and what is asked of Codat with them. */
function composeCodat(ports: AppPorts, activity: Activity) {
  const { paths, clock, practice, send } = ports
  const baseUrl =
    practice === null ? codatAddresses.api.value : (practice.overrides['codat-api'] ?? practice.remote.origins.codatApi)
  const clients = createCodatClients({
    ...ports,
    records: openRecordFiles({ dir: path.join(paths.records, 'codat-clients'), schema: codatClientV1, clock }),
    activity,
    machine: ports.info.machine,
    mode: ports.info.mode,
    onChange: () => send('codatClientsChanged', {}),
  })
  const fetch = guardFetch(ports.fetch, [new URL(baseUrl).origin], { deadlineMs: null })
  const questions = createCodatQuestions({ clients, fetch, baseUrl, onProgress: (now) => send('codatProgress', now) })
  return { clients, questions }
}

/** A clipboard whose text is kept back, as `paste.held`, where it must be. */
function withholding(clipboard: Clipboard, mustHold: (text: string) => boolean): Clipboard {
  return {
    ...clipboard,
    async readText() {
      const text = await clipboard.readText()
      if (mustHold(text)) throw new Failure('paste.held')
      return text
    },
  }
}

/** A notification names a customer, and on a call others see the screen. */
function quietOnCalls(notifier: Notifier, callMode: CallMode): Notifier {
  return { notify: async (given) => (callMode.isOn() ? 'unsupported' : notifier.notify(given)) }
}
