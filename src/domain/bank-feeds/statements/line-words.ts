// Words that say what a line is: whether it is booked, which way its money went, or that it only says what an account held.
// Exact words of banks and services, in the languages of the headings; a word that isn't here is asked about.
import type { LineStanding } from './schema'

/** A text in lower case, without accents, signs and figures, so that “Terminé ” and “TERMINE” are one. */
export function wordOf(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
}

const BOOKED = `booked, book, posted, completed, complete, settled, success, successful, succeeded, cleared, paid, processed,
  executed, done, final, billed, ok, finalised, finalized, captured, reconciled, refunded, partially refunded, paid out,
  gebucht, umsatz gebucht, abgeschlossen, verbucht, ausgeführt, erledigt,
  comptabilisé, comptabilisée, effectué, effectuée, exécuté, exécutée, terminé, terminée, réglé,
  completado, completada, contabilizado, contabilizada, realizado, realizada, liquidado, liquidada, concluído, concluída,
  efetuado, efetuada, pago, completato, completata, contabilizzato, contabilizzata, eseguito, eseguita, concluso, conclusa,
  voltooid, verwerkt, geboekt, uitgevoerd, afgerond, geaccepteerd, betaald, bezahlt, berechnet, bokförd, bokfört, bokført, bogført, genomförd, gjennomført, gennemført,
  utförd, utført, udført, kirjattu, suoritettu, zrealizowana, zrealizowany, zaksięgowana, zaksięgowany, wykonana, wykonany,
  zakończona, rozliczona, rozliczone, zaúčtováno, zaúčtována, provedeno, provedena, dokončena, исполнено, исполнен, проведено, проведен, выполнено, успешно, виконано, 交易成功, 支付成功, 已完成, 成功, 已入账, tamamlandı, gerçekleşti, başarılı, könyvelt, teljesült, teljesítve, provedená, zaúčtovaná, zaúčtované, proknjiženo, izvršeno, izvedeno, executat, finalizat, procesat, hist, history, historical, historic, unreconciled, detail, trn, txn, trx, transaction, transactions, movement, movements, erfolgreich, erfolgt, réussi, réussie, exitoso, exitosa, aprovado, pago com sucesso, geslaagd`
const PENDING = `pending, pdng, authorization hold, authorisation hold, auth hold, authorization release, authorisation release, hold release,
  pre authorization, pre authorisation, preauthorization, preauth, temporary hold, pending transaction, pending purchase, authorised, authorized, authorisation, authorization, reserved, reservation, processing,
  unposted, uncleared, scheduled, hold, on hold, held, blocked, in progress, not booked, not posted, forecast, future, open,
  upcoming, awaiting, in process, created, initiated, in transit,
  vorgemerkt, umsatz vorgemerkt, vormerkung, vormerkposten, reserviert, reservierung, ausstehend, offen, geplant, in bearbeitung,
  en attente, en cours, à venir, prévisionnel, prévisionnelle, pendiente, retenido, retenida, en proceso, en curso, pendente,
  a processar, em processamento, autorizado, autorizada, agendado, agendada, in sospeso, in attesa, non contabilizzato,
  non contabilizzata, da contabilizzare, autorizzato, autorizzata, prenotato, in behandeling, gereserveerd, openstaand,
  reservering, reserverad, reserverat, reservert, reserveret, skyddat belopp, reserverat belopp, väntande, ventende, venter, afventer,
  katevaraus, oczekująca, oczekujące, oczekuje, blokada, zablokowana, w realizacji, w trakcie, čekající, blokováno, blokace,
  nezaúčtováno, в обработке, ожидает, холд, авторизация, очікує, в обробці, 处理中, 待处理, 待入账, beklemede, bekliyor, provizyon, függőben, zárolt, zárolás, čeká na zpracování, čakajúca, na čekanju, u obradi, v obdelavi, în așteptare, în curs, wartend, laufend`
