/** Joins class names; what is falsy falls out. Gives a string also where a CSS module's entry is typed as possibly missing. */
export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
