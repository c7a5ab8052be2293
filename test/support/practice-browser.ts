// A person at a browser, played by fetch: goes through the practice pages as they are, reading forms out of the HTML.
import type { PracticeOrigins } from '../../src/contract/practice'

export interface PracticePage {
  readonly url: URL
  readonly status: number
  readonly html: string
  /** `data-page` of the page. */
  readonly name: string | null
}

export type Arrival =
  | { readonly at: 'page'; readonly page: PracticePage }
  /** The browser was sent to an address outside the practice: the callback. Nothing was fetched there. */
  | { readonly at: 'callback'; readonly url: URL }

/** Follows redirects by hand inside the practice and stops at its border. */
export async function visit(origins: PracticeOrigins, address: string | URL, init: RequestInit = {}): Promise<Arrival> {
  let url = new URL(address)
  let request = init
  for (let hop = 0; hop < 10; hop += 1) {
    if (!Object.values(origins).includes(url.origin)) return { at: 'callback', url }
    const response = await fetch(url, { ...request, redirect: 'manual' })
    const location = response.headers.get('location')
    const html = await response.text()
    if (location === null)
      return { at: 'page', page: { url, status: response.status, html, name: attribute(html, 'data-page') } }
    url = new URL(location, url)
    request = {}
  }
  throw new Error('Too many redirects')
}

/** Visits an address that must lead to a page. */
export async function open(origins: PracticeOrigins, address: string | URL, init?: RequestInit): Promise<PracticePage> {
  const arrival = await visit(origins, address, init)
  if (arrival.at === 'callback') throw new Error(`Led to a callback: ${arrival.url.pathname}`)
  return arrival.page
}

/** Posts a form of a page. */
export function submit(
  origins: PracticeOrigins,
  from: URL,
  action: string,
  fields: Readonly<Record<string, string>>,
): Promise<Arrival> {
  return visit(origins, new URL(action, from), { method: 'POST', body: new URLSearchParams(fields) })
}

/** Decides on a consent page. `organisation` by name; the one that is chosen already if left out. */
export async function decide(
  origins: PracticeOrigins,
  page: PracticePage,
  choice: { organisation?: string; decision?: 'allow' | 'cancel' } = {},
): Promise<Arrival> {
  const action = attribute(page.html, 'action')
  if (page.name !== 'xero-consent' || action === null) throw new Error(`Not a consent page: ${page.name}`)
  const user = inputs(page.html).find((tag) => attribute(tag, 'name') === 'user') ?? ''
  const radios = inputs(page.html).filter((tag) => attribute(tag, 'name') === 'tenant')
  const wanted = radios.find((tag) =>
    choice.organisation === undefined ? /\schecked\b/.test(tag) : attribute(tag, 'data-tenant') === choice.organisation,
  )
  return submit(origins, page.url, action, {
    user: attribute(user, 'value') ?? '',
    tenant: wanted === undefined ? '' : (attribute(wanted, 'value') ?? ''),
    decision: choice.decision ?? 'allow',
  })
}

/** Follows an authorize address to the end: to the callback or to the page where it got stuck. */
export async function consent(
  origins: PracticeOrigins,
  authorize: string | URL,
  choice: { organisation?: string; decision?: 'allow' | 'cancel'; user?: string } = {},
): Promise<Arrival> {
  const arrival = await visit(origins, authorize)
  if (arrival.at === 'callback' || arrival.page.name !== 'xero-consent') return arrival
  if (choice.user === undefined) return decide(origins, arrival.page, choice)
  const asOther = new URL(arrival.page.url)
  asOther.searchParams.set('user', choice.user)
  return decide(origins, await open(origins, asOther), choice)
}

/** The text of Xero's error page. */
export function errorText(page: PracticePage): string | null {
  const text = /<strong data-error>([^<]*)<\/strong>/.exec(page.html)?.[1]
  return text === undefined ? null : unescape(text)
}

/** The first value of an attribute, unescaped. */
export function attribute(html: string, name: string): string | null {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(html)?.[1]
  return value === undefined ? null : unescape(value)
}

/** The value of an input by id. */
export function inputValue(html: string, id: string): string | null {
  const tag = inputs(html).find((one) => attribute(one, 'id') === id)
  return tag === undefined ? null : attribute(tag, 'value')
}

/** The input tags of a page, each as its text. */
export function inputs(html: string): string[] {
  return [...html.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag)
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
function unescape(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
}
