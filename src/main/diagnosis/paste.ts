// “Paste what you see”: any address, error text, JSON, headers or page of Xero or Codat, read and explained. Pure: what is
// stored is handed in, and nothing secret goes out.
import type { Diagnosis, Explanation } from '../../contract/diagnosis'
import { codatCompanyIn } from '../codat-company'
import { redact } from '../redaction'
import type { PasteContext } from './authorize'
import { diagnose, rankOf } from './diagnose'
import { fromAddresses } from './paste-addresses'
import { fromHeaders } from './paste-headers'
import { fromObjects } from './paste-json'
import { fromAlone } from './paste-alone'
import { fromWords } from './paste-words'
import { viewPaste, type PasteView } from './paste-view'

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
  const findings = alone ?? ranked(readAll(view, context))
  const looked = view.text.slice(0, LOOKED_AT)
  return answer(findings.length === 0 ? [diagnose('paste.not-recognised')] : findings, {
    recognised: findings.length > 0,
    cut: view.cut,
    dropped: redact(looked) !== looked,
    codatCompanyId: codatCompanyIn(trimmed) ?? codatCompanyIn(view.plain),
  })
}

/** Structure before words: a Link address inside a connection, or an error word inside an error object, is no news. */
function readAll(view: PasteView, context: PasteContext): Diagnosis[] {
  const objects = fromObjects(view)
  const addresses = fromAddresses(view, context)
  const structured = [
    ...addresses.filter(({ code }) => objects.length === 0 || code !== 'codat.link-address'),
    ...objects,
    ...fromHeaders(view),
  ]
  const hasError = structured.some(({ code }) => /^(?:token|callback|page)\./.test(code))
  return [...structured, ...fromWords(view, { withErrorWords: !hasError })]
}

interface About extends Pick<Explanation, 'recognised' | 'codatCompanyId'> {
  readonly cut: boolean
  readonly dropped: boolean
}

function answer(findings: Diagnosis[], about: About): Explanation {
  return {
    codatCompanyId: about.codatCompanyId,
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
