import { existsSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from '@playwright/test'
import journeys from './playwright.config'

// `npm run engines`: the journeys that Electron isn't the point of, in the Chromium that users will have. Left out are those about windows,
// processes, the clipboard's and the keychain's own ways, Electron's fetch, and the Tab key beyond the page's end, which is a browser's.
export default defineConfig({
  ...journeys,
  outputDir: 'test-results/engines',
  testMatch: journeyFiles([
    'accessibility',
    'bank-feeds',
    'bank-feeds-sign-in',
    'codat-clients',
    'company-doctor',
    'connections',
    'customers',
    'diagnosis',
    'every-diagnosis',
    'keys',
    'partner-keyboard',
    'practice-controls',
    'set-up-bad-input',
    'set-up-ways',
    'settings',
    'sign-in',
    'sign-in-journey',
    'statement',
    'statement-columns',
    'statement-keyboard',
    'transfer',
  ]),
  // What the system's clipboard holds, a dropped file, a desktop's notifications.
  grepInvert: [
    /a new client id over linked companies/,
    /a file is dropped/,
    /from no Codat client to full/,
    /the choice of columns, light/,
  ],
})

/** A name that no file has would leave its journeys out without a word. */
function journeyFiles(names: readonly string[]): string[] {
  const gone = names.filter((name) => !existsSync(path.join(import.meta.dirname, 'test', 'e2e', `${name}.spec.ts`)))
  if (gone.length > 0) throw new Error(`There are no journeys ${gone.join(', ')}`)
  return names.map((name) => `**/e2e/${name}.spec.ts`)
}
