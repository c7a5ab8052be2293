// The day it is where the user is: a bank's date is a local one.

/** As YYYY-MM-DD. */
export function localDay(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
