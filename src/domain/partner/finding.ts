// What a check of an application came to.

export interface CheckFinding {
  readonly outcome: 'passed' | 'failed' | 'unknown'
  readonly code: string
  readonly says: string
  readonly nextStep: string | null
}
