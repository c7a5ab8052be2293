import type { ReactNode } from 'react'
import { Row, Surface } from './shapes'
import { toneClass } from './tone'

/** What to do about something that was explained above it. */
export function NextStep({ children }: { children: ReactNode }) {
  return (
    <Surface low padded>
      <Row gap="s3" oneLine led align="baseline">
        <strong className={toneClass('info')}>Next</strong>
        <p>{children}</p>
      </Row>
    </Surface>
  )
}
