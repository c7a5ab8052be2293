// The calls and the event of the keys check and the sign-in test. No secret, token, code or state is in any of it.
import { z } from 'zod'
import { diagnosis } from '../domain/diagnosis/schema'
import { recordId, slotNumber } from '../domain/xero-apps/schema'
import {
  keysCheckOutcome,
  outside,
  portConflict,
  prepared,
  refusalReason,
  signInOutcome,
  time,
} from '../domain/xero/schema'

const milliseconds = z.number().nonnegative()

export const signInLegs = [
  'discovered',
  'listening',
  'browser-opened',
  'callback',
  'token',
  'id-token-verified',
  'who',
  'organisation',
  'cleaned',
] as const
export const signInLeg = z.enum(signInLegs)
export type SignInLeg = z.infer<typeof signInLeg>

export const legDuration = z.object({ leg: signInLeg, tookMs: milliseconds })
export type LegDuration = z.infer<typeof legDuration>

export const signInProgress = z.discriminatedUnion('kind', [
  z.object({ signInId: recordId, kind: z.literal('leg'), leg: signInLeg, tookMs: milliseconds, at: time }),
  /** The first port was taken and a spare is used: the address to copy has changed. */
  z.object({
    signInId: recordId,
    kind: z.literal('spare-used'),
    redirectUri: z.string(),
    conflicts: z.array(portConflict),
  }),
  /** Something that was not Xero's answer knocked at the port. */
  z.object({
    signInId: recordId,
    kind: z.literal('refused'),
    reason: refusalReason,
    count: z.number().int().positive(),
  }),
  /** An error came without our state: no proof that it is Xero's, so it is only a hint. */
  z.object({ signInId: recordId, kind: z.literal('hint'), error: outside, errorDescription: outside.nullable() }),
])
export type SignInProgress = z.infer<typeof signInProgress>

export const keysCheck = z.object({
  outcome: keysCheckOutcome,
  checkedAt: time,
  tookMs: milliseconds,
  /** Null when there is nothing to explain. */
  diagnosis: diagnosis.nullable(),
})
export type KeysCheck = z.infer<typeof keysCheck>

export const signInTest = z.object({
  outcome: signInOutcome,
  legs: z.array(legDuration),
  /** Requests at the port that were not Xero's answer. */
  refused: z.number().int().nonnegative(),
  diagnosis: diagnosis.nullable(),
})
export type SignInTest = z.infer<typeof signInTest>

const bySignIn = z.object({ signInId: recordId })

export const xeroCalls = {
  /** Asks Xero for an app-level token with the stored pair and drops it. */
  checkXeroKeys: {
    input: z.object({ appId: recordId, slot: slotNumber }),
    output: keysCheck,
  },
  cancelKeysCheck: { input: z.object({ appId: recordId }), output: z.object({ cancelled: z.boolean() }) },
  /** Says what will be asked. Nothing is opened, sent or listened on yet. */
  prepareSignIn: {
    input: z.object({
      appId: recordId,
      slot: slotNumber,
      /** Scopes beyond who signed in; left out, the least. */
      scopes: z.array(z.string().max(200)).max(60).optional(),
    }),
    output: prepared,
  },
  /** Listens, opens the browser (or puts the address on the clipboard) and answers when the test has ended. */
  startSignIn: {
    input: bySignIn.extend({ open: z.enum(['browser', 'clipboard']).default('browser') }),
    output: signInTest,
  },
  cancelSignIn: { input: bySignIn, output: z.object({ cancelled: z.boolean() }) },
  /** Puts the address on the clipboard while the test waits for it to be opened. */
  copySignInUrl: { input: bySignIn, output: z.object({ copied: z.boolean() }) },
} as const
