// “Check everything”: bank feeds that are wanted or were looked at are asked again, others aren't, and silence is a code.
import { describe, expect, it } from 'vitest'
import type { FeedPanel } from '../../contract/bank-feeds'
import type { FeedVerdict } from '../../domain/bank-feeds/schema'
import { Failure } from '../../domain/failure'
import type { Standing } from '../../domain/standing/standing'
import { MOST_CHECKED } from '../../domain/bank-feeds/check-companies'
import { checkCompanies } from './check-companies'

const APP = '22222222-2222-4222-8222-222222222222'
const CLIENT = '33333333-3333-4333-8333-333333333333'

function standing(verdict: Standing['bankFeeds']['verdict'], looked = 0): Standing['bankFeeds'] {
  return { verdict, looked, sentence: '', short: '', mover: null, since: null }
}

function furnish(given: { names: readonly string[]; looked?: readonly string[]; silent?: readonly string[] }) {
  const asked: string[] = []
  const stop = new AbortController()
  const companies = given.names.map((name) => ({
    clientId: CLIENT,
    clientName: 'Client',
    companyId: name,
    companyName: name,
    connectionId: name,
    status: name.startsWith('un') ? 'Unlinked' : 'Linked',
    created: null,
  }))
  const verdict = (connectionId: string) => ({ connectionId }) as FeedVerdict
  const feeds = {
    listFeedCompanies: () => Promise.resolve({ companies, complete: true, clients: 1, problem: null }),
    listFeedVerdicts: () => Promise.resolve({ verdicts: (given.looked ?? []).map(verdict) }),
    checkFeeds: ({ companyName: name }: { companyName: string }) => {
      asked.push(name)
      if (given.silent?.includes(name) === true) return Promise.reject(new Failure('codat.unavailable'))
      return Promise.resolve({ ladder: { verdict: 'missing' } } as FeedPanel)
    },
  }
  const run = (of: Standing['bankFeeds'] | null) =>
    checkCompanies({ feeds, bankFeedsOf: () => Promise.resolve(of) }, APP, stop.signal)
  return { run, asked, stop }
}

describe('the bank feeds of an app', () => {
  it('that wants them are asked of every linked company, those that were looked at first', async () => {
    const { run, asked } = furnish({ names: ['rimu', 'unlinked', 'kauri'], looked: ['kauri'] })
    const checked = await run(standing('unknown'))
    expect(asked).toEqual(['kauri', 'rimu'])
    expect(checked).toMatchObject({
      companies: [{ name: 'kauri', verdict: 'missing' }, { name: 'rimu' }],
      problem: null,
    })
  })

  it('that nobody wants and nobody looked at are left alone', async () => {
    for (const of of [standing('not-used'), standing('unasked'), null]) {
      const { run, asked } = furnish({ names: ['rimu'] })
      expect(await run(of)).toBeNull()
      expect(asked).toEqual([])
    }
  })

  it('that were looked at are looked at again, wanted or not', async () => {
    const { run, asked } = furnish({ names: ['rimu', 'kauri'], looked: ['rimu'] })
    await run(standing('not-used', 1))
    expect(asked).toEqual(['rimu'])
  })

  it('of a company that Codat says nothing about are a code, and the others are asked all the same', async () => {
    const { run } = furnish({ names: ['rimu', 'kauri'], silent: ['rimu'] })
    expect(await run(standing('unknown'))).toMatchObject({
      companies: [{ name: 'kauri' }],
      problem: 'codat.unavailable',
    })
  })

  it('are asked of so many companies at most, and of none once stopped', async () => {
    const names = Array.from({ length: MOST_CHECKED + 5 }, (_, index) => `company ${index}`)
    const many = furnish({ names })
    await many.run(standing('unknown'))
    expect(many.asked).toHaveLength(MOST_CHECKED)
    const stopped = furnish({ names })
    stopped.stop.abort()
    await stopped.run(standing('unknown'))
    expect(stopped.asked).toEqual([])
  })
})
