// How amounts and counts are written for people, in the page and in main's own window alike.

/** Decimal text with its thousands set apart; nothing is rounded. */
export function grouped(decimal: string): string {
  const [whole = '', places = ''] = decimal.split('.')
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}${places === '' ? '' : `.${places}`}`
}

/** "1 line", "1,200 lines". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(String(count))} ${count === 1 ? one : many}`
}
