// What things are called wherever a person reads of them: in the app, in sheets, letters and dossiers. Without zod, so that
// the page can have it.
import type { StepState } from './guide/schema'
import type { PartnerRoute } from './partner/schema'

export const stepStateWords: Readonly<Record<StepState, string>> = {
  'to-do': 'To do',
  doing: 'Under way',
  'said-done': 'Said to be done',
  verified: 'Verified',
  stale: 'Check again',
  skipped: 'Skipped',
  'not-needed': 'Not needed',
}

export const routeWords: Readonly<Record<PartnerRoute, string>> = {
  'app-store': 'App Store certification',
  'bank-feeds': 'Bank feeds partnership',
  lending: 'Lending partnership',
  payments: 'AP and payments partnership',
  none: 'No application needed',
}
