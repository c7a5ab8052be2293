// Codat's lists, page after page: follows `_links`, asks again for a page that failed, and says so when it gives up.
import type { CodatResult } from '../../domain/codat/problem'
import type { CodatLine } from './request'
import { rawPage } from '../../domain/codat/shapes'
import {
  isWorthAsking,
  type OnePage,
  type PageStep,
  pathBelow,
  type Patience,
  patience,
  toldCount,
  waitBefore,
} from '../../domain/codat/pages'

/** Resolves after that long, or at once when the signal fires. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>

export interface PageAsk {
  /** Path and query of the first page. */
  readonly path: string
  readonly name: string
  readonly signal?: AbortSignal
}

export interface PagePorts {
  line: Pick<CodatLine, 'send' | 'base' | 'unexpectedShape'>
  sleep: Sleep
  patience?: Patience
}

/** More pages than any list has: 100,000 rows at Codat's advised size. */
const MOST_PAGES = 1_000

/**
 * Reads a list page by page. The next page is asked for while the last one is being worked on, so two are held at most.
 * After `failed`, or a `page` that is the last, nothing follows; a cancelled read ends with `failed` and the problem
 * `cancelled`.
 */
export async function* readPages(ask: PageAsk, ports: PagePorts): AsyncGenerator<PageStep, void, void> {
  const seen = new Set<string>()
  const begin = (path: string): Begun => {
    seen.add(path)
    const one = { ...ask, path }
    return { ask: one, firstTry: readPage(one, ports.line) }
  }
  let begun: Begun | null = begin(ask.path)
  while (begun !== null) {
    const page: CodatResult<OnePage> = yield* readPatiently(begun, ports)
    if (!page.ok) return yield { step: 'failed', because: 'page-failed', problem: page.problem }
    const { rows, told, next }: OnePage = page.value
    const endless: boolean = next !== null && (seen.has(next) || seen.size >= MOST_PAGES)
    begun = next === null || endless ? null : begin(next)
    yield { step: 'page', rows, told, last: next === null }
    if (endless) yield { step: 'failed', because: 'endless', problem: null }
  }
}

interface Begun {
  readonly ask: PageAsk
  /** Under way already. It never rejects, so nobody has to wait for it. */
  readonly firstTry: Promise<CodatResult<OnePage>>
}

async function* readPatiently(
  { ask, firstTry }: Begun,
  ports: PagePorts,
): AsyncGenerator<PageStep, CodatResult<OnePage>, void> {
  const { attempts, pausesMs, longestWaitMs } = ports.patience ?? patience
  let result = await firstTry
  for (let attempt = 1; attempt < attempts && !result.ok && isWorthAsking(result.problem); attempt += 1) {
    const milliseconds = waitBefore(result.problem, pausesMs[attempt - 1] ?? pausesMs.at(-1) ?? 0)
    if (milliseconds > longestWaitMs) return result
    yield { step: 'waiting', milliseconds, problem: result.problem }
    await ports.sleep(milliseconds, ask.signal)
    result = await readPage(ask, ports.line)
  }
  return result
}

async function readPage(ask: PageAsk, line: PagePorts['line']): Promise<CodatResult<OnePage>> {
  const answer = await line.send({ method: 'GET', ...ask })
  if (!answer.ok) return answer
  const page = rawPage.safeParse(answer.value)
  if (!page.success) return line.unexpectedShape(ask.name)
  const { results, totalResults, _links: links } = page.data
  const next = links?.next?.href ?? null
  const path = next === null ? null : pathBelow(next, line.base)
  if (next !== null && path === null) return line.unexpectedShape(ask.name)
  return { ok: true, value: { rows: results, told: toldCount(totalResults, results.length), next: path } }
}
