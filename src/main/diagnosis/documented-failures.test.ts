// Every documented failure, by its path and pasted, against what Latchkey says; and docs/diagnosis.md made from the same table.
// `UPDATE_DOCS=1 npx vitest run --project unit src/main/diagnosis/documented-failures.test.ts` writes the page anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { diagnosis, diagnosisCodes, explanation, type Diagnosis } from '../../domain/diagnosis/schema'
import { feedErrorTypes } from '../../domain/bank-feeds/feed-errors'
import {
  documentedFailures,
  type DocumentedFailure,
  type Path,
} from '../../../test/fixtures/diagnosis/documented-failures'
import { fieldMessages } from '../../../test/fixtures/diagnosis/field-messages'
import { spellings } from '../../../test/fixtures/diagnosis/spellings'
import programs from '../../../test/fixtures/diagnosis/program-outputs.json' with { type: 'json' }
import {
  diagnoseCodat,
  diagnoseCodatConnection,
  diagnoseCodatPush,
  diagnoseDataset,
  diagnoseLinkRedirect,
} from '../../domain/diagnosis/codat'
import { catalogue } from '../../domain/diagnosis/catalogue'
import { diagnoseNetwork } from '../../domain/diagnosis/network'
import { diagnoseCallback, diagnoseTokenError } from '../../domain/diagnosis/oauth'
import { explainPaste } from '../../domain/diagnosis/paste'
import { diagnoseXeroApi } from '../../domain/diagnosis/xero-api'

const context = { apps: [], appId: null, today: '2026-11-24' }
const page = fileURLToPath(new URL('../../../docs/diagnosis.md', import.meta.url))

function byPath(path: Path): Diagnosis | undefined {
  switch (path.via) {
    case 'callback':
      return diagnoseCallback(path.input)
    case 'token':
      return diagnoseTokenError(path.input)
    case 'xero-api':
      return diagnoseXeroApi(path.input)
    case 'codat':
      return diagnoseCodat(path.input)
    case 'codat-connection':
      return diagnoseCodatConnection(path.input)[0]
    case 'codat-push':
      return diagnoseCodatPush(path.input)
    case 'codat-dataset':
      return diagnoseDataset(path.input)
    case 'link-redirect':
      return diagnoseLinkRedirect(path.input)
    case 'network':
      return diagnoseNetwork(path.input)
  }
}

const all = documentedFailures.flatMap(({ title, failures }) => failures.map((failure) => ({ title, ...failure })))

describe('every documented failure', () => {
  it.each(all)('$title: $failure', ({ sample, path, expect: code }) => {
    const pasted = explainPaste(sample, context)
    expect(explanation.safeParse(pasted).error).toBeUndefined()
    expect(pasted.findings.map((finding) => finding.code)[0]).toBe(code)
    expect(pasted.recognised).toBe(true)
    const direct = path === null ? undefined : byPath(path)
    expect(direct?.code ?? code).toBe(code)
    expect(direct === undefined || diagnosis.safeParse(direct).success).toBe(true)
  })

  it('covers every code that stands for something Xero, Codat or the network says', () => {
    // What Latchkey makes of its own comparisons and of its own runs; each is reached by pasting too, see below.
    const ours = /^(?:authorize|scope|paste)\.|^callback\.not-ours$|^token\.app-list-refused$/
    const covered = new Set([
      ...all.map((failure) => failure.expect),
      ...spellings.map(([, , code]) => code),
      ...fieldMessages.map((message) => message.expect),
    ])
    expect(diagnosisCodes.filter((code) => !covered.has(code) && !ours.test(code))).toEqual([])
    for (const type of feedErrorTypes) expect(covered).toContain(`feeds.${type}`)
  })

  it.each(diagnosisCodes.filter((code) => !/^paste\.(?:nothing|not-recognised)$/.test(code)))(
    '%s is reached by pasting its own title',
    (code) => {
      const { findings } = explainPaste(`From a colleague:\n${catalogue[code].title}\n`, context)
      expect(findings.map((finding) => finding.code)).toContain(code)
    },
  )

  it('is in docs/diagnosis.md as it is here', () => {
    const made = makePage()
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, made)
    expect(readFileSync(page, 'utf8')).toBe(made)
  })
})

