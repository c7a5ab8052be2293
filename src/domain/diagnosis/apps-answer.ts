// What the app at the redirect URI answered, once Xero had sent the browser back to it with a code.
import type { Diagnosis } from './schema'
import { diagnose } from './diagnose'
import { statusInText } from './status-in-text'
import { calledIn } from './whose-call'

/** Frameworks that have no page at that path. */
const NO_ROUTE =
  /\bCannot (?:GET|POST) \/|No route matches|Routing ?Error|NotFoundHttpException|The route \S{1,200} could not be found|No static resource|Page ?not ?found|Whitelabel Error Page|No webpage was found|didn.t match any of these|did not match any of|This page could not be found|DEPLOYMENT_NOT_FOUND|page you (?:were|are) looking for|Seite (?:wurde )?nicht gefunden|Page (?:introuvable|non trouvée)|Página no encontrada/i

/** The app's refusal of the address that it was handed; null where the text tells of none, or of a call to Xero or Codat. */
export function diagnoseAppsAnswer(about: string): Diagnosis | null {
  const called = calledIn(about)
  if (called !== null && called !== 'xero') return null
  const said = statusInText(about)
  const status = said !== null && said >= 400 ? said : null
  const isNoRoute = status === 404 || NO_ROUTE.test(about)
  if (status === null && !isNoRoute) return null
  const facts = [['Status', status]] as const
  return diagnose('callback.no-answer', isNoRoute ? { facts, ...noRoute } : { facts, ...failed })
}

const cause =
  'Xero’s part is over: the address carries a code. What refused is the app, or the server in front of it. No key has a part in it.'

const noRoute = {
  title: 'The browser came back to the app, and the app has nothing at that address',
  cause,
  canBe: [
    'The redirect URI and the path that the app answers at differ: a part of it, capital letters or a slash at the end.',
    'The version that runs there doesn’t have that page yet, or its server doesn’t pass the path on.',
  ],
  nextStep:
    'Compare the redirect URI with the path that the app answers at, letter by letter, then start the sign-in again: that code is spent soon.',
}

const failed = {
  title: 'The browser came back to the app, and the app failed there',
  cause,
  canBe: [
    'The app failed while it took the code: its own log says why, often an answer of Xero’s token endpoint.',
    'The page was loaded twice, and the code was used the first time.',
    'A wall or a sign-in in front of the app turned the browser away.',
  ],
  nextStep: 'Look into the app’s log of that moment and paste what it says, then start the sign-in again.',
}
