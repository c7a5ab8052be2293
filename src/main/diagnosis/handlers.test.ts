import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

function handlersWith(clipboard: { text: string; other?: boolean; dropped?: string; chosen?: string }) {
  return diagnosisHandlers({
    clock: { now: () => new Date('2027-09-13T12:00:00'), monotonic: () => 0 },
    clipboard: { readText: async () => clipboard.text, hasOnlyOther: async () => clipboard.other ?? false },
    dropped: { take: () => clipboard.dropped ?? null },
    dialogs: { chooseOpen: async () => clipboard.chosen ?? null },
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

  it('lists the usual messages', async () => {
    const { messages } = await handlersWith({ text: '' }).listUsualMessages({})
    expect(diagnosisCalls.listUsualMessages.output.safeParse({ messages }).success).toBe(true)
  })
})

describe('a file', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'latchkey-message-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function explained(content: string | Buffer, from: 'dropped' | 'dialog' = 'dropped') {
    const file = path.join(folder, 'answer')
    await writeFile(file, content)
    const handlers = handlersWith({ text: '', dropped: file, chosen: file })
    return (await handlers.explainFile({ appId: null, from })).explanation
  }

  it('is explained as its text is, dropped or chosen, in UTF-16 too', async () => {
    const message = '{"error":"invalid_client"}'
    expect((await explained(message))?.findings[0]?.code).toBe('token.invalid-client')
    const utf16 = Buffer.from(`\ufeff${message}`, 'utf16le')
    expect((await explained(utf16, 'dialog'))?.findings[0]?.code).toBe('token.invalid-client')
  })

  it('is read at its beginning only, and says so', async () => {
    const long = Buffer.concat([Buffer.from('{"error":"invalid_client"}\n'), Buffer.alloc(5_000_000, 'x \n')])
    expect(await explained(long)).toMatchObject({ recognised: true, notes: ['cut'] })
  })

  it('that is none says what it is instead', async () => {
    await expect(explained(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).rejects.toThrow(
      new Failure('paste.file-not-text'),
    )
    await expect(explained(' \n')).rejects.toThrow(new Failure('paste.file-empty'))
    const nowhere = handlersWith({ text: '', dropped: path.join(folder, 'gone'), chosen: folder })
    for (const from of ['dropped', 'dialog'] as const) {
      await expect(nowhere.explainFile({ appId: null, from })).rejects.toThrow(new Failure('paste.file-not-read'))
    }
    const nothing = handlersWith({ text: '' })
    expect(await nothing.explainFile({ appId: null, from: 'dialog' })).toEqual({ explanation: null })
  })
})
