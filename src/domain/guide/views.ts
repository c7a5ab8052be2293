// Set-ups as the page sees them, and what the walk's own checks answer. By itself: no start reads it.
import { z } from 'zod'
import { xeroClientId } from '../facts'
import { linkIds } from '../links'
import { MOST_OWN_WORDS } from '../text/outside-text'
import { environment, slotNumber } from '../xero-apps/schema'
import { integrationV1, party, stepId, stepState, time } from './schema'

/** Who vouches for a step's state. */
export const stepWitnesses = ['nobody', 'you', 'latchkey', 'xero', 'codat'] as const

export const stepView = z.object({
  id: stepId,
  state: stepState,
  by: z.enum(stepWitnesses),
  at: time.nullable(),
  /** One sentence: what is known, or what is missing. */
  why: z.string().max(MOST_OWN_WORDS),
  move: party,
})
export type StepView = z.infer<typeof stepView>

/** What is known of the keys at Codat. `id-shown` proves the client id and never the secret. */
export const heldByCodat = z.enum([
  'not-handed-over',
  'unproved',
  'id-shown',
  'other-id-shown',
  'replaced',
  'proved',
  'proved-before',
])
export type HeldByCodat = z.infer<typeof heldByCodat>

/** What a set-up shows of its Xero app's standing. */
export const standing = z.object({
  /** It is live, or can go live. */
  ready: z.boolean(),
  /** The step that the worst reason is about, where it is about one. */
  step: stepId.nullable(),
  sentence: z.string().max(MOST_OWN_WORDS),
  /** Null where nobody has to do anything. */
  move: party.nullable(),
  since: time.nullable(),
  /** To send to whoever has the move; empty where it is yours. */
  message: z.string().max(MOST_OWN_WORDS),
})
export type Standing = z.infer<typeof standing>

/** A set-up with its steps, before its Xero app's standing is known. */
export const setUpView = integrationV1.extend({
  name: z.string().max(300),
  customer: z.string().max(200),
  environment,
  codatName: z.string().max(200).nullable(),
  steps: z.array(stepView),
  held: heldByCodat,
})
export type SetUpView = z.infer<typeof setUpView>

/** An integration with what its Xero app and Codat client make of it. */
export const integrationView = setUpView.extend({ standing })
export type IntegrationView = z.infer<typeof integrationView>

// --- The walk as data

/** Where a value to copy comes from. A secret is copied by main and never part of this. */
export const walkValue = z.enum([
  'app-name',
  'company-url',
  'codat-redirect',
  'test-redirect',
  'client-id',
  'secret',
  'scopes',
])
export type WalkValue = z.infer<typeof walkValue>

export const walkStep = z.object({
  id: stepId,
  title: z.string(),
  /** What it is for, in one sentence. */
  lead: z.string(),
  /** What to do, in order. */
  todo: z.array(z.string()),
  links: z.array(z.enum(linkIds)),
  values: z.array(walkValue),
  checks: z.array(z.string()),
  cannotCheck: z.array(z.string()),
  traps: z.array(z.string()),
})
export type WalkStep = z.infer<typeof walkStep>

export const walk = z.object({ version: z.number().int().positive(), steps: z.array(walkStep) })
export type Walk = z.infer<typeof walk>

/** Why a company isn't linked, in words. */
export const linkExplained = z.object({
  code: z.enum([
    'linked',
    'waiting',
    'cancelled',
    'keys-suspect',
    'not-enabled',
    'deauthorized',
    'unlinked',
    'gone',
    'linked-before',
    'other',
  ]),
  title: z.string(),
  text: z.string(),
  nextStep: z.string(),
})
export type LinkExplained = z.infer<typeof linkExplained>

/** Test app and production app side by side. */
export const goLiveRow = z.object({
  what: z.enum([
    'client-id',
    'redirect-uris',
    'company-url',
    'app-type',
    'created',
    'codat-client',
    'scopes',
    'secret',
    'sign-in',
  ]),
  test: z.string(),
  production: z.string(),
  /** `neutral` where a difference doesn't matter, or where nothing is known yet. */
  verdict: z.enum(['ok', 'watch', 'neutral']),
  note: z.string(),
})
export const goLiveComparison = z.object({
  rows: z.array(goLiveRow),
  /** What stays behind with the test app. */
  leftBehind: z.array(z.string()),
  whoReconnects: z.string(),
  retire: z.string(),
})
export type GoLiveComparison = z.infer<typeof goLiveComparison>

// --- What the walk's own checks answer

export const clipboardHolds = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('this-client-id'), exact: z.boolean() }),
  z.object({ kind: z.literal('this-secret'), slot: slotNumber, exact: z.boolean() }),
  /** The other secret of this app, or one that Xero refused. */
  z.object({ kind: z.literal('old-secret'), slot: slotNumber }),
  z.object({ kind: z.literal('other-app'), what: z.enum(['client-id', 'secret']), name: z.string() }),
  z.object({ kind: z.literal('codat-key'), name: z.string() }),
  z.object({ kind: z.literal('neither'), looksLike: z.enum(['client-id', 'secret', 'basic-header', 'nothing']) }),
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('not-text') }),
  z.object({ kind: z.literal('too-long') }),
])
export type ClipboardHolds = z.infer<typeof clipboardHolds>

export function looksLike(value: string): Extract<ClipboardHolds, { kind: 'neither' }>['looksLike'] {
  if (xeroClientId.value.test(value)) return 'client-id'
  if (/^basic\s+\S+$/i.test(value)) return 'basic-header'
  return /^[A-Za-z0-9_-]{40,64}$/.test(value) ? 'secret' : 'nothing'
}
