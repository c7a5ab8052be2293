import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readWholeBody } from './whole-body'

const MOST = 100_000
let answer: (response: ServerResponse) => void = () => {}
const server = createServer((_, response) => answer(response)).listen(0, '127.0.0.1')
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

async function read(answerWith: typeof answer): Promise<string> {
  if (!server.listening) await once(server, 'listening')
  answer = answerWith
  return readWholeBody(await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`), MOST)
}

describe('a body', () => {
  it('is read whole, letters that two pieces share included', async () => {
    const bytes = Buffer.from('Ōtautahi €'.repeat(5_000))
    const text = await read((response) => {
      for (let at = 0; at < bytes.length; at += 7) response.write(bytes.subarray(at, at + 7))
      response.end()
    })
    expect(text).toBe(bytes.toString('utf8'))
  })

  it('is empty where there is none', async () => {
    expect(await readWholeBody(new Response(null, { status: 204 }), MOST)).toBe('')
  })

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('is cut off while it unpacks to more than is allowed (%s)', async (encoding, pack) => {
    const packed = pack(Buffer.alloc(50 * MOST, 'a'))
    expect(packed.length).toBeLessThan(MOST)
    const reading = read((response) => {
      response.setHeader('content-encoding', encoding)
      response.end(packed)
    })
    await expect(reading).rejects.toMatchObject({ name: 'BodyTooLong' })
  })

  it('that breaks off is an error, not a shorter text', async () => {
    const reading = read((response) => {
      response.setHeader('content-length', '1000')
      response.write('half')
      response.destroy()
    })
    await expect(reading).rejects.toBeInstanceOf(Error)
  })
})
