// A browser without eyes: follows redirects with a cookie jar, so that a test can play the person who signs in.

export interface Visit {
  /** Addresses visited, in order. */
  readonly path: string[]
  readonly status: number
  readonly body: string
}

/** Opens an address and follows every redirect, the one back to Latchkey included. */
export async function visit(start: string, options: { signal?: AbortSignal } = {}): Promise<Visit> {
  const jar = new Map<string, Map<string, string>>()
  const path: string[] = []
  let url = new URL(start)
  for (;;) {
    path.push(url.href)
    const cookies = jar.get(url.host) ?? new Map<string, string>()
    jar.set(url.host, cookies)
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...options,
    })
    for (const line of response.headers.getSetCookie()) keepCookie(cookies, line)
    const location = response.headers.get('location')
    if (response.status < 300 || response.status > 399 || location === null || path.length > 20) {
      return { path, status: response.status, body: await response.text() }
    }
    await response.body?.cancel()
    url = new URL(location, url)
  }
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const mark = pair.indexOf('=')
  const [name, value] = [pair.slice(0, mark).trim(), pair.slice(mark + 1).trim()]
  if (value === '') cookies.delete(name)
  else cookies.set(name, value)
}
