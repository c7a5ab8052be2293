// The check of 28 November 2026 and the guide of 2023, row by row: docs/facts-check.md names the rest of the tests.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { toSourceAccount } from './bank-feeds/accounts'
import { rawSourceAccount } from './codat/feeds-shapes'
import { catalogue } from './diagnosis/catalogue'
import { explainPaste } from './diagnosis/paste'
import * as facts from './facts'
import {
  bankFeedsPublished,
  bankFeedsToggle,
  bankFeedsV2,
  ineligibleUses,
  legacyLimit,
  lendingPublished,
  partnerPortalWay,
  partnerQuestionsTo,
  partnershipIsNotForAll,
  paymentsPublished,
  xeroScopes,
} from './facts'
import { setUpWalk } from './guide/steps'
import { links, type LinkId } from './links'
import { checklists } from './partner/checklist-items'
import { planLadder } from './partner/plan-ladder'
import { noAnswers, routeFor } from './partner/routes'
import { prepSheet } from './sheets/prep-sheet'
import { lintScopes } from './scopes'

const context = { apps: [], appId: null, today: '2026-11-28' }
const walk = JSON.stringify(setUpWalk)
const step = (id: string): string => JSON.stringify(setUpWalk.steps.find((one) => one.id === id))

describe('the guide’s own words', () => {
  it.each([
    ['create-app', 'sign up for it first'],
    ['create-app', 'Add a new app'],
    ['create-app', 'clearly identify the organisation'],
    ['create-app', 'App details page'],
    ['create-app', '25 max connections'],
    ['keys', 'left pane'],
    ['keys', 'Client secret 1'],
    ['hand-over', 'Integration settings'],
    ['hand-over', 'Administrator and Developer'],
    ['enable', 'Administrator and Developer'],
  ])('%s says “%s”', (id, words) => expect(step(id)).toContain(words))

  it('“25 max connections” stands beside the app on My Apps, and that it may not any more is said', () => {
    expect(walk).toContain('My Apps shows the limit beside the app’s name')
    expect(walk).toContain('may show the plan instead')
  })

  it('“Join the Xero App Store” and the portal’s toggle are named with what is known of them', () => {
    expect(partnerPortalWay.note).toContain('Join the Xero App Store')
    expect(bankFeedsToggle.note).toMatch(/toggle .*Manage, then Save.*none says that it is gone/)
  })

  it.each<[LinkId, string]>([
    ['xero.developer-sign-up', 'www.xero.com'],
    ['xero.bank-feeds', 'developer.xero.com'],
    ['xero.partner-overview', 'developer.xero.com'],
    ['xero.partner-steps', 'developer.xero.com'],
    ['xero.partner-faqs', 'developer.xero.com'],
    ['codat.certification-article', 'www.codat.io'],
  ])('%s is a link', (id, host) => expect(new URL(links[id].url).host).toBe(host))
})

it('how many uncertified apps an organisation takes is said with its doubt, and nobody is told that it can’t', () => {
  expect(step('create-app')).toMatch(/2 uncertified apps at most.*before the plans of March 2026/)
  expect(JSON.stringify(prepSheet({ customer: '' }))).toContain('It may not take another.')
  expect(catalogue['limit.uncertified-apps'].cause).toContain('before the plans of March 2026')
})

it('that a type stays as it is, no page says', () => {
  expect(step('create-app')).toContain('no way to change the type later is known')
})

describe('what Codat publishes of the checkpoints', () => {
  it.each([
    ['bank-feeds', bankFeedsPublished, 11],
    ['lending', lendingPublished, 9],
    ['payments', paymentsPublished, 9],
  ] as const)('%s: each item says what is asked and how much is the client’s own', (route, published, count) => {
    const points = (checklists[route]?.items ?? []).filter(({ kind }) => kind === 'checkpoint')
    expect(points).toHaveLength(count)
    for (const [index, { wants }] of points.entries()) {
      expect(wants).toContain(published.value[index]?.wants)
      expect(wants).toContain(`yours to do: ${published.value[index]?.action}.`)
    }
  })

  it('lenders write back, and Sign Up with Xero has its ready address', () => {
    expect(JSON.stringify(checklists.lending)).toContain('write-back is required')
    expect(JSON.stringify(checklists['app-store'])).toContain('/signUpWith/gbol?link.scopes=openid%20profile%20email')
  })
})

describe('sources', () => {
  it('are pages that carry the claim', () => {
    expect(legacyLimit.source).toMatch(/accounting\/overview$/)
    expect(partnerQuestionsTo.source).toMatch(/xero_accounting\.yaml$/)
    expect(ineligibleUses.source).toMatch(/accounting\/overview$/)
    expect(partnershipIsNotForAll.source).toMatch(/xero-app-partner-program\.md$/)
  })
})

