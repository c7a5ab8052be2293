// How dates are written for people. A format takes milliseconds to make, since the language’s data is read for it.

/** What stands for a moment that was kept as something else. */
export const NO_DATE = 'an unknown day'

/**
 * A British date format that is made when it is first used, and not when its file is loaded: every start would pay for it. It writes any
 * date, also one that isn't one, which a file that was changed by hand can hold.
 */
export function dateFormat(options: Intl.DateTimeFormatOptions): { format(date: Date): string } {
  let made: Intl.DateTimeFormat | undefined
  return {
    format: (date) =>
      Number.isNaN(date.getTime()) ? NO_DATE : (made ??= new Intl.DateTimeFormat('en-GB', options)).format(date),
  }
}

const plainDay = dateFormat({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** "17 November 2026" of a calendar day (YYYY-MM-DD), which no time zone moves; anything else as it stands. */
export function dayInWords(day: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? plainDay.format(new Date(day)) : day
}
