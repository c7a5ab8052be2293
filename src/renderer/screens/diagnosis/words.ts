// How an answer of the diagnosis is labelled: whose side, how grave, where a message is seen.
import type { Diagnosis, Explanation, Recognition, Side, UsualMessage } from '../../../domain/diagnosis/schema'
import type { Tone } from '../../components/tone'
import type { AppPart } from '../../shell/navigation'

/** Whose move it is. */
export const sideWords: Record<Side, string> = {
  you: 'Your move',
  customer: 'The customer’s move',
  xero: 'Xero’s side',
  codat: 'Codat’s side',
  network: 'Your network',
  latchkey: 'Latchkey’s side',
  unknown: 'Side not known',
}

/** How sure an answer is, by what it rests on. */
export const recognitionWords: Record<Recognition, string> = {
  structure: 'Recognised by its fields or its address.',
  sentence: 'Recognised by a sentence or a word in it.',
  status: 'Only a status code was found, so this is what it can be, not what it is.',
}

export const severityTone: Record<Diagnosis['severity'], Tone> = { act: 'act', watch: 'watch', info: 'info' }

export const noteWords: Record<Explanation['notes'][number], string> = {
  cut: 'That was long: only the first part was read.',
  'secrets-dropped': 'Codes, tokens and secrets in it were dropped before anything was read or shown.',
}

const placeOrder: readonly UsualMessage['where'][] = [
  'xero-page',
  'browser',
  'codat-link',
  'codat-portal',
  'bank-feeds',
]

export const placeWords: Record<UsualMessage['where'], string> = {
  'xero-page': 'On Xero’s page',
  browser: 'In the browser',
  'codat-link': 'In Codat Link',
  'codat-portal': 'In the Codat portal',
  'bank-feeds': 'With bank feeds',
}

/** The usual messages by where they are seen, in the order in which a set-up meets them. */
export function byPlace(
  messages: readonly UsualMessage[],
): { place: UsualMessage['where']; messages: UsualMessage[] }[] {
  return placeOrder
    .map((place) => ({ place, messages: messages.filter(({ where }) => where === place) }))
    .filter((group) => group.messages.length > 0)
}

/**
 * The findings with each fact told once: what the first card shows need not stand on the others again.
 */
export function factsOnce(findings: readonly Diagnosis[]): Diagnosis[] {
  const told = new Set<string>()
  return findings.map(({ facts = [], ...diagnosis }) => {
    const news = facts.filter(({ label, value }) => !told.has(`${label} ${value}`))
    for (const { label, value } of news) told.add(`${label} ${value}`)
    return { ...diagnosis, facts: news }
  })
}

/** Whether the text is nothing but a company, by its id, a page of the portal about it, or its name. */
export function isCompanyAlone({ codatCompanyId, findings }: Explanation): boolean {
  return (
    codatCompanyId !== null &&
    findings.every(({ code }) => code === 'paste.not-recognised' || code === 'paste.portal-address')
  )
}

/** The part of an app where a finding is looked into; undefined where the app itself is as near as it gets. */
export function partFor({ code }: Pick<Diagnosis, 'code'>): AppPart | undefined {
  if (code.startsWith('token.')) return 'keys'
  if (code.startsWith('feeds.')) return 'bank-feeds'
  if (code.startsWith('limit.')) return 'connections'
  return undefined
}

/** The stored app whose client id was read in a paste, if one was. */
export function appInFindings<T extends { readonly clientId: string }>(
  findings: readonly Diagnosis[],
  apps: readonly T[],
): T | undefined {
  const read = new Set(
    findings.flatMap(({ facts = [] }) =>
      facts.flatMap(({ label, value }) => (label === 'Client id' ? [value.toUpperCase()] : [])),
    ),
  )
  return apps.find(({ clientId }) => clientId !== '' && read.has(clientId.toUpperCase()))
}
