// Serves our own pages over app://, so that nothing runs from file:// and every answer carries the CSP.
import { protocol, type Session } from 'electron'
import { APP_SCHEME, answerFor, ANSWER_HEADERS } from './assets'

export { APP_SCHEME }

/** Must run before `ready`: the scheme is standard (it has an origin) and secure. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ])
}

/** Answers app://`host`/… on a session from files under `root`. */
export function serveApp(session: Session, { root, host }: { root: string; host: string }): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const answer = request.method === 'GET' ? await answerFor(root, host, request.url) : null
    return answer === null
      ? new Response('Not found', { status: 404, headers: ANSWER_HEADERS })
      : new Response(answer.body, { headers: answer.headers })
  })
}
