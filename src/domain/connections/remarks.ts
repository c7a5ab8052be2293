// What the activity log says of counts and limits.
import type { Gauge } from './schema'

export function countRemark(count: number, before: number | null): string {
  return before === null ? String(count) : `${count}, ${before} before`
}

export function limitRemark({ limit: { limit, confirmed } }: Gauge): string {
  return limit === null ? 'none' : `${limit}${confirmed ? '' : ', not confirmed'}`
}
