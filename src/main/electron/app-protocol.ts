// Serves our own pages over app://, so that nothing runs from file:// and every answer carries the CSP.
import { protocol, type Session } from 'electron'
import { ANSWER_HEADERS, APP_SCHEME } from '../../domain/own-pages'
import { answerFor } from './assets'

/** Must run before `ready`: the scheme is standard (it has an origin) and secure. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ])
}

/**
 * Answers app://`host`/… on a session from files under `root`. By the older of Electron's two ways: `handle` hands over a `Request` and
 * wants a `Response`, for which Node loads all of its HTTP client, 38 ms and 4 MB before the first paint (`docs/decisions.md`).
 */
export function serveApp(session: Session, { root, host }: { root: string; host: string }): void {
  session.protocol.registerBufferProtocol(APP_SCHEME, (request, reply) => {
    const answer = request.method === 'GET' ? answerFor(root, host, request.url) : null
    reply(answer === null ? NOT_FOUND : { data: answer.body, headers: { ...answer.headers } })
  })
}

const NOT_FOUND = {
  statusCode: 404,
  data: Buffer.from('Not found'),
  headers: { ...ANSWER_HEADERS, 'content-type': 'text/plain' },
}
