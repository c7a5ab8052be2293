import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const project = path.resolve(import.meta.dirname, '../..')
/** What of the repository documents speak of: its folders, and the files beside them. */
const FOLDERS = ['docs', 'findings', 'packaging', 'scripts', 'src', 'test']
const files = [
  ...readdirSync(project, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : [])),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(path.join(project, folder), { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [path.relative(project, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')] : [],
    ),
  ),
]
const documents = files.filter((file) => /^(docs\/[^/]+|README|findings\/[^/]+)\.md$/.test(file))
const textOf = (document: string) => readFileSync(path.join(project, document), 'utf8')

/** Files that only a build or another program makes. */
const MADE = new Set(['sbom.cdx.json'])
const A_FILE = /^[\w./*-]+\.(tsx?|mjs|cjs|css|json|sh|md|svg|png|yml)$/
const A_PLACE = /^(src|test|scripts|docs|findings|packaging|e2e|integration|domain|main|renderer)\/[\w./*-]+$/

/** The paths in a text: each word between backticks that looks like one, whole or from any of its folders on; `*` and `NAME` stand for any name. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)]
    .flatMap(([, code = '']) => code.split(/\s+/))
    .filter((word) => (A_FILE.test(word) || A_PLACE.test(word)) && !MADE.has(word))
}

/** Whether a file or folder of that name is there; the ending of a file may be left out. */
function isThere(named: string): boolean {
  const pattern = named
    .replace(/\/$/, '')
    .replaceAll('.', '\\.')
    .replaceAll(/\*|NAME/g, '[^/]*')
  const place = new RegExp(`(^|/)${pattern}($|/|\\.)`)
  return files.some((file) => place.test(file))
}

it('knows a path by what it looks like, and a file by any part of its path', () => {
  expect(pathsIn('See `src/main/app.ts`, `node x.mjs e2e/quit`, `null`, `and/or` and src/none.ts')).toEqual([
    'src/main/app.ts',
    'x.mjs',
    'e2e/quit',
  ])
  expect(['app.ts', 'main/app.ts', 'src/main/', 'e2e/quit', 'src/main/a*.test.ts'].filter(isThere)).toHaveLength(5)
  expect(['pp.ts', 'src/app.ts', 'e2e/qui', 'app.t'].filter(isThere)).toEqual([])
})

describe.each(documents)('%s', (document) => {
  const text = textOf(document)

  it('names no file that isn’t there', () => {
    expect(pathsIn(text).filter((named) => !isThere(named))).toEqual([])
  })

  it('names no command and no benchmark that isn’t there', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'))
    const named = [...text.matchAll(/npm run (?:--[\w-]+ )*(\w[\w-]*)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
    const benchmarks = [...text.matchAll(/benchmarks\/run\.mjs ([\w-]+)/g)].map(([, name = '']) => name)
    expect(benchmarks.filter((name) => !isThere(`test/benchmarks/${name}.ts`))).toEqual([])
  })

  it('links to no file and no heading that isn’t there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
    const missing = links.filter(([, file = '', heading]) => {
      const target = file === '' ? document : path.posix.join(path.posix.dirname(document), file)
      return !files.includes(target) || (heading !== undefined && !headingsOf(textOf(target)).includes(heading))
    })
    expect(missing.map(([link]) => link)).toEqual([])
  })
})

it.each(files.filter((file) => /^scripts\/.*\.mjs$/.test(file)))('%s names no file that isn’t there', (script) => {
  const named = [...textOf(script).matchAll(/'((?:src|test|docs|findings|packaging)\/[\w./-]+\.\w+)'/g)]
  expect(named.flatMap(([, file = '']) => (files.includes(file) ? [] : [file]))).toEqual([])
})

/** The headings of a Markdown text, as links name them. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
