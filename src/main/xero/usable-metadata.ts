// Whether what Xero's discovery says is enough for a sign-in.
import type { ServerMetadata } from 'openid-client'
import type { SignInOutcome } from '../../domain/xero/schema'
import { startDeadline } from '../deadline'
import { parseJson } from '../../domain/text/parse-json'
import type { Fetch } from '../ports'
import { fetchFailure } from '../../domain/fetch-failure'
import type { Secret } from '../secret'
import { readWholeBody } from '../whole-body'
import type { XeroAddresses } from '../../domain/xero/addresses'
import { REQUEST_MS } from './oidc-client'
import { readAnswer } from './provider-facts'
import { failed } from '../../domain/xero/sign-in-outcome'
import { keySet, whyIncomplete } from '../../domain/xero/metadata'

export interface MetadataPorts {
  readonly fetch: Fetch
  readonly addresses: XeroAddresses
  readonly secret: Secret
  readonly signal: AbortSignal
  readonly limits?: { readonly requestMs?: number }
}

const LONGEST_KEYS = 256 * 1024

/**
 * Why a sign-in can't work with this metadata, so that it is told before the browser opens: everything it needs must be there, at Xero's own
 * hosts whatever the metadata says, and the keys must be readable. Null where nothing is in the way.
 */
export async function whyUnusable(metadata: ServerMetadata, ports: MetadataPorts): Promise<SignInOutcome | null> {
  return whyIncomplete(metadata, ports.addresses) ?? (await whyNoKeys(metadata.jwks_uri ?? '', ports))
}

/** Whether the keys that ID tokens are signed with can be had. They are not kept: Xero changes them, and the check reads them afresh. */
async function whyNoKeys(address: string, ports: MetadataPorts): Promise<SignInOutcome | null> {
  const limit = startDeadline([ports.signal], ports.limits?.requestMs ?? REQUEST_MS)
  try {
    const response = await ports.fetch(address, { signal: limit.signal })
    if (!response.ok) {
      return { kind: 'unexpected', facts: await readAnswer(response, ports.secret), connectionMayRemain: false }
    }
    const body = await readWholeBody(response, LONGEST_KEYS)
    return keySet.safeParse(parseJson(body)).success
      ? null
      : { kind: 'not-trusted', reason: 'malformed', connectionMayRemain: false }
  } catch (error) {
    return failed({ kind: 'no-answer', failure: limit.ended() ?? fetchFailure(error) }, false)
  } finally {
    limit.stop()
  }
}
