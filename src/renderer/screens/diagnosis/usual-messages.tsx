// For what can't be copied, such as an error in a screenshot: pick it from the usual ones.
import { useState } from 'react'
import type { UsualMessage } from '../../../domain/diagnosis/schema'
import { useCall } from '../../bridge'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { Skeleton } from '../../components/layout'
import { LineButton, Stack, Text } from '../../components/shapes'
import { DiagnosisCard } from './diagnosis-card'
import styles from './diagnosis.module.css'
import { byPlace, placeWords } from './words'

const nothing = {}

export function UsualMessages({ compact }: { compact: boolean }) {
  return compact ? (
    <Details summary="Can’t copy it? Pick it from the usual messages">
      <Messages />
    </Details>
  ) : (
    <Stack as="section" gap="s2" aria-label="The usual messages">
      <Text as="h2" minor>
        Can’t copy it? Pick it from the usual messages
      </Text>
      <Messages />
    </Stack>
  )
}

function Messages() {
  const { loaded, reload } = useCall('listUsualMessages', nothing)
  const [open, setOpen] = useState<string | null>(null)
  switch (loaded.state) {
    case 'loading':
      return <Skeleton label="Loading the usual messages" rows={3} />
    case 'error':
      return <ErrorCard error={loaded.error} onRetry={reload} />
    case 'ready':
      return (
        <Stack gap="s4">
          {byPlace(loaded.value.messages).map(({ place, messages }) => (
            <Stack key={place} gap="s1">
              <Text as="h3" tone="quiet" small>
                {placeWords[place]}
              </Text>
              <Stack as="ul" gap="s0" className={styles.messages}>
                {messages.map((message) => (
                  <Message
                    key={message.id}
                    message={message}
                    isOpen={open === message.id}
                    onToggle={() => setOpen(open === message.id ? null : message.id)}
                  />
                ))}
              </Stack>
            </Stack>
          ))}
        </Stack>
      )
  }
}

function Message({ message, isOpen, onToggle }: { message: UsualMessage; isOpen: boolean; onToggle: () => void }) {
  return (
    <li>
      <LineButton onClick={onToggle} aria-expanded={isOpen}>
        {message.seen}
      </LineButton>
      {isOpen && <DiagnosisCard diagnosis={message.diagnosis} leading={false} />}
    </li>
  )
}
