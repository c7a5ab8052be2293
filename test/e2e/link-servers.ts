// The servers with good and bad certificates, up for every test of a file, and the authority that they trust.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startLinkServers, type LinkServers } from '../support/link-servers'
import { createAuthority } from '../support/test-certificates'
import { test } from './latchkey'

export interface Served {
  readonly servers: LinkServers
  /** The authority's certificate, a file. */
  readonly authority: string
  /** A folder that goes with the servers. */
  readonly folder: string
}

/** Registers the hooks; what it gives is to be called within a test. */
export function serveLinks(): () => Served {
  let served: Served | undefined
  let folder: string
  test.beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'latchkey-links-'))
    const made = await createAuthority(folder)
    served = { servers: await startLinkServers(made), authority: made.file, folder }
  })
  test.afterAll(async () => {
    await served?.servers.close()
    await rm(folder, { recursive: true, force: true })
  })
  return () => {
    if (served === undefined) throw new Error('The link servers are up within a test only')
    return served
  }
}
