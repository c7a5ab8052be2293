// The way from an answer to the stored Xero app whose client id stood in the text.
import { KeyRound } from 'lucide-react'
import type { Diagnosis } from '../../../domain/diagnosis/schema'
import { Button } from '../../components/button'
import { Row } from '../../components/shapes'
import { useData } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { appInFindings, partFor } from './words'

interface OpenAppActionProps {
  readonly findings: readonly Diagnosis[]
  readonly onLeave?: () => void
}

export function OpenAppAction({ findings, onLeave }: OpenAppActionProps) {
  const { route, openApp } = useNavigation()
  const { loaded } = useData().apps
  const app = loaded.state === 'ready' ? appInFindings(findings, loaded.value.apps) : undefined
  if (app === undefined || (route.screen === 'app' && route.appId === app.id)) return null
  const open = () => {
    openApp(app.id, findings[0] === undefined ? undefined : partFor(findings[0]))
    onLeave?.()
  }
  return (
    <Row gap="s2" align="end">
      <Button icon={KeyRound} onPress={open}>
        {`Open ${app.name}`}
      </Button>
    </Row>
  )
}
