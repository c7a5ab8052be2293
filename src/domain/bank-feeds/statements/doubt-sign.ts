// Whether minus may mean money in: cards and some services write what was spent without a sign and what was paid off with one.
// Nothing in such a file says so but its words, so they are only ever a reason to ask.
import { agrees, type Lines } from './arrangement'
import { headingName } from './headings'

/** Lines that are looked at: the first ones say enough. */
const LOOKED_AT = 2_000

/** What pays off a card, whatever else the words say: “DIRECT DEBIT PAYMENT” is money in on a card. */
const PAYS_OFF =
  /\b(?:payment (?:received|by direct debit)|direct debit payment|(?:online|internet|web) payment(?= *(?:-|,|received|thank|$))|payment,? *-? *thank|thank you|autopay|auto ?pay|pagamento (?:recebido|ricevuto|de fatura)|pago (?:recibido|tarjeta)|zahlung erhalten|zahlung(?:seingang)?,? (?:besten )?dank|paiement re[çc]u|ach deposit)\b/iu
const COMES_IN =
  /\b(?:direct deposit|deposit|salary|payroll|wages|cash ?back|gehalt|lohn|gutschrift|virement re[çc]u|salaire|n[óo]mina|stipendio|loon|salaris|l[öo]n|interest (?:received|earned|credit)|zinsgutschrift)\b/iu
const GOES_OUT =
  /\b(?:purchase|pos|atm|cash machine|withdrawal|rent|direct debit|standing order|subscription|insurance|fuel|groceries|supermarket|restaurant|taxi|uber|hotel|parking|fees?|charge|miete|lastschrift|kartenzahlung|abbuchung|geb[üu]hr|strom|versicherung|loyer|pr[ée]l[èe]vement|achat|retrait|frais|alquiler|compra|recibo|comisi[óo]n|affitto|pagamento|prelievo|commissione|huur|incasso|betaalautomaat|hyra|husleie|husleje|k[öo]p|zakup|czynsz)\b/iu

/** Which way the words of a line say that its money went; null where they don't, or say both. */
export function wayOfWords(text: string): 'in' | 'out' | null {
  if (PAYS_OFF.test(text)) return 'in'
  const comesIn = COMES_IN.test(text)
  if (comesIn === GOES_OUT.test(text)) return null
  return comesIn ? 'in' : 'out'
}

/** Headings that only exports of cards have. */
const CARD = new Set(
  'card member,cardmember,card number,card no,card last four digits,card holder,cardholder,extended details,appears on your statement as,account owner,merchant category,trans date,purchased by,member since,kartennummer,karteninhaber'
    .split(',')
    .map(headingName),
)

/** Headings of what cards and those who spend with them export, and some accounts too. */
const SPENDING = new Set(
  'merchant,merchant name,merchant description,employee,spender,cardholder name,card last 4,last 4'
    .split(',')
    .map(headingName),
)

/** Lines of which more are expected to go out than to come in, where nothing says which is which. */
const FEWEST = 3

/**
 * A reason to ask which way minus goes: a line that says the opposite, `card`, or `mostly in` where more lines have no minus than
 * one and no word or type says that it is right so; null where there is none.
 */
export function doubtSign(
  lines: Lines,
  order: Int32Array,
  headings: readonly string[],
  hasBalance: boolean,
): string | null {
  let fitting = 0
  let against = 0
  let typed = 0
  let into = 0
  let out = 0
  let example = ''
  for (const at of order.subarray(0, LOOKED_AT)) {
    const amount = lines.amount(at)
    if (amount === null || amount === 0n || !lines.isBooked(at) || lines.lacksSign(at)) continue
    if (amount > 0n) into += 1
    else out += 1
    if (agrees(lines.givenType(at), amount)) typed += 1
    const text = `${lines.store.text(at, 'description')} ${lines.store.text(at, 'counterparty')}`
    const way = wayOfWords(text)
    if (way === null) continue
    if ((way === 'in') === amount > 0n) fitting += 1
    else {
      against += 1
      if (example === '') example = text.trim()
    }
  }
  if (against > 0 && (against > fitting || (against === fitting && !hasBalance))) return example
  const proved = fitting > against || typed > 0
  const isCard = headings.some((heading) => CARD.has(headingName(heading)))
  if (isCard && !hasBalance && !proved) return 'card'
  const isSpending = headings.some((heading) => SPENDING.has(headingName(heading)))
  if (isSpending && !hasBalance && !proved && into > 0 && into >= out) return 'card'
  return !proved && into > out && into + out >= FEWEST ? 'mostly in' : null
}
