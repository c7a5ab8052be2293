// “Paste what you see”: any address, error text, JSON, headers or page of Xero or Codat, read and explained. Pure: what is
// stored is handed in, and nothing secret goes out.
import type { Diagnosis, Explanation, Recognition } from './schema'
import { codatCompanyIn } from '../codat/company-id'
import { fromBrokers } from './brokers'
import { holdsSecret } from '../text/dropped'
import type { PasteContext } from './authorize'
import { diagnose, rankOf } from './diagnose'
import { fromAddresses } from './paste-addresses'
import { fromBareStatus, fromHeaders } from './paste-headers'
import { fromObjects } from './paste-json'
import { fromAlone } from './paste-alone'
import { fromTitles } from './paste-titles'
import { fromWords } from './paste-words'
import { withoutSignatures } from './mail-signature'
import { diagnoseAppsAnswer } from './apps-answer'
import { withoutOtherServices } from './other-services'
import { asMentioned, isOnlyMentioned } from './only-mentioned'
import { asOfOtherPlatform, namesOtherPlatform } from './other-platforms'
import { fromPages } from './paste-pages'
import { fromEnded, fromPrograms } from './program-guesses'
import { namingNoTenant } from './tenant-header'
import { joinedView, viewPaste, type PasteView } from './paste-view'
import { guessFromStructure, guessFromWords, isOfOurs, namesXero } from './whose-text'

const MOST_FINDINGS = 30
/** Enough of a paste to tell whether it held secrets; what is shown is redacted piece by piece. */
const LOOKED_AT = 50_000

/**
 * Explains a pasted text: findings with the decisive one first, never none. The text itself is not in the answer but for
 * short redacted details. Takes at most `PASTE_LIMIT` characters into account.
 */
export function explainPaste(pasted: string, context: PasteContext): Explanation {
  const view = viewPaste(pasted)
  const trimmed = view.text.trim()
  if (trimmed === '') {
    const about = { recognised: false, cut: view.cut, dropped: false, codatCompanyId: null }
    return answer([diagnose('paste.nothing')], about)
  }
  const alone = fromAlone(trimmed, context)
  const findings = alone ?? tiedToApp(ranked(readAtAll(view, context)), view, context)
  const looked = view.text.slice(0, LOOKED_AT)
  return answer(findings.length === 0 ? [diagnose('paste.not-recognised')] : findings, {
    recognised: findings.length > 0,
    cut: view.cut,
    dropped: holdsSecret(looked.replace(marks, '')),
    codatCompanyId: codatCompanyIn(trimmed) ?? codatCompanyIn(view.plain),
  })
}

const APP_FACT = 'Client id'

/** A stored app whose client id stands anywhere in the text is told with the first finding, so that it can be opened from there. */
function tiedToApp(findings: Diagnosis[], { plain }: PasteView, { apps }: PasteContext): Diagnosis[] {
  const [first, ...others] = findings
  if (first === undefined || findings.some(({ facts = [] }) => facts.some(({ label }) => label === APP_FACT)))
    return findings
  const said = plain.toLowerCase()
  const app = apps.find(({ clientId }) => clientId.length === 32 && said.includes(clientId.toLowerCase()))
  if (app === undefined) return findings
  const { facts = [] } = diagnose('paste.client-id-known', {
    facts: [
      [APP_FACT, app.clientId],
      ['Xero app', app.name],
    ],
  })
  return [{ ...first, facts: [...facts, ...(first.facts ?? [])] }, ...others]
}

/** As it stands; where that says nothing, with its lines joined; and where that doesn’t either, as an address that stands alone. */
function readAtAll(view: PasteView, context: PasteContext): Diagnosis[] {
  const found = readAll(view, context)
  // In one line a mail's signature can't be told from the rest.
  const { text, plain } = view
  const unsigned = { ...view, text: withoutSignatures(text), plain: withoutSignatures(plain) }
  const joined = found.length === 0 && !isOnlyMentioned(view.plain) ? joinedView(unsigned) : null
  const read = joined === null ? found : readAll(joined, context)
  return read.length === 0 ? by('structure', fromPages(view)) : read
}

/** Structure before words, words before a bare status: what says more keeps what says less from being guessed at. */
function readAll(view: PasteView, context: PasteContext): Diagnosis[] {
  const objects = [...fromObjects(view, context), ...emptyList(view)]
  const addresses = fromAddresses(view, context)
  const structured = [
    ...addresses.filter(({ code }) => objects.length === 0 || code !== 'codat.link-address'),
    ...objects,
    ...fromHeaders(view),
  ]
  const hasError = structured.some(({ code }) => /^(?:token|callback|page)\.(?!blank-consent|error-address)/.test(code))
  const about = withoutSignatures(view.plain)
  const isOurs = isOfOurs(about, context)
  const said = withoutHandedOn(fromWords(view, { withErrorWords: !hasError }), objects)
  const words = namesOtherPlatform(about) ? said.map(asOfOtherPlatform) : said
  const read = withoutMistaken([
    ...by(
      'structure',
      structured.map((one) => guessFromStructure(one, about, isOurs)),
    ),
    ...by('sentence', [...words.map((one) => guessFromWords(one, isOurs)), ...fromTitles(view)]),
  ])
  const ours = withoutOtherServices(notTakenByApp(read, about), about, context).map((one) => refusedByWhom(one, about))
  const sure = fromBrokers(ours, about)
  if (isOnlyMentioned(about, new Set(sure.map(({ code }) => code)).size)) return sure.map(asMentioned)
  const unsigned = { ...view, plain: about }
  const all = untilTold(sure, [
    () => by('sentence', fromEnded(unsigned)),
    () => by('status', fromBareStatus(unsigned)),
    () => by('sentence', fromPrograms(unsigned)),
  ])
  return namingNoTenant(all, about)
}

