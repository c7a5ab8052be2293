// What the fake bridge shows: invented customers, no real identifiers.
import type { CallOutput } from '../../../src/contract/api'
import type { ActivityEntry } from '../../../src/domain/activity/entry'
import type { Diagnosis, Explanation, UsualMessage } from '../../../src/domain/diagnosis/schema'
import type { ImportPlan } from '../../../src/contract/transfer'
import type { KeychainAdvice } from '../../../src/domain/vault/schema'
import type { StoredSecret } from '../../../src/domain/xero-apps/schema'
import type { XeroAppView } from '../../../src/contract/xero-apps'
import { providerFacts } from '../provider-facts'

const now = Date.now()
const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString()

const secret = (changes: Partial<StoredSecret> = {}): StoredSecret => ({
  slot: 1,
  storedAt: daysAgo(12),
  machine: 'lena-laptop',
  arrival: 'generated-here',
  length: 48,
  lastAcceptedAt: daysAgo(0.1),
  lastRefusedAt: null,
  kept: 'keychain',
  pending: null,
  ...changes,
})

function app(at: number, name: string, customer: string, changes: Partial<XeroAppView> = {}): XeroAppView {
  return {
    version: 1,
    id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    name,
    customer,
    environment: 'production',
    clientId: `${String(at).padStart(2, '0')}A4C6E8F0B2D4F6A8C0E2F4A6B8D0F1`,
    companyUrl: 'https://www.example.com',
    redirectUris: ['https://xero.codat.io/oauth2/callback', 'http://localhost:8743/callback'],
    appType: 'web',
    createdOn: '2026-04-14',
    keyHolder: 'here',
    notes: '',
    secrets: [secret()],
    rotation: null,
    deleting: false,
    keptUntil: null,
    signInProvedAt: daysAgo(3),
    createdAt: daysAgo(40),
    updatedAt: daysAgo(at),
    findings: [],
    ...changes,
  }
}

export function apps(count: number): XeroAppView[] {
  const all = [
    app(1, 'Fjord Ledger', 'Fjord Lending', {
      secrets: [secret({ arrival: 'e-mail' }), secret({ slot: 2, storedAt: daysAgo(1), lastAcceptedAt: null })],
      findings: [
        { code: 'secret-exposed', severity: 'watch', slot: 1 },
        { code: 'secret-unchecked', severity: 'info', slot: 2 },
      ],
    }),
    app(2, 'Brightwater Cashflow', 'Brightwater Capital', {
      secrets: [secret({ lastAcceptedAt: daysAgo(9), lastRefusedAt: daysAgo(0.2) })],
      findings: [{ code: 'secret-refused', severity: 'act', slot: 1 }],
    }),
    app(3, 'Ombra Books Sandbox', 'Ombra', {
      environment: 'test',
      secrets: [],
      signInProvedAt: null,
      createdOn: null,
      findings: [
        { code: 'secret-missing', severity: 'act', slot: null },
        { code: 'created-on-unknown', severity: 'info', slot: null },
      ],
    }),
    app(4, 'Tallow & Reed', 'Tallow & Reed', { keyHolder: 'customer', secrets: [], signInProvedAt: null }),
    app(5, 'Kestrel Insights', 'Kestrel'),
    app(6, 'Meridian Pay', 'Meridian', {
      secrets: [secret({ storedAt: daysAgo(210) }), secret({ slot: 2, storedAt: daysAgo(0.1) })],
      findings: [{ code: 'rotation-open', severity: 'watch', slot: null }],
      rotation: {
        startedAt: daysAgo(0.2),
        step: 'paste',
        oldSlot: 1,
        newSlot: 2,
        oldSurvived: 'no',
        pastedInto: [{ label: 'Meridian production', codatClientId: null, at: daysAgo(0.05) }],
        seenAt: null,
      },
    }),
    app(7, 'Quillon Forecast', 'Quillon', {
      appType: 'mobile-desktop',
      findings: [{ code: 'wrong-app-type', severity: 'act', slot: null }],
    }),
  ]
  const more = Array.from({ length: Math.max(0, count - all.length) }, (_, at) =>
    app(
      at + 8,
      `Customer app ${at + 1} with a name that is rather long`,
      at % 3 === 0 ? 'Ombra' : `Customer ${at + 1}`,
    ),
  )
  return [...all, ...more].slice(0, count)
}

export function activity(list: readonly XeroAppView[]): ActivityEntry[] {
  const codes = [
    'secret.stored',
    'xero.keys-checked',
    'secret.copied',
    'rotation.checked',
    'app.changed',
    'secret.revealed',
  ]
  return list
    .flatMap((subject, at) =>
      codes.map((what, code) => ({
        at: new Date(now - (at * 7 + code * 2) * 3_600_000).toISOString(),
        what,
        subject: subject.id,
        subjectName: subject.name,
        note: what === 'xero.keys-checked' ? 'accepted' : null,
      })),
    )
    .sort((a, b) => b.at.localeCompare(a.at))
}

export const vaultAdvice: KeychainAdvice = {
  desktop: 'gnome',
  title: 'Your desktop’s keychain is GNOME Keyring',
  steps: [
    { text: 'Look for an unlock window behind others.', command: null },
    { text: 'Open “Passwords and Keys” and unlock the keyring named “Login”.', command: 'seahorse' },
    { text: 'Install GNOME Keyring if it isn’t there.', command: 'sudo apt install gnome-keyring libsecret-1-0' },
  ],
}

