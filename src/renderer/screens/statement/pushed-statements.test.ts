// A statement that was pushed is no longer said to be ready to be (walk, fault 13).
import { expect, test } from 'vitest'
import { notePushed, pushedOf } from './pushed-statements'
import { pushedVerdict } from './words'

test('a statement is known to be pushed as long as it is as it was then', () => {
  notePushed('a', { appId: 'app', pushId: 'first', revision: 3 })
  notePushed('a', { appId: 'app', pushId: 'second', revision: 4 })
  expect(pushedOf({ statementId: 'a', revision: 4 })).toMatchObject({ pushId: 'second' })
  expect(pushedOf({ statementId: 'a', revision: 5 })).toBeNull()
  expect(pushedOf({ statementId: 'b', revision: 4 })).toBeNull()
})

test('what arrived is said, whatever became of the push', () => {
  const push = { companyName: 'Lantern Street Gallery', lines: 1_201 }
  const said = 'Pushed to Lantern Street Gallery'
  expect(pushedVerdict({ ...push, state: 'done', arrivedLines: 1_201 })).toEqual({
    tone: 'ok',
    title: `${said}: 1,201 of 1,201 lines arrived`,
  })
  expect(pushedVerdict({ ...push, state: 'refused', arrivedLines: 0 })).toEqual({
    tone: 'watch',
    title: `${said}, refused: 0 of 1,201 lines arrived`,
  })
  expect(pushedVerdict({ ...push, state: 'paused', arrivedLines: 500 })).toEqual({
    tone: 'watch',
    title: `${said}, paused: 500 of 1,201 lines arrived so far`,
  })
  expect(pushedVerdict({ ...push, state: 'running', arrivedLines: 500 })).toEqual({
    tone: 'info',
    title: `${said}: 500 of 1,201 lines arrived so far`,
  })
})