/** What Codat notes of a connection are the platform’s words to Codat: no token of the user’s is meant. */
function withoutHandedOn(words: Diagnosis[], objects: readonly Diagnosis[]): Diagnosis[] {
  const isNoted = objects.some(({ code }) => code === 'codat.connection-error' || code === 'codat.dataset-auth')
  const isEnded = words.some(({ code }) => code === 'codat.connection-deauthorized' || code === 'codat.dataset-auth')
  if (isEnded && !isNoted) return words.filter(({ code }) => code !== 'token.grant-refused')
  return isNoted ? words.filter(({ code }) => !/^(?:token|xero\.token)/.test(code)) : words
}

/** An app that has no page at the redirect URI, or fails there, was handed the code all the same: that is no success. */
function notTakenByApp(told: Diagnosis[], about: string): Diagnosis[] {
  const isCode = told.some(({ code }) => code === 'callback.success-address')
  const refused = isCode ? diagnoseAppsAnswer(about) : null
  return refused === null ? told : withoutMistaken([...told, ...by('status', [refused])])
}

/** “access_denied” is what any sign-in says: without a word of Xero or Codat it is a guess whose it was. */
function refusedByWhom(one: Diagnosis, about: string): Diagnosis {
  const isBare = one.code === 'callback.cancelled' && /\baccess_denied\b/i.test(about)
  if (!isBare || namesXero(about) || /codat|TenantConsent/i.test(about)) return one
  const { title, cause, canBe, nextStep } = refusedSomewhere
  return { ...one, title, cause, canBe: [...canBe], nextStep }
}

const refusedSomewhere = {
  title: 'A sign-in was cancelled or refused; whose, the text doesn’t say',
  cause: '“access_denied” is what Xero says when someone chooses Cancel, and what many others say too.',
  canBe: [
    'Someone chose Cancel on Xero’s page, or closed it. Nothing was connected.',
    'Xero refused the scopes: then “Requested wrong apps scopes” stands beside it.',
    'It is another service’s answer.',
  ],
  nextStep:
    'If it was Xero’s page, start again when they are ready. To tell them apart, paste the whole address that came back: Xero writes “TenantConsent status DENIED” into it.',
} as const

/** Xero's list of connections, pasted with its address, that is empty. */
function emptyList({ plain }: PasteView): Diagnosis[] {
  const isEmpty = /\bapi\.xero\.com\/connections\b/i.test(plain) && /^[> \t]*\[[ \t]*\][ \t]*$/m.test(plain)
  const isSaid =
    /(?:\/connections\b|\bupdateTenants\(\))[^\n]{0,20}(?:returned|returns|=>|→|gives)\s*(?:\[\s*\]|an empty (?:list|array))/i.test(
      plain,
    ) && namesXero(plain)
  return isEmpty || isSaid ? [diagnose('xero.no-connections')] : []
}

function by(recognisedBy: Recognition, findings: readonly Diagnosis[]): Diagnosis[] {
  return findings.map((finding) => ({ ...finding, recognisedBy }))
}

/** What says less is asked only as long as nothing has said why. */
function untilTold(told: Diagnosis[], weaker: readonly (() => Diagnosis[])[]): Diagnosis[] {
  return weaker.reduce((known, ask) => (isToldAlready(known) ? known : [...known, ...ask()]), told)
}

/** Addresses and states say what was asked, not why it was refused; anything else makes a bare status no news. */
function isToldAlready(told: readonly Diagnosis[]): boolean {
  return told.some(
    ({ code, severity }) =>
      code === 'xero.webhook-intent' ||
      (severity !== 'info' &&
        !/^(?:scope|paste)\.|^authorize\.(?:unknown|odd)-client-id$|^page\.blank-consent$/.test(code)),
  )
}

/** A code in an address is a success only if nothing in the text says that its way back was barred. */
function withoutMistaken(told: readonly Diagnosis[]): Diagnosis[] {
  const barred = told.some(({ code }) =>
    /^callback\.(?:https-only|nobody-listening|no-answer|state)$|^token\./.test(code),
  )
  return told.filter(({ code }) => !barred || code !== 'callback.success-address')
}

/** What a sign-in sends along to know its own answer again is dropped as well, but it is no secret. */
const marks = /(?:state|nonce|code_challenge)(?:=|%(?:25)*3D)(?:(?!%(?:25)*26)[^&\s"'<>])*/gi

interface About extends Pick<Explanation, 'recognised' | 'codatCompanyId'> {
  readonly cut: boolean
  readonly dropped: boolean
}

function answer(findings: Diagnosis[], about: About): Explanation {
  return {
    codatCompanyId: about.codatCompanyId,
    companies: [],
    recognised: about.recognised,
    findings,
    notes: [...(about.cut ? (['cut'] as const) : []), ...(about.dropped ? (['secrets-dropped'] as const) : [])],
  }
}

/** One finding a code, the one with most facts; a class of causes gives way to the very cause in the same paste. */
function ranked(findings: readonly Diagnosis[]): Diagnosis[] {
  const byCode = new Map<string, Diagnosis>()
  for (const finding of findings) {
    const known = byCode.get(finding.code)
    if (known === undefined || weight(finding) > weight(known)) byCode.set(finding.code, finding)
  }
  return [...byCode.values()].toSorted((a, b) => rankOf(b.code) - rankOf(a.code)).slice(0, MOST_FINDINGS)
}

function weight({ facts, details }: Diagnosis): number {
  return (facts?.length ?? 0) * 2 + (details === undefined ? 0 : 1)
}
