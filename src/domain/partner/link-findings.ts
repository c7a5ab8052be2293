// What is said of a link that a reviewer would open.
import type { CheckFinding } from './finding'
import type { ConfirmRequest } from '../confirm-request'
import { fetchFailure } from '../fetch-failure'

const NOT_FOUND = /\b(?:404|not found|can(?:’|'|no)t be found|doesn(?:’|')t exist|error \d{3}|server error)\b/i

export function pageFinding(text: string): CheckFinding {
  if (text.trim() === '') return findings.nothing
  const title = /<title[^>]*>([^<]{0,300})/i.exec(text)?.[1]?.trim() ?? ''
  return NOT_FOUND.test(title) ? findings.softError : findings.answers
}

/** Chromium's code, or Node's where there is no Chromium, in the message or along the causes. */
function certificateFinding(error: unknown): CheckFinding {
  const text = codesOf(error)
  if (/CERT_DATE_INVALID|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/.test(text)) return findings.expired
  if (/CERT_COMMON_NAME_INVALID|ALTNAME_INVALID/.test(text)) return findings.otherName
  return findings.untrusted
}

function codesOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 6) return ''
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return `${error.message} ${code} ${codesOf(error.cause, depth + 1)}`
}

export function errorPage(status: number): CheckFinding {
  return {
    outcome: 'failed',
    code: `http-${status}`,
    says: `It answers with an error page (${status}).`,
    nextStep: 'Open it in a browser where nobody is signed in, mend it, then check again.',
  }
}

const no = (code: string, says: string, nextStep: string): CheckFinding => ({ outcome: 'failed', code, says, nextStep })

const unsure = (code: string, says: string, nextStep: string): CheckFinding => ({
  outcome: 'unknown',
  code,
  says,
  nextStep,
})

export const findings = {
  answers: {
    outcome: 'passed',
    code: 'answers',
    says: 'It answers by https with a valid certificate.',
    nextStep: null,
  } satisfies CheckFinding,
  empty: no('no-link', 'No link is entered.', 'Enter it under “What you hand in”.'),
  notAnAddress: no('not-an-address', 'It isn’t an address a browser could open.', 'Enter it from https:// on.'),
  notHttps: no('not-https', 'It begins with http://, not https://.', 'Enter the https:// address.'),
  credentials: no('credentials', 'There is a user name or password in it.', 'Give an address that anyone can open.'),
  private: no(
    'private-address',
    'It leads into a private network, where no reviewer can go. Latchkey didn’t open it.',
    'Enter the public address.',
  ),
  redirected: no(
    'redirected',
    'It sends people on to another address, which Latchkey doesn’t follow: it may be one without https.',
    'Open it in a browser and enter the address you end at.',
  ),
  expired: no(
    'certificate-expired',
    'Its certificate has run out or isn’t valid yet.',
    'Have the certificate renewed.',
  ),
  otherName: no(
    'certificate-other-name',
    'Its certificate is for another name.',
    'Check the address, or the certificate.',
  ),
  untrusted: no(
    'certificate-untrusted',
    'Its certificate isn’t trusted on this machine, as with one that signs itself.',
    'Have a certificate from a public authority put in place.',
  ),
  slow: no('slow', 'It didn’t answer in time.', 'Try it in a browser. Reviewers don’t wait either.'),
  noSuchHost: no('no-such-host', 'There is no such host.', 'Check the spelling of the address.'),
  cutOff: no('cut-off', 'The answer ended in the middle.', 'Try it in a browser, then check again.'),
  nothing: no('empty-page', 'It answers with an empty page.', 'Open it in a browser where nobody is signed in.'),
  softError: unsure(
    'looks-like-error',
    'It answers, but its title reads like an error page.',
    'Open it in a browser where nobody is signed in.',
  ),
  noConnection: unsure('no-connection', 'It can’t be reached from here.', 'Check your network, then check again.'),
  proxy: unsure('proxy', 'Your network’s proxy didn’t let Latchkey through.', 'Check the proxy, then check again.'),
} as const

export function linksQuestion(hosts: readonly string[]): ConfirmRequest {
  return {
    title: 'Open these sites to check the links?',
    body: [
      ...hosts.map((host) => host.slice(0, 1_000)),
      'Latchkey reads the beginning of each page, without cookies or anything of yours. Whoever runs the site sees that somebody looked.',
    ],
    action: 'Check the links',
    danger: false,
  }
}

/** Of a link whose fetch threw. */
export function unansweredFinding(error: unknown): CheckFinding {
  switch (fetchFailure(error)) {
    case 'redirected':
      return findings.redirected
    case 'certificate':
      return certificateFinding(error)
    case 'timed-out':
      return findings.slow
    case 'no-such-host':
      return findings.noSuchHost
    case 'address-refused':
      return findings.notAnAddress
    case 'proxy':
      return findings.proxy
    case 'cut-off':
      return findings.cutOff
    case 'cancelled':
    case 'no-connection':
      return findings.noConnection
  }
}
