// What can be done about the apps that are selected in the table, all at once.
import { RefreshCw, Trash2 } from 'lucide-react'
import type { StandingRow } from '../../../contract/standings'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { useDeletion } from '../xero-apps/use-deletion'
import { Row, Text } from '../../components/shapes'
import styles from './customers-screen.module.css'

interface SelectedBarProps {
  readonly rows: readonly StandingRow[]
  readonly busy: boolean
  readonly onCheck: () => void
  readonly onClear: () => void
}

export function SelectedBar({ rows, busy, onCheck, onClear }: SelectedBarProps) {
  const deletion = useDeletion()
  const remove = async () => {
    if (await deletion.remove(rows.map(({ app }) => app))) onClear()
  }
  return (
    <>
      <Row gap="s2" ruled className={styles.strip} role="group" aria-label="Selected apps">
        <Text as="span" strong role="status">
          {rows.length} selected
        </Text>
        <Button size="small" icon={RefreshCw} busy={busy} onPress={onCheck}>
          Check these again
        </Button>
        <Button size="small" icon={Trash2} busy={deletion.busy} onPress={() => void remove()}>
          Delete…
        </Button>
        <Button size="small" variant="quiet" onPress={onClear}>
          Clear
        </Button>
      </Row>
      {deletion.error && <ErrorCard error={deletion.error} />}
    </>
  )
}
