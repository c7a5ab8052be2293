// Whether redaction took a secret out of a text, or only something that stood where one stands. Redaction drops too much rather
// than too little; saying “secrets were dropped” of a placeholder or of the next word of a sentence would be untrue.
import { looksRandom, redact, REMOVED } from './redaction'

/** True where at least one of the pieces that redaction takes out of this text can be a secret. */
export function holdsSecret(text: string): boolean {
  const original = text.replaceAll(REMOVED, '')
  const safe = redact(original)
  return safe !== original && piecesBetween(original, safe.split(REMOVED)).some(isSecret)
}

interface Piece {
  readonly value: string
  /** What stands before and behind it. */
  readonly before: string
  readonly behind: string
}

const LEAD = 40

/** Names of what is published: a signing key's id, a certificate's number or hash. */
const isPublic =
  /\b(?:kid|serial ?number|thumbprint|fingerprint(?:256)?|x5t|etag|nonce|errorId|account_?token)['"]?\s{0,3}[:=]\s{0,3}['"]?$/i

/** What stands before the hash of a commit or an image, which is made of hexadecimal digits alone. */
const isBeforeDigest = /\b(?:commit|revision|digest|checksum|sha-?(?:1|256|512))['"]?\s{0,3}[:= ]\s{0,3}['"]?$/i
const digest = /^(?:[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})['"]?$/i

/** A picture in an address of its own. */
const isBeforePicture = /\bdata:[\w.+-]{1,40}\/[\w.+-]{1,40};base64,$/i
/** A client id that was cut off or lengthened is no longer one, and still no secret. */
const isBeforeClientId = /\bclient_?id(?:['"]?\s{0,3}[:=]\s{0,3}['"]?|%(?:25)*3D)$/i
const hexadecimal = /^[0-9a-f]{8,48}$/i

/** Names of codes that are made of digits alone, and what may stand behind such a code. */
const isTypedOnce = /(?:\bcode|\botp)(?:['"]?\s{0,3}[:=]\s{0,3}['"]?| (?:for [\w .-]{1,30} )?(?:is|was) )$/i
const isCodeAhead = /^ (?:is|as) (?:your|the) [\w -]{0,60}\bcode\b/i

/** What the original has between what is left of it; all of it where they can't be laid over each other. */
function piecesBetween(original: string, left: readonly string[]): Piece[] {
  const found: Piece[] = []
  let from = left[0]?.length ?? 0
  for (const [at, kept] of left.entries()) {
    if (at === 0) continue
    const to = at === left.length - 1 && kept === '' ? original.length : original.indexOf(kept, from)
    if (to === -1) return [{ value: original, before: '', behind: '' }]
    found.push({
      value: original.slice(from, to),
      before: original.slice(Math.max(0, from - LEAD), from),
      behind: original.slice(to, to + LEAD * 2),
    })
    from = to + kept.length
  }
  return found
}

function isSecret({ value, before, behind }: Piece): boolean {
  if (isKnownHarmless(value, before)) return false
  if ((isTypedOnce.test(before) || isCodeAhead.test(behind)) && /^\d{4,8}$/.test(value)) return true
  return value.split(/\s+/).some((word, at) => isSecretWord(word, at === 0 && before.endsWith('=')))
}

function isKnownHarmless(value: string, before: string): boolean {
  if (isPublic.test(before) || isBeforePicture.test(before)) return true
  return (
    (isBeforeDigest.test(before) && digest.test(value)) || (isBeforeClientId.test(before) && hexadecimal.test(value))
  )
}

/** What people and programs write in a secret's place. */
const placeholders: readonly RegExp[] = [
  /^(?:<[^>]*>|\[[^\]]*\]|\{[^}]*\}+|\$[\w{}:$]+|%\w+%|[*xX.•·…_-]+)$/,
  /^(?:your|my|the)(?:[_ -][a-z_ -]+|[a-z]*)$/i,
  // A key of which all but its ends is hidden.
  /^[\w-]{0,12}[*•]{3,40}\w{0,6}$/,
  // The name of a constant.
  /^[A-Z][A-Z\d]{0,20}(?:_[A-Z\d]{1,20})+$/,
]

function isPlaceholder(word: string): boolean {
  return placeholders.some((pattern) => pattern.test(word))
}

function isSecretWord(word: string, isAssigned: boolean): boolean {
  const whole = word.replaceAll(/^["'`]+|["'`,;.]+$/g, '')
  if (isPlaceholder(whole)) return false
  const bare = whole.replaceAll(/^[([{<]+|[)\]}>:"'`]+$/g, '')
  if (bare.length < 4 || isPlaceholder(bare)) return false
  // A call in a line of code, the name of a class, an address.
  if (/^[A-Za-z_][\w.]*\(/.test(bare) || /^[A-Z][A-Za-z\d]*(?:Exception|Error)$/.test(bare)) return false
  if (/^https?:\/\/[^@\s]*$/.test(bare)) return bare.split(/[/?&=]/).some(looksRandom)
  if (isAssigned) return true
  // Words, words joined by marks, dates and paths of small letters are told, not kept secret.
  if (/^[\d:.+/TZ-]+$/.test(bare) || /^\.{0,2}[a-z0-9_.:/-]*\/[a-z0-9_.:/-]*$/.test(bare)) return false
  const isWord = bare
    .replace(/^OAuth2(?![A-Za-z\d])/, 'OAUTH')
    .split(/[-_.:/’'"]+/)
    .every((part) => /^(?:[A-Z]?[a-z]*|[A-Z]{1,6}|\d{0,4}|[a-z]+\d{1,2})$/.test(part))
  return !isWord || looksRandom(bare)
}
