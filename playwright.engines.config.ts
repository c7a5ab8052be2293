import { defineConfig } from '@playwright/test'
import journeys from './playwright.config'

// `npm run engines`: the journeys that Electron isn't the point of, in the Chromium that users will have. Left out are those about windows,
// processes, the clipboard's and the keychain's own ways, Electron's fetch, and the Tab key beyond the page's end, which is a browser's.
export default defineConfig({
  ...journeys,
  outputDir: 'test-results/engines',
  testMatch: [
    'accessibility',
    'bank-feeds',
    'bank-feeds-sign-in',
    'codat-clients',
    'company-doctor',
    'customers',
    'diagnosis',
    'every-diagnosis',
    'keys',
    'partner-keyboard',
    'practice-controls',
    'seats',
    'set-up-bad-input',
    'set-up-ways',
    'settings',
    'sign-in',
    'sign-in-journey',
    'statement',
    'statement-columns',
    'statement-keyboard',
    'transfer',
  ].map((name) => `**/e2e/${name}.spec.ts`),
  // What the system's clipboard holds, a dropped file, a desktop's notifications.
  grepInvert: [
    /a new client id over linked companies/,
    /a file is dropped/,
    /from no Codat client to full/,
    /the choice of columns, light/,
  ],
})
