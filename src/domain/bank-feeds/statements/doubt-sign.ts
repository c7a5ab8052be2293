// Whether minus may mean money in: cards and some services write what was spent without a sign and what was paid off with one.
// Nothing in such a file says so but its words, so they are only ever a reason to ask.
import type { Lines } from './arrangement'
import { headingName } from './headings'

/** Lines that are looked at: the first ones say enough. */
const LOOKED_AT = 2_000
const FEWEST = 1

const COMES_IN =
  /\b(?:payment (?:received|thank)|thank you|autopay|direct deposit|deposit|salary|payroll|wages|cash ?back|gehalt|lohn|gutschrift|zahlung erhalten|virement re[çc]u|salaire|paiement re[çc]u|n[óo]mina|stipendio|loon|salaris|l[öo]n|interest (?:received|earned|credit)|zinsgutschrift)\b/iu
const GOES_OUT =
  /\b(?:purchase|pos|atm|cash machine|withdrawal|rent|direct debit|standing order|subscription|insurance|fuel|groceries|supermarket|restaurant|taxi|uber|hotel|parking|fees?|charge|miete|lastschrift|kartenzahlung|abbuchung|geb[üu]hr|strom|versicherung|loyer|pr[ée]l[èe]vement|achat|retrait|frais|alquiler|compra|recibo|comisi[óo]n|affitto|pagamento|prelievo|commissione|huur|incasso|betaalautomaat|hyra|husleie|husleje|k[öo]p|zakup|czynsz)\b/iu

/** Headings that only exports of cards have. */
const CARD = new Set(
  'card member,cardmember,card number,card no,card last four digits,card holder,cardholder,extended details,appears on your statement as,account owner,merchant category,trans date,purchased by,member since,kartennummer,karteninhaber'
    .split(',')
    .map(headingName),
)

/** A reason to ask which way minus goes: a line that says the opposite, or `card`; null where there is none. */
export function doubtSign(
  lines: Lines,
  order: Int32Array,
  headings: readonly string[],
  hasBalance: boolean,
): string | null {
  let fitting = 0
  let against = 0
  let example = ''
  for (const at of order.subarray(0, LOOKED_AT)) {
    const amount = lines.amount(at)
    if (amount === null || amount === 0n || !lines.isBooked(at) || lines.lacksSign(at)) continue
    const text = `${lines.store.text(at, 'description')} ${lines.store.text(at, 'counterparty')}`
    const comesIn = COMES_IN.test(text)
    if (comesIn === GOES_OUT.test(text)) continue
    if (comesIn === amount > 0n) fitting += 1
    else {
      against += 1
      if (example === '') example = text.trim()
    }
  }
  if (against >= FEWEST && against > fitting) return example
  const isCard = headings.some((heading) => CARD.has(headingName(heading)))
  return isCard && !hasBalance && fitting === 0 ? 'card' : null
}
