// Which rungs are about the Xero app itself, and so go for every company of it. Without schemas, for the page.
import type { Rung, RungId } from './schema'

const ofApp: readonly RungId[] = ['agreement', 'app-enabled']

export function isOfApp({ id }: Pick<Rung, 'id'>): boolean {
  return ofApp.includes(id)
}
