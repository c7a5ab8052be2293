// A real HTTP server on loopback that answers as a test says, one script for each path.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface SeenCall {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Script = (call: SeenCall, response: ServerResponse) => void

export interface ScriptedServer {
  readonly origin: string
  readonly calls: SeenCall[]
  /** Sets what the server does from now on. */
  answer(script: Script): void
  close(): Promise<void>
}

/** Starts on 127.0.0.1, on a free port. Without a script it answers 404. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const calls: SeenCall[] = []
  let script: Script = (_, response) => response.writeHead(404).end()
  const server = createServer((request, response) => void handle(request, response))

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(Buffer.from(part))
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const call: SeenCall = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: Buffer.concat(parts).toString('utf8'),
    }
    calls.push(call)
    script(call, response)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    calls,
    answer: (next) => {
      script = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Answers with JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Script {
  return (_, response) =>
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
}
