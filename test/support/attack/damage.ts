// What befalls a file: a power cut, a full disk, a careless editor, a backup of another version, a cat on the keyboard.
import type { Chance } from './any-input'

export interface FileDamage {
  readonly name: string
  /** What the file holds afterwards; a folder in its place can't be read by anyone, whoever runs the app. */
  readonly content: Buffer | 'folder'
  /** False where what is left can be as good as what was there: a bit of a name, or lines of a list twice. */
  readonly tellable: boolean
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** The kind of a file by its place in the data folder, so that one of each is damaged; null for what is only written and never read. */
export function kindOfFile(file: string): string | null {
  if (file.startsWith('logs') || /\.(?:previous|zip|ledger)$|practice-state/.test(file)) return null
  return file.replaceAll(UUID, 'ID').replaceAll(/\d+/g, 'N')
}

const ANOTHER_ID = '00000000-0000-4000-8000-00000000dead'

/** Of `file`, which holds `whole`. */
export function damagesOf(file: string, whole: Buffer, chance: Chance): readonly FileDamage[] {
  const isOfLines = file.endsWith('.jsonl')
  // A last line of a journal without its line end is one that a crash cut off, and was never acted on.
  const tellsItsEnd = !file.endsWith('.ndjson')
  const text = whole.toString('utf8')
  const flipped = Buffer.from(whole)
  const at = chance.below(Math.max(1, whole.length))
  flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.below(8))
  const as = (name: string, content: string | Buffer): FileDamage => ({
    name,
    content: Buffer.from(content),
    tellable: true,
  })
  return [
    as('empty', ''),
    as('half of it', whole.subarray(0, Math.floor(whole.length / 2))),
    // What a journal lost after its last sending is asked of Codat again, under the same key.
    { ...as('cut anywhere', whole.subarray(0, chance.below(Math.max(1, whole.length)))), tellable: tellsItsEnd },
    { ...as('without its last byte', whole.subarray(0, Math.max(0, whole.length - 1))), tellable: tellsItsEnd },
    as('zeros', Buffer.alloc(whole.length)),
    as('a zero block inside', Buffer.concat([whole.subarray(0, at), Buffer.alloc(64), whole.subarray(at)])),
    { name: 'one bit', content: flipped, tellable: false },
    { name: 'twice', content: Buffer.concat([whole, whole]), tellable: false },
    as('no UTF-8', Buffer.concat([Buffer.from([0xff, 0xfe, 0xc0]), whole])),
    as('a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), whole])),
    as('line ends of Windows', text.replaceAll('\n', '\r\n')),
    as('no JSON', '<html>Sign in to continue</html>'),
    as('null', 'null'),
    as('a list', '[]'),
    as('an empty object', '{}'),
    as('a newer version', text.replaceAll(/"version": ?\d+/g, '"version":99')),
    as('no version', text.replaceAll(/"version": ?\d+,?/g, '')),
    as('numbers as texts', text.replaceAll(/: ?(\d+)([,}\n])/g, ':"$1"$2')),
    as('texts as numbers', text.replaceAll(/: ?"[^"\\]*"([,}\n])/g, ':7$1')),
    as('lists as objects', text.replaceAll(/\[[^[\]]*\]/g, '{}')),
    { ...as('another id', text.replaceAll(UUID, ANOTHER_ID)), tellable: !isOfLines },
    {
      ...as('far too long', `${text.trimEnd().slice(0, -1)}${' '.repeat(5_000_000)}}`),
      tellable: tellsItsEnd,
    },
    as('a prototype', text.replace('{', '{"__proto__":{"polluted":1},')),
    as('deeply nested', `${'['.repeat(20_000)}${']'.repeat(20_000)}`),
    { name: 'a folder in its place', content: 'folder', tellable: true },
  ]
}
