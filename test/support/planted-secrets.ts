// Secrets made up for tests of redaction, and whether anything of one can still be read.
import { createHash } from 'node:crypto'

export const CLIENT_ID = '686E7FE4D3354162B05FDE15FC01EEAC'

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** As long and as mixed as a client secret of Xero's. */
function secretOf(seed: number, length: number): string {
  const bytes = [0, 1].flatMap((round) => [...createHash('sha256').update(`shapes ${seed} ${round}`).digest()])
  return bytes
    .map((byte) => BASE64URL[byte % 64])
    .join('')
    .slice(0, length)
}
export const LONG = Array.from({ length: 12 }, (_, seed) => secretOf(seed, 48))
/** Too short to be known by its looks alone: what holds it is its name. */
export const SHORT = Array.from({ length: 12 }, (_, seed) => secretOf(seed + 100, 20).replaceAll(/[-_]/g, '7'))

export type Shapes = Record<string, (secret: string) => string>

export const wrapped = (text: string, width: number, joint: string): string =>
  (text.match(new RegExp(`.{1,${width}}`, 'gs')) ?? []).join(joint)
export const each = (text: string, as: (character: string, at: number) => string): string => [...text].map(as).join('')
export const codeOf = (character: string): number => character.codePointAt(0) ?? 0
export const hex = (character: string, digits = 2): string => codeOf(character).toString(16).padStart(digits, '0')
export const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Text as whoever reads it could decode it again. */
function readings(shown: string): string[] {
  const bare = shown.replaceAll(/[^A-Za-z0-9_-]/g, '')
  return [shown, bare]
}

/** Six characters in a row of `secret` that can still be read in `shown`, or null. */
export function left(secret: string, shown: string): string | null {
  const shapesOf = (piece: string): string[] => [
    piece,
    each(piece, (c) => `%${hex(c)}`),
    each(piece, (c) => `%${hex(c).toUpperCase()}`),
    each(piece, (c) => `%25${hex(c)}`),
    each(piece, (c) => `&#${codeOf(c)};`),
    each(piece, (c) => `&#0${codeOf(c)};`),
    each(piece, (c) => `&#x${hex(c)};`),
    each(piece, (c) => `&#X${hex(c).toUpperCase()};`),
    each(piece, (c) => `&amp;#${codeOf(c)};`),
    each(piece, (c) => `\\u${hex(c, 4)}`),
    each(piece, (c) => `\\\\u${hex(c, 4)}`),
    each(piece, (c) => `\\u{${hex(c)}}`),
    each(piece, (c) => `\\x${hex(c)}`),
    each(piece, (c) => `\\${codeOf(c).toString(8).padStart(3, '0')}`),
    each(piece, (c) => `=${hex(c).toUpperCase()}`),
    Buffer.from(piece).toString('hex'),
    each(piece, (c) => `${hex(c)} `).trim(),
    [...piece].map((c) => hex(c)).join(':'),
    [...piece].map((c) => `0x${hex(c)}`).join(', '),
    [...piece].map(codeOf).join(','),
    each(piece, (c) => String.fromCodePoint(codeOf(c) + 0xfee0)),
    ...[0, 1, 2]
      .map((skip) => base64(`${'x'.repeat(skip)}${piece}`).slice(skip === 0 ? 0 : 4, -4))
      .filter((one) => one.length >= 6),
  ]
  for (let at = 0; at + 6 <= secret.length; at += 1) {
    const piece = secret.slice(at, at + 6)
    const bare = piece.replaceAll(/[^A-Za-z0-9_-]/g, '')
    if (readings(shown).some((reading) => reading.includes(bare))) return piece
    if (shapesOf(piece).some((form) => shown.includes(form))) return piece
  }
  return null
}
