// Failures below HTTP, in any program’s spelling, wherever in the chain of causes they stand.
import type { Diagnosis, DiagnosisCode } from './schema'
import { diagnose } from './diagnose'
import { networkSpellings } from './spellings'

/** Why a request got no answer. Never throws, whatever was thrown. */
export function diagnoseNetwork(thrown: unknown): Diagnosis {
  const said = signs(thrown)
  const code = networkCodeIn(said.join('\n')) ?? 'network.unknown'
  return diagnose(code, { details: said.join('\n') })
}

/** The diagnosis that an error code or a program’s words in the text point to; null where there is none. */
export function networkCodeIn(text: string): DiagnosisCode | null {
  const read = withoutIpv6(text)
  return networkSpellings.find(({ pattern }) => pattern.test(read))?.code ?? null
}

const V6_UNREACHABLE = /\bE(?:NET|HOST)UNREACH\]? (?:[0-9a-f]{0,4}:){2,8}[0-9a-f]{0,5}/gi

/** Node asks by IPv6 and IPv4 at once: where a machine has no IPv6, only what became of IPv4 tells. */
function withoutIpv6(text: string): string {
  const left = text.replace(V6_UNREACHABLE, ' ')
  if (left === text || !/ETIMEDOUT|ECONNREFUSED|ECONNRESET/.test(left)) return text
  return left.replace(/\[E(?:NET|HOST)UNREACH\]/, '')
}

/** Names, codes and messages of an error, its causes and the members of an AggregateError. */
function signs(thrown: unknown): string[] {
  const found: string[] = []
  const open: unknown[] = [thrown]
  for (let steps = 0; open.length > 0 && steps < 30; steps += 1) {
    const at = open.shift()
    if (typeof at === 'string') found.push(at)
    if (typeof at !== 'object' || at === null) continue
    for (const key of ['name', 'code', 'message'] as const) {
      const value: unknown = Reflect.get(at, key)
      if (typeof value === 'string' && value !== '' && value !== 'Error') found.push(value)
    }
    const members: unknown = Reflect.get(at, 'errors')
    open.push(Reflect.get(at, 'cause'), ...(Array.isArray(members) ? members.slice(0, 10) : []))
  }
  return [...new Set(found)]
}
