// A company's name instead of its id: people have names. Only companies that were listed here are known. Pure.
import type { CodatRow } from '../connections/snapshot'
import { MOST_NAMED, type Explanation, type NamedCompany } from './schema'

const LONGEST_NAME = 120
const SHORTEST_PART = 3

/** One line, short, and without what only addresses, codes and markup hold. */
export function mayBeName(text: string): boolean {
  const name = text.trim()
  return name.length >= SHORTEST_PART && name.length <= LONGEST_NAME && !/[\n{}<>=\\]|:\/\//.test(name)
}

/** The companies whose name holds the text, the very name first. With one of just that name, it is that company. */
export function companiesLike(
  text: string,
  companies: readonly NamedCompany[],
): Pick<Explanation, 'companies' | 'codatCompanyId'> {
  const wanted = text.trim().toLocaleLowerCase('en-GB')
  const once = new Map(companies.map((company) => [company.id, company]))
  const found = [...once.values()].filter(({ name }) => name.toLocaleLowerCase('en-GB').includes(wanted))
  const isExact = ({ name }: NamedCompany): boolean => name.toLocaleLowerCase('en-GB') === wanted
  const exact = found.filter(isExact)
  const [only] = exact
  return {
    companies: [...exact, ...found.filter((one) => !isExact(one))].slice(0, MOST_NAMED),
    codatCompanyId: only !== undefined && exact.length === 1 ? only.id : null,
  }
}

/** A company of Codat's as a search by its name finds it. */
export const namedCompany = ({ companyId, companyName, clientName }: CodatRow): NamedCompany => ({
  id: companyId,
  name: companyName,
  clientName,
})
