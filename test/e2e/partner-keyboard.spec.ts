// The checklist worked through by keyboard alone, and the tree a screen reader gets, kept here as it is.
import { expect, test } from './latchkey'
import { addApp, appTab, openApp, tabTo } from './steps'

test('an item is opened, answered, waived and given evidence without a mouse', async ({ launch }) => {
  const latchkey = await launch()
  const { page } = latchkey
  const id = await addApp(latchkey)
  await page.evaluate((appId) => window.latchkey.choosePartnerRoute({ appId, route: 'bank-feeds' }), id)
  await openApp(latchkey)

  await tabTo(page, /^Set-up/)
  const tab = appTab(page, 'Partner')
  for (let presses = 0; presses < 12 && (await tab.getAttribute('aria-selected')) !== 'true'; presses += 1)
    await page.keyboard.press('ArrowRight')
  await expect(tab).toBeFocused()
  await tabTo(page, /^Checklist$/)
  await tabTo(page, /^Introduction by Codat/)
  await page.keyboard.press('Enter')
  const item = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Introduction by Codat/ }) })
  await expect(item).toMatchAriaSnapshot(`
    - listitem:
      - button "Introduction by Codat Codat To do" [expanded]
      - paragraph: /Codat introduces you to Xero/
      - paragraph: "How to show it: Send your Codat contact the letter below; attach their answer."
      - group "Your answer to Introduction by Codat":
        - text: State
        - combobox "State":
          - option "To do" [selected]
          - option "In progress"
          - option "Ready"
          - option "Waived"
        - text: Who does it
        - combobox "Who does it":
          - 'option "As suggested: Codat" [selected]'
          - option "Codat"
          - option "The customer’s product team"
          - option "You"
        - text: Owner
        - textbox "Owner"
        - text: Due
        - textbox "Due"
        - text: Notes
        - textbox "Notes"
        - button "Save answer" [disabled]
      - group "Evidence for Introduction by Codat":
        - heading "Evidence" [level=3]
        - paragraph: Nothing attached yet.
        - button "Attach a file…"
        - text: Link to evidence
        - textbox "Link to evidence":
          - /placeholder: https://
        - button "Attach the link" [disabled]
  `)

  // Waived needs its reason before it can be saved.
  await tabTo(page, /^State/)
  await page.keyboard.press('w')
  await expect(item.getByRole('button', { name: 'Save answer' })).toBeDisabled()
  await tabTo(page, /^Why it doesn’t apply/)
  await page.keyboard.type('Codat introduced us last year.')
  await tabTo(page, /^Save answer$/)
  await page.keyboard.press('Enter')
  await expect(item.getByRole('button', { name: /^Introduction by Codat Codat Waived/ })).toBeVisible()

  await tabTo(page, /^Link to evidence/)
  await page.keyboard.type('https://example.com/introduction')
  await tabTo(page, /^Attach the link$/)
  await page.keyboard.press('Enter')
  await expect(item.getByRole('button', { name: 'Set aside https://example.com/introduction' })).toBeVisible()

  // A row that goes leaves the focus on what stands there then.
  await tabTo(page, /^Set aside/)
  await page.keyboard.press('Enter')
  await expect(item.getByRole('button', { name: /^Take back|^Set aside/ })).toHaveCount(0)
  await expect(page.locator(':focus')).toBeVisible()

  // On to the last checkpoint.
  await tabTo(page, /^Missed and rejected statements/)
  await page.keyboard.press('Space')
  await expect(page.getByRole('group', { name: 'Your answer to Missed and rejected statements' })).toBeVisible()

  const answer = await page.evaluate((appId) => window.latchkey.getPartner({ appId }), id)
  if (!answer.ok) throw new Error(answer.error.code)
  expect(answer.value.checklist?.items[0]?.answer).toMatchObject({
    state: 'waived',
    reason: 'Codat introduced us last year.',
    evidence: [{ kind: 'link', url: 'https://example.com/introduction' }],
  })
})
