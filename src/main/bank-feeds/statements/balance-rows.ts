// Rows of a statement that say what the account held and move no money, by their words. A row is one only if nothing else stands
// in the text: “Saldo Anterior”, not “Pagamento saldo anterior”.

const START =
  /^(?:(?:opening|start(?:ing)?|previous|prior|beginning|initial)\s+balance|balance\s+(?:brought\s+)?(?:forward|b\/?f)|saldo\s+(?:anterior|inicial|iniziale|precedente|pocz[aą]tkowy)|(?:anfangs|alt|start)\s?saldo|alter\s+(?:konto)?(?:stand|saldo)|solde\s+(?:pr[ée]c[ée]dent|initial|ancien|d[ée]part)|ancien\s+solde|(?:begin|vorig)\s?saldo|ing[åa]ende\s+saldo|saldo\s+ant\.?)$/iu
const END =
  /^(?:(?:closing|end(?:ing)?|final|new|current)\s+balance|balance\s+(?:carried\s+)?(?:forward|c\/?f)|saldo\s+(?:final|finale|actual|atual|do\s+m[êe]s|ko[nń]cowy)|(?:end|schluss)\s?saldo|neuer\s+(?:konto)?(?:stand|saldo)|(?:nouveau\s+)?solde(?:\s+(?:final|nouveau|actuel))?|(?:eind|nieuw)\s?saldo|utg[åa]ende\s+saldo)$/iu
const BETWEEN =
  /^(?:saldo(?:\s+(?:do\s+dia|del\s+d[ií]a|em\s+conta(?:\s+corrente)?|parcial|dispon[ií]vel|disponible|total|bloqueado|em\s+\d.*|a\s+la\s+fecha))?|s\s+a\s+l\s+d\s+o(?:\s+.{0,20})?|kontostand(?:\s+am\s+.*)?|(?:daily|ledger|running|available|account)\s+balance|balance|solde\s+au\s+.*|tagessaldo|dagsaldo)$/iu

/** Which balance a row with this text tells; null for a booking. `between` may stand anywhere. */
export function balanceRowSide(text: string): 'start' | 'end' | 'between' | null {
  const words = text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s:.*-]+$/, '')
  if (words === '' || words.length > 60) return null
  if (START.test(words)) return 'start'
  if (END.test(words)) return 'end'
  return BETWEEN.test(words) ? 'between' : null
}
