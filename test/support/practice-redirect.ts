// A practice app's redirect URI on a port that is free now, registered at the practice portal.
import type { LoopbackRedirect } from '../../src/domain/redirect-uri'
import type { Practice } from '../../src/practice/practice'
import { freeRedirect } from './oauth-ports'

export async function registeredRedirect({ origins }: Practice, clientId: string): Promise<LoopbackRedirect> {
  const redirect = await freeRedirect()
  await fetch(`${origins.xeroPortal}/myapps/${clientId}/redirect-uris`, {
    method: 'POST',
    body: new URLSearchParams({ uri: redirect.uri }),
    redirect: 'manual',
  })
  return redirect
}
