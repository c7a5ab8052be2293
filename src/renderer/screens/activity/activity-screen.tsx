import { Activity, Download } from 'lucide-react'
import { useState } from 'react'
import type { ActivityEntry } from '../../../domain/activity/entry'
import { activityWords } from '../../../domain/activity/words'
import { useAction, useCall, useMainEvent } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { ChoiceField } from '../../components/choice'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { EmptyState, Screen, Skeleton } from '../../components/layout'
import { Row, Stack, Surface, Text } from '../../components/shapes'
import { ToneIcon } from '../../components/tone-icon'
import { Callout } from '../../components/status'
import { atTime } from '../../words/ages'
import styles from './activity-screen.module.css'
import { noteWords } from './note-words'
import { useCommands } from '../../shell/commands'
import { useSay } from '../../shell/toasts'
import { type ActivityKind, byDay, chooseEntries, kindIcons, kindOf, kindOptions, type Line } from './words'

const AT_FIRST = 200
const input = { limit: 5_000 }

export function ActivityScreen() {
  const { loaded, reload } = useCall('listActivity', input)
  useMainEvent('xeroAppsChanged', reload)
  return (
    <Screen
      title="Activity"
      lead="What happened on this machine. It is kept here only, and holds no secret values."
      actions={<Export />}
    >
      {loaded.state === 'loading' && <Skeleton label="Loading the activity log" />}
      {loaded.state === 'error' && <ErrorCard error={loaded.error} onRetry={reload} />}
      {loaded.state === 'ready' && <Log entries={loaded.value.entries} unreadable={loaded.value.unreadable} />}
    </Screen>
  )
}

function Export() {
  const exporting = useAction('exportActivity')
  const say = useSay()
  const save = async () => {
    const answer = await exporting.run({})
    if (answer?.outcome === 'saved') say('ok', `${answer.rows.toLocaleString('en-GB')} lines are saved.`)
  }
  useCommands([
    {
      id: 'activity.export',
      label: 'Save the activity as CSV…',
      group: 'Activity',
      icon: Download,
      run: () => void save(),
    },
  ])
  return (
    <>
      {exporting.error && <ErrorCard error={exporting.error} />}
      <Button icon={Download} busy={exporting.busy} onPress={() => void save()}>
        Save as CSV…
      </Button>
    </>
  )
}

function Log({ entries, unreadable }: { entries: readonly ActivityEntry[]; unreadable: number }) {
  const [kind, setKind] = useState<ActivityKind>('all')
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState(AT_FIRST)
  const now = useNow(60_000)
  if (entries.length === 0) {
    return (
      <EmptyState icon={Activity} title="Nothing yet">
        <p>Storing a secret, checking keys, revealing or copying: each leaves a line here.</p>
      </EmptyState>
    )
  }
  const chosen = chooseEntries(entries, kind, search)
  return (
    <>
      <Row gap="s2" justify="between">
        <ChoiceField label="Show" labelHidden value={kind} choices={kindOptions} onChange={setKind} />
        <TextField
          label="Search the activity log"
          labelHidden
          placeholder="Search"
          value={search}
          onChange={setSearch}
        />
      </Row>
      {unreadable > 0 && (
        <Callout
          tone="watch"
          title={unreadable === 1 ? 'One line could not be read' : `${unreadable} lines could not be read`}
        >
          <p>The rest is complete.</p>
        </Callout>
      )}
      {chosen.length === 0 && (
        <EmptyState icon={Activity} title="Nothing fits">
          <p>No entry matches the filter and the search.</p>
        </EmptyState>
      )}
      {byDay(chosen.slice(0, shown), now).map((day) => (
        <Stack key={day.key} as="section" gap="s2" aria-label={day.heading}>
          <Text as="h2" tone="soft" minor>
            {day.heading}
          </Text>
          <Surface as="ol" lined>
            {day.lines.map((line, at) => (
              <Entry key={`${line.entry.at} ${String(at)}`} line={line} />
            ))}
          </Surface>
        </Stack>
      ))}
      {chosen.length > shown && (
        <div>
          <Button onPress={() => setShown(shown + AT_FIRST)}>
            Show {Math.min(AT_FIRST, chosen.length - shown)} more
          </Button>
        </div>
      )}
    </>
  )
}

function Entry({ line: { entry, times, subjects } }: { line: Line }) {
  const Icon = kindIcons[kindOf(entry.what)]
  const note = noteWords(entry.what, entry.note)
  return (
    <li className={styles.entry}>
      <Text as="span" tone="quiet" figures>
        <time dateTime={entry.at}>{atTime(entry.at)}</time>
      </Text>
      <ToneIcon tone="neutral" icon={Icon} size={15} />
      <Row as="span" gap="s2">
        {activityWords(entry.what)}
        {times > 1 && (
          <Text as="span" tone="quiet">
            {times} times
          </Text>
        )}
        {note !== null && (
          <Text as="span" tone="quiet">
            {note}
          </Text>
        )}
      </Row>
      <Text as="span" tone="soft" cut className={styles.subject} title={subjects.join('\n')}>
        {subjects.join(', ')}
      </Text>
    </li>
  )
}
