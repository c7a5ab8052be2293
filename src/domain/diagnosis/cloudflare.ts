// Cloudflare’s own page about a site behind it: its words are about that site and not about a call of ours.

const CODE = /(?:\bError(?: code)?:?|\|)[ \t]{1,3}(52[0-7]|1015|1016|1020|1033)\b/i

/** Cloudflare’s numbers of its own, and the status each comes with: too many calls, no such origin, a rule of the site’s, no tunnel. */
const STATUSES: Readonly<Record<string, number>> = { '1015': 429, '1016': 530, '1020': 403, '1033': 530 }

/** The page’s status, 520 to 527 or that of a number of Cloudflare’s own; null for any other text. */
export function cloudflareStatus(text: string): number | null {
  const head = text.slice(0, 200_000)
  const code = /\bcloudflare\b|\bRay ID\b/i.test(head) ? CODE.exec(head)?.[1] : undefined
  return code === undefined ? null : (STATUSES[code] ?? Number(code))
}
