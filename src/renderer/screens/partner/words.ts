// Words of the partner application.
import type {
  CaseStatus,
  ChecklistItemView,
  DossierDifference,
  ItemState,
  MissingThing,
  PartnerCheck,
  PartnerDetails,
  PartnerDoer,
  PartnerEvidence,
  PlanRung,
  ScopeLineView,
} from '../../../domain/partner/schema'
import type { PartnerAnswers } from '../../../domain/partner/answers'
import type { Option } from '../../components/select-field'
import type { Tone } from '../../components/tone'

type Product = NonNullable<PartnerAnswers['product']>
type Region = PartnerAnswers['regions'][number]
type YesNo = NonNullable<PartnerAnswers['listing']>

const products: Readonly<Record<Product, string>> = {
  'accounting-data': 'Reads or writes accounting data (commerce, expenses, payroll, insights)',
  'bank-feeds': 'Pushes bank statements as a direct feed',
  payables: 'Pays or automates bills',
  lending: 'Lends money or helps to',
  insurance: 'Insurance',
  brokering: 'Brokering',
  'fx-hedging': 'FX hedging',
  other: 'Something else',
}
const regions: Readonly<Record<Region, string>> = {
  uk: 'United Kingdom',
  au: 'Australia',
  nz: 'New Zealand',
  us: 'United States',
  other: 'Elsewhere',
}
const yesNo: Readonly<Record<YesNo, string>> = { yes: 'Yes', no: 'No', unsure: 'Not sure' }

export const questionWords: Readonly<Record<keyof PartnerAnswers, string>> = {
  product: 'What does the product do?',
  financialServices: 'Is it a financial service?',
  bankFeeds: 'Does it push statements into Xero as a direct bank feed?',
  companies: 'How many companies in six months?',
  listing: 'Is a listing in the Xero App Store wanted?',
  regions: 'Where are the companies?',
}

/** What the product does says it already; where an older record says otherwise, it is asked. */
export function asksBankFeeds({ product, bankFeeds }: Pick<PartnerAnswers, 'product' | 'bankFeeds'>): boolean {
  return product !== 'bank-feeds' || (bankFeeds !== null && bankFeeds !== 'yes')
}

export const stateWords: Readonly<Record<ItemState, string>> = {
  'to-do': 'To do',
  'in-progress': 'In progress',
  ready: 'Ready',
  waived: 'Waived',
}

export const stateTones: Readonly<Record<ItemState, Tone>> = {
  'to-do': 'neutral',
  'in-progress': 'watch',
  ready: 'ok',
  waived: 'info',
}

export const doerWords: Readonly<Record<PartnerDoer, string>> = {
  codat: 'Codat',
  product: 'The customer’s product team',
  you: 'You',
}

export const statusWords: Readonly<Record<CaseStatus, string>> = {
  drafted: 'Drafted',
  sent: 'Sent',
  'in-review': 'In review',
  'changes-asked': 'Changes asked',
  accepted: 'Accepted',
  refused: 'Refused',
}

export const statusTones: Readonly<Record<CaseStatus, Tone>> = {
  drafted: 'neutral',
  sent: 'info',
  'in-review': 'info',
  'changes-asked': 'watch',
  accepted: 'ok',
  refused: 'act',
}

export const checkTones: Readonly<Record<PartnerCheck['outcome'], Tone>> = {
  passed: 'ok',
  failed: 'act',
  unknown: 'watch',
}

export const needWords: Readonly<Record<ScopeLineView['need'], string>> = {
  needed: 'needed by the use case',
  'not-needed': 'not needed by the use case',
  unknown: 'no use case to compare with',
}

export const differenceWords: Readonly<Record<DossierDifference['kind'], string>> = {
  added: 'New',
  removed: 'Gone',
  changed: 'Changed',
}

/** Choices of a record of words, in its order; `none` stands first where nothing need be chosen. */
export function optionsOf<K extends string>(words: Readonly<Record<K, string>>): readonly Option<K>[] {
  return (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }))
}

export const productOptions: readonly Option<Product | ''>[] = optionsOf(products)
export const yesNoOptions: readonly Option<YesNo | ''>[] = optionsOf(yesNo)
export const regionOptions = optionsOf(regions)

/** "12 of 18 ready or waived". */
export function progressWords(items: readonly ChecklistItemView[]): string {
  const done = items.filter(({ answer }) => answer.state === 'ready' || answer.state === 'waived').length
  return `${done} of ${items.length} ready or waived`
}

/** An item's line for a screen reader and the list: who, by when, what was found. */
export function itemFacts({ answer, suggestedDoer }: ChecklistItemView): string {
  const doer = answer.doneBy ?? suggestedDoer
  const by = doer === null ? '' : doerWords[doer]
  const owner = answer.owner === '' ? '' : answer.owner
  return [by, owner, answer.dueOn === null ? '' : `due ${answer.dueOn}`].filter((text) => text !== '').join(', ')
}

export function evidenceWords(evidence: PartnerEvidence): string {
  switch (evidence.kind) {
    case 'file':
      return `${evidence.name} (${sizeWords(evidence.bytes)})`
    case 'link':
      return evidence.label === '' ? evidence.url : `${evidence.label}: ${evidence.url}`
    case 'check':
      return `Check of ${evidence.check.at.slice(0, 10)}: ${evidence.check.says}`
  }
}

export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

export function missingCount(missing: readonly MissingThing[]): string {
  if (missing.length === 0) return 'Nothing that Latchkey knows of'
  return missing.length === 1 ? 'One thing' : `${missing.length} things`
}

export function holdsWords(rung: PlanRung): string {
  if (rung.holdsNow === null && rung.holdsForecast === null) return 'not known'
  if (rung.holdsNow === false) return 'too small today'
  if (rung.holdsForecast === false) return 'too small for what you expect'
  return 'holds what you expect'
}

export function priceWords({ audPerMonth }: PlanRung): string {
  return audPerMonth === null ? 'on application' : `AUD ${audPerMonth.toLocaleString('en-GB')}`
}

/** A count as typed, or null: whole, not negative, at most a million. */
export function companiesTyped(text: string): number | null {
  const digits = text.trim().replaceAll(',', '')
  if (!/^\d{1,7}$/.test(digits)) return null
  const count = Number(digits)
  return count <= 1_000_000 ? count : null
}

/** The fields of what is handed in, within a sentence. */
export const detailWords: Readonly<Record<keyof PartnerDetails, string>> = {
  description: 'what the product does',
  privacyUrl: 'privacy policy',
  termsUrl: 'terms and conditions',
  loginUrl: 'login URL',
  docsUrl: 'support documents',
  supportContact: 'support contact',
  codatContact: 'your Codat contact',
}

/** "Taken from your text: privacy policy, login URL. Look them over, then save." */
export function takenWords(taken: readonly (keyof PartnerDetails)[]): string {
  if (taken.length === 0) return 'No link or contact that is still open is named in that text.'
  return `Taken from your text: ${taken.map((name) => detailWords[name]).join(', ')}. Look them over, then save.`
}
