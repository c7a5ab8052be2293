// The notices of what Latchkey is made of, read when somebody wants to see them.
import { useState } from 'react'
import type { CallOutput } from '../../../contract/api'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { Row, Surface } from '../../components/shapes'
import { StatusLine } from '../../components/status'

const partWords = { main: 'Packages in the main process', page: 'Packages in the page' } as const

export function Licences() {
  const reading = useAction('readLicences')
  const [notices, setNotices] = useState<CallOutput<'readLicences'>['notices'] | null>(null)
  const read = async () => setNotices((await reading.run({}))?.notices ?? null)
  return (
    <>
      <Row gap="s3" oneLine align="start" justify="between">
        <p>
          Latchkey is made with the work of others. Electron’s and Chromium’s own licences lie beside the program, as
          LICENSE and LICENSES.chromium.html.
        </p>
        <Button size="small" busy={reading.busy} onPress={() => void read()}>
          Show the licences
        </Button>
      </Row>
      <div role="status">
        {notices?.length === 0 && <StatusLine tone="watch">This build came without them.</StatusLine>}
      </div>
      {notices?.map(({ part, text }) => (
        <Details key={part} summary={partWords[part]} open>
          <Surface as="pre" low small mono capped tabIndex={0} aria-label={partWords[part]}>
            {text}
          </Surface>
        </Details>
      ))}
      {reading.error && <ErrorCard error={reading.error} />}
    </>
  )
}
