// Cloudflare’s own page about a site behind it that it couldn’t reach: its words are about that site and not about a call of ours.

const CODE = /(?:\bError(?: code)?:?|\|)[ \t]{1,3}(52[0-7])\b/i

/** The page’s number, 520 to 527; null for any other text. */
export function cloudflareStatus(text: string): number | null {
  const head = text.slice(0, 200_000)
  const status = /\bcloudflare\b|\bRay ID\b/i.test(head) ? CODE.exec(head)?.[1] : undefined
  return status === undefined ? null : Number(status)
}
