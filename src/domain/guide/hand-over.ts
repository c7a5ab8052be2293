// Whether pasting keys into Codat may unplug what is linked there, and the question before it.
import type { ConfirmRequest } from '../confirm-request'
import type { Integration } from './schema'
import { type Evidence, isReplaced, sameClientId } from './evidence'

/**
 * Whether pasting may put another client id into Codat than the one its links were made with. Unknown counts as yes, and so does any sign
 * of another one: that it was pasted is a word, and an address may be from before.
 */
export function mayChange({ handOver, consentSeen }: Integration, evidence: Evidence): boolean {
  const { app } = evidence
  const known = [consentSeen, handOver].flatMap((one) => one?.clientId ?? [])
  if (app === null || known.length === 0 || isReplaced(evidence)) return true
  return known.some((id) => !sameClientId(id, app.clientId))
}

export function changeQuestion(
  { handOver, consentSeen }: Integration,
  { app, codat }: Evidence,
  linked: number,
): ConfirmRequest {
  const companies = linked === 1 ? '1 company' : `${linked} companies`
  const isKnown = handOver !== null || consentSeen !== null
  return {
    title: `${companies} will have to reconnect`,
    body: [
      `The Codat client “${codat?.name ?? ''}” has ${companies} linked to Xero.`,
      isKnown
        ? `They were linked with another client id than the one of “${app?.name ?? ''}”.`
        : `Codat doesn’t say which client id it holds. If it is another one than that of “${app?.name ?? ''}”, this holds for all of them:`,
      'Once the new client id is saved, every one of them loses its connection and its owner has to consent again.',
    ],
    action: 'Go on',
    danger: true,
    typed: 'yes',
  }
}
