// Secrets in the keychain that nothing here knows of: looked for when asked, deleted after main's own question.
import { useState } from 'react'
import type { LeftOverSearch } from '../../../contract/left-over'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Card } from '../../components/layout'
import { Row, Stack } from '../../components/shapes'
import { StatusLine } from '../../components/status'
import { leftOverWords, placeOfLeftOver } from './words'

export function LeftOverSecrets() {
  const finding = useAction('findLeftOverSecrets')
  const removing = useAction('removeLeftOverSecrets')
  const [search, setSearch] = useState<LeftOverSearch | null>(null)
  const [removed, setRemoved] = useState<number | null>(null)

  const look = async () => {
    setRemoved(null)
    setSearch((await finding.run({})) ?? null)
  }
  const remove = async () => {
    const after = await removing.run({})
    if (!after || after.removed === null) return
    setSearch(null)
    setRemoved(after.removed)
  }
  const error = finding.error ?? removing.error
  const found = search?.kind === 'looked' ? search.found : []
  return (
    <Card>
      <Row gap="s3" oneLine align="start" justify="between">
        <p>A secret can stay in the keychain when a data folder is deleted or taken from a backup.</p>
        <Button size="small" busy={finding.busy} onPress={() => void look()}>
          Look for left-over secrets
        </Button>
      </Row>
      <div role="status">
        {search && <StatusLine {...leftOverWords(search)} />}
        {removed !== null && (
          <StatusLine tone="ok">{removed === 1 ? 'One was deleted.' : `${removed} were deleted.`}</StatusLine>
        )}
      </div>
      {found.length > 0 && (
        <>
          <Stack as="ul" gap="s0" aria-label="Left-over secrets">
            {found.map((one, index) => (
              <Row as="li" gap="s3" oneLine justify="between" key={index}>
                {placeOfLeftOver(one)}
              </Row>
            ))}
          </Stack>
          <div>
            <Button variant="danger" size="small" busy={removing.busy} onPress={() => void remove()}>
              {found.length === 1 ? 'Delete it…' : 'Delete them…'}
            </Button>
          </div>
        </>
      )}
      {error && <ErrorCard error={error} />}
    </Card>
  )
}
