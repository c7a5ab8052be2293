// One command makes the dossier: Markdown, PDF, letters and evidence, with checksums, in one zip.
import type { LetterView, PartnerEvidence } from '../../domain/partner/schema'
import { mapSheetText } from '../../domain/sheets/sheet'
import { sheetPage } from '../../domain/sheets/sheet-html'
import { letterMarkedAsPractice, markedAsPractice } from '../../domain/sheets/sheet-names'
import { sheetMarkdown } from '../../domain/sheets/sheet-markdown'
import type { Printer } from '../ports'
import { type ArchiveFile, sha256, zipOf } from './archive'
import { plainFileName } from '../../domain/partner/plain-file-name'
import { cleanLetter, cleanLines } from '../../domain/partner/cleaned'
import type { Discretion } from '../../domain/partner/discretion'
import { type DossierInput, dossierSheet, sealedLines, strangersOut } from '../../domain/partner/dossier'
import { textOf } from '../../domain/text/text-of'
import { mailFile } from './mail-file'

export interface MakePorts {
  readonly toPdf: Printer['toPdf']
  /** The bytes of an attached file; null where the copy is gone or changed. */
  readonly readEvidence: (evidence: Extract<PartnerEvidence, { kind: 'file' }>) => Promise<Buffer | null>
  readonly newId: () => string
  /** What is made in practice mode says so. */
  readonly isPractice: boolean
}

/** Makes it at `now`. Raises what the printer raises. */
export async function makeDossier(
  ports: MakePorts,
  input: DossierInput,
  { letters, discretion, now }: { letters: readonly LetterView[]; discretion: Discretion; now: Date },
) {
  const said = mapSheetText(dossierSheet(input), discretion.clean)
  const sheet = ports.isPractice ? markedAsPractice(said) : said
  const lines = cleanLines(sealedLines(input), discretion.clean)
  const evidence = await evidenceFiles(ports, input, discretion)
  const files: ArchiveFile[] = [
    { path: 'dossier.md', bytes: Buffer.from(sheetMarkdown(sheet)) },
    { path: 'dossier.pdf', bytes: await ports.toPdf(sheetPage(sheet)) },
    ...(await letterFiles(ports, letters, discretion, now)),
    ...evidence.files,
  ]
  const zip = await zipOf(files, now)
  return {
    zip,
    sha256: sha256(zip),
    files: [...files.map(({ path }) => path), 'SHA256SUMS'],
    lines,
    /** What was kept out, a sentence each, naming nobody. */
    leftOut: [...strangersOut(input, discretion), ...evidence.leftOut],
  }
}

function letterFiles(
  { newId, isPractice }: MakePorts,
  letters: readonly LetterView[],
  { clean }: Discretion,
  now: Date,
): Promise<ArchiveFile[]> {
  return Promise.all(
    letters.map(async (letter) => {
      const cleaned = cleanLetter(letter, clean)
      const sent = isPractice ? letterMarkedAsPractice(cleaned) : cleaned
      return { path: `letters/${letter.kind}.eml`, bytes: await mailFile(sent, now, newId()) }
    }),
  )
}

async function evidenceFiles(
  { readEvidence }: MakePorts,
  { view }: DossierInput,
  discretion: Discretion,
): Promise<{ files: ArchiveFile[]; leftOut: string[] }> {
  const files: ArchiveFile[] = []
  const leftOut: string[] = []
  const taken = new Set<string>()
  for (const item of view.checklist?.items ?? []) {
    for (const evidence of item.answer.evidence) {
      if (evidence.kind !== 'file' || evidence.setAsideAt !== null) continue
      const bytes = await readEvidence(evidence)
      const name = plainFileName(discretion.clean(evidence.name), taken)
      const objection = bytes === null ? 'the copy that was kept is gone or changed' : objectionTo(bytes, discretion)
      if (bytes === null || objection !== null) {
        leftOut.push(`${item.title}: ${name} was left out, since ${objection ?? 'it is gone'}.`)
        continue
      }
      taken.add(name.toLowerCase())
      files.push({ path: `evidence/${name}`, bytes })
    }
  }
  return { files, leftOut }
}

function objectionTo(bytes: Buffer, discretion: Discretion): string | null {
  const text = textOf(bytes)
  return text === null ? null : discretion.objection(text)
}
