import { expect, it } from 'vitest'
import { type ConfirmRequest, confirmRequest } from '../domain/confirm-request'
import { askingShortly } from './prompts'

// One that is too long is refused by its window, which then shows nothing.
it('asks every kind of question so that its window shows it, however long the names in it', async () => {
  const asked: ConfirmRequest[] = []
  const prompts = askingShortly({
    confirm: async (request) => asked.push(request) > 0,
    choose: async (request) => ({ ticked: asked.push(request) > 0 }),
    enterSecret: async () => null,
    revealSecret: async () => {},
    closeAll: () => {},
  })
  const names = Array.from({ length: 8 }, () => `“${'n'.repeat(120)}”`).join(', ')
  const question = { title: names, body: [`${names} and 12 more.`], action: 'Delete', danger: true }
  await prompts.confirm(question)
  await prompts.choose(question)
  expect(asked.map((request) => confirmRequest.safeParse(request).success)).toEqual([true, true])
})