describe('Bank Feeds 2.0', () => {
  it('is known beside 1.0, by its scope and by what mustn’t be sent again', () => {
    expect(xeroScopes.restricted.value).toContain(bankFeedsV2.value.scope)
    expect(catalogue['feeds.partial-failure-account-created-but-not-connected'].nextStep).toMatch(/^Don’t send/)
    expect(catalogue['feeds.partial-failure-migration-can-be-reattempted'].title).toContain('no feed now')
  })

  it('has items that succeeded with an error, which are no failures', () => {
    const item = {
      id: 'x',
      status: 'SUCCESS',
      statusCode: 204,
      error: { type: 'feed-not-found-or-already-deleted', title: 'Gone', status: 404, detail: 'It is gone.' },
    }
    const told = (status: string) => explainPaste(JSON.stringify({ items: [{ ...item, status }] }), context).findings[0]
    expect(told('SUCCESS')).toMatchObject({ code: 'feeds.feed-not-found-or-already-deleted', severity: 'info' })
    expect(told('REJECTED')?.severity).toBe('watch')
  })
})

it('a mapping refused in Codat’s own words is known for an account that is fed', () => {
  const pasted = { sourceAccountId: 'a', status: 'Failed', error: 'A feed connection already exists to this account' }
  const push = { pushOperationKey: 'a', status: 'Failed', errorMessage: pasted.error }
  const codes = explainPaste(JSON.stringify(push), context).findings.map(({ code }) => code)
  expect(codes).toContain('codat.account-already-fed')
})

it('scopes that the list lacked are known', () => {
  const found = (name: string) =>
    lintScopes(name, { today: '2026-11-28', where: 'authorize' }).filter(({ scope }) => scope === name)
  for (const name of [
    'bankfeedsv2',
    'accounting.classicexpenses',
    'accounting.reports.bankstatement.read',
    'marketplace.billing',
    'practicemanager',
  ])
    expect(found(name).map(({ code }) => code)).not.toContain('unknown')
  expect(found('accounting.reports.bankstatement.read')[0]?.message).toContain('One report only')
})

it('a test client’s 50 companies are said', () => {
  expect(JSON.stringify(prepSheet({ customer: 'Acme' }))).toContain('a test client at 50')
  expect(catalogue['codat.company-limit'].cause).toContain('a test client 50')
})

describe('where sources contradict each other', () => {
  const sources = readdirSync(new URL('..', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(?:domain|renderer)\/.*\.tsx?$/.test(name) && !/\.test\.|^domain\/facts\.ts$/.test(name))
    .map((name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'))
  const contradicted = Object.entries(facts).filter(
    ([, one]) => typeof one === 'object' && 'note' in one && /disagree|otherwise/i.test(String(one.note)),
  )

  it('there is such a fact for each row of the check', () => {
    expect(contradicted.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'plans',
        'legacyLimit',
        'xeroRateLimits',
        'loanFeeds',
        'codatLinkHours',
        'fedAccountStatuses',
        'listingTerms',
      ]),
    )
  })

  it.each(contradicted.map(([name]) => name))('%s is used where people read it', (name) => {
    expect(sources.some((text) => new RegExp(`\\b${name}\\b`).test(text))).toBe(true)
  })

  it('both sides are said where no source stands beside the words', () => {
    const said = (words: string) => expect(JSON.stringify([setUpWalk, catalogue])).toContain(words)
    said('Pages disagree on whether links are used once')
    said('are reported by others')
    expect(planLadder({ gauge: null, answers: noAnswers, route: null }).doubt).toContain(
      'Codat’s Xero page says otherwise',
    )
    const answers = { product: 'accounting-data', financialServices: 'no', bankFeeds: 'no', listing: 'no' } as const
    const way = routeFor({ ...answers, companies: 20, regions: ['uk'] })
    expect(way.route).toBe('none')
    expect(JSON.stringify(way)).toContain('Codat’s Xero page says otherwise')
  })

  it('a source account is fed by either word that Codat’s pages have for it', () => {
    for (const status of ['connected', 'linked', 'Linked'])
      expect(toSourceAccount(rawSourceAccount.parse({ id: 'a', status }))).toMatchObject({ state: 'connected', status })
    expect(toSourceAccount(rawSourceAccount.parse({ id: 'a', status: 'dreaming' })).state).toBe('other')
  })
})

it('docs/facts-check.md names tests and pictures that there are', () => {
  const root = new URL('../../', import.meta.url)
  const page = readFileSync(new URL('docs/facts-check.md', root), 'utf8')
  const files = ['src', 'test', 'scripts'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }),
  )
  const named = [...page.matchAll(/`([\w/.-]+\.(?:test\.tsx?|spec\.ts))`/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(50)
  expect(
    named.filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name.replace(/^(?:src|scripts)\//, '')}`))),
  ).toEqual([])
  const specs = files
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => readFileSync(new URL(`test/${file}`, root), 'utf8'))
  const guide = page.slice(page.indexOf('## The guide of 2023'))
  const pictures = [...guide.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, name = '']) => name)
  expect(pictures).toContain('walk-create-app')
  expect(pictures.filter((name) => !specs.some((spec) => spec.includes(`'${name}'`)))).toEqual([])
})
