// Handing the keys over to Codat: what is linked there is counted before anything may be copied, and a new client id that would
// unplug it takes a typed yes.
import type { z } from 'zod'
import type { handOverPrepared } from '../../contract/guide'
import type { Integration } from '../../domain/guide/schema'
import type { SlotNumber } from '../../domain/xero-apps/schema'
import type { CodatQuestions } from '../codat/questions'
import type { Prompts } from '../ports'
import type { Integrations } from './integrations'
import { withHandedOver } from '../../domain/guide/answers'
import { changeQuestion, mayChange } from '../../domain/guide/hand-over'

export type HandOverPrepared = z.infer<typeof handOverPrepared>

export interface HandOverPorts {
  integrations: Integrations
  questions: Pick<CodatQuestions, 'readCompanies'>
  prompts: Pick<Prompts, 'confirm'>
}

/** Counts and asks. The yes is kept with the client id it was given for. Raises `record.*`, `codat.no-key` and `vault.*`. */
export async function prepareHandOver(
  ports: HandOverPorts,
  id: string,
): Promise<{ outcome: HandOverPrepared; integration: Integration }> {
  const { integrations, questions, prompts } = ports
  const { integration, evidence } = await integrations.get(id)
  const { app, codat } = evidence
  if (app === null || app.clientId === '') return { outcome: { kind: 'no-client-id' }, integration }
  if (codat === null) return { outcome: { kind: 'not-counted', problem: null }, integration }
  const { summary } = await questions.readCompanies(codat.id, undefined, {})
  if (summary.state !== 'complete') {
    const problem = summary.state === 'incomplete' ? summary.problem : null
    return { outcome: { kind: 'not-counted', problem }, integration }
  }
  const linked = summary.counts.Linked
  const asks = linked > 0 && mayChange(integration, evidence)
  if (asks && !(await prompts.confirm(changeQuestion(integration, evidence, linked)))) {
    return { outcome: { kind: 'declined', linked }, integration }
  }
  const at = integrations.ports.clock.now().toISOString()
  const after = await integrations.change(id, (current) => ({
    ...current,
    countedBefore: { at, linked, clientId: app.clientId },
  }))
  return { outcome: { kind: 'ready', linked, asked: asks }, integration: after }
}

/** Notes that the keys were pasted and saved. What was proved before belongs to what was pasted before. */
export async function noteHandedOver(
  integrations: Integrations,
  id: string,
  slot: SlotNumber | null,
): Promise<Integration> {
  const { evidence } = await integrations.get(id)
  const pastedAt = integrations.ports.clock.now().toISOString()
  const after = await integrations.change(id, (current) => withHandedOver(current, evidence, slot, pastedAt))
  await integrations.ports.activity.note('integration.handed-over', await integrations.named(after))
  return after
}

/** A rotation's new secret was pasted into this Codat client: that hands it over for the integrations with it. */
export async function handOverRotated(integrations: Integrations, appId: string, codatClientId: string): Promise<void> {
  const { integrations: all } = await integrations.list()
  for (const { id } of all.filter((one) => one.xeroAppId === appId && one.codatClientId === codatClientId)) {
    const { evidence } = await integrations.get(id)
    await noteHandedOver(integrations, id, evidence.app?.rotation?.newSlot ?? null)
  }
}
