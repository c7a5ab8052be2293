// Why a record's file could not be read, and whether anything is wrong with the file at all.
import { z } from 'zod'

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as { readonly code?: string }).code : undefined
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT'
}

/** The system would not let us read: nothing is wrong with the file, so it must not be set aside. */
export function isUnreadable(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE', 'EBUSY'].includes(codeOf(error) ?? '')
}

/** Why a file could not be read, in words that never quote what it holds. */
export function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'it is not JSON'
  if (error instanceof z.ZodError)
    return `these fields do not fit: ${error.issues.map((issue) => issue.path.join('.') || 'all').join(', ')}`
  if (codeOf(error) !== undefined) return 'the system would not let it be read'
  return error instanceof Error ? error.message : 'unknown'
}
