// Requests that a browser would never make, and some that it would.
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'

export interface Knock {
  port: number
  host?: string
  path: string
  method?: string
  hostHeader?: string | string[]
}

export interface KnockAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** One request with exactly the given target and Host. */
export function knock({ port, host = '127.0.0.1', path, method = 'GET', hostHeader }: Knock): Promise<KnockAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, path, method, agent: false, setHost: false }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        body += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      response.on('error', reject)
    })
    sent.setHeader('Host', hostHeader ?? `localhost:${port}`)
    sent.on('error', reject)
    sent.end()
  })
}

/** Sends bytes as they are and gives what came back until the other side closed. */
export function knockRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    socket.setEncoding('utf8')
    socket.on('data', (part) => {
      heard += String(part)
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(heard))
    socket.write(bytes)
  })
}

export function openSocket(port: number, host = '127.0.0.1'): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => {
      socket.off('error', reject)
      socket.on('error', () => {})
      // Unread, the other side's end would never be noticed.
      socket.resume()
      resolve(socket)
    })
    socket.once('error', reject)
  })
}
