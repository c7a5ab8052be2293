import type { LeftOverSearch } from '../../contract/left-over'
import type { LeftOverSecrets } from './left-over'

export function leftOverHandlers(leftOver: LeftOverSecrets): {
  findLeftOverSecrets(): Promise<LeftOverSearch>
  removeLeftOverSecrets(): Promise<{ removed: number | null }>
} {
  return {
    findLeftOverSecrets: leftOver.find,
    removeLeftOverSecrets: async () => ({ removed: await leftOver.remove() }),
  }
}
