import { createHash } from 'node:crypto'

/** What a record's id travels as. */
export function markOf(id: string): string {
  return createHash('sha256').update(`latchkey export ${id}`).digest('hex')
}
