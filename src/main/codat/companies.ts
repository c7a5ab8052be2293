// All companies of a Codat client with their connections to Xero: counted once each, and never counted short in silence.
import type { PageStep } from '../../domain/codat/pages'
import {
  type CompaniesRead,
  conclude,
  gatherPage,
  type ReadCompaniesOptions,
  startGathering,
} from '../../domain/codat/companies'

/** Reads pages to their end. Never rejects for what Codat or the network does. */
export async function readCompanies(
  steps: AsyncIterable<PageStep>,
  { tags, onProgress }: ReadCompaniesOptions,
): Promise<CompaniesRead> {
  const gathered = startGathering()
  const progress = (waitingSeconds: number | null): void =>
    onProgress?.({ companies: gathered.seen.size, told: gathered.told, waitingSeconds })
  for await (const step of steps) {
    switch (step.step) {
      case 'page': {
        gatherPage(gathered, step, tags)
        progress(null)
        break
      }
      case 'waiting':
        progress(step.milliseconds / 1_000)
        break
      case 'failed':
        return conclude(gathered, { end: 'failed', because: step.because, problem: step.problem })
    }
  }
  return conclude(gathered, { end: 'last-page' })
}
