// The first company, the proof: made at Codat after main's own question, never twice, and watched until it is linked or its
// failure is explained.
import type { z } from 'zod'
import type { CodatProblem } from '../../domain/codat/said'
import type { companyMade } from '../../contract/guide'
import type { Creating, Integration } from '../../domain/guide/schema'
import { droppedCharacters } from '../../domain/guide/set-up-lint'
import type { CodatQuestions } from '../codat/questions'
import type { CodatApi } from '../codat/api'
import type { CodatResult } from '../../domain/codat/problem'
import { type RawCompany, rawCompany, type RawConnection } from '../../domain/codat/shapes'
import { Failure, isFailure } from '../../domain/failure'
import type { Prompts } from '../ports'
import type { Answered } from './ask-codat'
import type { Integrations } from './integrations'
import {
  creationQuestion,
  isAnother,
  isSince,
  madeCompany,
  renewalQuestion,
  seenIn,
  waitingIn,
  wishFor,
  withSeen,
} from '../../domain/guide/first-company'

export type CompanyMade = z.infer<typeof companyMade>

export interface FirstCompanyPorts {
  integrations: Integrations
  questions: CodatQuestions
  prompts: Pick<Prompts, 'confirm'>
}

interface Made {
  outcome: CompanyMade
  integration: Integration
}

/**
 * Makes a company and its connection to Xero. What is being made is written down first, with the idempotency keys, so that a lost
 * answer or a restart leads to the same company and not to a second one.
 */
export async function createFirstCompany(ports: FirstCompanyPorts, id: string, given: string): Promise<Made> {
  const { integrations, prompts } = ports
  const name = given.trim()
  const { integration, evidence } = await integrations.get(id)
  if (evidence.codat === null) throw new Failure('guide.no-codat-client')
  const characters = droppedCharacters(name)
  if (name === '' || characters.length > 0) return { outcome: { kind: 'name-refused', characters }, integration }
  if (!(await prompts.confirm(creationQuestion(name, evidence)))) return { outcome: { kind: 'declined' }, integration }
  const clientId = evidence.codat.id
  return integrations.inTurn(id, async (now) => {
    if (now.evidence.codat?.id !== clientId) throw new Failure('guide.no-codat-client')
    // Made while this was asked about: the wish is fulfilled.
    if (isAnother(now.integration, integration)) return { outcome: { kind: 'made' }, integration: now.integration }
    const plan = await planFor(ports, clientId, now.integration, name)
    if ('kind' in plan) return { outcome: { kind: 'problem', problem: plan }, integration: now.integration }
    await integrations.change(id, (current) => ({ ...current, creating: plan }))
    return carryOut(ports, id, clientId, plan)
  })
}

/** What to send: the wish that is open already, or a new one. A wish too old to be repeated is looked for at Codat first. */
async function planFor(
  { integrations, questions }: FirstCompanyPorts,
  clientId: string,
  { creating: open }: Integration,
  name: string,
): Promise<Creating | CodatProblem> {
  const { clock, random } = integrations.ports
  const keys = { companyKey: random.id(), connectionKey: random.id() }
  const { plan, lookFor } = wishFor(name, open, keys, clock.now())
  if (lookFor === null) return plan
  const found = await questions.ask(clientId, undefined, (api) => findMade(api, lookFor))
  return found.ok ? { ...plan, companyId: found.value } : found.problem
}

/**
 * The company that a wish led to, by its name and time; null where all of Codat's companies were seen and none is it. One without a
 * connection counts too: that is how far a cut-off creation got. Raises `codat.unexpected-shape` where the list doesn't end.
 */
async function findMade(api: CodatApi, { name, at }: Creating): Promise<CodatResult<string | null>> {
  for await (const step of api.companyPages()) {
    if (step.step === 'failed') {
      if (step.problem === null) throw new Failure('codat.unexpected-shape')
      return { ok: false, problem: step.problem }
    }
    if (step.step === 'waiting') continue
    for (const row of step.rows) {
      const { success, data } = rawCompany.safeParse(row)
      if (success && data.name === name && isSince(data.created ?? null, at)) return { ok: true, value: data.id }
    }
  }
  return { ok: true, value: null }
}

