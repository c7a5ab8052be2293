// Code, documentation, test reports, release notes and queries name errors that didn’t come. What is read there is a guess.
import type { Diagnosis } from './schema'

const MENTIONS: readonly RegExp[] = [
  // Code that asks which error it is.
  /(?:[=!]==?|\bin|\bequals\(|\.includes\()\s{0,3}\(?['"](?:invalid_|unauthorized_|access_denied|Authenti|Authori|Token)\w*['"]|\bcase\s+(?:[45]\d\d|['"]\w{3,60}['"])\s{0,3}:/,
  // A specification's answers.
  /^[ \t]*['"]?[45]\d\d['"]?:[ \t]*\r?\n[ \t]+(?:description|\$ref|content):/m,
  // Release notes, test reports.
  /^#{1,4} v?\d{1,4}\.\d{1,4}(?:\.\d{1,4})?\b|^#{1,4} (?:Changelog|Release notes|Unreleased)\b/im,
  /^[ \t]*[✓✔✕✗√×] [^\n]{1,200}\(\d{1,7} ?m?s\)|^Tests:[ \t]+\d+ (?:passed|failed)\b/m,
  // Counts and queries.
  /^\w{1,80}\{[^}\n]{1,300}\} \d[\d.e+]{0,30}$/m,
  /\bSELECT\b[^;]{1,400}\bFROM\b[^;]{1,400}\bWHERE\b/i,
]

/** Traces, status lines and bodies are of something that came. */
const CAME =
  /^[ \t]+at \S|^[\w.\\]{0,80}(?:Error|Exception): \S|^#\d+ |\bTraceback\b|\bHTTP\/[\d.]+ [1-5]\d\d\b|^[ \t]*[{[]\s{0,20}["']|\{"(?:error|Type|Title|statusCode|status)"/im

/** Errors point to a page of documentation too; what tells of several is the page. */
const DOCUMENTATION = /\bdeveloper\.xero\.com\/(?:documentation|faq)\b|\bdocs\.codat\.io\//

/** True where a text names errors, so many of them, and shows none that came. */
export function isOnlyMentioned(about: string, named = 0): boolean {
  const head = about.slice(0, 200_000)
  const isMention = MENTIONS.some((pattern) => pattern.test(head)) || (named > 1 && DOCUMENTATION.test(head))
  return isMention && !CAME.test(head)
}

/** A finding as the guess that it is in such a text. */
export function asMentioned(one: Diagnosis): Diagnosis {
  if (one.code.startsWith('paste.') || one.title.startsWith('Perhaps: ')) return one
  return {
    ...one,
    title: `Perhaps: ${one.title}`,
    cause: `${one.cause} The text reads like code or documentation, which names an error without showing that it came.`,
  }
}
