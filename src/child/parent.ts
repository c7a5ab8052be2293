// The line to main, for a program of its own: Electron's port, or a fork's channel where it runs without Electron.

/** The part of Electron's `process.parentPort` that is used here. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

export interface ParentLine {
  send(message: unknown): void
  listen(receive: (message: unknown) => void): void
}

/** Null for a program that was started by nobody who listens. */
export function parentLine(): ParentLine | null {
  const parentPort = (process as { parentPort?: ParentPort }).parentPort
  if (parentPort !== undefined) {
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Electron's port, not a window's
      send: (message) => parentPort.postMessage(message),
      listen: (receive) => parentPort.on('message', ({ data }) => receive(data)),
    }
  }
  if (process.send === undefined) return null
  // A fork without its parent has nobody to serve.
  process.once('disconnect', () => process.exit(0))
  return {
    send: (message) => void process.send?.(message),
    listen: (receive) => void process.on('message', receive),
  }
}
