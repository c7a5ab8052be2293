// Rows among the lines that say what the lines below them are: of another account, or not booked yet. A file that holds several
// tables one below the other has such titles.
import { wordOf } from './line-words'

export interface Sections {
  /** The next row that holds neither a day nor an amount. */
  readonly title: (text: string) => void
  /** The lines that follow stand under a title like “Pending transactions”. */
  readonly pending: () => boolean
  /** What names the account of the lines that follow; empty for that of the first ones. */
  readonly account: () => string
}

const PENDING =
  /^(?:\w+ )?(?:pending|unposted|uncleared|scheduled|upcoming|vorgemerkte?|ausstehende?|en attente|a venir|pendientes?|pendentes?|in sospeso|in attesa|reserverade?|reserverte?|oczekujace|in behandeling)\b|\b(?:pending|en attente|a venir|pendientes?|pendentes|futuros|in attesa|prenotati)$/
const POSTED =
  /\b(?:posted|cleared|completed|booked|gebuchte?|comptabilisees?|passees|contabilizados|realizados|contabilizzati|geboekte?|bokforda|bogforte|zaksiegowane)\b/
const NOTHING_THERE = /\b(?:no|keine|kein|aucune?|sin|nessun|geen|inga|ingen|brak|not|nicht|non|excluded?|included?)\b/
const ACCOUNT =
  /(?:\b|^)(?:account|acct|a c|card|konto|tagesgeld|umsatze|girokonto|kreditkarte|karte|depot|iban|compte|carte|cuenta|tarjeta|conto|carta|conta|cartao|rekening|kaart|tili|rachunek|karta|ucet|savings|current|checking)\b/
const LONGEST_TITLE = 100
const LONGEST_NAME = 80

/** `above`: what stands above the first line, where the first account is named. */
export function createSections(above: string): Sections {
  const known = new Set(numbersIn(above))
  let pending = false
  let account = ''
  return {
    title(text) {
      if (text.length > LONGEST_TITLE) return
      const words = wordOf(text)
      if (NOTHING_THERE.test(words)) return
      if (PENDING.test(words)) pending = true
      else if (POSTED.test(words)) pending = false
      if (!ACCOUNT.test(words) || /[.!?]$/.test(text.trim())) return
      const numbers = numbersIn(text)
      account = numbers.some((one) => known.has(one)) ? '' : text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME)
    },
    pending: () => pending,
    account: () => account,
  }
}

/** Runs of figures that are long enough to tell accounts apart. */
function numbersIn(text: string): string[] {
  return text.match(/\d{4,}/g) ?? []
}
