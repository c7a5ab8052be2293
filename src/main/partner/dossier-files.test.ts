// What a dossier is made of: zip with checksums, letters, tickets, differences.
import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { fromBufferPromise } from 'yauzl'
import { describe, expect, it } from 'vitest'
import type { ChecklistItemView, LetterView } from '../../domain/partner/schema'
import { sha256, zipOf } from './archive'
import { plainFileName } from '../../domain/partner/plain-file-name'
import { noAnswer } from '../../domain/partner/checklist'
import { checklists } from '../../domain/partner/checklist-items'
import { differencesBetween, dossierName } from '../../domain/partner/dossier'
import { mailtoOf } from '../../domain/partner/letters'
import { mailFile } from './mail-file'
import { fileInZip } from './sealed-files'
import { ticketRows, ticketsToMarkdown } from '../../domain/partner/tickets'
import { toCsv } from '../csv'

const NOW = new Date('2026-11-24T12:00:00.000Z')
const letter: LetterView = {
  kind: 'codat',
  title: 'Tell',
  to: 'sam@codat.example',
  subject: 'Introduction: Harbour Pay & Söhne',
  text: 'Hello,\n\nwe – that’s us – build.\n\nThank you.',
}

describe('the zip', () => {
  it('holds every byte and the checksum of each, the same for the same files', async () => {
    const files = [
      { path: 'dossier.md', bytes: Buffer.from('# One\n') },
      { path: 'evidence/shot.png', bytes: Buffer.from([0, 1, 2, 255]) },
    ]
    const zip = await zipOf(files, NOW)
    for (const { path, bytes } of files) expect(await fileInZip(zip, path)).toEqual(Buffer.from(bytes))
    const sums = (await fileInZip(zip, 'SHA256SUMS'))?.toString()
    expect(sums).toBe(files.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`).join(''))
    expect(await fileInZip(zip, 'nothing')).toBeNull()
    expect(sha256(await zipOf(files, NOW))).toBe(sha256(zip))
    const names: string[] = []
    for await (const entry of (await fromBufferPromise(zip, { lazyEntries: true })).eachEntry())
      names.push(entry.fileName)
    expect(names).toEqual(['dossier.md', 'evidence/shot.png', 'SHA256SUMS'])
  })

  it('names evidence so that no file leaves its folder and none hides another', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 120 }), { maxLength: 12 }), (names) => {
        const taken = new Set<string>()
        for (const name of ['../../etc/passwd', 'A.png', 'a.PNG', ...names]) {
          const plain = plainFileName(name, taken)
          expect(plain).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/)
          expect(taken.has(plain.toLowerCase())).toBe(false)
          taken.add(plain.toLowerCase())
        }
      }),
    )
  })

  it('is named after app and way', () => {
    expect(dossierName('Härbour / Pay', 'app-store', '2026-11-24')).toBe('harbour-pay-app-store-2026-11-24')
    expect(dossierName('★', null, '2026-11-24')).toBe('app-partnership-2026-11-24')
  })
})

describe('letters', () => {
  it('are drafts that carry nothing of this machine', async () => {
    const text = (await mailFile(letter, NOW, 'id-1')).toString()
    expect(text).toContain('X-Unsent: 1\r\n')
    expect(text).toContain('Message-ID: <id-1@latchkey.invalid>\r\n')
    expect(text).toContain('To: sam@codat.example\r\n')
    expect(text).not.toMatch(/^(?:From|Bcc|Received|X-Mailer):/im)
    expect((await mailFile({ ...letter, to: '' }, NOW, 'id-1')).toString()).not.toMatch(/^To:/m)
  })

  it('can’t be given a second header by their subject', async () => {
    const sly = { ...letter, subject: 'Hi\r\nBcc: all@example.com' }
    expect((await mailFile(sly, NOW, 'id-1')).toString()).not.toMatch(/^Bcc:/m)
    expect(mailtoOf({ ...letter, to: 'a@b.example?bcc=c@d.example' })).not.toContain('?bcc=')
    // Half a character, as a note that was cut can end in it.
    expect(mailtoOf({ ...letter, subject: 'A note \ud83c' })).toContain('%EF%BF%BD')
  })

  it('are opened whole where they are short, and cut between paragraphs where they are long', () => {
    expect(new URL(mailtoOf(letter)).searchParams.get('body')).toBe(letter.text.replaceAll('\n', '\r\n'))
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 900 }), { maxLength: 20 }), (parts) => {
        const address = mailtoOf({ ...letter, text: parts.join('\n\n') })
        expect(address.length).toBeLessThanOrEqual(1_800)
        expect(address).toMatch(/^mailto:sam@codat\.example\?subject=/)
      }),
    )
  })
})

describe('tickets', () => {
  const items = (checklists['app-store']?.items ?? []).map((item): ChecklistItemView => ({
    ...item,
    lastCheck: null,
    overdue: false,
    news: 'none',
    earlier: [],
    answer: { ...noAnswer, owner: '=HYPERLINK("https://evil.example")', notes: '＝1+1' },
  }))

  it('are the product team’s open items, with formulas defused', () => {
    const rows: string[][] = parse(toCsv(ticketRows(items, 'Harbour Pay')), { bom: true })
    expect(rows).toHaveLength(1 + items.filter(({ suggestedDoer }) => suggestedDoer === 'product').length)
    for (const row of rows.slice(1)) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@＝＋－＠\t]/)
  })

  it('leave out what is ready, waived or somebody else’s', () => {
    const done = items.map((item) => ({ ...item, answer: { ...item.answer, state: 'ready' as const } }))
    expect(parse(toCsv(ticketRows(done, 'Harbour Pay')), { bom: true })).toHaveLength(1)
    expect(ticketsToMarkdown(items, 'Harbour Pay')).toContain('## Error handling')
    expect(ticketsToMarkdown(items, 'Harbour Pay')).not.toContain('## Privacy policy link')
  })
})

it('says what is new, changed and gone between two dossiers, and nothing between equal ones', () => {
  const line = (key: string, value: string) => ({ key, label: key, value })
  const before = [line('a', '1'), line('b', '2'), line('c', '3')]
  const after = [line('d', '4'), line('b', '5'), line('a', '1')]
  expect(differencesBetween(before, after).map(({ kind, label }) => `${kind} ${label}`)).toEqual([
    'added d',
    'changed b',
    'removed c',
  ])
  expect(differencesBetween(before, before)).toEqual([])
})
