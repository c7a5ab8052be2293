// Pushes whose journals can't be read whole: what is known of each, and the way out.
import type { DamagedPush } from '../../../domain/bank-feeds/push/schema'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Callout } from '../../components/status'
import { lineCount } from './words'

interface DamagedPushesProps {
  readonly appId: string
  readonly damaged: readonly DamagedPush[]
  readonly onSetAside: () => void
}

export function DamagedPushes({ damaged, ...more }: DamagedPushesProps) {
  return damaged.map((push) => <Damaged key={push.id} push={push} {...more} />)
}

function Damaged({ push, appId, onSetAside }: { readonly push: DamagedPush } & Omit<DamagedPushesProps, 'damaged'>) {
  const settingAside = useAction('setAsidePush')
  const setAside = async () => {
    if ((await settingAside.run({ appId, pushId: push.id }))?.setAside === true) onSetAside()
  }
  return (
    <>
      <Callout
        tone="act"
        title={damagedTitle(push)}
        actions={
          <Button size="small" busy={settingAside.busy} onPress={() => void setAside()}>
            Set it aside…
          </Button>
        }
      >
        Its journal is damaged, so Latchkey can’t tell which of its lines arrived. It sends nothing by it and nothing
        new to the account. Look in Xero for the last line that arrived, then set it aside and push the rest as a new
        statement.
      </Callout>
      {settingAside.error && <ErrorCard error={settingAside.error} />}
    </>
  )
}

function damagedTitle({ statement, lines, companyName, openedAt }: DamagedPush): string {
  if (statement === null || lines === null || openedAt === null) return 'A push can’t be read, not even where it went'
  return `The push of “${statement}” to ${companyName ?? 'a company'} can’t be read: ${lineCount(lines)}, opened ${openedAt.slice(0, 10)}`
}
