import { afterEach, beforeEach, expect, test } from 'vitest'
import { practiceCalls } from '../../contract/practice'
import { practiceHandlers } from './handlers'
import { type Practice, startPractice } from '../../practice/practice'

let practice: Practice
let opened: string[]
const browser = {
  open: async (url: string) => {
    opened.push(url)
  },
}

beforeEach(async () => {
  opened = []
  practice = await startPractice({ seed: 'empty' })
})
afterEach(() => practice.close())

test('outside practice mode there is no practice, and nothing to switch', async () => {
  const handlers = practiceHandlers({ practice: null, browser })
  expect(await handlers.getPractice({})).toEqual({ practice: null })
  await expect(handlers.resetPractice({ seed: 'empty' })).rejects.toMatchObject({ code: 'practice.off' })
})

test('failures, settings and a new first day, each with the view that follows', async () => {
  const handlers = practiceHandlers({ practice, browser })
  const failing = await handlers.setPracticeFailure({ name: 'xero.token/slow', on: true, times: 2 })
  expect(failing.failures).toEqual([{ name: 'xero.token/slow', left: 2 }])
  const settled = await handlers.setPracticeSettings({ slowSeconds: 3, retryAfterSeconds: undefined })
  expect(settled.settings).toMatchObject({ slowSeconds: 3, retryAfterSeconds: 30 })
  const reset = await handlers.resetPractice({ seed: 'furnished' })
  expect(reset).toMatchObject({ seed: 'furnished', failures: [], settings: { slowSeconds: 15 } })
  expect(practiceCalls.resetPractice.output.parse(reset).xeroApps).toHaveLength(4)
})

test('opens My Apps in the system’s browser, or says that it couldn’t', async () => {
  const handlers = practiceHandlers({ practice, browser })
  expect(await handlers.openPracticePage({ page: 'xero-my-apps' })).toEqual({ opened: true })
  expect(opened).toEqual([`${practice.origins.xeroPortal}/myapps`])
  const broken = practiceHandlers({ practice, browser: { open: () => Promise.reject(new Error('no browser')) } })
  await expect(broken.openPracticePage({ page: 'xero-my-apps' })).rejects.toMatchObject({ code: 'link.not-opened' })
})

test('a server refuses what is too long, what names another host, and what it has no route for', async () => {
  const { xeroIdentity } = practice.origins
  const long = await fetch(`${xeroIdentity}/connect/token`, { method: 'POST', body: 'x'.repeat(3_100_000) })
  expect(long.status).toBe(413)
  expect((await fetch(`${xeroIdentity}//elsewhere.example/connect/token`)).status).toBe(400)
  const wrongMethod = await fetch(`${xeroIdentity}/connect/token`)
  expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'POST'])
  expect((await fetch(`${xeroIdentity}/connections`)).status).toBe(404)
  const head = await fetch(`${xeroIdentity}/.well-known/openid-configuration`, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
})
