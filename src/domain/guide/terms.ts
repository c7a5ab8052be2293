// The words that records of the walk are made of. Apart from their schemas, which take long to make: what only judges needs none.

/** The steps, in their order. */
export const stepIds = [
  'plan',
  'create-app',
  'policy-links',
  'keys',
  'keys-check',
  'sign-in',
  'hand-over',
  'scopes',
  'enable',
  'first-company',
  'afterwards',
] as const

/** Whoever can make the next move. */
export const parties = ['me', 'customer', 'codat', 'xero', 'reviewer'] as const
