// The address of Xero's consent page as Codat's link opened it: it shows client id, redirect URI and scopes. Xero's login page carries
// the same address inside its own, encoded once more.

export interface ConsentAddress {
  readonly clientId: string
  readonly redirectUri: string | null
  readonly scopes: readonly string[]
}

const DEEPEST = 3
const MOST = 20_000

/** What a consent address shows, or null for any other text. State, nonce and codes are not looked at. */
export function readConsentAddress(text: string): ConsentAddress | null {
  if (text.length > MOST) return null
  return read(text.trim(), 0)
}

function read(address: string, depth: number): ConsentAddress | null {
  // A relative ReturnUrl is read against any base: only its query is of interest.
  if (depth > DEEPEST || !URL.canParse(address, 'https://login.xero.com')) return null
  const { searchParams } = new URL(address, 'https://login.xero.com')
  const clientId = searchParams.get('client_id')
  if (clientId !== null && searchParams.get('response_type') !== null) {
    const scope = searchParams.get('scope') ?? ''
    return {
      clientId: clientId.slice(0, 200),
      redirectUri: searchParams.get('redirect_uri')?.slice(0, 500) ?? null,
      scopes: scope
        .split(/\s+/)
        .filter((name) => name !== '' && name.length <= 200)
        .slice(0, 100),
    }
  }
  for (const [, value] of searchParams) {
    if (!value.includes('client_id')) continue
    const inner = read(value, depth + 1)
    if (inner !== null) return inner
  }
  return null
}
