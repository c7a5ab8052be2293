// Which networks and names anybody can reach. Latchkey opens links that a person typed, so what lies in the local network is refused.

/**
 * Blocks that aren't globally reachable, IPv4. Source: IANA's special-purpose address registry,
 * https://www.iana.org/assignments/iana-ipv4-special-registry (read 2026-11-24).
 */
export const NOT_PUBLIC_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

/** Only 2000::/3 is handed out for the public Internet; these parts of it are not, or carry an IPv4 address inside. */
export const NOT_PUBLIC_6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const

/** True for names that never leave the machine or the local network, whatever they resolve to. */
export function isLocalName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  return !name.includes('.') || /\.(?:localhost|local|internal|home\.arpa|intranet|lan)$/.test(name)
}
