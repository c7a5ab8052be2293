import type { AskedClient } from '../../src/domain/codat/companies'

/** A Codat client whose companies are read. */
export const askedClient = (tags: AskedClient['tags'] = []): AskedClient => ({ id: 'client-1', name: 'Client', tags })
