// Answers of Xero, Codat and the network that no documentation lists: pages instead of JSON, odd shapes, hostile errors.
import { describe, expect, it } from 'vitest'
import { diagnosis } from '../../domain/diagnosis/schema'
import { compareRedirect } from '../../domain/diagnosis/authorize'
import {
  connectionCode,
  diagnoseCodat,
  diagnoseCodatConnection,
  diagnoseCodatPush,
  diagnoseLinkRedirect,
} from '../../domain/diagnosis/codat'
import { feedCodeOf, feedErrorInText, feedProblemsIn } from '../../domain/diagnosis/feeds'
import { diagnoseNetwork } from '../../domain/diagnosis/network'
import { diagnoseXeroApi } from '../../domain/diagnosis/xero-api'

describe('diagnoseXeroApi', () => {
  it.each([
    [{ status: 401, body: '' }, 'xero.token-refused'],
    [{ status: 400, body: 'nonsense' }, 'xero.bad-request'],
    [{ status: 400, body: { ErrorNumber: 14, Type: 'PostDataInvalidException', Message: 'x' } }, 'xero.bad-request'],
    [{ status: 502, body: '<html>' }, 'xero.server-error'],
    [{ status: 407, body: '' }, 'network.proxy-sign-in'],
    [{ status: 418, body: null }, 'xero.unknown'],
    [{ status: 200, body: [{}] }, 'xero.unknown'],
    [{ status: 429, headers: new Headers({ 'X-Rate-Limit-Problem': 'DailyLimit' }) }, 'xero.day-limit'],
    [{ status: 429, headers: { 'X-Rate-Limit-Problem': 'AppMinute' } }, 'xero.app-minute-limit'],
    [{ status: 429 }, 'xero.rate-limit'],
    [
      { status: 403, body: '{"title":"Forbidden","status":403,"detail":"AuthenticationUnsuccessful"}' },
      'xero.tenant-refused',
    ],
  ])('%j', (answer, code) => {
    expect(diagnoseXeroApi(answer).code).toBe(code)
  })

  it('shows Xero’s validation messages as facts', () => {
    const body = {
      ErrorNumber: 10,
      Type: 'ValidationException',
      Message: 'x',
      Elements: [{ ValidationErrors: [{ Message: 'No.' }] }],
    }
    expect(diagnoseXeroApi({ status: 400, body }).facts).toContainEqual({ label: 'Xero says', value: 'No.' })
  })
})

describe('diagnoseCodat', () => {
  it.each([
    [{ status: 200, body: '<html>' }, 'codat.unreadable'],
    [{ status: 403, body: '<html>' }, 'codat.unreadable'],
    [{ status: 502, body: '<html>' }, 'codat.server-error'],
    [{ status: 504, body: '' }, 'codat.server-error'],
    [{ status: 407, body: '<html>' }, 'network.proxy-sign-in'],
    [{ status: 418, body: {} }, 'codat.unknown'],
    [{ status: 402, body: '' }, 'codat.payment-required'],
    [{ status: 402, body: { error: 'Sample: hourly sync schedule' } }, 'codat.sync-schedule'],
    [{ status: 402, body: { error: 'Sample: the account is older than it may be' } }, 'codat.account-expired'],
    [{ status: 401, body: null }, 'codat.unauthorized'],
  ])('%j', (answer, code) => {
    expect(diagnoseCodat(answer).code).toBe(code)
  })

  it('shows the correlation id, and no key that the body holds', () => {
    const made = diagnoseCodat({ status: 403, body: { error: 'x', correlationId: 'abc-1', apiKey: 'hunter2' } })
    expect(made.facts).toContainEqual({ label: 'Correlation id', value: 'abc-1' })
    expect(JSON.stringify(made)).not.toContain('hunter2')
  })

  it('keeps statuses Codat doesn’t document apart', () => {
    expect(connectionCode('Deauthorised')).toBe('codat.connection-deauthorized')
    expect(connectionCode('Pending Auth')).toBe('codat.connection-pending')
    expect(connectionCode('constructor')).toBeNull()
    expect(diagnoseCodatConnection({ status: 'New', dataConnectionErrors: 'x' })).toEqual([])
    expect(diagnoseLinkRedirect({ statusCode: '999' }).code).toBe('codat.link-failed')
  })

  it('tells a limit of Xero’s inside a push', () => {
    const push = { pushOperationKey: 'k', status: 'Failed', errorMessage: 'x has reached the daily rate limit cap' }
    expect(diagnoseCodatPush(push).code).toBe('codat.xero-day-limit')
    expect(diagnoseCodatPush({ pushOperationKey: 'k', status: 'Success' }).code).toBe('codat.push-done')
  })

  it('leaves out errors that are resolved', () => {
    const errors = [{ errorMessage: 'User cancelled', statusCode: '403', erroredOnUtc: 'x', status: 'Resolved' }]
    const made = diagnoseCodatConnection({ status: 'Linked', dataConnectionErrors: errors })
    expect(made.map(({ code }) => code)).toEqual(['codat.connection-linked'])
  })
})

describe('bank feeds', () => {
  it('takes both spellings and any capitals, and no name from the prototype', () => {
    expect(feedCodeOf('Invalid-Organization-Bank-Feeds')).toBe('feeds.invalid-organisation-bank-feeds')
    expect(feedCodeOf('toString')).toBeNull()
    expect(feedProblemsIn('not json')).toEqual([])
    expect(feedProblemsIn({ items: [null, 1, { errors: 'x' }, { error: null }] })).toEqual([])
  })

  it('does not take any hyphenated word for a type', () => {
    expect(feedErrorInText('a well-known thing happened')).toBeNull()
    expect(feedErrorInText('the request was an invalid-request')).toBeNull()
    expect(feedErrorInText('type: "invalid-request"')?.code).toBe('feeds.invalid-request')
  })
})

describe('compareRedirect', () => {
  it('names the smallest difference', () => {
    const registered = ['https://a.b/c', 'http://localhost:1/c']
    expect(compareRedirect('https://a.b/c/', registered)).toEqual({
      code: 'authorize.redirect-slash',
      nearest: 'https://a.b/c',
    })
    expect(compareRedirect('https://a.b/d', registered).code).toBe('authorize.redirect-path')
    expect(compareRedirect('nonsense', registered)).toEqual({ code: 'authorize.redirect-unregistered', nearest: null })
  })
})

describe('diagnoseNetwork', () => {
  it.each<[unknown, string]>([
    [new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'network.intercepted'],
    [new DOMException('x', 'TimeoutError'), 'network.timeout'],
    [new DOMException('x', 'AbortError'), 'network.stopped'],
    [new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]), 'network.refused'],
    [new TypeError('fetch failed', { cause: new Error('unexpected redirect') }), 'network.redirected'],
    [Object.assign(new Error('x'), { code: 'OAUTH_TIMEOUT' }), 'network.timeout'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'network.proxy'],
    [null, 'network.unknown'],
    [42, 'network.unknown'],
    [{ cause: { cause: { code: 'EAI_AGAIN' } } }, 'network.dns'],
  ])('%s', (thrown, code) => {
    const made = diagnoseNetwork(thrown)
    expect(made.code).toBe(code)
    expect(diagnosis.safeParse(made).success).toBe(true)
  })

  it('ends on a chain of causes without end, and shows no secret of a message', () => {
    const loop: { cause?: unknown; message: string } = { message: 'client_secret=hunter2' }
    loop.cause = loop
    expect(diagnoseNetwork(loop).details).toBe('client_secret=(removed)')
  })
})
