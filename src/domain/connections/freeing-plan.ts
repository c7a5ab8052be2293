// What freeing connections would do: the order of safety, what happens to each, and what it takes to go ahead.
import { safeties, type Safety, type Connection, type FreeingChoice } from './schema'
import { demoCompaniesCount } from '../facts'
import type { ConfirmRequest } from '../confirm-request'
import { onceWhile } from '../once-while'
import { countBy } from './count-by'
import { tenantOf } from './match'

/**
 * What can be freed, safest first. Rows that free no counted place (demo companies) come last; rows that only Codat knows are
 * left out, because unlinking there frees no place. Ranked once for a list, which nobody may change in place.
 */
export const rankForFreeing = onceWhile(
  () => null,
  (connections: readonly Connection[]): readonly FreeingChoice[] => {
    const perTenant = countBy(connections, ({ xero }) => (xero === null ? '' : tenantOf(xero)))
    return connections
      .flatMap((connection) => {
        if (connection.xero === null || connection.safety === null) return []
        return [
          {
            choice: choiceOf(
              connection,
              connection.xero,
              connection.safety,
              perTenant.get(tenantOf(connection.xero)) ?? 1,
            ),
            connection,
          },
        ]
      })
      .sort((a, b) => rank(a.choice) - rank(b.choice) || oldestFirst(a.connection, b.connection))
      .map(({ choice }) => choice)
  },
)

function rank(choice: FreeingChoice): number {
  return (choice.freesPlace ? 0 : safeties.length) + safeties.indexOf(choice.safety)
}

function oldestFirst(a: Connection, b: Connection): number {
  const [first, second] = [a.changedAt ?? '', b.changedAt ?? '']
  if (first !== second) return first < second ? -1 : 1
  return a.key < b.key ? -1 : 1
}

function choiceOf(
  connection: Connection,
  xero: NonNullable<Connection['xero']>,
  safety: Safety,
  connections: number,
): FreeingChoice {
  const freesPlace = demoCompaniesCount.value || !connection.demo.isDemo
  return {
    connectionId: xero.connectionId,
    key: connection.key,
    organisation: connection.organisation,
    safety,
    freesPlace,
    takes: TAKES[safety],
    whatHappens: [
      whatHappens(connection, safety),
      ...(connection.codat.some((link) => link.matchedBy === 'name')
        ? ['The match is by name only, which is a guess.']
        : []),
      ...(freesPlace ? [] : ['It frees no connection: demo companies don’t count.']),
      ...(connections > 1
        ? [`The organisation has ${connections} connections. If Xero counts organisations, removing one frees none.`]
        : []),
      CANNOT_BE_UNDONE,
    ],
  }
}

const CANNOT_BE_UNDONE =
  'It can’t be undone: to come back, someone of the organisation must sign in to Xero and consent again.'

const TAKES: Readonly<Record<Safety, FreeingChoice['takes']>> = {
  'own-test': 'confirm',
  'no-codat': 'type-name',
  deauthorized: 'type-name',
  unlinked: 'type-name',
  pending: 'type-name',
  unsure: 'type-name-and-yes',
  linked: 'type-name-and-yes',
}

function whatHappens(connection: Connection, safety: Safety): string {
  const organisation = shown(connection.organisation)
  const company = shown(connection.codat[0]?.companyName ?? null)
  switch (safety) {
    case 'own-test':
      return `Latchkey’s own sign-in test made this connection to ${organisation}. Nobody else is unplugged.`
    case 'no-codat':
      return `No company of your Codat clients uses ${organisation}. Other software that uses this Xero app is unplugged from it.`
    case 'deauthorized':
      return `Codat’s company ${company} has lost its access to ${organisation} already, so nothing stops that still runs.`
    case 'unlinked':
      return `Codat’s company ${company} was unlinked from ${organisation}, so nothing stops that still runs.`
    case 'pending':
      return `Codat’s company ${company} waits for its first consent and doesn’t use this connection to ${organisation} yet.`
    case 'unsure':
      return `A Codat company that is in use may depend on ${organisation}. ${connection.doubt ?? ''}`.trim()
    case 'linked':
      return `Codat’s company ${company} is linked to ${organisation}: Codat stops reading and writing there, bank feeds included.`
  }
}

