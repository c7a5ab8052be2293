// Where a number or rule of Xero or Codat stands, when it was read and what is doubtful about it: the one way a source is shown.
import { doubtOf, type Fact } from '../../domain/facts'
import { inDays } from '../../domain/scopes'
import { Stack, Text } from './shapes'
import styles from './source.module.css'

interface SourceProps {
  /** An address, or words such as “your word”; null where there is none. */
  readonly source: string | null
  /** YYYY-MM-DD. */
  readonly asOf: string | null
  /** What is doubtful about it: shown at once, never behind the fold. */
  readonly doubt: string | null
}

export function Source({ source, asOf, doubt }: SourceProps) {
  if (source === null) return null
  const when = `as of ${asOf === null ? 'an unknown day' : inDays(asOf)}`
  return (
    <Stack as="span" gap="s0">
      {URL.canParse(source) ? (
        <details className={styles.source}>
          <summary>{`Source: ${siteOf(source)}, ${when}`}</summary>
          <code>{source}</code>
        </details>
      ) : (
        <Text as="span" tone="quiet" small>{`Source: ${source}, ${when}`}</Text>
      )}
      {doubt !== null && (
        <Text as="span" tone="soft" small>
          {doubt}
        </Text>
      )}
    </Stack>
  )
}

/** Whose page it is: at GitHub that says only the repository. */
function siteOf(source: string): string {
  const { host, pathname } = new URL(source)
  const [, owner, name] = pathname.split('/')
  return host === 'github.com' && owner !== undefined && name !== undefined ? `${owner}/${name} on GitHub` : host
}

interface FactSourceProps {
  readonly fact: Fact<unknown>
  /** Says the fact's own words too; only for one that is a sentence. */
  readonly said?: boolean
}

/** A fact's source, day and doubt. */
export function FactSource({ fact, said = false }: FactSourceProps) {
  return (
    <>
      {said && <span>{String(fact.value)} </span>}
      <Source source={fact.source} asOf={fact.asOf} doubt={doubtOf(fact)} />
    </>
  )
}
