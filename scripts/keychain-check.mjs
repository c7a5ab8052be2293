// @ts-check
// Writes, reads, compares and deletes a throw-away item in the keychain. A process of its own, since a keychain that
// doesn't answer can only be given up by ending whoever waits for it. Exit code 0 is a keychain that works.
import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'

// Not imported: where it is not installed, types can't be checked against it.
const keytar = createRequire(import.meta.url)('keytar')
const service = 'Latchkey check'
const account = randomUUID()
const value = randomUUID()

try {
  await keytar.setPassword(service, account, value)
  const read = await keytar.getPassword(service, account)
  if (read !== value)
    throw new Error(read === null ? 'what was written can’t be read' : 'what was read isn’t what was written')
  if (!(await keytar.deletePassword(service, account))) throw new Error('what was written can’t be deleted')
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
