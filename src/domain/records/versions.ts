// The version that a record's file says, and the one that is current.
import { z } from 'zod'

/** The version that a schema of records takes, where it has one. */
export function versionIn(schema: z.ZodType): number | null {
  const version: unknown = schema instanceof z.ZodObject ? schema.shape['version'] : undefined
  return version instanceof z.ZodLiteral && typeof version.value === 'number' ? version.value : null
}

export function versionOf(json: unknown): number | null {
  const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : null
  return typeof version === 'number' && Number.isInteger(version) ? version : null
}
