import { defineConfig } from '@playwright/test'

// Real Electron, one desktop (display, D-Bus session, keyring, home) per test. `npm test` prepares what they run on.
export default defineConfig({
  testDir: 'test/e2e',
  // A folder of its own, as it is emptied at each start: what other tests report lies beside it.
  outputDir: 'test-results/e2e',
  // A test that takes 50 s alone has to pass on a machine four times slower; each says by itself what it waited for.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  fullyParallel: true,
  // Twice the cores of the machine this is measured on: a test spends half of its time waiting, for windows, daemons and browsers. Fourteen tests
  // took 160, 154, 153 and 184 s with two to five on a machine slow at giving memory out; six took longer than five on a fast one.
  workers: 4,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['./test/e2e/main-tasks.ts']],
  use: { trace: 'off' },
})
