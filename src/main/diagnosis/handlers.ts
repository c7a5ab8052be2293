// The calls behind “Paste what you see”.
import type { Service } from '../../contract/api'
import type { diagnosisCalls } from '../../contract/diagnosis'
import type { Explanation, NamedCompany } from '../../domain/diagnosis/schema'
import type { DroppedFile } from '../dropped-file'
import type { Clipboard, Clock, FileDialogs } from '../ports'
import type { KnownApp } from '../../domain/diagnosis/authorize'
import { companiesLike, mayBeName } from '../../domain/diagnosis/company-names'
import { localDay } from '../../domain/local-day'
import { explainPaste } from '../../domain/diagnosis/paste'
import { usualMessages } from '../../domain/diagnosis/usual-messages'
import { readMessageFile } from './message-file'
import { pastedText } from '../clipboard-text'

export interface DiagnosisPorts {
  clock: Clock
  clipboard: Pick<Clipboard, 'readText' | 'hasOnlyOther'>
  dropped: Pick<DroppedFile, 'take'>
  dialogs: Pick<FileDialogs, 'chooseOpen'>
  /** Every stored Xero app, for comparing. */
  listApps(): Promise<readonly KnownApp[]>
  /** Every company that was listed here, without asking anyone. */
  listCompanies(): Promise<readonly NamedCompany[]>
  /** What was pasted about an app means this: some of what Xero says stands on its own page only, and comes back by a paste. */
  heard?(appId: string, explanation: Explanation): Promise<void>
}

/**
 * Handlers of the diagnosis calls. What was pasted is read in memory, and neither kept nor logged. Raise `paste.empty`, `paste.not-text`
 * and `paste.file-*`.
 */
export function diagnosisHandlers(ports: DiagnosisPorts): Service<keyof typeof diagnosisCalls> {
  const { clock, clipboard, dropped, dialogs, listApps, listCompanies } = ports
  async function meaningOf(text: string, appId: string | null): Promise<Explanation> {
    const explanation = explainPaste(text, { apps: await listApps(), appId, today: localDay(clock.now()) })
    if (explanation.recognised || explanation.codatCompanyId !== null || !mayBeName(text)) return explanation
    return { ...explanation, ...companiesLike(text, await listCompanies()) }
  }
  async function explain(text: string, appId: string | null): Promise<Explanation> {
    const explanation = await meaningOf(text, appId)
    if (appId !== null) await ports.heard?.(appId, explanation)
    return explanation
  }

  return {
    explainPaste: ({ text, appId }) => explain(text, appId),
    explainClipboard: async ({ appId }) => explain(await pastedText(clipboard), appId),
    async explainFile({ from, appId }) {
      const file =
        from === 'dropped' ? dropped.take() : await dialogs.chooseOpen({ title: 'Any file', extensions: ['*'] })
      return { explanation: file === null ? null : await explain(await readMessageFile(file), appId) }
    },
    listUsualMessages: async () => ({ messages: usualMessages() }),
  }
}
