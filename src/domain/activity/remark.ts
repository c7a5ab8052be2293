import { redact } from '../text/redaction'

/** What the activity log says beside a code: words of ours, or a name that was given to something, which stays as it was given. */
export type Remark = string | { readonly name: string; readonly more?: string }

/** A remark as it is written down: names are told to be read, and stand in their records anyway. */
export function remarkText(remark: Remark): string {
  if (typeof remark === 'string') return redact(remark)
  return remark.more === undefined ? remark.name : `${remark.name}, ${redact(remark.more)}`
}
