// What a PDF says and looks like, through poppler's programs: nothing of ours reads it back.
import { execFile } from 'node:child_process'
import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** All text of a PDF, in reading order. */
export async function textOfPdf(file: string): Promise<string> {
  const { stdout } = await run('pdftotext', ['-layout', file, '-'])
  return stdout
}

export interface PdfFacts {
  pages: number
  /** Width and height of the first page in points. */
  size: [number, number]
  tagged: boolean
  /** Whether it holds JavaScript. */
  scripts: boolean
}

export async function factsOfPdf(file: string): Promise<PdfFacts> {
  const { stdout } = await run('pdfinfo', [file])
  const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(stdout)?.[1] ?? ''
  const [, width = '', height = ''] = /([\d.]+) x ([\d.]+)/.exec(field('Page size')) ?? []
  return {
    pages: Number(field('Pages')),
    size: [Number(width), Number(height)],
    tagged: field('Tagged') === 'yes',
    scripts: field('JavaScript') === 'yes',
  }
}

/** Turns the pages into PNG files for people to look at, in `folder`; gives their paths. */
export async function imagesOfPdf(file: string, folder: string, name: string): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  await run('pdftoppm', ['-png', '-r', '80', file, path.join(folder, name)])
  const made = (await readdir(folder)).filter((one) => one.startsWith(`${name}-`) && one.endsWith('.png'))
  return made.sort().map((one) => path.join(folder, one))
}