async function carryOut(ports: FirstCompanyPorts, id: string, clientId: string, plan: Creating): Promise<Made> {
  const { integrations, questions } = ports
  const fail = async (problem: CodatProblem): Promise<Made> => {
    const spent = problem.status !== null && problem.status >= 500
    const integration = await integrations.change(id, (current) => ({
      ...current,
      creating: current.creating === null ? null : { ...current.creating, spent },
    }))
    return { outcome: { kind: 'problem', problem }, integration }
  }
  const company = await companyFor(questions, clientId, plan)
  if (!company.ok) return fail(company.problem)
  const companyId = company.value.id
  await integrations.change(id, (current) => ({ ...current, creating: { ...plan, companyId } }))
  const waiting = waitingIn(company.value)
  const connection =
    waiting === undefined
      ? await questions.ask(clientId, undefined, (api) =>
          api.createConnection(companyId, { idempotencyKey: plan.connectionKey }),
        )
      : ({ ok: true, value: waiting } as const)
  if (!connection.ok) return fail(connection.problem)
  const integration = await keep(ports, id, { id: companyId, name: company.value.name ?? plan.name }, connection.value)
  return { outcome: { kind: 'made' }, integration }
}

function companyFor(questions: CodatQuestions, clientId: string, { companyId, companyKey, name }: Creating) {
  return questions.ask<RawCompany>(clientId, undefined, (api) =>
    companyId === null ? api.createCompany({ name }, { idempotencyKey: companyKey }) : api.getCompany(companyId),
  )
}

async function keep(
  { integrations }: FirstCompanyPorts,
  id: string,
  company: { id: string; name: string },
  connection: RawConnection,
): Promise<Integration> {
  const at = integrations.ports.clock.now().toISOString()
  const firstCompany = madeCompany(company, connection, at)
  const after = await integrations.change(id, (current) => ({ ...current, creating: null, firstCompany }))
  await integrations.ports.activity.note('integration.company-created', await integrations.named(after), {
    name: company.name,
  })
  return after
}

/** Another connection of the same company, where the first one's link was used up. */
export async function renewFirstCompanyLink(ports: FirstCompanyPorts, id: string): Promise<Made> {
  const { integrations, questions, prompts } = ports
  const { integration, evidence } = await integrations.get(id)
  const { firstCompany } = integration
  if (evidence.codat === null) throw new Failure('guide.no-codat-client')
  if (firstCompany === null) throw new Failure('guide.no-company')
  const asked = await prompts.confirm(renewalQuestion(firstCompany, evidence.codat))
  if (!asked) return { outcome: { kind: 'declined' }, integration }
  const clientId = evidence.codat.id
  return integrations.inTurn(id, async ({ integration: now }) => {
    if (isAnother(now, integration)) return { outcome: { kind: 'made' }, integration: now }
    const key = integrations.ports.random.id()
    const connection = await questions.ask(clientId, undefined, (api) =>
      api.createConnection(firstCompany.companyId, { idempotencyKey: key }),
    )
    if (!connection.ok) return { outcome: { kind: 'problem', problem: connection.problem }, integration: now }
    const company = { id: firstCompany.companyId, name: firstCompany.companyName }
    return { outcome: { kind: 'made' }, integration: await keep(ports, id, company, connection.value) }
  })
}

/** Reads the company's status. Reaching Linked after the keys were pasted is what proves them. */
export async function checkFirstCompany({ integrations, questions }: FirstCompanyPorts, id: string): Promise<Answered> {
  const { integration, evidence } = await integrations.get(id)
  const { firstCompany } = integration
  if (evidence.codat === null) throw new Failure('guide.no-codat-client')
  if (firstCompany === null) throw new Failure('guide.no-company')
  const clientId = evidence.codat.id
  const answer = await questions.ask(clientId, undefined, (api) => api.getCompany(firstCompany.companyId))
  const budget = questions.budget(clientId)
  if (!answer.ok && answer.problem.kind !== 'not-found') return { integration, problem: answer.problem, budget }
  const at = integrations.ports.clock.now().toISOString()
  const seen = answer.ok
    ? seenIn(answer.value, firstCompany, at)
    : { ...firstCompany, state: 'gone' as const, checkedAt: at }
  const after = await integrations.change(id, (current) => withSeen(current, evidence, seen, at))
  if (integration.provedAt === null && after.provedAt !== null) {
    await integrations.ports.activity.note('integration.proved', await integrations.named(after), {
      name: seen.companyName,
    })
  }
  return { integration: after, problem: null, budget }
}

/**
 * Looks at the company once after a paste, before its link is opened: only one that is seen unlinked then can prove the new keys.
 * Whatever Codat answers, nothing is held up by it.
 */
export async function lookAfterPaste(ports: FirstCompanyPorts, id: string): Promise<void> {
  const { integration } = await ports.integrations.get(id)
  const { firstCompany, handOver, provedAt } = integration
  if (firstCompany === null || handOver === null || provedAt !== null) return
  if (firstCompany.checkedAt >= handOver.pastedAt) return
  await checkFirstCompany(ports, id).catch((error: unknown) => {
    if (!isFailure(error)) throw error
  })
}
