import { expect, it } from 'vitest'
import { settingsV1 } from './settings'
import { looseningQuestion } from './loosening'

const before = settingsV1.parse({ version: 1, clipboardSeconds: 30, idleMinutes: 5 })

it.each([
  [{ clipboardSeconds: 31 }, 1],
  [{ clipboardSeconds: 300, theme: 'dark' }, 1],
  [{ idleMinutes: 6 }, 1],
  [{ idleMinutes: 0 }, 1],
  [{ idleMinutes: 0, clipboardSeconds: 60 }, 2],
] as const)('%j is asked', (change, sentences) => {
  expect(looseningQuestion(before, change)?.body).toHaveLength(sentences)
})

it.each([
  [{}],
  [{ clipboardSeconds: 30 }],
  [{ clipboardSeconds: 5, idleMinutes: 1 }],
  [{ idleMinutes: 5, notifications: false, theme: 'light', countDaily: true, reminderDays: 0 }],
  [{ clipboardSeconds: undefined, idleMinutes: undefined }],
] as const)('%j is not', (change) => {
  expect(looseningQuestion(before, change)).toBeNull()
})

it('a lock that is off can only become stricter', () => {
  expect(looseningQuestion({ ...before, idleMinutes: 0 }, { idleMinutes: 240 })).toBeNull()
})
