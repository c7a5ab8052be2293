// The statement check: open, see what is wrong, mend it, take it on. Main and its reading process hold the file; this shows it.
import { ClipboardPaste, FileCheck2, FileDown, FlaskConical, FolderOpen, Send, Undo2, Wrench, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { grouped } from '../../../domain/amounts'
import type { CallOutput } from '../../../contract/api'
import type { ExportKind, StatementView } from '../../../contract/statements'
import type { PushView } from '../../../domain/bank-feeds/push/schema'
import type { StatementFinding } from '../../../domain/bank-feeds/statements/schema'
import { call, useAction, useCall, useMainEvent } from '../../bridge'
import { Button, LinkButton } from '../../components/button'
import { IconButton } from '../../components/icon-button'
import { ErrorCard } from '../../components/error-card'
import { later } from '../../components/later'
import { EmptyState, Facts, Screen, Section, Skeleton } from '../../components/layout'
import { Dialog } from '../../components/dialog'
import { Row, Text } from '../../components/shapes'
import { Callout } from '../../components/status'
import { type Command, useCommands } from '../../shell/commands'
import { useInfo } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { useSay } from '../../shell/toasts'
import { BalancePicture } from './balance-picture'
import { FindingsList } from './findings-list'
import { FormatSection } from './format-section'
import { type LinesHandle, LinesTable } from './lines-table'
import { LeftOut } from './left-out'
import { pushedOf } from './pushed-statements'
import { RemedyDialog, type WantedRemedy } from './remedy-dialog'
import { safeRemedies } from './safe-remedies'
import styles from './statement.module.css'
import {
  counted,
  findingText,
  findingTitle,
  kindNames,
  mendedWords,
  openWords,
  pushedVerdict,
  remedyDone,
  stillToMend,
  unreadable,
  verdict,
} from './words'
import { onDay } from '../../words/ages'

const PushToDialog = later(async () => (await import('./push-to-dialog')).PushToDialog)

const nothing = {}

export function StatementScreen() {
  const { loaded, reload, put } = useCall('getStatement', nothing)
  const statement = loaded.state === 'ready' ? loaded.value.statement : null
  const { opening, waiting, goOn, stay } = useAskedOpening(
    loaded.state === 'ready' ? loaded.value : { statement, isDropped: false },
    (next) => put({ statement: next, isDropped: false }),
  )
  const practising = useInfo()?.mode === 'practice'
  const sample: Command = {
    id: 'statement.sample',
    label: 'Try the sample statement',
    group: 'Bank statement',
    icon: FlaskConical,
    run: opening.sample,
  }
  useCommands([
    ...(practising ? [sample] : []),
    {
      id: 'statement.choose',
      label: 'Open a statement file…',
      group: 'Bank statement',
      icon: FolderOpen,
      run: opening.choose,
    },
    {
      id: 'statement.paste',
      label: 'Paste a statement',
      group: 'Bank statement',
      icon: ClipboardPaste,
      run: opening.paste,
    },
  ])
  return (
    <Screen
      title="Bank statements"
      lead="Checks a statement before it is pushed through Codat: order, dates, balances, duplicates and more. The file stays on this machine and is never changed."
      width="wide"
      actions={
        <>
          <Button icon={ClipboardPaste} isDisabled={opening.busy} onPress={opening.paste}>
            Paste
          </Button>
          <Button
            icon={FolderOpen}
            variant={statement === null ? 'primary' : 'secondary'}
            isDisabled={opening.busy}
            onPress={opening.choose}
          >
            Open a file…
          </Button>
        </>
      }
    >
      {waiting && statement !== null && <PutAside statement={statement} onGoOn={goOn} onStay={stay} />}
      {opening.error && <ErrorCard error={opening.error} />}
      {opening.busy && <Reading />}
      {loaded.state === 'loading' && <Skeleton label="Looking for an open statement" />}
      {loaded.state === 'error' && <ErrorCard error={loaded.error} onRetry={reload} />}
      {!opening.busy && loaded.state === 'ready' && statement === null && (
        <EmptyState
          icon={FileCheck2}
          title="No statement is open"
          {...(practising
            ? {
                actions: (
                  <Button icon={FlaskConical} onPress={opening.sample}>
                    Try it with a sample
                  </Button>
                ),
              }
            : {})}
        >
          <p>{openWords}</p>
        </EmptyState>
      )}
      {!opening.busy && statement !== null && (
        <Opened
          key={statement.statementId}
          statement={statement}
          put={(next) => put({ statement: next, isDropped: false })}
        />
      )}
    </Screen>
  )
}

/** Opening, asked about first where what was mended in the open statement would be gone. */
function useAskedOpening(
  { statement, isDropped }: CallOutput<'getStatement'>,
  onOpened: (statement: StatementView) => void,
) {
  const mended = statement !== null && statement.applied.length > 0
  const [waiting, setWaiting] = useState<{ readonly open: () => void } | null>(null)
  const asked = (open: () => void) => (mended ? setWaiting({ open }) : open())
  const opening = useOpening(onOpened)
  const { take } = opening
  const latest = useRef(() => asked(take))
  useEffect(() => {
    latest.current = () => asked(take)
  })
  // A file may have been dropped on another screen, which led here.
  useEffect(() => {
    if (isDropped) latest.current()
  }, [isDropped])
  useMainEvent('fileDropped', () => asked(take))
  return {
    opening: {
      ...opening,
      choose: () => asked(opening.choose),
      paste: () => asked(opening.paste),
      sample: () => asked(opening.sample),
    },
    waiting: waiting !== null,
    goOn: () => {
      setWaiting(null)
      waiting?.open()
    },
    stay: () => {
      setWaiting(null)
      void call('takeDroppedStatement', { how: 'forget' })
    },
  }
}

interface PutAsideProps {
  readonly statement: StatementView
  readonly onGoOn: () => void
  readonly onStay: () => void
}

function PutAside({ statement: { name, applied }, onGoOn, onStay }: PutAsideProps) {
  return (
    <Dialog
      title="Close the statement that you mended?"
      isOpen
      onClose={onStay}
      footer={
        <>
          <Button onPress={onStay}>Stay</Button>
          <Button variant="primary" onPress={onGoOn}>
            Close it and go on
          </Button>
        </>
      }
    >
      <p>
        {name}: {counted(applied.length, 'change')} {applied.length === 1 ? 'is' : 'are'} kept only while it is open.
        Export it first if you need it as it is now.
      </p>
    </Dialog>
  )
}

/** Opening by any door. What was open stays on screen when the user closes the dialog or stops. */
function useOpening(onOpened: (statement: StatementView) => void) {
  const choosing = useAction('openStatement')
  const pasting = useAction('pasteStatement')
  const taking = useAction('takeDroppedStatement')
  const sampling = useAction('openSampleStatement')
  const latest = useRef(onOpened)
  useEffect(() => {
    latest.current = onOpened
  })
  const show = useCallback(async (answer: Promise<{ statement: StatementView | null } | null>) => {
    const opened = await answer
    if (opened?.statement) latest.current(opened.statement)
  }, [])
  const { run: takeDropped } = taking
  const take = useCallback(() => void show(takeDropped({ how: 'read' })), [show, takeDropped])
  return {
    busy: choosing.busy || pasting.busy || taking.busy || sampling.busy,
    error: choosing.error ?? pasting.error ?? taking.error ?? sampling.error,
    take,
    choose: () => void show(choosing.run(nothing)),
    paste: () => void show(pasting.run(nothing)),
    sample: () => void show(sampling.run(nothing)),
  }
}

function Reading() {
  const [progress, setProgress] = useState<{ name: string; share: number; lines: number } | null>(null)
  useMainEvent('statementProgress', setProgress)
  if (progress === null) return null
  return (
    <Row gap="s3" oneLine>
      <p role="status">Reading {progress.name}…</p>
      <progress value={progress.share} max={1} aria-label="Reading the statement" />
      <Text as="span" tone="quiet">
        {progress.lines.toLocaleString('en-GB')} lines
      </Text>
      <Button size="small" onPress={() => void call('stopStatement', nothing)}>
        Stop
      </Button>
    </Row>
  )
}

interface OpenProps {
  readonly statement: StatementView
  readonly put: (statement: StatementView | null) => void
}

function Opened({ statement, put }: OpenProps) {
  const why = unreadable(statement)
  return why === null ? (
    <OpenStatement statement={statement} put={put} />
  ) : (
    <Unreadable statement={statement} why={why} put={put} />
  )
}

/** A file of which nothing can be shown: what it is, what to do, and the way out. */
function Unreadable({ statement: { name, statementId }, why, put }: OpenProps & { why: StatementFinding }) {
  const closing = useAction('closeStatement')
  const close = async () => {
    if ((await closing.run({ statementId })) !== null) put(null)
  }
  return (
    <div data-code={why.code}>
      <Callout
        tone="act"
        role="status"
        title={findingTitle(why)}
        actions={
          <Button size="small" busy={closing.busy} onPress={() => void close()}>
            Close it
          </Button>
        }
      >
        <p>
          {name}. {findingText(why)}
        </p>
      </Callout>
    </div>
  )
}

function OpenStatement({ statement, put }: OpenProps) {
  const [remedy, setRemedy] = useState<WantedRemedy | null>(null)
  const table = useRef<LinesHandle>(null)
  const top = useRef<HTMLElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [mended, setMended] = useState(0)
  // The button that opened a remedy is gone with its finding. The dialog gives the focus back first, in a frame of its own.
  useEffect(() => {
    if (mended > 0) requestAnimationFrame(() => top.current?.focus())
  }, [mended])
  const { openApp } = useNavigation()
  const say = useSay()
  const undoing = useAction('undoStatementRemedy')
  const closing = useAction('closeStatement')
  const { summary, findings, picture, applied, statementId, canMend } = statement
  const push = usePushed(statement)
  const { tone, title } = push === null ? verdict(statement) : pushedVerdict(push)
  const toMend = push === null ? stillToMend(findings) : null
  const goTo = (at: number) => table.current?.goTo(at)
  const last = applied.at(-1)
  const undo = async () => {
    const done = await undoing.run({ statementId })
    if (done !== null) put(done.statement)
  }
  const close = async () => {
    if ((await closing.run({ statementId })) !== null) put(null)
  }
  const mending = useAction('applyStatementRemedy')
  const safe = canMend ? safeRemedies(findings) : []
  const mendAll = async () => {
    const done: string[] = []
    let found = findings
    for (let kind = safeRemedies(found)[0]; kind !== undefined; kind = safeRemedies(found)[0]) {
      const next = await mending.run({ statementId, remedy: { kind } })
      if (next === null) break
      done.push(remedyDone[kind].toLowerCase())
      put(next.statement)
      found = next.statement.findings
      // One that is still offered after it was applied is not offered for ever.
      if (safeRemedies(found)[0] === kind) break
    }
    if (done.length > 0) say('ok', mendedWords(done, found))
    setMended((times) => times + 1)
  }
  return (
    <>
      <section ref={top} tabIndex={-1} className={styles.top} aria-label="Verdict">
        <Callout tone={tone} title={title} role="status">
          <p>
            {statement.name}, {kindNames[statement.kind]}
          </p>
          {toMend !== null && (
            <p>
              <LinkButton onPress={() => list.current?.focus()}>{toMend}</LinkButton>
            </p>
          )}
          {push !== null && (
            <p>
              <LinkButton onPress={() => openApp(push.place.appId, 'bank-feeds', { feedsOf: push.place.connectionId })}>
                {`Open the push to ${push.companyName}`}
              </LinkButton>
            </p>
          )}
        </Callout>
        <Row gap="s2">
          {last !== undefined && (
            <Button icon={Undo2} busy={undoing.busy} onPress={() => void undo()}>
              Undo: {remedyDone[last]}
            </Button>
          )}
          {safe.length > 0 && (
            <Button icon={Wrench} busy={mending.busy} onPress={() => void mendAll()}>
              Mend all that is safe ({safe.length})
            </Button>
          )}
          {summary.stops === 0 && <ToPush statement={statement} isPushed={push !== null} />}
          <Export statement={statement} />
          <IconButton label="Close this statement" icon={X} onPress={() => void close()} />
        </Row>
      </section>
      {undoing.error && <ErrorCard error={undoing.error} />}
      {mending.error && <ErrorCard error={mending.error} />}
      <FormatSection
        statement={statement}
        onRead={(next) => {
          put(next)
          say(
            'ok',
            next.rememberable ? 'Read again. Files that look the same will be read this way too.' : 'Read again.',
          )
          setMended((times) => times + 1)
        }}
      />
      {summary.lines > 0 && (
        <Facts
          facts={[
            { name: 'Lines', value: summary.lines.toLocaleString('en-GB') },
            { name: 'From', value: summary.firstDate === null ? 'not known' : onDay(summary.firstDate) },
            { name: 'To', value: summary.lastDate === null ? 'not known' : onDay(summary.lastDate) },
            { name: 'Money in', value: grouped(summary.moneyIn) },
            { name: 'Money out', value: grouped(summary.moneyOut) },
            { name: 'Start balance', value: known(summary.startBalance) },
            { name: 'End balance', value: known(summary.endBalance) },
            ...(summary.leftOut > 0 ? [{ name: 'Left out', value: counted(summary.leftOut, 'line') }] : []),
            { name: 'Currency', value: summary.currencies.join(', ') || 'not given' },
          ]}
        />
      )}
      {picture.points.length > 0 && (
        <Section title={picture.absolute ? 'Balance over time' : 'Money over time'}>
          <BalancePicture statement={statement} onMark={goTo} />
        </Section>
      )}
      {findings.length > 0 && (
        <Section title="Findings">
          <div ref={list} tabIndex={-1}>
            <FindingsList
              kind={statement.kind}
              findings={findings}
              onRemedy={(kind, code) => setRemedy({ kind, code, at: 0 })}
              onLine={goTo}
            />
          </div>
        </Section>
      )}
      {statement.shown > 0 && (
        <Section
          title="Lines"
          {...(canMend ? {} : { hint: `The first ${counted(statement.shown, 'line')} are kept and shown.` })}
        >
          <LinesTable
            statement={statement}
            handle={table}
            onSaid={put}
            onLeaveOut={(at) => setRemedy({ kind: 'leave-out-line', code: null, at })}
          />
        </Section>
      )}
      {statement.leftOut.length > 0 && (
        <Section title="Left out" hint="These lines stand in the file and aren’t pushed.">
          <LeftOut kind={statement.kind} groups={statement.leftOut} />
        </Section>
      )}
      {remedy !== null && (
        <RemedyDialog
          statement={statement}
          wanted={remedy}
          onClose={() => setRemedy(null)}
          onApplied={(next) => {
            put(next)
            say('ok', `${remedyDone[remedy.kind]}.`)
            setRemedy(null)
            setMended((times) => times + 1)
          }}
        />
      )}
    </>
  )
}

/** The push that this statement went into as it is. */
function usePushed(statement: StatementView): PushView | null {
  const pushed = pushedOf(statement)
  const [push, setPush] = useState<PushView | null>(null)
  const { appId = null, pushId = null } = pushed ?? {}
  useEffect(() => {
    if (appId === null) return
    void call('listPushes', { appId }).then((read) => {
      if (read.ok) setPush(read.value.pushes.find(({ id }) => id === pushId) ?? null)
    })
  }, [appId, pushId])
  useMainEvent('pushProgress', (next) => {
    if (next.id === pushId) setPush(next)
  })
  return pushed === null || push?.id !== pushId ? null : push
}

/** A push begins at a company: those that are known, with the accounts of each. */
function ToPush({ statement, isPushed }: { statement: StatementView; isPushed: boolean }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant={isPushed ? 'secondary' : 'primary'} icon={Send} onPress={() => setOpen(true)}>
        Push to…
      </Button>
      {isOpen && <PushToDialog statement={statement} onClose={() => setOpen(false)} />}
    </>
  )
}

const known = (decimal: string | null): string => (decimal === null ? 'not known' : grouped(decimal))

/** The CSV is for people, so it may have faults; what is made for a push may not. */
function Export({ statement: { statementId, summary, canMend } }: { statement: StatementView }) {
  const exporting = useAction('exportStatement')
  const several = summary.requests > 1
  const hasAll = summary.lines > 0 && canMend
  const say = useSay()
  const run = async (kind: ExportKind) => {
    const done = await exporting.run({ statementId, kind })
    if (done?.saved === true) say('ok', `Exported as ${done.fileName ?? 'a file'}.`)
  }
  return (
    <>
      {exporting.error && <ErrorCard error={exporting.error} />}
      <Button icon={FileDown} busy={exporting.busy} isDisabled={!hasAll} onPress={() => void run('csv')}>
        Export CSV…
      </Button>
      <Button
        busy={exporting.busy}
        isDisabled={!hasAll || summary.stops > 0}
        onPress={() => void run(several ? 'requests' : 'json')}
      >
        {several ? 'Export requests…' : 'Export JSON…'}
      </Button>
    </>
  )
}
