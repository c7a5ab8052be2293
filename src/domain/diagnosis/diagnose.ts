// Makes a diagnosis out of a code: our words from the catalogue, outside text only as redacted facts and details.
import type { Diagnosis, DiagnosisCode, DiagnosisFact } from './schema'
import { redact } from '../text/redaction'
import { catalogue } from './catalogue'

export interface Found {
  /** Label and value pairs; a value that is null, undefined or empty is left out. */
  readonly facts?: readonly (readonly [label: string, value: unknown])[]
  /** Outside text. It is redacted here and shown only under “details”. */
  readonly details?: string
  /** Our own words, where a comparison knows more than the catalogue. */
  readonly title?: string
  readonly cause?: string
  readonly nextStep?: string
  /** What it can be, where the text doesn’t decide; it stands instead of the catalogue’s. An empty list says that it is decided. */
  readonly canBe?: readonly string[]
}

const MAX_FACT = 300
const MAX_DETAILS = 2_000
/** Redaction sees more than is shown, so that a cut can't separate a secret from its name. */
const READ_DETAILS = 20_000

/** A diagnosis in the catalogue's words. Facts and details are outside text: cleaned, redacted and cut. */
export function diagnose(code: DiagnosisCode, found: Found = {}): Diagnosis {
  const { title, cause, side, nextStep, severity, link, canBe: usual = [] } = catalogue[code]
  const canBe = found.canBe ?? usual
  const facts = (found.facts ?? []).flatMap(([label, value]) => fact(label, value))
  const details = found.details === undefined ? '' : shown(headOf(found.details, READ_DETAILS), MAX_DETAILS)
  return {
    code,
    title: shown(found.title ?? title, MAX_FACT),
    cause: found.cause ?? cause,
    side,
    nextStep: found.nextStep ?? nextStep,
    severity,
    ...(link === undefined ? {} : { link }),
    ...(canBe.length === 0 ? {} : { canBe: [...canBe] }),
    ...(facts.length === 0 ? {} : { facts }),
    ...(details === '' ? {} : { details }),
  }
}

function fact(label: string, value: unknown): DiagnosisFact[] {
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const text = shown(headOf(String(value), READ_DETAILS), MAX_FACT)
  return text === '' ? [] : [{ label, value: text }]
}

/**
 * The beginning of a text, at most `max` characters, ending between words: half of a key is no longer long enough for
 * redaction to know it by its looks.
 */
export function headOf(text: string, max: number): string {
  if (text.length <= max) return text
  const head = text.slice(0, max)
  const lastWord = /[^\s"'<>&]{1,4096}$/.exec(head.slice(-4_096))?.[0].length ?? 0
  return head.slice(0, max - lastWord)
}

/** Control and formatting characters (direction changes among them) and halves of surrogate pairs; not tab and line feed. */
const UNSHOWABLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/gu

/** Outside text made fit to show: nothing that hides or reorders text, no secret, at most `max` characters. */
export function shown(text: string, max: number): string {
  const safe = redact(text.replace(UNSHOWABLE, ''))
  const cut = safe.length <= max ? safe : `${safe.slice(0, max - 1)}…`
  return cut.replace(UNSHOWABLE, '').trim()
}

/** Decisive first: what names the very cause before what names a class of causes before what is worth knowing. */
export function rankOf(code: DiagnosisCode): number {
  const { rank, severity } = catalogue[code]
  return rank ?? { act: 60, watch: 40, info: 20 }[severity]
}