const VOID = `declined, denied, reverted, reversed, cancelled, canceled, failed, failure, rejected, refused, voided, void,
  expired, deleted, removed, unsuccessful, unpaid, returned, bounced, aborted, error, charged back, memo, info,
  abgelehnt, storniert, rückgängig, abgebrochen, fehlgeschlagen, zurückgewiesen, gelöscht, refusé, refusée, annulé, annulée,
  rejeté, rejetée, échoué, échouée, rechazado, rechazada, cancelado, cancelada, anulado, anulada, fallido, fallida, devuelto,
  devuelta, recusado, recusada, estornado, estornada, rejeitado, rejeitada, rifiutato, rifiutata, annullato, annullata,
  verlopen, insufficient funds, authorisation declined, payment declined, transaction declined, card declined,
  respinto, respinta, stornato, stornata, fallito, fallita, mislukt, geannuleerd, geweigerd, afgewezen, teruggedraaid,
  avvisad, avbruten, nekad, makulerad, avvist, avbrutt, kansellert, afvist, annulleret, slettet, hylätty, peruttu, odrzucona,
  odrzucony, anulowana, anulowany, niezrealizowana, zamítnuto, zamítnuta, zrušeno, zrušena, stornováno, отклонено, отклонён, отменено, отменен, отменён, возврат отклонен, не исполнено, відхилено, скасовано, 交易关闭, 已关闭, 交易失败, 失败, 已取消, 已撤销, iptal, iptal edildi, reddedildi, elutasítva, elutasított, sikertelen, törölt, zamietnutá, zrušená, odbijeno, otkazano, zavrnjeno, respins, respinsă, anulat, anulată, échec`
const OUT = `outgoing payment, outgoing payments, outgoing transfer, payment sent, money sent, d, д, χ, dr, rc, db, deebet, dbit, dbt, debit, debits, debet, debito, s, soll, belastung, out, outgoing, outbound, money out, paid out,
  withdrawal, sent, spent, expense, af, uit, cargo, debe, adeudo, dare, addebito, uscita, saída, egreso, retiro, ausgang,
  auszahlung, ausgabe, sortie, dépense, wn, obciążenie, wydatek, výdaj, odchozí, ut, ud, udbetaling, uttag, utbetaling,
  utbetalning, debitering, дебет, расход, списание, витрата, 支出, 借, 借方, 出金, 支, borç, giden, gider, terhelés, kiadás, odpis, výber, plată, isplata, dugovno, rashod, breme, cheltuială`
const IN = `incoming payment, incoming payments, incoming transfer, payment received, money received, c, к, π, cr, rd, k, kreedit, crdt, crd, credit, credits, kredit, credito, h, haben, gutschrift, in, incoming, inbound, money in, paid in, deposit,
  received, income, bij, abono, haber, avere, accredito, entrata, entrada, ingreso, eingang, einzahlung, einnahme, entrée,
  recette, ma, uznanie, przychód, wpływ, příjem, příchozí, inn, ind, insättning, indbetaling, innbetaling, inbetalning, кредит, приход, зачисление, поступление, пополнение, надходження, 收入, 贷, 贷方, 入金, 收, alacak, gelen, gelir, jóváírás, bevétel, připsáno, pripísané, încasare, uplata, potražno, prihod, dobro, venit`

const listed = (text: string): string[] => text.split(',').map(wordOf)

/** Words for records that only say what an account held or what others come to, where the type of each record stands in a column. */
const BALANCE_RECORDS: ReadonlyMap<string, BalanceRow> = new Map([
  ...listed(
    'opening, opening bal, open bal, opn, opening record, eröffnung, apertura, ouverture, abertura, öppning, åpning',
  ).map((word) => [word, 'opening'] as const),
  ...listed(
    'closing, close, closing bal, close bal, cls, closing record, abschluss, cierre, clôture, fechamento, encerramento, chiusura',
  ).map((word) => [word, 'closing'] as const),
  ...listed('bal, balance record, total record, summary, header, trailer, hdr, trl').map(
    (word) => [word, 'other'] as const,
  ),
])

