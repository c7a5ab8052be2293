import { defineConfig } from '@playwright/test'

// Real Electron, one desktop (display, D-Bus session, keyring, home) per test. `npm test` prepares what they run on.
export default defineConfig({
  testDir: 'test/e2e',
  // A folder of its own, as it is emptied at each start: what other tests report lies beside it.
  outputDir: 'test-results/e2e',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  workers: 2,
  // Real windows on a shared machine. What passes at its second try only is named at the end of `npm test`: a test to mend.
  retries: 1,
  forbidOnly: true,
  reporter: [['list']],
  use: { trace: 'off' },
})
