// Which addresses of a provider may be asked at all.

export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress'
}

/** The address in full. Raises `RefusedAddress` for one that is not below an allowed origin, or carries credentials. */
export function allowedUrl(address: string, allowed: ReadonlySet<string>): string {
  if (!URL.canParse(address)) throw new RefusedAddress('not an address')
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') throw new RefusedAddress('credentials in an address')
  // `file:` and other schemes have the origin "null", which is never on the list.
  if (!allowed.has(url.origin)) throw new RefusedAddress('not one of this service’s addresses')
  return url.href
}

/** An origin that may be allowed: `https:`, or `http:` on this machine only. Raises a `TypeError` for any other. */
export function checkedOrigin(origin: string): string {
  const url = new URL(origin)
  const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1' || url.hostname === '[::1]'
  if (url.protocol === 'https:' || (url.protocol === 'http:' && local)) return url.origin
  throw new TypeError('A provider is reached by https, or by http on this machine')
}
