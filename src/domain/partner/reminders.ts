// Which reminder of an application is due, in a sentence, and a key by which it is told once. Pure.
import { partnerRoutes, type PartnerApplication } from './schema'
import { routeWords } from '../wording'
import { inDays } from '../scopes'

export interface DueReminder {
  readonly key: string
  readonly words: string
}

/** The application's reminder whose day has come and that wasn't told yet; null where there is none. `today`: YYYY-MM-DD. */
export function dueReminders(application: PartnerApplication, today: string): DueReminder | null {
  for (const route of partnerRoutes) {
    const kase = application.cases[route]
    if (kase === undefined || kase.remindOn === null || kase.remindOn > today) continue
    const key = `${route} ${kase.remindOn}`
    if (key === application.remindedFor) continue
    return {
      key,
      words: `${routeWords[route]}: you wanted to be reminded on ${inDays(kase.remindOn)}. Status: ${kase.status}.`,
    }
  }
  return null
}
