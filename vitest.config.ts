import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { orderSeed } from './scripts/order-seed.mjs'

// Two projects: `unit` stands beside the code it tests and needs nothing of the machine; `integration` talks to real
// daemons, sockets and processes, so it gets more time and few workers.
export default defineConfig({
  test: {
    setupFiles: ['test/support/fixed-seed.ts'],
    // A limit ends a wait that leads nowhere; how long a thing takes says nothing of whether it is right. So each is far over what a machine
    // four times slower needs, a test has several waits' time, and no test has a limit of its own.
    expect: { poll: { timeout: 60_000, interval: 10 } },
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Files and tests come in another order at each run, so that none leans on one before it.
    sequence: { shuffle: { files: true, tests: true }, seed: orderSeed() },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'test/unit/**/*.test.ts'],
          // Pure code: what a file imports may serve the next one. A process for each file cost more than its tests did.
          isolate: false,
          // All cores, where vitest would leave one idle.
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          // One more than the cores of the machine this is measured on: a third of the time goes by in waiting for daemons and sockets.
          maxWorkers: 3,
          // Projects with different workers can't share a group when both are asked for at once.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          // `npm run keychains`: other people's programs with windows, one after the other.
          name: 'keychains',
          include: ['test/keychains/**/*.test.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
