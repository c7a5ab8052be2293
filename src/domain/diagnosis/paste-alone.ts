// A paste that is one bare value: a secret, a client id, an empty list.
import type { Diagnosis } from './schema'
import { xeroClientId } from '../facts'
import { looksRandom } from '../text/redaction'
import { appByClientId, type PasteContext } from './authorize'
import { diagnose } from './diagnose'

/** What a text says that is nothing but one value; null for any other text. */
export function fromAlone(text: string, { apps }: PasteContext): Diagnosis[] | null {
  if (/^\[\s*\]$/.test(text)) return [diagnose('xero.no-connections')]
  const bare = text.replace(/^["']|["']$/g, '')
  if (bare.length > 400 || /\s/.test(bare.replace(/^(?:Basic|Bearer)\s+/i, ''))) return null
  if (xeroClientId.value.test(bare)) return [aboutClientId(bare, apps)]
  if (/^(?:Basic|Bearer)\s+\S{12,}$/i.test(bare) || /^eyJ[\w-]{8,}\.[\w.-]+$/.test(bare))
    return [diagnose('paste.secret')]
  return /^[\w~+/=-]+$/.test(bare) && looksRandom(bare) ? [diagnose('paste.secret')] : null
}

function aboutClientId(clientId: string, apps: PasteContext['apps']): Diagnosis {
  const app = appByClientId(clientId, apps)
  return diagnose(app === undefined ? 'paste.client-id-unknown' : 'paste.client-id-known', {
    facts: [
      ['Client id', clientId],
      ['Xero app', app?.name],
    ],
  })
}
