// What an answer of Xero's said, for tests: a refusal that names no reason, and whatever a test adds.
import type { ProviderFacts } from '../../src/domain/xero/schema'

export const providerFacts = (some: Partial<ProviderFacts> = {}): ProviderFacts => ({
  status: 400,
  contentType: 'application/json',
  error: null,
  errorDescription: null,
  shape: 'none',
  challenge: null,
  apiDetail: null,
  problemType: null,
  rateLimit: null,
  retryAfterSeconds: null,
  ...some,
})