/** What a word of a column for types or states says of a record that is no booking but a balance or a sum; null for any other. */
export function balanceRecord(text: string): BalanceRow | null {
  return BALANCE_RECORDS.get(wordOf(text)) ?? balanceRowNamed(text, false)
}

const STATUS: ReadonlyMap<string, LineStanding> = new Map([
  ...listed(BOOKED).map((word) => [word, 'booked'] as const),
  ...listed(PENDING).map((word) => [word, 'pending'] as const),
  ...listed(VOID).map((word) => [word, 'void'] as const),
  ...[...BALANCE_RECORDS.keys()].map((word) => [word, 'balance'] as const),
])

/** What a word of a status column says; null for one that isn't known. */
export function standingOf(text: string): LineStanding | null {
  return STATUS.get(wordOf(text)) ?? null
}

/** Words of a direction column for what moves no money of the account: PayPal's “Memo”, Wise's “NEUTRAL”. */
const NEITHER: ReadonlySet<string> = new Set(
  listed('memo, neutral, none, neither, no impact, no balance impact, 不计收支, 其他, 其它'),
)

/** What a line is whose direction column has a word that is no direction; null where that isn't known. */
export function standingBesides(direction: string): Exclude<LineStanding, 'booked'> | null {
  if (NEITHER.has(wordOf(direction))) return 'void'
  const standing = standingOf(direction)
  return standing === 'booked' ? null : standing
}

/** Words that say of a line that it isn't booked wherever they stand alone in a cell; others have other meanings elsewhere. */
const REMARKS =
  listed(`pending, declined, rejected, refused, cancelled, canceled, reverted, reversed, failed, voided, not booked, unposted,
  authorisation declined, payment declined, transaction declined, card declined, vorgemerkt, umsatz vorgemerkt, abgelehnt, storniert, zurückgewiesen,
  refusé, refusée, annulé, annulée, rejeté, rejetée, en attente, rechazado, rechazada, cancelado, cancelada, anulado, anulada, pendiente,
  recusado, recusada, estornado, estornada, pendente, rifiutato, annullato, stornato, in sospeso, geweigerd, geannuleerd, avvisad, makulerad,
  avvist, kansellert, afvist, annulleret, odrzucona, anulowana, oczekująca, zamítnuto, zrušeno, opening, closing, opening balance, closing balance`)
const REMARK = new RegExp(`^(?:${[...new Set(REMARKS)].join('|')})$`)
export const SHORTEST_REMARK = 6
export const LONGEST_REMARK = 26

/** Whether a cell says nothing but that its line isn't booked, or only tells a balance. */
export function isRemark(cell: string): boolean {
  return (
    cell.length >= SHORTEST_REMARK && cell.length <= LONGEST_REMARK && !/\d/.test(cell) && REMARK.test(wordOf(cell))
  )
}

export type Direction = 'in' | 'out'

/** Words for money out and in, as `wordOf` gives them. */
export const outgoing: ReadonlySet<string> = new Set(listed(OUT))
export const incoming: ReadonlySet<string> = new Set(listed(IN))

/** Headings that name two letters for the sides, money out first, which say nothing where they aren't named. */
const NAMED_LETTERS: ReadonlyMap<string, Readonly<Record<string, Direction>>> = new Map([
  ['t j', { t: 'out', j: 'in' }],
  ['b a', { b: 'out', a: 'in' }],
])

/** What the letters of a direction column mean, by its heading “T/J” or “B/A”. */
export function lettersNamed(heading: string): Readonly<Record<string, Direction>> {
  return NAMED_LETTERS.get(wordOf(heading)) ?? {}
}

/** Which way the money went, by a word of a direction or type column; null for one that doesn't say. */
export function directionOf(text: string): Direction | null {
  const bare = text.trim()
  if (bare === '-' || bare === '\u2212') return 'out'
  if (bare === '+') return 'in'
  const word = wordOf(text)
  if (outgoing.has(word)) return 'out'
  return incoming.has(word) ? 'in' : null
}

