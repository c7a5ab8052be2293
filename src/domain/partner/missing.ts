// What still stands between an application and a complete dossier, named one by one. Pure.
import { isEmail } from './entered'
import type { ChecklistItemView, MissingThing, PartnerCheck, PartnerView } from './schema'
import { inDays } from '../scopes'

export const stateWords: Readonly<Record<ChecklistItemView['answer']['state'], string>> = {
  'to-do': 'to do',
  'in-progress': 'in progress',
  ready: 'ready',
  waived: 'waived',
}

/** Checks older than this say what was, not what is. */
const FRESH_DAYS = 30

type Known = Pick<PartnerView, 'advice' | 'checklist' | 'details' | 'scopes' | 'scopesMissing' | 'route'>

/** What is missing, the gravest first: failed checks, then items, then empty fields. `now` is an ISO time. */
export function missingThings(view: Known, now: string): MissingThing[] {
  if (view.checklist === null) return []
  return [
    ...failedChecks(view.checklist.items),
    ...view.checklist.items.flatMap((item) => missingOfItem(item, now)),
    ...emptyFields(view),
  ]
}

function failedChecks(items: readonly ChecklistItemView[]): MissingThing[] {
  return items
    .filter(({ lastCheck, answer }) => lastCheck?.outcome === 'failed' && answer.state !== 'waived')
    .map(({ id, title, lastCheck }) => ({ itemId: id, text: `${title}: ${lastCheck?.says ?? ''}` }))
}

function missingOfItem(item: ChecklistItemView, now: string): MissingThing[] {
  const { id, title, answer, lastCheck, check, kind } = item
  const one = (text: string): MissingThing[] => [{ itemId: id, text: `${title}: ${text}` }]
  switch (answer.state) {
    case 'waived':
      return []
    case 'to-do':
    case 'in-progress':
      // A passed check shows a prerequisite by itself; a checkpoint is shown by people.
      if (kind === 'prerequisite' && lastCheck?.outcome === 'passed' && isFresh(lastCheck, now)) return []
      if (lastCheck?.outcome === 'failed') return []
      return one(`${stateWords[answer.state]}${owed(item)}.`)
    case 'ready':
      if (lastCheck?.outcome === 'failed') return []
      if (answer.evidence.some(({ setAsideAt }) => setAsideAt === null)) return []
      if (check !== null && lastCheck?.outcome === 'passed')
        return isFresh(lastCheck, now) ? [] : one('its check is old.')
      return one('ready, but nothing shows it yet.')
  }
}

function owed({ answer }: ChecklistItemView): string {
  const who = answer.owner === '' ? '' : `, with ${answer.owner}`
  return answer.dueOn === null ? who : `${who}, due on ${inDays(answer.dueOn)}`
}

function isFresh(check: PartnerCheck, now: string): boolean {
  return Date.parse(now) - Date.parse(check.at) <= FRESH_DAYS * 24 * 60 * 60 * 1_000
}

function emptyFields({ details, scopes, scopesMissing, advice }: Known): MissingThing[] {
  const missing: string[] = []
  if (advice.unanswered.length > 0) missing.push('The questions on the way aren’t all answered.')
  if (details.description === '') missing.push('What the product does isn’t described.')
  if (!isEmail(details.codatContact)) missing.push('Your Codat contact’s e-mail address isn’t entered.')
  if (scopes.length === 0) missing.push('The scope table is empty.')
  if (scopesMissing.length > 0) missing.push(`The scope table lacks ${scopesMissing.join(', ')}.`)
  return missing.map((text) => ({ text, itemId: null }))
}
