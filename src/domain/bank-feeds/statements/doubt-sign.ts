// Whether minus may mean money in: cards and some services write what was spent without a sign and what was paid off with one.
// Nothing in such a file says so but its words, so they are only ever a reason to ask.
import { agrees, type Lines } from './arrangement'
import { headingName } from './headings'
import { directionOf } from './line-words'

/** Lines that are looked at: the first ones say enough. */
const LOOKED_AT = 2_000

/** What pays off a card, whatever else the words say: “DIRECT DEBIT PAYMENT” is money in on a card. */
const PAYS_OFF =
  /\b(?:payment (?:received|by direct debit)|direct debit payment|pre-?authori[sz]ed payment|(?:online|internet|web) payment(?= *(?:-|,|received|thank|$))|payment,? *-? *thank|thank you|autopay|auto ?pay|pagamento (?:recebido|ricevuto|de fatura)|pago (?:recibido|tarjeta)|zahlung erhalten|zahlung(?:seingang)?,? (?:besten )?dank|paiement re[çc]u|ach deposit)\b/iu
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

/** Headings of books, where a debit of an account is money in. */
const BOOKS = new Set(
  'source,journal,journal number,journal no,account code,nominal code,nominal account,contra account,split,gl account,tax name'
    .split(',')
    .map(headingName),
)

/** What only exports of bank accounts name, in headings and above them: there minus is money out. */
const OF_ACCOUNT =
  /(?<!\p{L})(?:iban|bic|swift|blz|bsb|sort code|account|acct|konto\w*|girokonto|compte|cuenta|conto|conta|rekening\w*|tegenrekening|gegenkonto|mandat\w*|mandate|tili|rachunek|racun|ucet|cislo uctu|szamla\w*|hesap|счет|рахунок|口座|账号|계좌)(?!\p{L})/u
const OF_CARD = /(?<!\p{L})(?:card|kreditkarte|karte|carte|tarjeta|carta|cartao|kort|karta)(?!\p{L})/u

/** How a file tells its sides, as far as that is known before its lines. */
export interface SignTerms {
  readonly headings: readonly string[]
  /** What stands above the heading. */
  readonly above: string
  /** A balance stands beside the lines, or they lead from an opening to a closing one. */
  readonly hasBalance: boolean
  /** Each side has a column, or the format a rule: then only words that say the opposite are a reason, or that a rule is never seen. */
  readonly told: 'sides' | 'rule' | null
  /** Nothing but days, texts and amounts is read. */
  readonly isBare: boolean
}

/**
 * A reason to ask which way minus goes: a line that says the opposite; `card`; `mostly in` where more lines have no minus than one and
 * no word or type says that it is right so; `unproved` where nothing at all does; `no minus` where the format has one and the file none; null where there is none.
 */
export function doubtSign(
  lines: Lines,
  order: Int32Array,
  { headings, above, hasBalance, told, isBare }: SignTerms,
): string | null {
  const { fitting, against, typed, into, out, example } = weighWords(lines, order)
  if (against > 0 && (against > fitting || (against === fitting && !hasBalance && told === null))) return example
  const proved = fitting > against || typed > 0
  if (proved || told === 'sides') return null
  if (told === 'rule') return out === 0 && into > 0 && !hasBalance ? 'no minus' : null
  if (hasBalance) return mostlyIn(into, out) ? 'mostly in' : null
  const names = headings.map(headingName)
  if (names.some((name) => CARD.has(name))) return 'card'
  if (names.some((name) => SPENDING.has(name)) && into > 0 && into >= out) return 'card'
  if (mostlyIn(into, out)) return 'mostly in'
  const title = headingName(above)
  const isOfAccount = names.some((name) => OF_ACCOUNT.test(name)) || (OF_ACCOUNT.test(title) && !OF_CARD.test(title))
  return isBare && !isOfAccount && into + out > 0 ? 'unproved' : null
}

/** Shorter ones, like “out”, are names and codes as well. */
const ONE_WORD = /^\p{L}{4,}$/u

function mostlyIn(into: number, out: number): boolean {
  return into > out && into + out >= FEWEST
}

/** Whether columns of two sides stand in books, where a debit is money in. */
export function isOfBooks(headings: readonly string[]): boolean {
  return headings.some((heading) => BOOKS.has(headingName(heading)))
}

interface Weighed {
  /** Lines whose words say what their sign says, and the opposite. */
  readonly fitting: number
  readonly against: number
  /** Lines whose type agrees with their sign. */
  readonly typed: number
  readonly into: number
  readonly out: number
  /** What the first line says that says the opposite. */
  readonly example: string
}

function weighWords(lines: Lines, order: Int32Array): Weighed {
  const seen = { fitting: 0, against: 0, typed: 0, into: 0, out: 0, example: '' }
  for (const at of order.subarray(0, LOOKED_AT)) {
    const amount = lines.amount(at)
    if (amount === null || amount === 0n || !lines.isBooked(at) || lines.lacksSign(at)) continue
    if (amount > 0n) seen.into += 1
    else seen.out += 1
    if (agrees(lines.givenType(at), amount)) seen.typed += 1
    const said = lines.store.text(at, 'description')
    const party = lines.store.text(at, 'counterparty')
    const text = party === said ? said : `${said} ${party}`
    // “DEBIT” alone says it as well.
    const way = wayOfWords(text) ?? (ONE_WORD.test(said) ? directionOf(said) : null)
    if (way === null) continue
    if ((way === 'in') === amount > 0n) seen.fitting += 1
    else {
      seen.against += 1
      if (seen.example === '') seen.example = text.trim()
    }
  }
  return seen
}
