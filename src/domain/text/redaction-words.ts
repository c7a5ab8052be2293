// What tells a key from words, ids, numbers, names of files and addresses.

const uuids = /(?<![0-9A-Za-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])/gi
const hexIds = /(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])/gi

/** A run without the UUIDs and client ids in it. */
export function withoutIds(run: string): string {
  return run.length < 32 ? run : run.replace(uuids, '').replace(hexIds, '')
}

/** Words joined by `-` or `_`, camel case included, and plain numbers. Random letters fail on how they mix their cases. */
export function isWordy(run: string): boolean {
  // The one digit that stands in the middle of many names of classes.
  const read = run.replaceAll(/(?<![A-Za-z0-9])O[Aa]uth2(?=[A-Z][a-z])/g, 'Oauth')
  return read.split(/[-_.~/+ ]/).every((piece) => {
    if (piece === '' || /^\d{1,16}$/.test(piece)) return true
    const letters = /^([A-Za-z]+)\d{0,3}$/.exec(piece)?.[1]
    return letters !== undefined && isCamel(letters)
  })
}

function isCamel(letters: string): boolean {
  if (letters.length < 6) return true
  const humps = letters.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g)?.length ?? 1
  const capitals = letters.replace(/[a-z]/g, '').length
  if (capitals === letters.length) return letters.length <= 20 || isSpoken(letters)
  if (letters.length < 20) return humps * 3 <= letters.length
  return (
    humps * 3.5 <= letters.length && capitals * 4 <= letters.length && (!/[a-z]{25}/.test(letters) || isSpoken(letters))
  )
}

/** One long word, as German makes them: every so often a vowel, which random letters lack. */
function isSpoken(letters: string): boolean {
  const vowels = letters.replaceAll(/[^aeiouy]/gi, '').length
  return vowels * 4 >= letters.length && !/[^aeiouy]{7}/i.test(letters)
}

/** A token of words and numbers, as they stand in sentences, code and paths: `OAuth2TokenEndpoint`, `v2`, `2026-11-28`. */
export function isPlainToken(token: string): boolean {
  if (withoutIds(token) === '') return true
  return token.split(/[-_~./+]/).every((piece) => piece === '' || isPlainPiece(piece))
}

function isPlainPiece(piece: string): boolean {
  if (/^\d+$/.test(piece)) return piece.length <= 16
  if (/^[A-Za-z]+$/.test(piece))
    return /^(?:[A-Z]?[a-z]*|[A-Z]*|[A-Z]{2,5}s)$/.test(piece) ? isWord(piece) : isPlainCamel(piece)
  if (/^(?:[A-Z]?[a-z]+|[A-Z]+|[A-Za-z]{1,2})\d{1,4}$/.test(piece) || piece === 'OAuth2') return true
  // An error's number, as `IDX10222`.
  if (/^[A-Z]{2,8}\d{5,6}$/.test(piece)) return true
  if (/^\d{1,4}(?:[a-z]{1,4}|[A-Z]{1,2})$/.test(piece)) return true
  if (/^\d{2}T\d{2}$|^\d+Z$/.test(piece)) return true
  const runs = piece.match(/[A-Za-z]+/g) ?? []
  if (runs.length === 1) return /^\d+(?:[A-Z]?[a-z]*|[A-Z]*)$/.test(piece) && runs.every(isPlainCamel)
  return runs.length === 2 && runs.join('').length >= 6 && runs.every(isPlainCamel)
}

/** Short ones may be abbreviations. */
function isWord(letters: string): boolean {
  if (letters.length < 6) return true
  return letters.length < 25 ? /[aeiouy]/i.test(letters) : isSpoken(letters)
}

function isPlainCamel(letters: string): boolean {
  if (letters.length < 6) return /^(?:[A-Z]{1,2}[a-z]{2,}|[a-z]+|[A-Z]+|[A-Z]?[a-z]{2,}[A-Z][a-z]*)$/.test(letters)
  const humps = letters.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []
  return isCamel(letters) && humps.every(isHump)
}

const littleHumps = /^(?:[A-Z]+|[a-z]+|I[dfnst]|O[fknr]|To|By|A[stn]|Up|No|My|Do|Us|Js|Ts|Go|Ui|Db)$/

function isHump(hump: string): boolean {
  if (hump.length < 3) return littleHumps.test(hump)
  return hump.length < 4 || /[aeiouy]/i.test(hump)
}

/** True for characters mixed as a key mixes them: both cases and digits, changing more often than words do. */
export function isMixed(text: string): boolean {
  const bare = text.replaceAll(/[^A-Za-z0-9]/g, '')
  if (!/[a-z]/.test(bare) || !/[A-Z]/.test(bare) || !/\d/.test(bare)) return false
  let changes = 0
  for (let at = 1; at < bare.length; at += 1)
    if (classOf(bare.charCodeAt(at)) !== classOf(bare.charCodeAt(at - 1))) changes += 1
  return changes >= (bare.length < 40 ? 0.38 : 0.33) * (bare.length - 1)
}

function classOf(code: number): number {
  if (code < 0x3a) return 0
  return code < 0x5b ? 1 : 2
}

const SHORTEST_NAMED = 6

/** True for what may be a key where its name already says so: one token that is no word, id, date, file, address or number. */
export function isKeyish(given: string): boolean {
  // `Exception:`, `id,`: what ends a word in a sentence is no part of it.
  const value = given.replace(/[:.,;!?]{1,3}$/, '')
  if (value.length < SHORTEST_NAMED || /\s/.test(value) || !/[A-Za-z]/.test(value)) return false
  // `error_description=`: a name whose own value follows.
  if (isPlainToken(value.replace(/={1,2}$/, ''))) return false
  if (/:\/\/|^[\w.+-]+@[\w-]+\.[\w.]+$|^\.{0,2}\/|[\w-]\.[a-z]{2,5}(?::\d{1,6}){0,2}$/.test(value)) return false
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return false
  return /[A-Za-z0-9]{4}|[!#$%^*~]/.test(value)
}
