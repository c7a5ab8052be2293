// The prep sheet: one page to send a customer before the call on which they create the Xero app.
import {
  codatAddresses,
  codatFreePlanCompanies,
  codatTestClientCompanies,
  uncertifiedAppsPerOrganisation,
} from '../facts'
import type { XeroApp } from '../xero-apps/schema'
import type { Sheet, SheetBlock } from './sheet'

/** Of the customer's own apps: what they are asked for on the call and is noted already. */
export type NotedApp = Pick<XeroApp, 'name' | 'environment' | 'companyUrl'>

/** What is noted of the customer already, to be corrected before the call. Nothing where nothing is. */
function noted(apps: readonly NotedApp[]): SheetBlock[] {
  if (apps.length === 0) return []
  const addresses = new Set(apps.map(({ companyUrl }) => companyUrl.trim()).filter((url) => url !== ''))
  return [
    { kind: 'heading', text: 'What we have noted: please correct it' },
    {
      kind: 'facts',
      rows: [
        {
          label: apps.length === 1 ? 'Name of the app' : 'Names of the apps',
          value: apps.map(({ name, environment }) => `${name} (${environment})`).join(', '),
        },
        ...[...addresses].map((value) => ({ label: 'Your web address', value, exact: true })),
      ],
    },
  ]
}

/**
 * What to send before the call. `customer` may be empty. The steps are those of Codat's set-up page, the roles those it and
 * Xero name (https://docs.codat.io/integrations/accounting/xero/accounting-xero-setup).
 */
export function prepSheet({ customer, apps = [] }: { customer: string; apps?: readonly NotedApp[] }): Sheet {
  return {
    title: 'Before our call: your Xero app',
    subtitle: customer === '' ? 'One page, so that the call is short' : `For ${customer}`,
    blocks: [
      {
        kind: 'paragraph',
        text: 'On the call you create an app in Xero’s developer portal and enter its two keys in Codat. After that, companies can share their Xero data with you. You drive, we say what comes next.',
      },
      { kind: 'heading', text: 'Who should be there' },
      {
        kind: 'list',
        style: 'boxes',
        items: [
          'Somebody who may accept Xero’s developer terms for your company. The app will belong to their Xero login, so it should be one that stays: not a contractor’s.',
          'Somebody with the role Administrator or Developer in your Codat portal.',
          'Somebody who can sign in to the first Xero organisation you want to connect, and may connect apps to it. One Xero login for each company: shared logins lose connections without notice.',
        ],
      },
      { kind: 'heading', text: 'What to have ready' },
      {
        kind: 'list',
        style: 'boxes',
        items: [
          'A name for the app. Your customers see it when they share data. It must not contain the word “Xero”.',
          'Your company’s web address, beginning with https://',
          'The addresses of your privacy policy and your terms, beginning with https:// (drafts are fine for now).',
          'Your answer to a question Xero asks: will you use Xero data to train an AI model?',
          'A password manager or vault for the app’s secret. Xero shows it once.',
        ],
      },
      {
        kind: 'facts',
        rows: [{ label: 'Redirect URI, exactly', value: codatAddresses.redirectUri.value, exact: true }],
      },
      ...noted(apps),
      { kind: 'heading', text: 'What to check before' },
      {
        kind: 'list',
        style: 'boxes',
        items: [
          `Is the first Xero organisation connected to ${uncertifiedAppsPerOrganisation.value} uncertified apps already? It may not take another. Its settings list the connected apps.`,
          'How many companies will connect in the next six months? Xero’s plan for the app depends on it.',
          'Do you lend, take payments or want bank feeds? Then talk to Xero and your Codat contact before the call: Xero has a separate agreement for that.',
          `Which Codat plan do you have? A free one stops at ${codatFreePlanCompanies.value} companies, a test client at ${codatTestClientCompanies.value} active ones.`,
        ],
      },
      {
        kind: 'callout',
        tone: 'watch',
        text: 'When the secret appears, we pause screen sharing and recording. Please don’t send it by e-mail or chat, then or later.',
      },
    ],
  }
}
