import { describe, expect, it } from 'vitest'
import { diagnosisCalls } from '../../contract/diagnosis'
import { Failure } from '../../domain/failure'
import { diagnosisHandlers } from './handlers'

const app = {
  id: '0498e921-9b53-4396-a412-4f2f5983b0a2',
  name: 'Acme',
  clientId: '686E7FE4D3354162B05FDE15FC01EEAC',
  redirectUris: [],
  createdOn: null,
}

function handlersWith(clipboard: { text: string; other?: boolean }) {
  return diagnosisHandlers({
    clock: { now: () => new Date('2027-09-13T12:00:00'), monotonic: () => 0 },
    clipboard: { readText: async () => clipboard.text, hasOnlyOther: async () => clipboard.other ?? false },
    listApps: async () => [app],
    listCompanies: async () => [{ id: 'c1', name: 'Rimu Street Cafe', clientName: 'Harbour Pay' }],
  })
}

describe('diagnosisHandlers', () => {
  it('explains a text from the page against the stored apps', async () => {
    const input = diagnosisCalls.explainPaste.input.parse({ text: app.clientId })
    const answer = await handlersWith({ text: '' }).explainPaste(input)
    expect(diagnosisCalls.explainPaste.output.parse(answer).findings[0]?.code).toBe('paste.client-id-known')
  })

  it('knows a company by the name it was listed under', async () => {
    const answer = await handlersWith({ text: 'rimu street cafe\n' }).explainClipboard({ appId: null })
    expect(diagnosisCalls.explainClipboard.output.parse(answer).codatCompanyId).toBe('c1')
  })

  it('reads the clipboard itself', async () => {
    const answer = await handlersWith({ text: '{"error":"invalid_client"}' }).explainClipboard({ appId: null })
    expect(answer.findings[0]?.code).toBe('token.invalid-client')
  })

  it('takes today from the clock', async () => {
    const scope =
      'https://login.xero.com/identity/connect/authorize?client_id=x&redirect_uri=y&scope=accounting.transactions'
    const answer = await handlersWith({ text: scope }).explainClipboard({ appId: app.id })
    expect(answer.findings.map(({ code }) => code)).toContain('scope.retired')
  })

  it('says what is wrong with an empty clipboard, or one without text', async () => {
    await expect(handlersWith({ text: ' ' }).explainClipboard({ appId: null })).rejects.toThrow(
      new Failure('paste.empty'),
    )
    const picture = handlersWith({ text: '', other: true })
    await expect(picture.explainClipboard({ appId: null })).rejects.toThrow(new Failure('paste.not-text'))
  })

  it('lists the usual messages', () => {
    const { messages } = handlersWith({ text: '' }).listUsualMessages({})
    expect(diagnosisCalls.listUsualMessages.output.safeParse({ messages }).success).toBe(true)
  })
})
