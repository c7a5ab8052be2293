// The calls of practice mode, for the page. Outside practice mode they say so.
import type { Handlers } from '../../contract/api'
import type { practiceCalls } from '../../contract/practice'
import { Failure } from '../../domain/failure'
import type { Browser } from '../ports'
import { withoutUndefined } from '../../domain/without-undefined'
import type { RemotePractice } from './remote'
import { openAddress } from '../open-address'

type PracticeHandlers = Pick<Handlers, keyof typeof practiceCalls>

/** Handlers over the running practice, or over null in normal mode. Raises `practice.off` and `link.not-opened`. */
export function practiceHandlers(services: { practice: RemotePractice | null; browser: Browser }): PracticeHandlers {
  const controls = () => {
    if (services.practice === null) throw new Failure('practice.off')
    return services.practice.controls
  }
  return {
    getPractice: async () => ({ practice: services.practice === null ? null : await controls().view() }),
    setPracticeFailure: async (failure) => controls().setFailure(failure),
    setPracticeSettings: async (settings) => controls().setSettings(withoutUndefined(settings)),
    resetPractice: async (to) => controls().reset(to),
    async openPracticePage(of) {
      await openAddress(services.browser, await controls().pageAddress(of))
      return { opened: true }
    },
  }
}
