import { z } from 'zod'

/** A SHA-256 as it is written down: 64 hexadecimal digits, small letters. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/)