/** What may stand behind the name of a balance: a day, a place or nothing. “Balance transfer” is a payment. */
const END =
  '(?=$|\\s*[:;.,(\\-\\u2013/\\d]|\\s+(?:as|at|on|of|from|for|am|per|pr|vom|zum|au|le|al|em|en|do|del|di|dnia|ke|op|p\\u00e5|den|на|за|от|на дату)\\s)'
const OPENING = `nyit[óo] egyenleg|a[çc][ıi]l[ıi][şs] bakiyesi|devreden bakiye|devir bakiyesi|входящий остаток|остаток на начало(?: периода| дня)?|вхідний залишок|期初余额|上期结余|承前页|繰越残高|前月繰越|前期繰越|이월잔액|alkusaldo|primo saldo|sold ini[țtţ]ial|po[čc]etno stanje|za[čc]etno stanje|po[čc]iato[čc]n[ýy] zostatok|προηγο[ύυ]μενο υπ[όο]λοιπο|saldo inicial do per[ií]odo|algsaldo|likutis prad[zž]iai|s[aā]kuma atlikums|saldo awal|open(?:ing)?(?: ledger| book)? balance|opening ledger|balance at (?:the )?(?:start|beginning)(?: of (?:the )?(?:period|statement|month))?|saldo otwarcia|saldo (?:vorig afschrift|alt|al inizio)|(?:start(?:ing)?|previous|initial|beginning) balance|balance (?:brought|b)(?: forward|/?f(?:wd)?)?|balance forward|anfangsbestand|(?:amount |balance )?brought forward|b/f|anfangssaldo|(?:alter|vorheriger) (?:konto)?(?:saldo|stand)|saldovortrag|startsaldo|(?:ancien solde|solde (?:initial|pr[ée]c[ée]dent|d[ée]but))|saldo (?:anterior|inicial|iniziale|precedente|initial|pocz[aą]tkowe)|beginsaldo|vorig saldo|ing[åa]ende saldo|inng[åa]ende saldo|primosaldo|po[čc][áa]te[čc]n[íi] z[ůu]statek`
const CLOSING = `z[áa]r[óo] egyenleg|kapan[ıi][şs] bakiyesi|исходящий остаток|остаток на конец(?: периода| дня)?|вихідний залишок|期末余额|本期结余|過次頁|次月繰越|次期繰越|loppusaldo|ultimo saldo|sold final|zavr[šs]no stanje|kona[čc]no stanje|kon[čc]no stanje|kone[čc]n[ýy] zostatok|τελικ[όο] υπ[όο]λοιπο|l[oõ]ppsaldo|likutis pabaigai|beigu atlikums|saldo akhir|schlu(?:ss|ß)bestand|endbestand|balance at (?:the )?(?:end|close)(?: of (?:the )?(?:period|statement|month|day))?|saldo zamkni[eę]cia|saldo (?:nieuw afschrift|neu)|saldo final del? per[ií]odo|(?:clos(?:ing|e)|end(?:ing)?|final|new)(?: ledger| book)? balance|closing ledger|balance (?:carried|c)(?: forward|/?f(?:wd)?)?|(?:amount |balance )?carried forward|c/f|endsaldo|(?:neuer|aktueller) (?:konto)?(?:saldo|stand)|(?:ab)?schlu(?:ss|ß)saldo|nouveau solde|solde (?:final|fin)|saldo (?:final|finale|actual|attuale|atual|ko[nń]cowe)|eindsaldo|nieuw saldo|utg[åa]ende saldo|ultimosaldo|kone[čc]n[ýy] z[ůu]statek`
const OTHER = `[öo]sszforgalom|forgalom [öo]sszesen|обороты?(?: за период| по дебету| по кредиту)?|本期合计|本月合计|本页合计|k[aä]ive|apyvarta|apgroz[iī]jums|mutasi (?:kredit|debet)|saldo total dispon[íi]vel(?: d[oe])?(?: dia)?|net (?:movement|change)|summe der (?:ums[äa]tze|buchungen)|(?:page|monthly|daily) totals?|saldo (?:contabile|liquido|contable|cont[áa]bil)|s a l d o|saldo d[oe]l? d[ií]a|tagessaldo|daily balance|available balance|ledger balance|saldo (?:disponible|dispon[íi]vel|disponibile)|solde (?:disponible|du jour)|total (?:debits?|credits?|payments?|deposits?|withdrawals?|turnover)|umsatzsumme|summe (?:soll|haben|umsätze)`
/** Names that payments have too: they count only where a day is missing, or an amount, the amount is the balance, or a day is all that follows. */
const BARE = `summa|totalt|sammanlagt|sum totalt|yhteens[äa]|i ?alt|[öo]sszesen|(?:genel |ara )?toplam|итого|всего|разом|усього|合计|小计|总计|合計|小計|総計|합계|총계|spolu|skupaj|(?:sve)?ukupno|kokku|i[šs] viso|kop[āa]|somma|soma|subtotal general|total geral|total general|t[ổo]ng c[ộo]ng|jumlah|σ[ύυ]νολο|balance|saldo|solde|kontostand|z[ůu]statek|(?:grand |sub)?totals?|sum|summe|gesamt(?:summe)?|totaux|totaal|totale|suma|razem|celkem|obroty|turnover|ums[äa]tze`

