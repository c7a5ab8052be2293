// Every program’s words for one failure, made by running it or as published, and what Latchkey says to them.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { diagnosis, type DiagnosisCode } from './schema'
import { spellings } from '../../../test/fixtures/diagnosis/spellings'
import { explainPaste } from './paste'
import { statusInText } from './status-in-text'
import { diagnoseStatus } from './status-only'

const context = { apps: [], appId: null, today: '2026-11-28' }

const made = z
  .object({
    versions: z.record(z.string(), z.string()),
    outputs: z.array(z.object({ program: z.string(), fault: z.string(), output: z.string() })),
  })
  .parse(
    JSON.parse(readFileSync(new URL('../../../test/fixtures/diagnosis/program-outputs.json', import.meta.url), 'utf8')),
  )

const byFault: Readonly<Record<string, readonly DiagnosisCode[]>> = {
  cut: ['network.reset'],
  timeout: ['network.timeout'],
  redirects: ['network.redirected'],
  'unknown-issuer': ['network.intercepted'],
  'self-signed': ['network.intercepted'],
  expired: ['network.certificate-date'],
  'wrong-host': ['network.certificate-name'],
  refused: ['network.refused'],
  dns: ['network.dns'],
  // Some programs don’t say that it was a proxy that refused.
  'dead-proxy': ['network.proxy', 'network.own-machine', 'network.refused'],
  'proxy-sign-in': ['network.proxy-sign-in'],
}

/** Programs whose words leave open what others tell apart: then so does Latchkey. */
const lessTold: Readonly<Record<string, readonly DiagnosisCode[]>> = {
  'PHP streams, cut': ['network.unknown'],
  'PHP streams, timeout': ['network.unknown'],
  'PHP streams, expired': ['network.intercepted'],
  'Perl LWP, expired': ['network.intercepted'],
}

const byStatus: Readonly<Record<string, DiagnosisCode>> = {
  401: 'xero.token-refused',
  402: 'xero.unknown',
  403: 'xero.forbidden',
  404: 'xero.not-found',
  429: 'xero.rate-limit',
  500: 'xero.server-error',
  503: 'xero.unavailable',
}

describe('what programs really said', () => {
  it('is of many programs, each with its version', () => {
    const named = Object.keys(made.versions)
    expect(named.length).toBeGreaterThanOrEqual(15)
    expect(new Set(made.outputs.map(({ program }) => program))).toEqual(new Set(named))
    expect(made.outputs.length).toBeGreaterThan(250)
  })

  it.each(made.outputs.filter(({ fault }) => fault in byFault))('$program, $fault', ({ program, fault, output }) => {
    const told = [...(byFault[fault] ?? []), ...(lessTold[`${program}, ${fault}`] ?? [])]
    expect(told).toContain(explainPaste(output, context).findings[0]?.code)
  })

  it.each(made.outputs.filter(({ fault }) => fault in byStatus))('$program, $fault', ({ fault, output }) => {
    expect(statusInText(output)).toBe(Number(fault))
    // Some name no address: the person who pastes it does, or is told that it can be anybody’s.
    const [found] = explainPaste(`GET https://api.xero.com/connections\n${output}`, context).findings
    expect(found).toMatchObject({ code: byStatus[fault], recognisedBy: 'status' })
    const [alone] = explainPaste(output, context).findings
    expect([byStatus[fault], 'paste.status-only']).toContain(alone?.code)
  })
})

describe('other spellings', () => {
  it.each(spellings)('%s: %s', (_program, text, code) => {
    expect(explainPaste(text, context).findings[0]?.code).toBe(code)
  })
})

describe('a bare status', () => {
  const sides = [
    'discovery',
    'authorize',
    'token',
    'xero-api',
    'xero',
    'codat-link',
    'codat-api',
    'codat',
    null,
  ] as const
  const statuses = Array.from({ length: 200 }, (_, at) => 400 + at).filter((status) => status !== 407)

  it.each(sides)('of %s never tells one cause as if it were known, and says what to paste', (side) => {
    const sure = statuses.filter((status) => {
      const { canBe = [], nextStep } = diagnosis.parse(diagnoseStatus(status, side))
      return canBe.length < 2 || !/paste|copy/i.test(nextStep)
    })
    expect(sure).toEqual([])
  })

  it.each([
    ['My 404 not found cat', 404],
    ['invoice 401 of 500', null],
    ['port 503 is open', null],
    ['it cost 402 pounds', null],
  ])('%s', (text, status) => {
    expect(statusInText(text)).toBe(status)
  })
})
