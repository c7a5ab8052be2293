// What was built: small where it must be, and free of names that no commit may hold.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { calls, events } from '../../src/contract/calls'

const project = path.resolve(import.meta.dirname, '../..')
const built = (...parts: string[]) => readFileSync(path.join(project, 'out', ...parts))

describe('the build', () => {
  it('has preloads of one small CommonJS file each, without zod', () => {
    for (const name of ['page.cjs', 'prompt.cjs']) {
      const text = built('preload', name).toString()
      expect(text.length).toBeLessThan(10_000)
      expect(text).not.toMatch(/zod|\bimport\s/i)
    }
  })

  it('has a bridge with one name per call and event', () => {
    const text = built('preload', 'page.cjs').toString()
    for (const name of [...calls, ...events]) expect(text).toContain(name)
  })

  it('loads one script of at most 120 kB gzipped, and one style sheet, before the first screen', () => {
    const html = built('renderer', 'page', 'index.html').toString()
    const first = [...html.matchAll(/(?:src|href)="\.\.\/(assets\/[^"]+)"/g)].map(([, file = '']) => file)
    expect(first.map((file) => path.extname(file))).toEqual(['.js', '.css'])
    expect(gzipSync(built('renderer', first[0] ?? '')).length).toBeLessThan(120_000)
  })

  it('loads of main, before the window, nothing that makes schemas', () => {
    const loaded = loadedWith('index.js')
    expect(loaded.size).toBeGreaterThan(1)
    for (const name of loaded) expect(built('main', name).toString()).not.toMatch(/zod|discriminatedUnion/i)
  })

  it('answers the first screen of a Latchkey that holds nothing without the schemas of set-ups, profiles and applications', () => {
    const loaded = loadedWith(...['first-', 'call-mode-', 'standings-'].flatMap(named))
    expect(loaded.size).toBeGreaterThan(5)
    for (const name of loaded)
      expect(built('main', name).toString()).not.toMatch(/\bvar (?:integrationV1|profileV1|partnerApplicationV1)=/)
  })

  it('has main read, for the first list of customers, two dozen files at most', () => {
    const loaded = loadedForTheList()
    expect(loaded.size).toBeGreaterThan(5)
    expect(loaded.size).toBeLessThan(25)
  })

  it('has main make, for the first list of customers, no schema of what other screens ask for', () => {
    const text = [...loadedForTheList()].map((name) => built('main', name).toString()).join('\n')
    for (const needed of ['profileV1', 'integrationV1', 'decisionsV1', 'codatClientV1'])
      expect(text).toMatch(new RegExp(`\\bvar ${needed}=`))
    for (const later of ['partnerApplicationV1', 'gauge', 'codatProblem', 'walkStep', 'codatKeyCheck', 'practiceView'])
      expect(text).not.toMatch(new RegExp(`\\bvar ${later}=`))
  })

  it('gives the processes beside main nothing that imports Electron', () => {
    for (const entry of ['keychain-process.js', 'statement-process.js', 'practice.js']) {
      for (const name of loadedWith(entry)) expect(built('main', name).toString()).not.toMatch(/from\s*"electron"/)
    }
  })

  it('has the page read ten files at most for its palette, which opens as soon as the list stands', () => {
    const assets = path.join('renderer', 'assets')
    const loaded = loadedOf(
      assets,
      readdirSync(path.join(project, 'out', assets)).filter((name) => /^palette-.*js$/.test(name)),
    )
    expect(loaded.size).toBeGreaterThan(2)
    expect(loaded.size).toBeLessThanOrEqual(10)
  })

  it('asks the engine for no language before the first screen', () => {
    for (const name of readdirSync(path.join(project, 'out', 'renderer', 'assets')).filter((file) =>
      /^page-.*js$/.test(file),
    ))
      expect(built('renderer', 'assets', name).toString()).not.toContain('supportedLocalesOf')
  })

  it('has a list make what compares its rows when somebody types into it, not when it is drawn', () => {
    const assets = readdirSync(path.join(project, 'out', 'renderer', 'assets')).filter((name) => name.endsWith('.js'))
    const made = assets.flatMap(
      (name) =>
        built('renderer', 'assets', name)
          .toString()
          .match(/.{3}new Intl\.Collator/g) ?? [],
    )
    expect(made.length).toBeGreaterThan(0)
    expect(made.filter((part) => !part.startsWith('??='))).toEqual([])
  })

  it('has no inline script, style or remote address in its pages', () => {
    for (const page of ['page', 'prompt']) {
      const html = built('renderer', page, 'index.html').toString()
      expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=|https?:/i)
    }
  })

  it('bundles everything but Electron and keytar', () => {
    const outside = new Set<string>()
    let found = 0
    for (const name of readdirSync(path.join(project, 'out', 'main'))) {
      const text = built('main', name).toString()
      const imports = [...text.matchAll(/(?:^|[;}])import(?:[\w$*{},\s]*from)?\s*["']([^"']+)["']/gm)]
      found += imports.length
      for (const [, from = ''] of imports) {
        if (!/^(node:|\.|electron$|original-fs$)/.test(from) && !builtins.has(from)) outside.add(from)
      }
    }
    expect([...outside]).toEqual([])
    expect(found).toBeGreaterThan(100)
  })
})

const named = (beginning: string): string[] =>
  readdirSync(path.join(project, 'out', 'main')).filter((name) => name.startsWith(beginning))

/** Files of main that every start reads where there is a Xero app. What asks Xero for an app’s connections only begins like `app`. */
const loadedForTheList = (): ReadonlySet<string> =>
  loadedWith(
    ...['index.js', 'first-', 'kept-', 'window-place-', 'call-mode-', 'standings-', 'codat-clients-', 'vault-', 'app-']
      .flatMap(named)
      .filter((name) => !name.startsWith('app-connections-')),
  )

/** Files of main that are loaded with these, themselves among them. */
const loadedWith = (...names: string[]): ReadonlySet<string> => loadedOf('main', names)

/** Files of this folder that are loaded with these, themselves among them. */
function loadedOf(folder: string, names: readonly string[]): ReadonlySet<string> {
  const loaded = new Set<string>()
  const load = (name: string): void => {
    if (loaded.has(name)) return
    loaded.add(name)
    for (const [, next = ''] of built(folder, name)
      .toString()
      .matchAll(/from\s*"\.\/([^"]+)"/g))
      load(next)
  }
  for (const name of names) load(name)
  return loaded
}

const builtins = new Set(
  execFileSync(process.execPath, ['-p', 'require("module").builtinModules.join(" ")'], { encoding: 'utf8' })
    .trim()
    .split(' '),
)

describe('what is committed', () => {
  it('names no package registry and no path of a machine', () => {
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: project, encoding: 'utf8' })
      .split('\0')
      .filter(Boolean)
    const registry = new RegExp(['registry', 'npmjs'].join('\\.'))
    const homes = new RegExp(`(?:^|[^\\w.])/(?:${['work', 'root'].join('|')})/\\w`)
    const guilty = files.filter((file) => {
      const text = readFileSync(path.join(project, file), 'utf8')
      return registry.test(text) || homes.test(text)
    })
    expect(guilty).toEqual([])
  })
})