const balanceRow = (phrases: string): RegExp => new RegExp(`^[\\s*#"'=-]*(?:${phrases})${END}`, 'iu')
const OPENING_ROW = balanceRow(OPENING)
const CLOSING_ROW = balanceRow(CLOSING)
const NAMED_ROW = balanceRow(`${OPENING}|${CLOSING}|${OTHER}`)
const BARE_ROW = balanceRow(BARE)
/** “Solde au 13/11/2026”, “BALANCE”, “November 2026 total”: nothing beside the name but a day. */
const NAME_ALONE = new RegExp(
  `^[\\s*#"'=-]*(?:[\\p{L}]{3,12}\\.? \\d{4} )?(?:${BARE})(?: (?:as|at|on|of|am|per|pr|vom|zum|au|le|al|em|en|do|del|di|dnia|ke|op|på|den|the|stand)\\b)*[\\s:;.,()/-]*(?:\\d{1,4}[-/. ]+(?:\\d{1,2}|\\p{L}{3,12})\\.?[-/. ]+\\d{2,4})?[\\s:;.,()*#"'-]*$`,
  'iu',
)

/**
 * How texts begin that may name a balance or say that they aren't booked, by four letters, or by three where another sign follows: most
 * texts begin otherwise, and are looked at no further. The tests hold it against the patterns.
 */
const BEGINNINGS =
  'acil alku poci tong devi devr forg kona gene ialt juml kapa kokk konc kopa lopp nyit ossz prim samm skup soma somm spol subt summ sveu tota topl ukup ulti yhte zace zaro zavr abge absc aktu algs alte amou anci anfa apgr apyv auth avai bala begi beig blok brou canc carr celk clos dail decl eind endb endi ends fail fina gesa gran hold inga init inng kaiv kone kont ledg liku lopp mont muta neue nieu nouv obro ocze open page pend poca poce prea prev prim raze rese reve saku sald schl skyd sold star subt suma summ tage temp tota turn ulti umsa utga vorg vorh vori vorm zust'
const SHORT_BEGINNINGS = 'ara kop ton sol poc kon zar zav zac ing net new poc pre sum ums utg'
/** Months, behind which a year and a sum may stand. */
const MONTH_BEGINNINGS =
  'jan feb mar apr may jun jul aug sep oct nov dec ene gen fev mai maj mei mag giu jui lug ago set ott okt out dez dic des lis gru sty lut kwi cze lip sie wrz maa mrt mrz abr avr'
const LETTERS = 26
const MONTH_STARTS = beginnings(MONTH_BEGINNINGS)
const SHORT_STARTS = beginnings(`${BEGINNINGS} ${SHORT_BEGINNINGS}`)
const STARTS = fourLetters(BEGINNINGS)

