// The pages of "My Apps". Ids and `data-` attributes are stable: browser tests hold on to them.
import { plans, redirectUrisPerApp } from '../../domain/facts'
import type { Answer } from '../http-server'
import { type Html, html, pageAnswer } from '../html'
import { countedConnections, liveConnections } from './connections'
import { findOrganisation, findUser } from './stand-in'
import type { XeroConnection, XeroStandInApp, XeroWorld } from './world'

const TYPES = { web: 'Web app', 'mobile-desktop': 'Mobile or desktop app' } as const

export function notFoundPage(status: 403 | 404 = 404): Answer {
  return pageAnswer({
    title: 'Not found',
    status,
    body: html`<main data-page="not-found">
      <h1>Nothing here</h1>
      <p><a href="/myapps">My Apps</a></p>
    </main>`,
  })
}

export function appListPage(world: XeroWorld): Answer {
  const apps = [...world.apps].sort((a, b) => a.name.localeCompare(b.name))
  return pageAnswer({
    title: 'My Apps',
    body: html`<main data-page="my-apps">
      <h1>My Apps</h1>
      <p><a href="/myapps/new" data-action="new-app">New app</a></p>
      ${apps.length === 0 ? html`<p data-empty>You have no apps yet.</p>` : appTable(world, apps)}
    </main>`,
  })
}

