// What is told to the page ends no work of whoever tells it, the first time and any later one.
import { expect, it } from 'vitest'
import { createSendEvent } from './events-over-ipc'

it('an event that can’t be sent is told as a failure, the first and the next, and what comes after it arrives', async () => {
  const sent: unknown[] = []
  const failed: string[] = []
  let gone = false
  const send = createSendEvent({
    page: () => ({
      isDestroyed: () => false,
      send(channel, payload) {
        if (gone) throw new Error('the window has gone')
        sent.push([channel, payload])
      },
    }),
    onFailure: (name) => void failed.push(name),
  })
  const bad = { reason: 'not a reason' } as never
  send('pasteHeld', bad)
  await expect.poll(() => failed).toEqual(['pasteHeld'])
  send('pasteHeld', bad)
  send('standingsChanged', { appId: '7c9e6679-7425-40de-944b-e07fc1f90ae7' })
  await expect.poll(() => sent).toHaveLength(1)
  gone = true
  send('standingsChanged', { appId: '7c9e6679-7425-40de-944b-e07fc1f90ae7' })
  expect(failed).toEqual(['pasteHeld', 'pasteHeld', 'standingsChanged'])
})
