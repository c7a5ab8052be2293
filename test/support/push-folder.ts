// A push's folder whose bodies a test writes by itself, instead of the process that holds a statement's lines.
import type { ChunkPlan, Opened } from '../../src/domain/bank-feeds/push/entries'
import { openPushFolder } from '../../src/main/bank-feeds/push/journal'
import { writingBodies } from '../../src/reader/body-files'

interface PlannedChunk {
  readonly plan: ChunkPlan
  /** The whole body of the request. */
  readonly body: string
}

export async function createPushFolder(
  dir: string,
  chunks: Iterable<PlannedChunk> | AsyncIterable<PlannedChunk>,
  opened: (plans: ChunkPlan[]) => Opened,
): Promise<Opened> {
  return openPushFolder(dir, async () => {
    const plans: ChunkPlan[] = []
    for await (const { plan, body } of chunks) {
      writingBodies(dir, (write) => write(plans.length, body))
      plans.push(plan)
    }
    return opened(plans)
  })
}
