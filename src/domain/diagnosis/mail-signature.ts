// What stands below a mail says who wrote it, not whose error was copied: “Xero Certified Advisor” is no answer of Xero's.

/** How mails end, on a line of its own. */
const CLOSING =
  /^[> \t]*(?:--|__+|(?:(?:kind|best|warm|many|with(?: kind| best)?)?[ \t]*(?:regards|wishes|thanks)|best|cheers|thanks|thank you|many thanks|thanks again|yours(?: sincerely| truly)?|sincerely|sent from my \w+[^\n]{0,30}|(?:mit )?(?:freundliche[nm]?|viele|beste|liebe|schöne) gr(?:ü|ue)(?:ß|ss)e?n?|mfg|cordialement|bien à vous|saludos(?: cordiales)?|un saludo|cordiali saluti|met vriendelijke groet(?:en)?|med v[äa]nlig[ae]? h[äi]lsning(?:ar)?|z poważaniem)[,.!]?)[ \t]*$/i
/** Lines of a signature: a name, a title, a firm, an address, telephones, a sentence. */
const LONGEST_SIGNATURE = 9
/** What somebody copied stands below some closings too. */
const COPIED =
  /[{}]|https?:\/\/(?!(?:www\.|central\.)?xero\.com)|\b(?:api|identity|login|authorize|developer)\.xero\.com|\b(?:error|exception|status|failed|refused|denied|invalid\w*|unauthori[sz]ed|forbidden)\b|\b[45]\d\d\b|^[> \t]*(?:GET|POST|PUT|PATCH|DELETE|From:|On .{4,80} wrote:)/i
/** Who somebody is at Xero, wherever it stands. */
const TITLE =
  /\bXero[ \t-]+(?:(?:Platinum|Gold|Silver|Bronze|Certified|Accredited|Cloud)[ \t]+){0,3}(?:Champion|Partner|Advis[oe]r|Ambassador|Specialist|Expert|Bookkeeper|Accountant|Certified|Payroll Certified|Migration Certified)\b|\b(?:Platinum|Gold|Silver|Bronze|Certified|Accredited)[ \t]+Xero\b[ \t\w]{0,30}|\b(?:www\.)?xero\.com\/(?:[a-z]{2}\/)?(?:advisors?|advisers?)\/\S{0,100}/gi

/** Longer lines are no part of a signature, and the patterns are only quick on short ones. */
const LONGEST_LINE = 500

/** The text without the signatures of mails, so that what they name isn't taken for what the text is about. */
export function withoutSignatures(text: string): string {
  let left = 0
  const kept: string[] = []
  for (const line of text.split('\n')) {
    const isLong = line.length > LONGEST_LINE
    if (!isLong && CLOSING.test(line)) left = LONGEST_SIGNATURE
    else if (left > 0) left = isLong || COPIED.test(line) ? 0 : left - 1
    if (left === 0) kept.push(isLong ? line : line.replace(TITLE, ' '))
  }
  return kept.join('\n')
}
