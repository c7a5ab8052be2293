// The statement that is open, whatever opened it. Its lines live in a process of their own; a push can hold on to it.
import path from 'node:path'
import type { EventPayload, Service } from '../../../contract/api'
import type { ExportKind, statementCalls, StatementView } from '../../../contract/statements'
import type { LeftOutGroup, StatementSummary } from '../../../domain/bank-feeds/statements/schema'
import type { Activity } from '../../activity/activity'
import { localDay } from '../../../domain/local-day'
import { Failure, isFailure } from '../../../domain/failure'
import type { DroppedFile } from '../../dropped-file'
import type { MainPorts } from '../../ports'
import type { BodiesWritten } from '../../../domain/bank-feeds/push/entries'
import { openFormatMemory } from './format-memory'
import type { StatementAnswer, StatementSourceMessage } from '../../../reader/protocol'
import type { Child } from '../../../child/ask'
import { linkReader, type ReaderLink } from './reader-link'
import { counted } from '../../../domain/amounts'
import { pastedText } from '../../clipboard-text'

export interface StatementPorts extends Pick<MainPorts, 'dialogs' | 'clipboard' | 'clock' | 'random'> {
  startReader: () => Child
  activity: Activity
  /** Where remembered formats are kept. */
  dir: string
  /** A statement to practise on, for a day (YYYY-MM-DD); null outside practice mode. */
  sample: ((today: string) => Promise<{ readonly name: string; readonly text: string }>) | null
  onProgress: (progress: EventPayload<'statementProgress'>) => void
  dropped: Pick<DroppedFile, 'has' | 'take'>
  /** Another statement is open, or none, or the one that is open was changed. */
  onChange: () => void
}

/**
 * What a push reads: the statement as it was when the push took hold of it, readable until `release`, whatever is opened
 * meanwhile.
 */
export interface HeldStatement {
  readonly name: string
  readonly summary: StatementSummary
  /** What isn't pushed, by why. */
  readonly leftOut: readonly LeftOutGroup[]
  /**
   * Writes the bodies of a push to a source account into `dir`, in the reader's process. Rejects with `statement.changed` once the
   * statement was mended or read anew.
   */
  readonly writeBodies: (dir: string, accountId: string) => Promise<BodiesWritten>
  readonly release: () => void
}

/**
 * The calls about the statement that is open, and what other rooms ask of it. Those that name one raise `statement.gone` if it isn't open any
 * more; an export raises `statement.not-whole` where more lines were read than are kept.
 */
export interface Statements extends Service<keyof typeof statementCalls> {
  hold(id: string): HeldStatement
  close(): void
}

interface Session {
  readonly id: string
  readonly link: ReaderLink
  view: StatementView
  signature: string | null
  holds: number
}

/** What is read, and the names that banks give to what isn't what they say. */
const EXTENSIONS = 'csv tsv txt ofx qfx qbo json xml camt zip sta mt940 940 mt942 942 xls xlsx'.split(' ')
/** Text that is pasted is held in memory; a file of that size is opened instead. */
const MOST_PASTED = 20_000_000