/**
 * The question main asks before it removes `choices`: one click for what our own tests made, else the organisation's name
 * (several: “disconnect 3”), and a box to tick when something in use may be unplugged.
 */
export function confirmFreeing(appName: string, choices: readonly FreeingChoice[]): ConfirmRequest {
  const risky = choices.filter((choice) => choice.takes === 'type-name-and-yes').length
  const typed = textToType(choices)
  const single = choices.length === 1 ? choices[0] : undefined
  return {
    title: single ? `Disconnect ${shown(single.organisation)}?` : `Disconnect ${choices.length} organisations?`,
    body: [
      `From the Xero app ${shown(appName)}.`,
      ...(single ? single.whatHappens : [...choicesByWhatHappens(choices), CANNOT_BE_UNDONE]),
    ],
    action: 'Disconnect',
    danger: true,
    ...(typed === null ? {} : { typed }),
    ...(risky === 0 ? {} : { alsoTick: secondYes(choices, risky) }),
  }
}

function textToType(choices: readonly FreeingChoice[]): string | null {
  if (choices.every((choice) => choice.takes === 'confirm')) return null
  const name = choices.length === 1 ? (choices[0]?.organisation ?? '') : ''
  return isTypeable(name) ? name : `disconnect ${choices.length}`
}

/** The prompt compares what was typed, without surrounding spaces. A name that can't be typed as shown is not asked for. */
function isTypeable(name: string): boolean {
  return name !== '' && name.length <= 200 && name === name.trim() && !/[\p{Cc}\p{Cf}\p{Co}]/u.test(name)
}

function secondYes(choices: readonly FreeingChoice[], risky: number): string {
  const linked = choices.filter((choice) => choice.safety === 'linked').length
  if (linked === risky)
    return risky === 1
      ? 'Yes, unplug a company that is linked in Codat.'
      : `Yes, unplug ${risky} companies that are linked in Codat.`
  return risky === 1
    ? 'Yes, although a company that Codat uses may be unplugged.'
    : `Yes, although up to ${risky} companies that Codat uses may be unplugged.`
}

const HEADINGS: Readonly<Record<Safety, string>> = {
  'own-test': 'Made by Latchkey’s own tests',
  'no-codat': 'Not used by your Codat clients; other software is unplugged',
  deauthorized: 'Lost their access in Codat already',
  unlinked: 'Unlinked in Codat already',
  pending: 'Waiting for their first consent in Codat',
  unsure: 'Perhaps in use by Codat',
  linked: 'Linked in Codat: reading, writing and bank feeds stop',
}

/** One paragraph per safety, riskiest first, every organisation named; split where a paragraph of the prompt ends. */
function choicesByWhatHappens(choices: readonly FreeingChoice[]): string[] {
  return safeties.toReversed().flatMap((safety) => {
    const names = choices.filter((choice) => choice.safety === safety).map((choice) => shown(choice.organisation, 60))
    return names.length === 0 ? [] : paragraphs(`${HEADINGS[safety]}:`, names)
  })
}

const LONGEST_PARAGRAPH = 1_000

function paragraphs(heading: string, names: readonly string[]): string[] {
  const made: string[] = []
  let current = heading
  for (const name of names) {
    const longer = current.endsWith(':') ? `${current} ${name}` : `${current}, ${name}`
    if (longer.length < LONGEST_PARAGRAPH) current = longer
    else {
      made.push(current)
      current = `${heading} ${name}`
    }
  }
  return [...made, `${current}.`]
}

function shown(name: string | null, max = 120): string {
  if (name === null || name === '') return 'an organisation without a name'
  return `“${name.length > max ? `${name.slice(0, max - 1)}…` : name}”`
}
