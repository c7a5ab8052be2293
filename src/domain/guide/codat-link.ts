import { codatLinkHost } from '../facts'

/** Only Codat's own addresses, or in practice the stand-in's. */
export function isCodatLink(url: string, practiceOrigin: string | null): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, origin } = new URL(url)
  if (practiceOrigin !== null) return origin === practiceOrigin
  return protocol === 'https:' && codatLinkHost.value.test(hostname)
}