function appTable(world: XeroWorld, apps: readonly XeroStandInApp[]): Html {
  return html`<table>
    <thead>
      <tr>
        <th>Name</th>
        <th>Type</th>
        <th>Created</th>
        <th>Connections</th>
      </tr>
    </thead>
    <tbody>
      ${apps.map(
        (app) =>
          html`<tr>
            <td><a href="/myapps/${app.clientId}/configuration" data-app="${app.clientId}">${app.name}</a></td>
            <td>${TYPES[app.type]}</td>
            <td>${day(app.createdAt)}</td>
            <td>${usage(world, app)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function usage(world: XeroWorld, app: XeroStandInApp): Html {
  return html`<span data-count="${countedConnections(world, app.clientId)}"
      >${countedConnections(world, app.clientId)}</span
    >
    of <span data-limit="${app.limit ?? ''}">${app.limit ?? 'no limit'}</span>`
}

export interface NewAppForm {
  readonly name: string
  readonly type: string
  readonly companyUrl: string
  readonly redirectUri: string
  readonly trainsModels: string
  readonly security: string
  readonly terms: string
}

export function newAppPage(form: NewAppForm, problem: string | null): Answer {
  return pageAnswer({
    title: 'New app',
    status: problem === null ? 200 : 400,
    body: html`<main data-page="new-app">
      <h1>New app</h1>
      ${problemNote(problem)}
      <form method="post" action="/myapps/new">
        <label for="app-name">App name</label
        ><input type="text" id="app-name" name="name" value="${form.name}" required />
        <fieldset>
          <legend>Integration type</legend>
          ${radio('type', 'web', TYPES.web, form.type)}
          ${radio('type', 'mobile-desktop', TYPES['mobile-desktop'], form.type)}
        </fieldset>
        <label for="company-url">Company or application URL</label
        ><input type="url" id="company-url" name="companyUrl" value="${form.companyUrl}" required />
        <label for="redirect-uri">Redirect URI</label
        ><input type="text" id="redirect-uri" name="redirectUri" value="${form.redirectUri}" required />
        <fieldset>
          <legend>Will you use Xero data to train an AI model?</legend>
          ${radio('trainsModels', 'yes', 'Yes', form.trainsModels)}
          ${radio('trainsModels', 'no', 'No', form.trainsModels)}
        </fieldset>
        ${tick('security', 'My app meets the minimum security requirements', form.security)}
        ${tick('terms', 'I have read and agree to the terms and conditions', form.terms)}
        <button data-action="create-app">Create app</button>
      </form>
    </main>`,
  })
}

function radio(name: string, value: string, label: string, chosen: string): Html {
  return html`<div>
    <label class="inline"
      ><input type="radio" name="${name}" value="${value}" ${chosen === value && html` checked`} /> ${label}</label
    >
  </div>`
}

function tick(name: string, label: string, chosen: string): Html {
  return html`<div>
    <label class="inline"
      ><input type="checkbox" id="${name}" name="${name}" ${chosen === 'on' && html` checked`} /> ${label}</label
    >
  </div>`
}

function problemNote(problem: string | null): Html | null {
  return problem === null ? null : html`<p role="alert" data-error>${problem}</p>`
}

export function configurationPage(
  app: XeroStandInApp,
  shown: { fresh: { slot: 1 | 2; value: string } | null; problem: string | null },
): Answer {
  return pageAnswer({
    title: `${app.name}: Configuration`,
    status: shown.problem === null ? 200 : 400,
    body: html`<main data-page="configuration" data-app="${app.clientId}">
      ${appHead(app)} ${problemNote(shown.problem)}
      <h2>Redirect URIs</h2>
      <p>Compared character by character. At most ${redirectUrisPerApp.value}.</p>
      ${app.redirectUris.map((uri, index) => redirectUriRow(app, uri, index))}
      <form method="post" action="/myapps/${app.clientId}/redirect-uris">
        <label for="new-redirect-uri">Add another URI</label
        ><input type="text" id="new-redirect-uri" name="uri" /><button data-action="add-redirect-uri">Add</button>
      </form>
      <h2>Client id</h2>
      <label for="client-id">Client id</label
      ><input type="text" class="value" id="client-id" readonly value="${app.clientId}" />
      <h2>Client secrets</h2>
      ${app.type === 'web' ? secrets(app, shown.fresh) : html`<p data-no-secret>A mobile or desktop app signs in with PKCE and has no secret.</p>`}
    </main>`,
  })
}

function appHead(app: XeroStandInApp): Html {
  return html`<h1 data-app-name>${app.name}</h1>
    <nav>
      <a href="/myapps">My Apps</a>
      <a href="/myapps/${app.clientId}/configuration" data-tab="configuration">Configuration</a>
      <a href="/myapps/${app.clientId}/connections" data-tab="connections">Connection management</a>
    </nav>
    <p>
      <span data-app-type="${app.type}">${TYPES[app.type]}</span>, created
      <time data-created datetime="${app.createdAt}">${day(app.createdAt)}</time>,
      ${app.certified ? 'certified' : 'uncertified'}
    </p>
    <p>Company URL: <span data-company-url>${app.companyUrl}</span></p>`
}

function redirectUriRow(app: XeroStandInApp, uri: string, index: number): Html {
  return html`<div class="row">
    <form method="post" action="/myapps/${app.clientId}/redirect-uris/${index}">
      <input
        type="text"
        class="value"
        name="uri"
        value="${uri}"
        aria-label="Redirect URI ${index + 1}"
        data-redirect-uri="${uri}"
      />
      <button name="do" value="save" data-action="save-redirect-uri">Save</button
      ><button name="do" value="remove" data-action="remove-redirect-uri">Remove</button>
    </form>
  </div>`
}

function secrets(app: XeroStandInApp, fresh: { slot: 1 | 2; value: string } | null): Html {
  const rows = [...app.secrets].sort((a, b) => a.slot - b.slot)
  return html`${rows.map(
      ({ slot, createdAt }) =>
        html`<div data-secret-slot="${slot}">
          <label for="secret-${slot}">Client secret ${slot}</label>
          ${
            fresh?.slot === slot
              ? html`<input type="text" class="value" id="secret-${slot}" readonly value="${fresh.value}" />
                  <p>Copy it now: once you leave this page it isn’t shown again.</p>`
              : html`<p id="secret-${slot}">Generated <time datetime="${createdAt}">${day(createdAt)}</time></p>`
          }
          <form method="post" action="/myapps/${app.clientId}/secrets/${slot}/delete">
            <button data-action="delete-secret" data-slot="${slot}">Delete client secret ${slot}</button>
          </form>
        </div>`,
    )}
    <form method="post" action="/myapps/${app.clientId}/secrets">
      <button data-action="generate-secret">
        ${rows.length === 0 ? 'Generate a secret' : 'Generate another secret'}
      </button>
    </form>`
}

export function connectionsPage(world: XeroWorld, app: XeroStandInApp): Answer {
  const rows = liveConnections(world, app.clientId)
  return pageAnswer({
    title: `${app.name}: Connection management`,
    body: html`<main data-page="connections" data-app="${app.clientId}">
      ${appHead(app)}
      <h2>Connections</h2>
      <p>${usage(world, app)} connections used. Demo companies don’t count.</p>
      <form method="post" action="/myapps/${app.clientId}/plan">
        <label for="plan">Plan (now ${app.plan})</label
        ><select id="plan" name="plan">
          ${plans.value.map((plan) => html`<option value="${plan.name}" ${plan.name === app.plan && html` selected`}>${plan.name}: ${plan.connections ?? 'no limit'}</option>`)}
        </select>
        <button data-action="change-plan">Change plan</button>
      </form>
      <table>
        <thead>
          <tr>
            <th>Organisation</th>
            <th>Connected by</th>
            <th>Created</th>
            <th></th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => connectionRow(world, app, row))}
        </tbody>
      </table>
    </main>`,
  })
}

function connectionRow(world: XeroWorld, app: XeroStandInApp, row: XeroConnection): Html {
  const organisation = findOrganisation(world, row.tenantId)
  return html`<tr data-connection="${row.id}" data-tenant="${row.tenantId}">
    <td>${organisation?.name ?? row.tenantId}${organisation?.class === 'DEMO' && ' (demo)'}</td>
    <td>${findUser(world, row.userId)?.email ?? ''}</td>
    <td>${day(row.createdDateUtc)}</td>
    <td>
      <form method="post" action="/myapps/${app.clientId}/connections/${row.id}/disconnect">
        <button data-action="disconnect">Disconnect</button>
      </form>
    </td>
  </tr>`
}

function day(iso: string): string {
  return iso.slice(0, 10)
}
