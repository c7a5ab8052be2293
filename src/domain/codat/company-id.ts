// Finds a Codat company's id in whatever was copied: the id alone, an address of the portal, of Link or of the API, or JSON.

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const ALONE = new RegExp(`^\\s*(${UUID})\\s*$`, 'i')
/** In an address, as a field of its own, and as Codat’s webhooks refer to one. */
const NAMED = new RegExp(
  `(?:\\bcompan(?:y|ies)/|\\bcompany(?:[ _-]?id)?["']?\\s{0,5}[:=]?\\s{0,5}["'(]?|\\breferenceCompany["']?\\s*:\\s*\\{\\s*["']?id["']?\\s*:\\s*["']?)(${UUID})`,
  'i',
)
/** Enough for any address, and for the head of an answer. */
const LOOKED_AT = 20_000

/** The id in lower case, or null. A UUID alone counts; one among other words only where it is named a company's. */
export function codatCompanyIn(text: string, { alone }: { alone: boolean } = { alone: true }): string | null {
  const head = text.slice(0, LOOKED_AT)
  const found = (alone ? ALONE.exec(head) : null) ?? NAMED.exec(head)
  return found?.[1]?.toLowerCase() ?? null
}
