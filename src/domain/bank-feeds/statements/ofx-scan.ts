// Cuts OFX into tags and texts. Its old kind is SGML whose closing tags are optional and whose texts hold whatever a bank puts
// there, `<3` and `R&D` included, so a tag is only what can be one: a known form, not any `<`.

export interface OfxHandlers {
  /** `name` in capitals. `at` is where the tag begins in the whole text. */
  readonly open: (name: string, at: number) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}

export interface OfxScanner {
  readonly write: (piece: string) => void
  readonly end: () => void
}

/** Longer than any tag: what is open for so long is text. */
const LONGEST_TAG = 200
/** Characters of one text that are given on. */
const LONGEST_TEXT = 8_000
const MOST_NAMES = 1_000
const SLASH = 47
const GREATER = 62
const BANG = 33
const QUESTION = 63

/** Scans pieces as they come; a tag may lie across two. */
export function ofxScanner({ open, close, text }: OfxHandlers): OfxScanner {
  let held = ''
  /** Where `held` begins in the whole text. */
  let base = 0
  let spoken = ''
  /** Few tags stand in a file many times: each is read once. */
  const names = new Map<string, string>()

  function say(part: string): void {
    if (spoken.length < LONGEST_TEXT) spoken += part
  }

  function settle(): void {
    if (spoken !== '') text(spoken)
    spoken = ''
  }

  /** Takes what is whole of `held`, and keeps the rest. */
  function scan(isLast: boolean): void {
    let from = 0
    for (;;) {
      const at = held.indexOf('<', from)
      if (at < 0) break
      if (at > from) say(held.slice(from, at))
      const end = tagEnd(held, at, isLast)
      if (end === null) {
        from = at
        keep(from)
        return
      }
      if (end === at) {
        say('<')
        from = at + 1
        continue
      }
      takeTag(at, end)
      from = end
    }
    say(held.slice(from))
    keep(held.length)
  }

  function keep(from: number): void {
    base += from
    held = held.slice(from)
  }

  function takeTag(at: number, end: number): void {
    const first = held.charCodeAt(at + 1)
    if (first === BANG) {
      if (held.startsWith('<![CDATA[', at)) say(held.slice(at + 9, end - 3))
      return
    }
    if (first === QUESTION) return
    settle()
    const isClosing = first === SLASH
    const inside = held.slice(at + (isClosing ? 2 : 1), end - 1)
    let name = names.get(inside)
    if (name === undefined) {
      name = nameOf(inside)
      if (names.size < MOST_NAMES) names.set(inside, name)
    }
    if (isClosing) return close(name)
    open(name, base + at)
    if (inside.endsWith('/')) close(name)
  }

  return {
    write(piece: string): void {
      held = held === '' ? piece : held + piece
      scan(false)
    },
    end(): void {
      scan(true)
      settle()
    },
  }
}

function nameOf(inside: string): string {
  const space = inside.search(/[\s/]/)
  return (space < 0 ? inside : inside.slice(0, space)).toUpperCase()
}

const TAG = /<\/?[A-Za-z][\w.-]{0,79}(?:\s[^<>]{0,100})?\s*\/?>/y

/**
 * Where the markup that begins at `at` ends. `at` itself when it is a sign in a text; null when that can't be told before more
 * of the text is there.
 */
function tagEnd(text: string, at: number, isLast: boolean): number | null {
  if (text.startsWith('<!--', at)) return endAfter(text, at, '-->', isLast)
  if (text.startsWith('<![CDATA[', at)) return endAfter(text, at, ']]>', isLast)
  if (text.charCodeAt(at + 1) === QUESTION) return endAfter(text, at, '?>', isLast)
  const plain = plainTagEnd(text, at)
  if (plain > 0) return plain
  TAG.lastIndex = at
  if (TAG.test(text)) return TAG.lastIndex
  const rest = text.length - at
  if (isLast || rest > LONGEST_TAG) return at
  // `<` and everything up to the end could still become a tag, unless another sign rules it out.
  return /^<(?:!(?:-|-?-?[^>]*|\[[A-Z[]*)?|\/?(?:[A-Za-z][^<>]*)?)$/.test(text.slice(at)) ? null : at
}

/** The end of a tag of capitals and figures alone, which nearly all are; 0 for any other. */
function plainTagEnd(text: string, at: number): number {
  const first = at + (text.charCodeAt(at + 1) === SLASH ? 2 : 1)
  for (let end = first; end < first + LONGEST_NAME; end += 1) {
    const code = text.charCodeAt(end)
    if (code >= 65 && code <= 90) continue
    if (code === GREATER) return end > first ? end + 1 : 0
    if (code < 48 || code > 57 || end === first) return 0
  }
  return 0
}
const LONGEST_NAME = 32

/** The end of a comment and its like; a text that never ends one is passed over to its end, bounded by the file. */
function endAfter(text: string, at: number, mark: string, isLast: boolean): number | null {
  const end = text.indexOf(mark, at)
  if (end >= 0) return end + mark.length
  if (isLast) return text.length
  return null
}
