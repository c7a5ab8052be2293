/** A record is written no longer than this, in bytes as it lies on the disk. */
export const MOST_RECORD_BYTES = 1_000_000

/** Whether it can be kept as a record, or as part of one. */
export function fitsRecord(value: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(value, null, 2)) <= MOST_RECORD_BYTES
}
