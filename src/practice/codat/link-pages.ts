// The pages of Codat Link. `data-` attributes are stable: browser tests hold on to them.
import type { Answer } from '../http-server'
import { html, pageAnswer } from '../html'
import type { CodatStandInCompany, CodatStandInConnection } from './world'

export function noticePage(page: string, text: string, status = 200): Answer {
  return pageAnswer({ title: 'Link', status, body: html`<main data-page="${page}"><h1>${text}</h1></main>` })
}

export function companyPage(
  company: CodatStandInCompany,
  connections: readonly CodatStandInConnection[],
  { enabled, formsMayReach }: { enabled: boolean; formsMayReach: readonly string[] },
): Answer {
  const xeros = connections.filter(({ platform }) => platform === 'gbol')
  return pageAnswer({
    title: company.name,
    formsMayReach,
    body: html`<main data-page="codat-link-company" data-company="${company.id}">
      <h1>${company.name}</h1>
      <ul>
        ${xeros.map(
          ({ id, status }) =>
            html`<li data-connection="${id}" data-status="${status}">
              Xero: ${status}
              <a href="/companies/${company.id}/connections/${id}/start" data-action="start">Connect</a>
            </li>`,
        )}
      </ul>
      ${
        enabled && xeros.length === 0
          ? html`<form method="post" action="/company/${company.id}/connect">
              <button data-action="connect-xero">Connect Xero</button>
            </form>`
          : null
      }
    </main>`,
  })
}

/** `redirect` is where Codat would send the owner: shown, not followed, as it is a customer's own site. */
export function linkedPage(company: CodatStandInCompany, redirect: string): Answer {
  return pageAnswer({
    title: 'Linked',
    body: html`<main data-page="codat-linked">
      <h1>${company.name} is linked.</h1>
      <p>Codat would now go on to <code data-redirect>${redirect}</code></p>
    </main>`,
  })
}

export function notLinkedPage(company: CodatStandInCompany, message: string, redirect: string): Answer {
  return pageAnswer({
    title: 'Not linked',
    body: html`<main data-page="codat-not-linked">
      <h1>${company.name} is not linked.</h1>
      <p data-message>${message}</p>
      <p>Codat would now go on to <code data-redirect>${redirect}</code></p>
    </main>`,
  })
}