function beginnings(text: string): Uint8Array {
  const starts = new Uint8Array(LETTERS ** 3)
  for (const word of text.split(' ')) starts[placeOf(word, 3)] = 1
  return starts
}

/** One bit for each four letters. */
function fourLetters(text: string): Uint8Array {
  const starts = new Uint8Array(Math.ceil(LETTERS ** 4 / 8))
  for (const word of text.split(' ')) {
    const at = placeOf(word, 4)
    starts[at >> 3] = (starts[at >> 3] ?? 0) | (1 << (at & 7))
  }
  return starts
}

function placeOf(word: string, length: number): number {
  let value = 0
  for (let at = 0; at < length; at += 1) value = value * LETTERS + letterOf(word.charCodeAt(at))
  return value
}

/** A letter of ASCII as a number from 0; outside 0 to 25 for anything else. */
function letterOf(code: number): number {
  return (code | 32) - 97
}

const isLetter = (letter: number): boolean => letter >= 0 && letter < LETTERS

/** Whether a text may begin as the patterns here do, by the codes of its first four characters; 0 where it has fewer. */
function mayBegin(first: number, second: number, third: number, fourth: number): boolean {
  const [a, b, c, d] = [letterOf(first), letterOf(second), letterOf(third), letterOf(fourth)]
  if (!isLetter(a) || !isLetter(b) || !isLetter(c)) return true
  const three = (a * LETTERS + b) * LETTERS + c
  if (MONTH_STARTS[three] === 1) return true
  if (!isLetter(d)) return SHORT_STARTS[three] === 1
  const four = three * LETTERS + d
  return ((STARTS[four >> 3] ?? 0) & (1 << (four & 7))) !== 0
}

/** Whether a text may begin as the patterns here do. */
export function mayBeNoBooking(text: string): boolean {
  return mayBegin(text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2), text.charCodeAt(3))
}

/**
 * Whether a text of plain bytes may begin as the patterns do that name what is no booking, or end as the name of a balance
 * or what is said of a line does. */
export function mayNameNoBooking(bytes: Uint8Array, from: number, to: number): boolean {
  const size = to - from
  const code = (place: number): number => (place < size ? (bytes[from + place] ?? 0) : 0)
  if (mayBegin(code(0), code(1), code(2), code(3)) || isBracket(bytes[to - 1] ?? 0)) return true
  return size <= LONGEST_BALANCE_LAST && size > 1 && mayEndInBalance(bytes[to - 2] ?? 0, bytes[to - 1] ?? 0)
}

/** What the patterns look for in front of a text, for the test of those beginnings. */
export const namesInFront = (): string => [OPENING, CLOSING, OTHER, BARE, PENDING_FRONT, VOID_FRONT].join('|')

export type BalanceRow = 'opening' | 'closing' | 'other'
const LONGEST_NAME = 80

