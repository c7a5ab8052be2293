// How to get to each screen and state, by the accessible names that a person and a test would use.
const open = (name) => async (page) => {
  await page
    .getByRole('listbox', { name: 'Xero apps' })
    .getByRole('option', { name: new RegExp(name) })
    .click()
}
const tab = (name) => (page) => page.getByRole('tab', { name }).click()
const place = (name) => (page) => page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name }).click()
const steps =
  (...all) =>
  async (page) => {
    for (const step of all) await step(page)
  }
const press = (keys) => (page) => page.keyboard.press(keys)
const button = (name) => (page) => page.getByRole('button', { name, exact: true }).click()
const nothing = async () => {}

export const scenes = {
  welcome: { scenario: 'empty', go: nothing },
  'welcome-practice': { scenario: 'practice-empty', go: nothing },
  list: { scenario: 'full', go: nothing },
  'list-many': { scenario: 'many', go: nothing },
  'list-loading': { scenario: 'loading', go: (page) => page.waitForTimeout(500) },
  'list-error': { scenario: 'error', go: nothing },
  'list-nothing': {
    scenario: 'full',
    go: (page) => page.getByRole('searchbox', { name: 'Search Xero apps' }).fill('zzz'),
  },
  'new-have': { scenario: 'full', go: button('Add') },
  'new-set-up': {
    scenario: 'empty',
    go: (page) => page.getByRole('button', { name: /^Set up a new Xero app/ }).click(),
  },
  'app-keys': { scenario: 'full', go: open('Fjord') },
  'app-checked': {
    scenario: 'full',
    go: steps(open('Fjord'), async (page) => {
      await page.getByRole('button', { name: 'Check with Xero' }).first().click()
      await page.getByRole('button', { name: 'Check with Xero' }).nth(1).click()
      await page.waitForTimeout(500)
    }),
  },
  'app-empty': {
    scenario: 'full',
    go: steps(open('Ombra Books'), (page) => page.getByRole('button', { name: /^Paste client secret 1/ }).click()),
  },
  'app-keyless': { scenario: 'full', go: open('Tallow') },
  'app-practice': { scenario: 'practice', go: open('Kestrel') },
  'app-details': { scenario: 'full', go: steps(open('Quillon'), tab('Details')) },
  'app-dirty': {
    scenario: 'full',
    go: steps(open('Kestrel'), tab('Details'), (page) =>
      page.getByLabel('Customer', { exact: true }).fill('Kestrel Group'),
    ),
  },
  'sign-in-before': { scenario: 'full', go: steps(open('Kestrel'), tab('Sign-in test')) },
  'sign-in-running': {
    scenario: 'running',
    go: steps(open('Kestrel'), tab('Sign-in test'), button('Open the browser and sign in'), (page) =>
      page.waitForTimeout(400),
    ),
  },
  'sign-in-result': {
    scenario: 'full',
    go: steps(open('Kestrel'), tab('Sign-in test'), button('Open the browser and sign in'), (page) =>
      page.waitForTimeout(700),
    ),
  },
  'rotation-start': { scenario: 'full', go: steps(open('Kestrel'), tab('Rotation')) },
  'rotation-paste': { scenario: 'full', go: steps(open('Meridian'), tab('Rotation')) },
  'copy-countdown': { scenario: 'full', go: steps(open('Kestrel'), button('Copy client secret 1')) },
  diagnosis: { scenario: 'full', go: place('Diagnose') },
  'diagnosis-answer': {
    scenario: 'full',
    go: steps(
      place('Diagnose'),
      (page) => page.getByRole('button', { name: /^Paste \(/ }).click(),
      (page) => page.waitForTimeout(200),
    ),
  },
  'diagnosis-dialog': { scenario: 'full', go: steps(open('Kestrel'), press('Control+Shift+V')) },
  palette: { scenario: 'full', go: steps(open('Fjord'), press('Control+k')) },
  activity: { scenario: 'full', go: place('Activity') },
  'activity-empty': { scenario: 'empty', go: place('Activity') },
  settings: { scenario: 'full', go: place('Settings') },
  import: { scenario: 'full', go: steps(place('Settings'), button('Import records…')) },
  'keychain-waiting': { scenario: 'waiting', go: open('Fjord') },
  'keychain-trouble': { scenario: 'trouble', go: steps(open('Fjord'), button('How to mend it')) },
  'keychain-session': { scenario: 'session', go: nothing },
  trial: { scenario: 'trial', go: nothing },
}
