// A Codat API key on its way through main.
import { type PastedKey, readPastedKey } from '../../domain/codat/pasted-key'
import { Secret } from '../secret'

type Refused = Extract<PastedKey, { ok: false }>
export type CodatKeyReading = Refused | (Omit<Extract<PastedKey, { ok: true }>, 'key'> & { readonly key: Secret })

/** Reads a pasted key, and wraps it before it goes anywhere. */
export function readCodatKey(pasted: string): CodatKeyReading {
  const reading = readPastedKey(pasted)
  return reading.ok ? { ...reading, key: new Secret(reading.key) } : reading
}

/** The `Authorization` header of a key: base64 of the key alone, without a colon. */
export function authorizationOf(key: Secret): Secret {
  return new Secret(`Basic ${Buffer.from(key.expose(), 'utf8').toString('base64')}`)
}
