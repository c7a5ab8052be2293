// What a person sees between the authorize address and the callback. `data-` attributes are stable: browser tests hold on to them.
import type { Answer } from '../http-server'
import { html, pageAnswer } from '../html'
import { certificationNeeded, errorPage } from './sayings'
import { hasTwoOtherUncertifiedApps } from './connections'
import { findOrganisation } from './stand-in'
import type { XeroConsent, XeroOrganisation, XeroStandInApp, XeroUser, XeroWorld } from './world'

/** Xero's own error page. An empty text is for what Xero words otherwise (an expired or unknown consent). */
export function errorPageAnswer(text: string): Answer {
  return pageAnswer({
    title: 'Error',
    status: 500,
    body: html`<main data-page="xero-error">
      <h1>${errorPage.heading}</h1>
      ${errorPage.lines.map((line) => html`<p>${line}</p>`)}
      <p>${errorPage.code}</p>
      ${text !== '' && html`<p><strong data-error>Error: ${text}</strong></p>`}
    </main>`,
  })
}

interface ConsentScene {
  readonly world: XeroWorld
  readonly consent: XeroConsent
  readonly app: XeroStandInApp
  readonly user: XeroUser
  /** Every organisation is shown as taken by two uncertified apps. */
  readonly greyedOut: boolean
  readonly url: URL
  /** Where the browser goes after consent; null if practice ends here. */
  readonly leadsTo: URL | null
}

export function consentPage(scene: ConsentScene): Answer {
  const { app, consent, user, world } = scene
  const organisations = user.tenantIds.flatMap((id) => findOrganisation(world, id) ?? [])
  const choices = organisations.map((organisation) => ({
    organisation,
    taken: scene.greyedOut || hasTwoOtherUncertifiedApps(world, app, organisation),
  }))
  const first = choices.find((choice) => !choice.taken)?.organisation.tenantId
  return pageAnswer({
    title: `${app.name} wants access`,
    formsMayReach: scene.leadsTo === null ? [] : [scene.leadsTo.origin],
    body: html`<main data-page="xero-consent" data-client-id="${app.clientId}">
      <h1>${app.name} wants access to your organisation’s data</h1>
      <p>Signed in as <strong data-user="${user.id}">${user.givenName} ${user.familyName}</strong> (${user.email})</p>
      <p>
        ${world.users.filter((one) => one.id !== user.id).map((one) => html`<a href="${withUser(scene.url, one)}" data-switch-user="${one.id}">Sign in as ${one.givenName} ${one.familyName}</a> `)}
      </p>
      <form method="post" action="/consent/${consent.id}">
        <input type="hidden" name="user" value="${user.id}" />
        <fieldset>
          <legend>Organisation</legend>
          ${choices.map(({ organisation, taken }) => organisationChoice(organisation, taken, organisation.tenantId === first))}
        </fieldset>
        <h2>It asks for</h2>
        <ul>
          ${consent.scopes.map((scope) => html`<li data-scope="${scope}"><code>${scope}</code></li>`)}
        </ul>
        <button name="decision" value="allow" data-action="allow" ${first === undefined && html` disabled`}>
          Allow access
        </button>
        <button name="decision" value="cancel" data-action="cancel">Cancel</button>
      </form>
    </main>`,
  })
}

function organisationChoice(organisation: XeroOrganisation, taken: boolean, checked: boolean) {
  return html`<div class="${taken ? 'off' : ''}">
    <label class="inline"
      ><input
        type="radio"
        name="tenant"
        required
        value="${organisation.tenantId}"
        data-tenant="${organisation.name}"
        ${taken && html` disabled`}${checked && html` checked`}
      />
      ${organisation.name}${taken && html` (already connected to two uncertified apps)`}</label
    >
  </div>`
}

function withUser(url: URL, user: XeroUser): string {
  const target = new URL(url)
  target.searchParams.set('user', user.id)
  return target.pathname + target.search
}

export function connectionLimitPage(): Answer {
  return pageAnswer({
    title: 'Connection limit',
    body: html`<main data-page="xero-connection-limit">
      <h1>Connection limit</h1>
      <p>This app can’t be connected to another organisation: it has reached the number of connections it may have.</p>
    </main>`,
  })
}

export function certificationPage(appName: string): Answer {
  return pageAnswer({
    title: 'Certification',
    body: html`<main data-page="xero-certification-needed"><h1>${certificationNeeded(appName)}</h1></main>`,
  })
}

/** Where consent was for a redirect URI that isn't on this machine. */
export function handOverPage(target: URL): Answer {
  return pageAnswer({
    title: 'Practice stops here',
    body: html`<main data-page="practice-hand-over" data-redirect-host="${target.host}">
      <h1>Practice stops here</h1>
      <p>
        Xero would now send the browser on to <code>${target.origin}${target.pathname}</code>. Practice never leaves
        this machine.
      </p>
    </main>`,
  })
}
