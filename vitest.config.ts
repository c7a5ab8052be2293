import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { orderSeed } from './scripts/order-seed.mjs'

// Two projects: `unit` stands beside the code it tests and needs nothing of the machine; `integration` talks to real
// daemons, sockets and processes, so it gets more time and few workers.
export default defineConfig({
  test: {
    setupFiles: ['test/support/fixed-seed.ts'],
    // What is polled for comes at once, or late on a busy machine; a second tells nothing.
    expect: { poll: { timeout: 20_000, interval: 10 } },
    // Files and tests come in another order at each run, so that none leans on one before it.
    sequence: { shuffle: { files: true, tests: true }, seed: orderSeed() },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'test/unit/**/*.test.ts'],
          // Thousands of generated cases take their time on a busy machine.
          testTimeout: 60_000,
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
          testTimeout: 60_000,
          hookTimeout: 60_000,
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
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
