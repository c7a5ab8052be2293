// The stand-ins' pages: a template that escapes everything put into it, one plain layout, no script, nothing from outside.
import { createHash } from 'node:crypto'
import type { Answer } from './http-server'

/** Text that is HTML already. Only the `html` template makes it. */
export interface Html {
  readonly html: string
}

type Part = string | number | Html | readonly Html[] | null | false

/** Builds HTML; every value that isn't HTML already is escaped for text and for quoted attributes alike. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: texts.map((text, index) => text + render(parts[index] ?? null)).join('') }
}

function render(part: Part): string {
  if (part === null || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part))
  if ('html' in part) return part.html
  return part.map((one) => one.html).join('')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
}

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 56rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
.practice { border: 2px dashed; padding: .25rem .75rem; font-weight: 600; }
nav a { margin-right: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); vertical-align: top; }
fieldset { margin: 1rem 0; }
label { display: block; margin: .5rem 0 .15rem; }
label.inline { display: inline-block; margin: .25rem 0; }
input[type=text], input[type=url] { width: 100%; box-sizing: border-box; font: inherit; padding: .3rem; }
input.value { font-family: ui-monospace, monospace; }
button { font: inherit; padding: .3rem .9rem; margin: .5rem .5rem 0 0; }
.off { opacity: .55; }
.row { display: flex; gap: .5rem; align-items: start; }
.row form { flex: 1; display: flex; gap: .5rem; }
`
// Made outside the template: its hash must fit to the last space, and a formatter may indent what stands inside.
const STYLE_TAG: Html = { html: `<style>${STYLE}</style>` }
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

export interface Page {
  readonly title: string
  readonly body: Html
  readonly status?: number
  /** Origins a form of this page may end up at, redirects included: browsers apply `form-action` to those too. */
  readonly formsMayReach?: readonly string[]
}

/** A page with headers that forbid scripts, frames and anything from outside. */
export function pageAnswer(page: Page): Answer {
  const forms = ["'self'", ...(page.formsMayReach ?? [])].join(' ')
  const policy = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action ${forms}; frame-ancestors 'none'; base-uri 'none'`
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${page.title}</title>
        ${STYLE_TAG}
      </head>
      <body>
        <p class="practice" data-practice="banner">
          Latchkey practice: a stand-in on this machine. Nothing here is Xero’s or Codat’s.
        </p>
        ${page.body}
      </body>
    </html> `
  return {
    status: page.status ?? 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      // Not `no-referrer`: that turns the Origin of a form's own POST into "null", and the portal checks it.
      'Referrer-Policy': 'same-origin',
    },
    body: document.html,
  }
}

/** Sends the browser on with GET. */
export function seeOther(location: string, status: 302 | 303 = 303): Answer {
  return { status, headers: { Location: location, 'Cache-Control': 'no-store' } }
}
