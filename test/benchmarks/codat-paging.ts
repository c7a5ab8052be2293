// How much reading 10,000 companies costs beside fetching the same pages and parsing their JSON alone. Goal: at most 1.25.
// Run: node test/benchmarks/run.mjs codat-paging
import { compare } from '../support/codat-paging'
import { startPagingServer } from '../support/codat-paging-server'

const server = await startPagingServer(9_974)
try {
  await compare(server.origin, 3)
  const { ours, bare, ratio } = await compare(server.origin, 15)
  const round = (pair: { median: number; best: number }, digits: number) => ({
    median: Number(pair.median.toFixed(digits)),
    best: Number(pair.best.toFixed(digits)),
  })
  const figures = {
    companies: 10_000,
    oursMs: round(ours, 0),
    bareMs: round(bare, 0),
    ratio: round(ratio, 3),
    goal: 1.25,
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  await server.close()
}
