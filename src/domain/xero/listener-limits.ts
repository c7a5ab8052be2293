// How much a listener on this machine puts up with while it waits for a callback.

export interface ListenerLimits {
  /** Bytes of one request's head, which is where a query stands. */
  headBytes: number
  /** Milliseconds a request may take to arrive. */
  requestMs: number
  /** Sockets open at once on one address. One more, and the oldest that is still talking has to go. */
  sockets: number
  /** Milliseconds the browser is kept waiting for the outcome. */
  holdMs: number
  /** Milliseconds the browser has to take the page once it was sent. */
  lingerMs: number
}

export const LISTENER_LIMITS: ListenerLimits = {
  headBytes: 16_384,
  requestMs: 10_000,
  sockets: 32,
  holdMs: 10_000,
  lingerMs: 500,
}
