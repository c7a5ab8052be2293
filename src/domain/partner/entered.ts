// Whether what is entered for an application can be what it is meant to be. Empty is allowed: it is told as missing.
import type { PartnerDetails } from './schema'

const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/

export function isEmail(text: string): boolean {
  return EMAIL.test(text.trim())
}

/** A whole address by https. Whether Xero's reviewers can open it, the link check finds out. */
export function isSafeAddress(text: string): boolean {
  const address = text.trim()
  return URL.canParse(address) && new URL(address).protocol === 'https:'
}

const links = ['privacyUrl', 'termsUrl', 'loginUrl', 'docsUrl'] as const

/** What can't be, a sentence for each field. */
export function detailsProblems(details: PartnerDetails): Partial<Record<keyof PartnerDetails, string>> {
  const problems: Partial<Record<keyof PartnerDetails, string>> = {}
  for (const name of links) {
    if (details[name].trim() !== '' && !isSafeAddress(details[name])) {
      problems[name] = 'Enter a whole address that begins with https://.'
    }
  }
  for (const name of ['supportContact', 'codatContact'] as const) {
    if (details[name].trim() !== '' && !isEmail(details[name])) problems[name] = 'Enter one e-mail address.'
  }
  return problems
}
