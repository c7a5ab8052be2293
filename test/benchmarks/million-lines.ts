// A statement of a million lines for benchmarks.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

export const LINES = 1_000_000
const DAY_MS = 86_400_000

/** Lines with quoted texts, types, and a balance that runs on: about 80 MB. */
export async function writeStatement(to: string): Promise<void> {
  const out = createWriteStream(to)
  const today = Math.floor(Date.now() / DAY_MS)
  let balance = 10_000_000
  let piece = 'Transaction ID,Date,Type,Description,Reference,Amount,Balance\n'
  for (let line = 0; line < LINES; line += 1) {
    const cents = ((line * 7_919) % 200_001) - 100_000 || 1
    balance += cents
    const day = new Date((today - 350 + Math.floor((line * 340) / LINES)) * DAY_MS).toISOString().slice(0, 10)
    const type = cents < 0 ? 'Debit' : 'Credit'
    piece += `TX-${line},${day},${type},Card payment to shop ${line % 977},"REF ${line}, x",${(cents / 100).toFixed(2)},${(balance / 100).toFixed(2)}\n`
    if (piece.length < 1_000_000) continue
    if (!out.write(piece)) await once(out, 'drain')
    piece = ''
  }
  out.end(piece)
  await once(out, 'close')
}
