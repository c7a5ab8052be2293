// The pages of Codat's portal. Ids and `data-` attributes are stable: browser tests hold on to them.
import type { Answer } from '../http-server'
import { type Html, html, pageAnswer } from '../html'
import { codatKey } from './seed'
import type { CodatStandInClient, CodatWorld } from './world'

const ACCOUNTING = '/settings/integrations/accounting'
const KEYS = '/developers/api-keys'

export function nothingPage(status: 403 | 404 = 404): Answer {
  return pageAnswer({
    title: 'Not found',
    status,
    body: html`<main data-page="not-found"><h1>Nothing here</h1></main>`,
  })
}

/** In the field the login decides; here the visitor chooses. */
export function choosePage(world: CodatWorld, path: string): Answer {
  return pageAnswer({
    title: 'Choose a client',
    body: html`<main data-page="codat-choose-client">
      <h1>Which Codat client?</h1>
      <ul>
        ${world.clients.map(
          ({ id, name }) => html`<li><a href="${path}?client=${id}" data-client="${id}">${name}</a></li>`,
        )}
      </ul>
    </main>`,
  })
}

function frame(client: CodatStandInClient, page: string, title: string, body: Html): Answer {
  return pageAnswer({
    title,
    body: html`<main data-page="${page}" data-client="${client.id}">
      <p>${client.name}</p>
      <nav>
        <a href="${ACCOUNTING}?client=${client.id}">Accounting integrations</a>
        <a href="${KEYS}?client=${client.id}">API keys</a>
        <a href="${ACCOUNTING}">Another client</a>
      </nav>
      <h1>${title}</h1>
      ${body}
    </main>`,
  })
}

const hidden = (client: CodatStandInClient): Html => html`<input type="hidden" name="client" value="${client.id}" />`

export function accountingPage(client: CodatStandInClient): Answer {
  const { clientId, enabled } = client.xero
  return frame(
    client,
    'codat-accounting',
    'Accounting integrations',
    html`<table>
      <tbody>
        <tr>
          <td>Xero</td>
          <td data-xero-enabled="${enabled ? 'yes' : 'no'}">${enabled ? 'Enabled' : 'Not enabled'}</td>
          <td>
            <a href="${ACCOUNTING}/xero?client=${client.id}" data-action="xero-settings"
              >${clientId === null ? 'Set up' : 'Manage'}</a
            >
          </td>
          <td>${clientId === null ? null : toggle(client)}</td>
        </tr>
      </tbody>
    </table>`,
  )
}

function toggle(client: CodatStandInClient): Html {
  const { enabled } = client.xero
  return html`<form method="post" action="${ACCOUNTING}/xero/enabled">
    ${hidden(client)}
    <button name="enabled" value="${enabled ? 'no' : 'yes'}" data-action="${enabled ? 'disable-xero' : 'enable-xero'}">
      ${enabled ? 'Disable' : 'Enable'}
    </button>
  </form>`
}

export function xeroSettingsPage(
  client: CodatStandInClient,
  { saved, problem }: { saved: boolean; problem: string | null },
): Answer {
  const { clientId, enabled, scopes } = client.xero
  return frame(
    client,
    'codat-xero-settings',
    'Xero',
    html`${problem === null ? null : html`<p role="alert" data-problem>${problem}</p>`}
      ${saved ? html`<p role="status" data-saved>Your settings were saved.</p>` : null}
      ${saved && !enabled ? enableDialog(client) : null}
      <form method="post" action="${ACCOUNTING}/xero">
        ${hidden(client)}
        <fieldset>
          <legend>Integration settings</legend>
          <label for="client-id">Client ID</label>
          <input
            id="client-id"
            class="value"
            type="text"
            name="clientId"
            value="${clientId ?? ''}"
            autocomplete="off"
          />
          <label for="client-secret">Client secret</label>
          <input id="client-secret" class="value" type="password" name="clientSecret" autocomplete="off" />
          <p>${clientId === null ? '' : 'A secret is stored. It is not shown again.'}</p>
          <button data-action="save">Save</button>
        </fieldset>
      </form>
      <form method="post" action="${ACCOUNTING}/xero/scopes">
        ${hidden(client)}
        <fieldset>
          <legend>Scopes (in the field, Codat’s team sets these)</legend>
          <label for="scopes">Scopes</label>
          <input id="scopes" class="value" type="text" name="scopes" value="${scopes.join(' ')}" />
          <button data-action="save-scopes">Save scopes</button>
        </fieldset>
      </form>`,
  )
}

function enableDialog(client: CodatStandInClient): Html {
  return html`<form method="post" action="${ACCOUNTING}/xero/enabled" data-dialog="enable-xero">
    ${hidden(client)}
    <fieldset>
      <legend>Enable Xero</legend>
      <button name="enabled" value="yes" data-action="enable-now">Enable now</button>
      <button name="enabled" value="no" data-action="enable-later">Later</button>
    </fieldset>
  </form>`
}

/** As in the field, the key and its ready-made header stand side by side. */
export function apiKeysPage(client: CodatStandInClient, problem: string | null): Answer {
  return frame(
    client,
    'codat-api-keys',
    'API keys',
    html`${problem === null ? null : html`<p role="alert" data-problem>${problem}</p>`}
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>Key</th>
            <th>Authorization header</th>
            <th></th>
          </tr>
        </thead>
        <tbody>
          ${client.keys.map((key) => keyRow(client, key))}
        </tbody>
      </table>
      <form method="post" action="${KEYS}">
        ${hidden(client)}
        <label for="key-name">Name of a new key</label>
        <input id="key-name" type="text" name="name" />
        <button data-action="create-key">Create API key</button>
      </form>`,
  )
}

function keyRow(client: CodatStandInClient, { name, serial, hash }: CodatStandInClient['keys'][number]): Html {
  const value = codatKey(client.id, name, serial)
  return html`<tr data-key="${name}">
    <td>${name}</td>
    <td><code data-key-value>${value}</code></td>
    <td><code data-key-header>Basic ${Buffer.from(value).toString('base64')}</code></td>
    <td>
      <form method="post" action="${KEYS}/delete">
        ${hidden(client)}
        <button name="key" value="${hash}" data-action="delete-key">Delete</button>
      </form>
    </td>
  </tr>`
}