export function createStatements(ports: StatementPorts): Statements {
  const { dialogs, clipboard, clock, random, activity } = ports
  const formats = openFormatMemory(ports.dir, ports.clock)
  const sessions = new Map<string, Session>()
  let current: Session | null = null
  let reading: ReaderLink | null = null

  function session(id: string): Session {
    const found = sessions.get(id)
    if (found === undefined) throw new Failure('statement.gone')
    return found
  }

  /** Ends a process that nothing shows and nobody holds. */
  function endIfUnused(one: Session): void {
    if (one === current || one.holds > 0) return
    sessions.delete(one.id)
    one.link.end()
  }

  function show(next: Session | null): void {
    const before = current
    current = next
    if (before !== null) endIfUnused(before)
    ports.onChange()
  }

  function keep(one: Session, { view, signature }: StatementAnswer): StatementView {
    one.view = { statementId: one.id, revision: one.view.revision + 1, ...view }
    one.signature = signature
    ports.onChange()
    return one.view
  }

  async function open(source: StatementSourceMessage): Promise<StatementView | null> {
    reading?.end()
    const { name } = source
    const link = linkReader(ports.startReader(), (progress) => ports.onProgress({ name, ...progress }))
    reading = link
    try {
      const answer = await link.ask('open', { source, today: localDay(clock.now()), remembered: await formats.all() })
      const id = random.id()
      const view = { statementId: id, revision: 0, ...answer.view }
      const opened: Session = { id, link, view, signature: answer.signature, holds: 0 }
      sessions.set(id, opened)
      show(opened)
      await activity.note(
        'statement.checked',
        undefined,
        `${counted(view.summary.lines, 'line')}, ${counted(view.summary.stops, 'thing')} to mend`,
      )
      return view
    } catch (error) {
      link.end()
      if (isFailure(error, 'call.cancelled')) return null
      throw error
    } finally {
      if (reading === link) reading = null
    }
  }

  const openFile = (file: string): Promise<StatementView | null> =>
    open({ kind: 'file', path: file, name: path.basename(file).slice(0, 200) })

  return {
    async openStatement() {
      const file = await dialogs.chooseOpen({ title: 'Bank statement', extensions: EXTENSIONS })
      return { statement: file === null ? null : await openFile(file) }
    },
    async takeDroppedStatement({ how }) {
      const file = ports.dropped.take()
      return { statement: file === null || how === 'forget' ? null : await openFile(file) }
    },
    async pasteStatement() {
      const text = await pastedText(clipboard)
      if (text.length > MOST_PASTED) throw new Failure('statement.paste-too-long')
      return { statement: await open({ kind: 'text', text, name: 'Pasted statement' }) }
    },
    async openSampleStatement() {
      if (ports.sample === null) throw new Failure('practice.off')
      return { statement: await open({ kind: 'text', ...(await ports.sample(localDay(clock.now()))) }) }
    },
    getStatement: async () => ({ statement: current?.view ?? null, isDropped: ports.dropped.has() }),
    async stopStatement() {
      reading?.end()
      return {}
    },
    async closeStatement({ statementId }) {
      if (current?.id === statementId) show(null)
      return {}
    },
    async readStatementLines({ statementId, from, count }) {
      return { lines: await session(statementId).link.ask('lines', { from, count }) }
    },
    async changeStatementFormat({ statementId, format }) {
      const one = session(statementId)
      const statement = keep(one, await one.link.ask('changeFormat', format))
      if (one.signature !== null) await formats.remember(one.signature, format)
      return { statement }
    },
    previewStatementFormat: async ({ statementId, format }) => session(statementId).link.ask('previewFormat', format),
    previewStatementRemedy: async ({ statementId, remedy }) => session(statementId).link.ask('preview', remedy),
    async applyStatementRemedy({ statementId, remedy }) {
      const one = session(statementId)
      return { statement: keep(one, await one.link.ask('apply', remedy)) }
    },
    async undoStatementRemedy({ statementId }) {
      const one = session(statementId)
      return { statement: keep(one, await one.link.ask('undo', {})) }
    },
    async exportStatement({ statementId, kind }) {
      const one = session(statementId)
      // Lines beyond those that are kept would be missing without a word.
      if (!one.view.canMend) throw new Failure('statement.not-whole')
      const file = await dialogs.chooseSave({ title: 'Export', suggestedName: suggestedName(one.view.name, kind) })
      if (file === null) return { saved: false, fileName: null }
      await one.link.ask('export', { kind, file })
      await activity.note('statement.exported', undefined, `${counted(one.view.summary.lines, 'line')}, as ${kind}`)
      return { saved: true, fileName: path.basename(file) }
    },
    hold(id) {
      const one = session(id)
      one.holds += 1
      const { name, summary, leftOut, revision } = one.view
      let released = false
      return {
        name,
        summary,
        leftOut,
        async writeBodies(dir, accountId) {
          const written = await one.link.ask('writeBodies', { dir, accountId })
          if (one.view.revision !== revision) throw new Failure('statement.changed')
          return written
        },
        release() {
          if (released) return
          released = true
          one.holds -= 1
          endIfUnused(one)
        },
      }
    },
    close() {
      reading?.end()
      for (const { link } of sessions.values()) link.end()
      sessions.clear()
      current = null
    },
  }
}

function suggestedName(name: string, kind: ExportKind): string {
  const stem = path.parse(name).name
  return kind === 'requests' ? `${stem}-requests.zip` : `${stem}-checked.${kind}`
}