const redirect: Diagnosis = {
  code: 'page.redirect-uri',
  title: 'The redirect URI isn’t registered for this app',
  cause:
    'Xero compares the redirect URI letter by letter with those of the app. The one in this address ends in a slash; the registered one doesn’t.',
  side: 'you',
  nextStep: 'Add exactly this address under Configuration in My Apps, or take the slash off.',
  link: 'xero.my-apps',
  severity: 'act',
  facts: [
    { label: 'Xero app', value: 'Fjord Ledger' },
    { label: 'Client id', value: '01A4C6E8F0B2D4F6A8C0E2F4A6B8D0F1' },
    { label: 'Redirect URI', value: 'http://localhost:8743/callback/' },
  ],
  details: 'Error: unauthorized_client\nInvalid redirect_uri\nError code: 500',
}
const retiring: Diagnosis = {
  code: 'scope.retiring',
  title: 'A scope in this address stops on 13 September 2027',
  cause: '“accounting.transactions” is one of the broad scopes that Xero replaces by narrower ones.',
  side: 'codat',
  nextStep: 'Nothing today. Before that day every customer has to consent again to the new scopes.',
  link: 'xero.granular-scopes',
  severity: 'watch',
}
export const explanation: Explanation = {
  recognised: true,
  findings: [redirect, retiring],
  notes: ['secrets-dropped'],
  codatCompanyId: null,
  companies: [],
}

export const usualMessages: UsualMessage[] = [
  { id: '1', seen: 'Error: invalid redirect_uri', where: 'xero-page', diagnosis: redirect },
  { id: '2', seen: 'Error: invalid_scope', where: 'xero-page', diagnosis: retiring },
  { id: '3', seen: 'This app has reached its connection limit', where: 'xero-page', diagnosis: retiring },
  { id: '4', seen: 'This site can’t be reached: localhost refused to connect', where: 'browser', diagnosis: redirect },
  { id: '5', seen: 'Something went wrong while connecting to Xero', where: 'codat-link', diagnosis: redirect },
  { id: '6', seen: '403 invalid-organisation-bank-feeds', where: 'bank-feeds', diagnosis: retiring },
]

const noFacts = providerFacts({ error: 'invalid_client', shape: 'body' })
export const wrongPair: CallOutput<'checkXeroKeys'> = {
  outcome: { kind: 'wrong-pair', facts: { ...noFacts } },
  checkedAt: new Date(now).toISOString(),
  tookMs: 389,
  diagnosis: {
    code: 'token.invalid-client',
    title: 'Xero refuses these keys',
    cause: 'The client id and this secret don’t belong together.',
    side: 'you',
    nextStep: 'Paste both again from the same app, or generate a new secret.',
    link: 'xero.my-apps',
    severity: 'act',
    details: '{"error":"invalid_client"}',
  },
}

export const signedIn: CallOutput<'startSignIn'> = {
  outcome: {
    kind: 'signed-in',
    result: {
      who: { name: 'Lena Aurell', email: 'lena@example.com' },
      organisations: [
        {
          connectionId: 'c1',
          tenantId: 't1',
          name: 'Demo Company (UK)',
          type: 'ORGANISATION',
          demo: 'yes',
          country: 'GB',
          currency: 'GBP',
          xeroClass: 'DEMO',
          connection: { state: 'removed' },
        },
      ],
      organisationsUnread: null,
      grantedScopes: ['openid', 'profile', 'email', 'accounting.settings.read'],
      bankFeeds: null,
      expiresAt: new Date(now + 1_800_000).toISOString(),
      clockAheadSeconds: 2,
      tokensDropped: true,
    },
  },
  legs: [
    { leg: 'discovered', tookMs: 181 },
    { leg: 'listening', tookMs: 4 },
    { leg: 'browser-opened', tookMs: 62 },
    { leg: 'callback', tookMs: 14_210 },
    { leg: 'token', tookMs: 402 },
    { leg: 'id-token-verified', tookMs: 12 },
    { leg: 'who', tookMs: 160 },
    { leg: 'organisation', tookMs: 240 },
    { leg: 'cleaned', tookMs: 310 },
  ],
  refused: 1,
  diagnosis: null,
}

export const importPlan: ImportPlan = {
  importId: crypto.randomUUID(),
  fileName: 'latchkey-2026-11-20.json',
  exportedAt: '2026-11-20T09:00:00Z',
  apps: [
    {
      name: 'Kestrel Insights',
      customer: 'Kestrel',
      clientId: 'A',
      action: 'same',
      changes: [],
      becomesUnproved: false,
      keysNeeded: false,
    },
    {
      name: 'Fjord Ledger',
      customer: 'Fjord Lending',
      clientId: 'B',
      action: 'merge',
      changes: [
        { field: 'redirectUris', from: 'http://localhost:8743/callback', to: 'http://localhost:9000/callback' },
      ],
      becomesUnproved: true,
      keysNeeded: false,
    },
    {
      name: 'New One',
      customer: 'Somebody',
      clientId: 'C',
      action: 'add',
      changes: [],
      becomesUnproved: false,
      keysNeeded: true,
    },
  ],
  parts: [
    { kind: 'codat-client', name: 'Fjord production', action: 'add' },
    { kind: 'set-up', name: 'Kestrel Insights at Fjord production', action: 'keep' },
  ],
  settings: [{ field: 'reminderDays', from: '180', to: '90' }],
  unreadable: [{ place: 'apps[4]', reason: 'it has no name' }],
}