function makePage(): string {
  const rows = all.map((failure) => ({ failure, direct: directOf(failure), pasted: pastedOf(failure) }))
  const right = rows.filter(
    ({ failure, direct, pasted }) => pasted === failure.expect && (direct ?? failure.expect) === failure.expect,
  )
  const withPath = rows.filter(({ failure }) => failure.path !== null).length
  const sections = documentedFailures.map(({ title, failures }) => section(title, failures)).join('\n')
  return `# Diagnosis: every documented failure, ours against it

Made by \`src/main/diagnosis/documented-failures.test.ts\` from \`test/fixtures/diagnosis\`; the test fails when this page is not
what it makes. \`UPDATE_DOCS=1\` writes it anew.

**${right.length} of ${rows.length} failures diagnosed as they should be (${Math.floor((100 * right.length) / rows.length)} %)**: each pasted, and
the ${withPath} that reach a program by themselves also by that path. The others are shown on a page of Xero's or of the browser
and reach nobody but the person who sees it.

“Known” says whether the sample is as its source has it (bytes) or has the documented fields and status with our own words
(shape). “Whose” is whose move it is. Samples are cut here; all of each is in the fixtures.

Most of these sentences are said by others too. Where nothing in a text is Xero's or Codat's own (\`whose-text.ts\`: a name, a header, a
word that nobody else uses, a stored client id or redirect URI), what a sentence says is told as a guess: its title begins with
“Perhaps:”. So is JSON of a type that everybody has, an OAuth error with a description that Xero doesn't write, and anything beside
another service's name. What is plainly another service's, by its host or its library, isn't told at all. An address of Xero or
Codat that stands alone is told for what it is (\`paste-pages.ts\`); so is Cloudflare's page about somebody's site
(\`cloudflare.ts\`).

${sections}
${messageTable()}
${programTable()}
${spellingTable(rows)}
## Sources whose text is quoted

Xero's specifications (XeroAPI/Xero-OpenAPI) are under the MIT licence, Codat's documentation (codatio/codat-docs) under Apache-2.0.
Codat's OpenAPI files carry no licence, so samples for them have its fields and our words. Error texts from issue threads are quoted
as short as they are.
`
}

/** Messages with what stands around them, and how each is recognised. */
function messageTable(): string {
  const lines = fieldMessages.map(({ who, text }) => {
    const { findings, notes } = explainPaste(text, context)
    const cells = [
      escape(who),
      `\`${oneLine(text)}\``,
      `\`${findings[0]?.code ?? ''}\``,
      findings[0]?.recognisedBy ?? 'not recognised',
      notes.includes('secrets-dropped') ? 'yes' : '',
    ]
    return `| ${cells.join(' | ')} |`
  })
  return `## Messages as they are sent on

Logs, dumps, pages and sentences in the shapes that the programs and pages named really use, each held by
\`field-messages.test.ts\` against its cause and against whether a secret stood in it.

| who says it | message | code | recognised by | secrets dropped |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`
}

/** The programs that were really run, and what of them is recognised. */
function programTable(): string {
  const lines = Object.entries(programs.versions).map(([program, version]) => {
    const made = programs.outputs.filter((output) => output.program === program)
    const known = made.filter(({ output }) => explainPaste(output, context).recognised).length
    return `| ${program} | ${escape(version)} | ${known} of ${made.length} |`
  })
  return `## Programs that were run

Against a local server that refuses, cuts, hangs, redirects, answers with an error status, shows an unknown, expired or foreign
certificate, or through a proxy that is dead or wants a sign-in. \`scripts/capture-programs.mjs\` runs them again.

| program | version | outputs recognised |
| --- | --- | --- |
${lines.join('\n')}
`
}

/** How many different texts lead to each diagnosis in the tests. */
function spellingTable(rows: readonly { readonly failure: DocumentedFailure }[]): string {
  const texts = [
    ...rows.map(({ failure }) => failure.sample),
    ...spellings.map(([, text]) => text),
    ...fieldMessages.map(({ text }) => text),
    ...programs.outputs.map(({ output }) => output),
  ]
  const counts = new Map<string, number>()
  for (const text of new Set(texts)) {
    const code = explainPaste(text, context).findings[0]?.code ?? ''
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  const lines = diagnosisCodes
    .filter((code) => !/^paste\.(?:nothing|not-recognised)$/.test(code))
    .map((code) => `| \`${code}\` | ${escape(catalogue[code].title)} | ${1 + (counts.get(code) ?? 0)} |`)
  return `## Spellings per diagnosis

Different texts in the tests that lead to each: documented ones, those of programs, and Latchkey’s own title. Addresses and lists of
scopes are compared by \`paste.test.ts\` and aren’t counted.

| code | title | spellings |
| --- | --- | --- |
${lines.join('\n')}
`
}

function section(title: string, failures: readonly DocumentedFailure[]): string {
  const head =
    '| failure | known | code | whose | next step | by path | by paste |\n| --- | --- | --- | --- | --- | --- | --- |'
  const lines = failures.map((failure) => {
    const [found] = explainPaste(failure.sample, context).findings
    const mark = (code: string | null): string =>
      code === null ? 'no path' : code === failure.expect ? 'yes' : `**no: ${code}**`
    const cells = [
      `[${escape(failure.failure)}](${failure.source})`,
      `\`${oneLine(failure.sample)}\``,
      failure.known,
      `\`${failure.expect}\``,
      found?.side ?? '',
      escape(found?.title ?? ''),
      escape(found?.nextStep ?? ''),
      mark(directOf(failure)),
      mark(pastedOf(failure)),
    ]
    return `| ${cells.join(' | ')} |`
  })
  return `## ${title}\n\n${head}\n${lines.join('\n')}\n`
}

function directOf({ path }: DocumentedFailure): string | null {
  return path === null ? null : (byPath(path)?.code ?? null)
}

function pastedOf({ sample }: DocumentedFailure): string {
  return explainPaste(sample, context).findings[0]?.code ?? ''
}

const SAMPLE_SHOWN = 120

/** The beginning of a sample; all of it is in the fixtures. */
function oneLine(sample: string): string {
  const line = sample.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', '’')
  return line.length <= SAMPLE_SHOWN ? line : `${line.slice(0, SAMPLE_SHOWN - 1)}…`
}

function escape(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('[', '\\[').replaceAll(']', '\\]')
}
