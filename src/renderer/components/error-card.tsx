// A failure of a call: what happened, what to do now, and the log entry for whoever looks further.
import type { ReactNode } from 'react'
import type { CallError } from '../../contract/api'
import { Button } from './button'
import { Details } from './details'
import { Callout } from './status'

interface ErrorCardProps {
  readonly error: CallError
  readonly onRetry?: () => void
  readonly actions?: ReactNode
}

export function ErrorCard({ error, onRetry, actions }: ErrorCardProps) {
  return (
    <Callout
      tone="act"
      role="alert"
      title={error.message}
      {...(onRetry || actions
        ? {
            actions: (
              <>
                {onRetry && (
                  <Button size="small" onPress={onRetry}>
                    Try again
                  </Button>
                )}
                {actions}
              </>
            ),
          }
        : {})}
    >
      <p>{error.nextStep}</p>
      <Details summary="Details">
        <dl>
          <dt>Code</dt>
          <dd>
            <code>{error.code}</code>
          </dd>
          {error.logId !== '' && (
            <>
              <dt>Log entry</dt>
              <dd>
                <code>{error.logId}</code>
              </dd>
            </>
          )}
        </dl>
      </Details>
    </Callout>
  )
}