/** “Account balance”, “Kontosaldo”: what it is stands last, with a word or two in front. “Payment of balance” is a payment. */
const BALANCE_LAST =
  /^[\s*#"'=-]*(?!.*\b(?:of|off|pay|paid|payment|paying|transfer|settle[ds]?|clear(?:ing)?|remaining|outstanding|due)\b)(?:[\p{L}-]+ ){0,2}(?:balance|saldo|solde|[\p{L}]{0,16}(?:saldo|bestand|kontostand))[\s:.*#"']*$/iu
const LONGEST_BALANCE_LAST = 40

function endsInBalance(text: string): boolean {
  if (text.length > LONGEST_BALANCE_LAST) return false
  const last = text.length - 1
  return mayEndInBalance(text.charCodeAt(last - 1), text.charCodeAt(last)) && BALANCE_LAST.test(text)
}

/** By the last two characters: most texts end in a figure or in other letters than “balance”, “saldo”, “solde” and “bestand” do. */
function mayEndInBalance(before: number, code: number): boolean {
  if (isFigure(code)) return false
  const last = code | 32
  if (last < A || last > Z) return true
  const letter = before | 32
  return (last === E && (letter === C || letter === D)) || (last === O && letter === D) || (last === D && letter === N)
}

const [A, C, D, E, N, O, Z] = [97, 99, 100, 101, 110, 111, 122]
const isFigure = (code: number): boolean => code >= 48 && code <= 57

/** Whether a text names what an account held or what lines come to, and not a payment. `bare`: also by a word that payments have. */
export function balanceRowNamed(text: string, bare: boolean): BalanceRow | null {
  if (text.length > LONGEST_NAME) return null
  if (endsInBalance(text)) return OPENING_ROW.test(text) ? 'opening' : CLOSING_ROW.test(text) ? 'closing' : 'other'
  if (!mayBeNoBooking(text)) return null
  if (NAMED_ROW.test(text)) return OPENING_ROW.test(text) ? 'opening' : CLOSING_ROW.test(text) ? 'closing' : 'other'
  return (bare && BARE_ROW.test(text)) || NAME_ALONE.test(text) ? 'other' : null
}

const PENDING_FRONT = `pending(?: (?:transaction|payment|purchase|debit|credit|charge))?|auth(?:ori[sz]ation)? hold|pre-?auth(?:ori[sz]ation)?|temp(?:orary)? hold|vorgemerkt|vormerkung|skyddat belopp|reserverat belopp|reserverad|reservert|reserveret|reservierung|reserviert|en attente|pendiente|pendente|in attesa|in sospeso|in behandeling|oczekuj[aą]c[aey]|blokada|authori[sz](?:ation|ed)|hold`
const VOID_FRONT = `declined|cancelled|canceled|reverted|failed|abgelehnt`
const inFront = (words: string): RegExp => new RegExp(`^[\\s*#"'([]*(?:${words})(?=$|\\s*[:*)\\]\\-\u2013])`, 'iu')
const NOT_BOOKED_IN_FRONT = inFront(PENDING_FRONT)
const VOID_IN_FRONT = inFront(VOID_FRONT)

const NOT_BOOKED_AT_ALL = new RegExp(`^[\\s*#"'([]*(?:${PENDING_FRONT})(?![\\p{L}])`, 'iu')

/** The same of a line that has no day of its own: there it needs no mark behind the word, as in “Reservert transaksjon”. */
export function unbookedWithoutDay(text: string): 'pending' | 'void' | null {
  return mayBeNoBooking(text) && NOT_BOOKED_AT_ALL.test(text) ? 'pending' : unbookedInFront(text)
}

/** A word in brackets at the end that says a line isn't booked: “Card purchase (declined)”. What was reversed was booked before. */
const IN_BRACKETS_LAST = /[([]([^()[\]]{6,26})[)\]]\s*$/u
const WAS_BOOKED = /revers|revert|storn|estorn/iu
const isBracket = (code: number): boolean => code === 41 || code === 93

function unbookedBehind(text: string): 'pending' | 'void' | null {
  if (!isBracket(text.charCodeAt(text.length - 1))) return null
  const word = IN_BRACKETS_LAST.exec(text)?.[1] ?? ''
  if (!isRemark(word) || WAS_BOOKED.test(word)) return null
  const standing = standingOf(word)
  return standing === 'pending' || standing === 'void' ? standing : null
}

/** Whether a text says of its line that it isn't booked, in front or in brackets behind. */
export function unbookedByWords(text: string): 'pending' | 'void' | null {
  return unbookedInFront(text) ?? unbookedBehind(text)
}

/** Whether a text begins with a word that says a line isn't booked: `PENDING - CARD PURCHASE`. */
export function unbookedInFront(text: string): 'pending' | 'void' | null {
  if (!mayBeNoBooking(text)) return null
  if (NOT_BOOKED_IN_FRONT.test(text)) return 'pending'
  return VOID_IN_FRONT.test(text) ? 'void' : null
}
