import { defineConfig } from '@playwright/test'

// Real Electron, one desktop (display, D-Bus session, keyring, home) per test. `npm test` prepares what they run on.
export default defineConfig({
  testDir: 'test/e2e',
  // A folder of its own, as it is emptied at each start: what other tests report lies beside it.
  outputDir: 'test-results/e2e',
  // The longest take 50 s alone on a fast machine and a minute and a half each beside three others on a slow one. A limit ends a wait that
  // leads nowhere and judges nothing, so that no test has one of its own.
  timeout: 480_000,
  expect: { timeout: 60_000 },
  fullyParallel: true,
  // Twice the cores of the machine this is measured on: a test spends half of its time waiting, for windows, daemons and browsers. Fourteen tests
  // took 160, 154, 153 and 184 s with two to five on a machine slow at giving memory out; six took longer than five on a fast one.
  workers: 4,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['./test/e2e/main-tasks.ts']],
  use: { trace: 'off' },
})
