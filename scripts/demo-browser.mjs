// @ts-check
// The person at the browser in the demo: consents on the stand-in's pages by reading the forms in them.

/**
 * The stand-ins as the page sees them.
 * @param {{ page: import('@playwright/test').Page }} stagehand
 */
export const practiceOf = ({ page }) =>
  page.evaluate(async () => {
    const answer = await /** @type {any} */ (window).latchkey.getPractice({})
    return answer.value.practice
  })

/**
 * Follows an authorize address inside the stand-ins, chooses an organisation, allows, and goes on to the callback.
 * @param {readonly string[]} origins of the stand-ins
 * @param {string} address
 * @param {string} organisation
 * @param {string} [user] who is signed in to Xero, by id; else the one the page begins with
 * @returns {Promise<{ url: URL, html: string }>} the page it ends on
 */
export async function playConsent(origins, address, organisation, user) {
  const { url, html } = await consentOf(origins, address, user)
  const action = attribute(/<form[^>]*>/.exec(html)?.[0] ?? '', 'action')
  const inputs = html.match(/<input[^>]*>/g) ?? []
  const signedIn = inputs.find((tag) => attribute(tag, 'name') === 'user') ?? ''
  const tenant = inputs.find((tag) => attribute(tag, 'data-tenant') === organisation) ?? ''
  const body = new URLSearchParams({
    user: attribute(signedIn, 'value'),
    tenant: attribute(tenant, 'value'),
    decision: 'allow',
  })
  const answer = await fetch(new URL(action, url), { method: 'POST', body, redirect: 'manual' })
  return follow(origins, new URL(answer.headers.get('location') ?? '', url).href)
}

/**
 * @param {readonly string[]} origins
 * @param {string} address
 * @param {string | undefined} user
 */
async function consentOf(origins, address, user) {
  const page = await follow(origins, address)
  if (user === undefined) return page
  page.url.searchParams.set('user', user)
  return follow(origins, page.url.href)
}

/**
 * @param {readonly string[]} origins
 * @param {string} address
 */
async function follow(origins, address) {
  let url = new URL(address)
  for (let hop = 0; hop < 10; hop += 1) {
    const response = await fetch(url, { redirect: 'manual' })
    const location = response.headers.get('location')
    if (location === null) return { url, html: await response.text() }
    url = new URL(location, url)
    if (!origins.includes(url.origin)) {
      const callback = await fetch(url)
      return { url, html: await callback.text() }
    }
  }
  throw new Error('Too many redirects')
}

/**
 * @param {string} tag
 * @param {string} name
 */
function attribute(tag, name) {
  return (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replaceAll('&amp;', '&')
}
