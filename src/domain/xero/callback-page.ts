// The page that the browser shows at the end of a sign-in test. Every word is ours and fixed: nothing of the request or of a
// provider's answer is in it, so there is nothing to escape and nothing to leak.

export const callbackPages = ['signed-in', 'refused', 'failed', 'cancelled', 'pending'] as const
export type CallbackPage = (typeof callbackPages)[number]

const TEXTS: Record<CallbackPage, { title: string; text: string }> = {
  'signed-in': {
    title: 'Xero accepted the sign-in',
    text: 'The sign-in test worked. Latchkey shows what Xero answered, and has dropped the tokens. You can close this tab.',
  },
  refused: {
    title: 'Xero did not sign you in',
    text: 'Access was not allowed, so nothing was connected. Latchkey says what happened and what to do. You can close this tab.',
  },
  failed: {
    title: 'The sign-in test did not finish',
    text: 'Your browser did its part. Latchkey says what went wrong and whose move it is. You can close this tab.',
  },
  cancelled: {
    title: 'The sign-in test was stopped',
    text: 'It was stopped in Latchkey before it finished. You can close this tab and start again there.',
  },
  pending: {
    title: 'Latchkey is still waiting for Xero',
    text: 'Your browser did its part. Go back to Latchkey to see how it ends. You can close this tab.',
  },
}

const STYLE =
  ':root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:20vh auto 0;padding:0 24px}' +
  'h1{font-size:1.375rem;font-weight:600}'

/** Takes code and state out of the address bar and of the tab's history. */
const SCRIPT = "history.replaceState(null,'',location.pathname)"

/** What everything but the one callback gets, whatever it asked. */
export const REFUSAL_TEXT = 'Latchkey does not answer this.\n'

export function callbackPage(page: CallbackPage): string {
  const { title, text } = TEXTS[page]
  return [
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><link rel="icon" href="data:,">',
    `<title>${title}</title><style>${STYLE}</style></head>`,
    `<body><main data-outcome="${page}"><h1>${title}</h1><p>${text}</p></main><script>${SCRIPT}</script></body></html>`,
  ].join('')
}

const commonHeaders = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  Connection: 'close',
} as const

/** What the page's answer carries along; `hashOf` gives a text's SHA-256 in base64. */
export function pageHeaders(hashOf: (text: string) => string) {
  const source = (text: string): string => `'sha256-${hashOf(text)}'`
  return {
    ...commonHeaders,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; style-src ${source(STYLE)}; script-src ${source(SCRIPT)}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  } as const
}

export const refusalHeaders = {
  ...commonHeaders,
  'Content-Type': 'text/plain; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const
