// Which apps have no keys here that should have some.
import type { XeroAppView } from '../../../contract/xero-apps'

export function needsKeys(app: XeroAppView): boolean {
  return app.keyHolder === 'here' && (app.secrets.length === 0 || app.clientId === '')
}

export function countNeedingKeys(apps: readonly XeroAppView[]): number {
  return apps.filter(needsKeys).length
}
