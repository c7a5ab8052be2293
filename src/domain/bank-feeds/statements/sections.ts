// Rows among the lines that say what the lines below them are: of another account, in another currency, or not booked yet. A file
// that holds several tables one below the other has such titles.
import { CURRENCIES } from './headings'
import { wordOf } from './line-words'

export interface Sections {
  /** The next row that holds neither a day nor an amount. */
  readonly title: (text: string) => void
  /** The lines that follow stand under a title like “Pending transactions”. */
  readonly pending: () => boolean
  /** What names the account of the lines that follow; empty for that of the first ones. */
  readonly account: () => string
  /** The currency of lines that name none: that of the last title that names one; empty where nothing does. */
  readonly currency: () => string
}

const PENDING =
  /^(?:\w+ )?(?:pending|unposted|uncleared|scheduled|upcoming|vorgemerkte?|ausstehende?|en attente|a venir|pendientes?|pendentes?|in sospeso|in attesa|reserverade?|reserverte?|oczekujace|in behandeling)\b|\b(?:pending|en attente|a venir|pendientes?|pendentes|futuros|in attesa|prenotati)$/
const POSTED =
  /\b(?:posted|cleared|completed|booked|gebuchte?|comptabilisees?|passees|contabilizados|realizados|contabilizzati|geboekte?|bokforda|bogforte|zaksiegowane)\b/
const NOTHING_THERE = /\b(?:no|keine|kein|aucune?|sin|nessun|geen|inga|ingen|brak|not|nicht|non|excluded?|included?)\b/
const ACCOUNT =
  /(?:\b|^)(?:account|acct|a c|card|konto|tagesgeld|umsatze|girokonto|kreditkarte|karte|depot|iban|compte|carte|cuenta|tarjeta|conto|carta|conta|cartao|rekening|kaart|tili|rachunek|karta|ucet|savings|current|checking)\b/
const CURRENCY_NAMED = new RegExp(
  `(?<!\\p{L})(?:currency|ccy|w[äa]hrung|kontow[äa]hrung|devise|monnaie|divisa|moneda|valuta|waluta|moeda|munt|m[ěe]na|valuutta)[\\s:;,="'|–-]{0,6}(${CURRENCIES})(?!\\p{L})`,
  'giu',
)
/** “EUR account”, “Konto USD”, or the code alone: in capitals, as no word of a sentence is. */
const CURRENCY_CODE = new RegExp(`(?<!\\p{L})(?:${CURRENCIES.toUpperCase()})(?!\\p{L})`, 'gu')
const LONGEST_TITLE = 100
const LONGEST_NAME = 80

/** `above`: what stands above the first line, where the first account is named, and the currency if it isn't known. */
export function createSections(above: string, accountCurrency: string | null): Sections {
  const known = new Set(numbersIn(above))
  let pending = isPendingTitle(above)
  let account = ''
  let currency = accountCurrency ?? onlyOf(currenciesNamed(above))
  return {
    title(text) {
      if (text.length > LONGEST_TITLE) return
      const words = wordOf(text)
      if (NOTHING_THERE.test(words)) return
      const isTitle = ACCOUNT.test(words) || words.length <= CODE_LENGTH
      currency = onlyOf([...currenciesNamed(text), ...(isTitle ? codesIn(text) : [])]) || currency
      if (PENDING.test(words)) pending = true
      else if (POSTED.test(words)) pending = false
      if (!ACCOUNT.test(words) || /[.!?]$/.test(text.trim())) return
      const numbers = numbersIn(text)
      // “Gebuchte Umsätze” says what they are, and not on which account.
      if (numbers.length === 0 && (PENDING.test(words) || POSTED.test(words))) return
      account = numbers.some((one) => known.has(one)) ? '' : text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME)
    },
    pending: () => pending,
    account: () => account,
    currency: () => currency,
  }
}

/** Whether the row right above the heading, the last one of `above`, is a title of lines that aren't booked. */
function isPendingTitle(above: string): boolean {
  const title =
    above
      .split('\n')
      .slice(0, -1)
      .findLast((row) => row.trim() !== '') ?? ''
  const words = wordOf(title)
  return title.length <= LONGEST_TITLE && !/\d/.test(title) && !NOTHING_THERE.test(words) && PENDING.test(words)
}

const CODE_LENGTH = 3

function currenciesNamed(text: string): string[] {
  return [...text.matchAll(CURRENCY_NAMED)].map(([, code = '']) => code.toUpperCase())
}

function codesIn(text: string): string[] {
  return text.match(CURRENCY_CODE) ?? []
}

/** Where several are named, none is. */
function onlyOf(codes: readonly string[]): string {
  const [first = '', ...others] = codes
  return others.every((code) => code === first) ? first : ''
}

/** Runs of figures that are long enough to tell accounts apart. */
function numbersIn(text: string): string[] {
  return text.match(/\d{4,}/g) ?? []
}
