// What programs write of Xero where they don’t say what it answered. Each is a guess, told only where nothing in the text says more.
import type { Diagnosis } from './schema'
import { diagnoseEnded } from './connection-ended'
import { diagnose } from './diagnose'
import type { PasteView } from './paste-view'
import { excerpt } from './paste-words'
import { namesXero } from './whose-text'

/** A program’s own word that its connection has ended, or that the organisation has no plan any more. */
export function fromEnded({ plain }: PasteView): Diagnosis[] {
  return listOf(diagnoseEnded(plain, excerpt(plain)))
}

/** What a program stopped at, where not even a status came along. */
export function fromPrograms({ plain }: PasteView): Diagnosis[] {
  return namesXero(plain) ? listOf(noToken(plain) ?? noOrganisation(plain)) : []
}

function listOf(told: Diagnosis | null): Diagnosis[] {
  return told === null ? [] : [told]
}

const NO_TOKEN =
  /\b(?:fail(?:ed|ure) to|could ?n[o']t|cannot|can't|unable to) (?:get|obtain|fetch|retrieve|acquire|exchange)\b[^\n]{0,40}\btokens?\b|\btoken (?:exchange|request) failed\b/i

function noToken(said: string): Diagnosis | null {
  if (!NO_TOKEN.test(said)) return null
  return diagnose('token.unknown', {
    details: excerpt(said),
    title: 'A program got no token from Xero, and doesn’t say why',
    cause: 'What Xero’s token endpoint answered isn’t in the text.',
    canBe: [
      'The pair of client id and secret is wrong or cut off.',
      'A scope is refused: the broad ones are retired for newer apps and custom connections.',
      'The app is of another type than the program wants, such as a Web app for a custom connection.',
      'The code or the refresh token is no longer good.',
    ],
    nextStep:
      'Check the keys here. To tell them apart, paste the answer’s body from that program’s log: its “error” names which.',
  })
}

/** How languages say that a list was empty, and where Xero’s SDKs and programs keep the organisations. */
const FIRST_OF_NONE =
  /Cannot read propert(?:y|ies)\b[^\n]{0,40}\bundefined\b|Undefined (?:array key|offset:?) 0\b|Index was out of range|IndexOutOfBounds|index out of range|undefined method [`'"]\[\]/i
const ORGANISATIONS =
  /\b(?:tenants|connections)\s?\[\s?0\s?\]|\b(?:get|current|list)_?connections\b(?:\(\))?|\bGetConnectionsAsync\b|\bupdateTenants\b/i

function noOrganisation(said: string): Diagnosis | null {
  if (!FIRST_OF_NONE.test(said) || !ORGANISATIONS.test(said)) return null
  const told = diagnose('xero.no-connections', {
    details: excerpt(said),
    title: 'A program expected an organisation of Xero’s, and had none',
    cause: 'It took the first of an empty list and stopped. What Xero answered isn’t in the text.',
    canBe: [
      'The connection is gone, or no organisation was chosen at consent: Xero’s list is empty.',
      'The program never read the list after the sign-in, such as by updateTenants() of Xero’s SDK for Node.',
      'Reading it was refused: the token ran out, or the consent lacks a scope.',
    ],
    nextStep: 'Read https://api.xero.com/connections with that token. To tell them apart, paste what it answers.',
  })
  return { ...told, side: 'unknown' }
}
