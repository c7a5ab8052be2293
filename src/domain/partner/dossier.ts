// What a dossier says: the document, what goes beside it, and the lines by which two dossiers are compared. Pure.
import { bankFeedsPartnerWay, partnerPortalWay } from '../facts'
import type {
  CaseStatus,
  ChecklistItemView,
  DossierDifference,
  PartnerEvidence,
  PartnerRoute,
  PartnerView,
  PortalField,
  SealedDossier,
  SealedLine,
} from './schema'
import type { XeroApp } from '../xero-apps/schema'
import { routeWords } from '../wording'
import type { Sheet, SheetBlock, SheetFact } from '../sheets/sheet'
import { stateWords } from './missing'
import { price } from './plan-ladder'
import { inDays } from '../scopes'
import type { Discretion } from './discretion'

export interface DossierInput {
  readonly view: Omit<PartnerView, 'differences' | 'letters' | 'portalFields'>
  readonly app: Pick<XeroApp, 'name' | 'customer' | 'clientId' | 'companyUrl' | 'redirectUris' | 'environment'>
  readonly withClientId: boolean
  /** YYYY-MM-DD. */
  readonly today: string
}

/** A dossier is read by others, so “you” is us. */
const doerWords = { codat: 'Codat', product: 'the product team', you: 'us' } as const

const heading = (text: string): SheetBlock => ({ kind: 'heading', text })
const subheading = (text: string): SheetBlock => ({ kind: 'subheading', text })
const paragraph = (text: string): SheetBlock => ({ kind: 'paragraph', text })
const list = (items: readonly string[]): SheetBlock => ({ kind: 'list', style: 'bullets', items })
const table = (columns: readonly string[], rows: readonly (readonly string[])[]): SheetBlock => ({
  kind: 'table',
  columns,
  rows,
})

/** The whole dossier; what is still missing comes first. */
export function dossierSheet(input: DossierInput): Sheet {
  const { view, app, today } = input
  const { route } = view
  return {
    title: `${app.name}: ${route === null ? 'app partnership' : routeWords[route]}`,
    subtitle: `Prepared with Latchkey on ${today}${app.customer === '' ? '' : ` for ${app.customer}`}`,
    blocks: [
      ...summaryBlocks(view),
      ...missingBlocks(view.missing),
      ...appBlocks(input),
      ...routeBlocks(view),
      ...(route === 'bank-feeds' ? proposalBlocks(input) : []),
      ...(route === 'app-store' ? portalBlocks(input) : []),
      ...scopeBlocks(view),
      ...checklistBlocks(view),
      ...roundBlocks(view),
    ],
  }
}

function summaryBlocks({ checklist, case: kase, ladder }: DossierInput['view']): SheetBlock[] {
  const items = checklist?.items ?? []
  const settled = items.filter(({ answer }) => answer.state === 'ready' || answer.state === 'waived').length
  return [
    {
      kind: 'facts',
      rows: [
        fact('Status', statusWords[kase?.status ?? 'drafted']),
        fact('Ready or waived', `${settled} of ${items.length} items`),
        fact('Checks by Latchkey', checksWords(items)),
        fact('Connections', ladder.now === null ? 'not counted' : String(ladder.now)),
      ],
    },
  ]
}

interface Checked {
  readonly lastCheck: { readonly outcome: 'passed' | 'failed' | 'unknown' } | null
  readonly answer: { readonly state: 'to-do' | 'in-progress' | 'ready' | 'waived' }
}

/** How many checks are passed, and what became of each that isn't: no reader has to wonder about the rest. */
export function checksWords(items: readonly Checked[]): string {
  const checked = items.filter(({ lastCheck }) => lastCheck !== null)
  if (checked.length === 0) return 'none yet'
  const having = (outcome: 'passed' | 'failed' | 'unknown') =>
    checked.filter(({ lastCheck }) => lastCheck?.outcome === outcome)
  const failed = having('failed')
  const waived = failed.filter(({ answer }) => answer.state === 'waived').length
  const unknown = having('unknown').length
  const rest = [
    ...(failed.length > waived ? [`${failed.length - waived} failed`] : []),
    ...(waived > 0 ? [`${waived} failed of ${waived === 1 ? 'a waived item' : 'waived items'}`] : []),
    ...(unknown > 0 ? [`${unknown} can’t be told from here`] : []),
  ]
  return [`${having('passed').length} of ${checked.length} passed`, ...rest].join(', ')
}

const statusWords: Readonly<Record<CaseStatus, string>> = {
  drafted: 'being prepared',
  sent: 'sent',
  'in-review': 'in review',
  'changes-asked': 'changes asked for',
  accepted: 'accepted',
  refused: 'refused',
}

function missingBlocks(missing: PartnerView['missing']): SheetBlock[] {
  const title = heading('What is still missing')
  if (missing.length === 0) return [title, { kind: 'callout', tone: 'ok', text: 'Nothing that Latchkey knows of.' }]
  return [title, { kind: 'list', style: 'boxes', items: missing.map(({ text }) => text) }]
}

function appBlocks({ view, app, withClientId }: DossierInput): SheetBlock[] {
  const { details, ladder } = view
  const connections = ladder.now === null ? 'not counted' : `${ladder.now} on ${(ladder.nowReadAt ?? '').slice(0, 10)}`
  return [
    heading('The app'),
    {
      kind: 'facts',
      rows: [
        fact('Name', app.name),
        // The proposal of bank feeds begins with it.
        ...(view.route === 'bank-feeds' ? [] : [fact('What it does', details.description)]),
        address('Company URL', app.companyUrl),
        address('Privacy policy', details.privacyUrl),
        address('Terms and conditions', details.termsUrl),
        address('Login URL', details.loginUrl),
        address('Support documents', details.docsUrl),
        fact('Support contact', details.supportContact),
        ...app.redirectUris.map((uri, index) => address(`Redirect URI ${index + 1}`, uri)),
        ...(withClientId ? [address('Client id', app.clientId)] : []),
        fact('Connections', connections),
        fact('Expected in six months', ladder.expected === null ? 'not said' : String(ladder.expected)),
      ],
    },
  ]
}

const NOT_ENTERED = 'not entered'
const fact = (label: string, value: string): SheetFact => ({ label, value: value === '' ? NOT_ENTERED : value })
const address = (label: string, value: string): SheetFact =>
  value === '' ? fact(label, value) : { label, value, exact: true }

function routeBlocks({ advice, ladder, route }: DossierInput['view']): SheetBlock[] {
  const outside = ladder.outside === null ? [] : [paragraph(ladder.outside)]
  const plans =
    route === 'app-store'
      ? [
          table(
            ['Plan', 'Connections', 'Price', 'Condition'],
            ladder.rungs.map((rung) => [
              rung.name,
              rung.connections === null ? 'no limit' : rung.connections.toLocaleString('en-GB'),
              price(rung),
              rung.condition,
            ]),
          ),
          list(ladder.steps.map(({ text }) => text)),
          paragraph(`Prices without tax. Source: ${ladder.source}, as of ${ladder.asOf}.${doubtWords(ladder.doubt)}`),
        ]
      : []
  return [
    heading('The way'),
    paragraph(advice.sentence),
    list(
      advice.reasons.map(
        ({ text, source, asOf, doubt }) => `${text} (${source ?? ''}, as of ${asOf ?? ''})${doubtWords(doubt)}`,
      ),
    ),
    ...outside,
    ...plans,
  ]
}

/** What the developer portal is known to ask for, in the order of Xero's pages; its request form isn't public. */
export function portalFields({ view, app }: Pick<DossierInput, 'view' | 'app'>): PortalField[] {
  if (view.route !== 'app-store') return []
  const { details, scopes, checklist } = view
  const shown = (checklist?.items ?? []).filter(({ kind }) => kind === 'checkpoint')
  return [
    { label: 'App name', value: app.name, hint: 'The name you go to market with.' },
    { label: 'Company or application URL', value: app.companyUrl, hint: null },
    { label: 'Privacy policy URL', value: details.privacyUrl, hint: null },
    { label: 'Terms and conditions URL', value: details.termsUrl, hint: null },
    { label: 'Login URL', value: details.loginUrl, hint: 'For Xero’s app launcher.' },
    { label: 'Redirect URIs', value: app.redirectUris.join('\n'), hint: 'Letter by letter.' },
    { label: 'Support contact', value: details.supportContact, hint: 'Not a person’s own address.' },
    { label: 'What the app does', value: details.description, hint: null },
    {
      label: 'Scopes and why',
      value: scopes.map(({ scope, justification }) => `${scope}: ${justification}`).join('\n'),
      hint: null,
    },
    ...shown.map((item) => ({ label: item.title, value: answerFor(item), hint: item.wants })),
  ]
}

function answerFor({ answer }: ChecklistItemView): string {
  const evidence = standingOf(answer.evidence).map(evidenceWords)
  return [answer.notes, ...evidence].filter((text) => text !== '').join('\n')
}

function portalBlocks(input: DossierInput): SheetBlock[] {
  return [
    heading('Answers for the developer portal'),
    paragraph(
      `${partnerPortalWay.value} ${partnerPortalWay.note ?? ''} Xero doesn’t publish the form; these are what its pages name, in their order.`,
    ),
    ...portalFields(input).flatMap(({ label, value }) => [
      subheading(label),
      paragraph(value === '' ? 'No answer yet.' : value),
    ]),
  ]
}

function proposalBlocks({ view, app }: DossierInput): SheetBlock[] {
  const { details, ladder } = view
  return [
    heading('Introduction and proposal'),
    paragraph(bankFeedsPartnerWay.value),
    subheading('Who we are and what we build'),
    paragraph(details.description === '' ? 'Not described yet.' : details.description),
    subheading('How the feed works'),
    paragraph(
      `“${app.name}” pushes bank transactions to Xero through Codat. Companies connect by Codat’s Link; each bank account is mapped to an account in Xero.`,
    ),
    subheading('How many'),
    paragraph(
      ladder.expected === null
        ? 'Not said yet.'
        : `${ladder.expected} companies within six months, ${ladder.now ?? 0} now.`,
    ),
    paragraph(
      'The proposal’s own form comes from Codat after the introduction; these are the answers it can be filled from.',
    ),
  ]
}

function scopeBlocks({ scopes, scopesMissing, useCase, useCases }: DossierInput['view']): SheetBlock[] {
  const label = useCases.find(({ id }) => id === useCase)?.label
  return [
    heading('Scopes and their justification'),
    paragraph(label === undefined ? 'No use case is chosen.' : `Use case: ${label}.`),
    table(
      ['Scope', 'Needed by the use case', 'Justification'],
      scopes.map(({ scope, need, justification }) => [
        scope,
        needWords[need],
        justification === '' ? 'none yet' : justification,
      ]),
    ),
    ...(scopesMissing.length === 0 ? [] : [paragraph(`Not in the table, but needed: ${scopesMissing.join(', ')}.`)]),
  ]
}

const needWords = { needed: 'yes', 'not-needed': 'no', unknown: 'not known' } as const

function checklistBlocks({ checklist }: DossierInput['view']): SheetBlock[] {
  if (checklist === null) return []
  const of = (kind: ChecklistItemView['kind']) => checklist.items.filter((item) => item.kind === kind)
  return [
    heading('Prerequisites'),
    ...of('prerequisite').flatMap(itemBlocks),
    heading('Checkpoints'),
    paragraph(checklist.intro),
    ...of('checkpoint').flatMap(itemBlocks),
    ...(checklist.kept.length === 0
      ? []
      : [
          heading('Answers no longer asked for'),
          list(checklist.kept.map(({ itemId, answer }) => `${itemId}: ${stateWords[answer.state]}. ${answer.notes}`)),
        ]),
    heading('Where these points are from'),
    list(sourcesOf(checklist.items)),
  ]
}

/**
 * Each source once, with what is doubtful about it and the points that it stands behind: their readers look for the point, not for its
 * address, and a doubt about a list of points says nothing of each.
 */
function sourcesOf(items: readonly ChecklistItemView[]): string[] {
  const bySource = new Map<string, { titles: string[]; doubts: Set<string> }>()
  for (const { source, asOf, doubt, title } of items) {
    const from = `${source}, as of ${asOf}`
    const of = bySource.get(from) ?? { titles: [], doubts: new Set<string>() }
    of.titles.push(title)
    if (doubt !== null) of.doubts.add(doubt)
    bySource.set(from, of)
  }
  return [...bySource].map(([from, { titles, doubts }]) => [`${from}: ${titles.join('; ')}.`, ...doubts].join(' '))
}

function itemBlocks(item: ChecklistItemView): SheetBlock[] {
  const { title, answer, suggestedDoer, lastCheck } = item
  const doer = answer.doneBy ?? suggestedDoer
  const facts = [
    `State: ${stateWords[answer.state]}${answer.state === 'waived' ? ` (${answer.reason})` : ''}`,
    doer === null ? '' : `By: ${doerWords[doer]}`,
    answer.owner === '' ? '' : `Owner: ${answer.owner}`,
    answer.dueOn === null ? '' : `Due: ${inDays(answer.dueOn)}`,
  ].filter((text) => text !== '')
  const evidence = standingOf(answer.evidence).map(evidenceWords)
  return [
    subheading(title),
    paragraph(facts.join('. ')),
    ...(item.wants === null ? [] : [paragraph(item.wants)]),
    ...(answer.notes === '' ? [] : [paragraph(answer.notes)]),
    ...(lastCheck === null
      ? []
      : [paragraph(`Checked by Latchkey on ${lastCheck.at.slice(0, 16).replace('T', ' ')} UTC: ${lastCheck.says}`)]),
    ...(evidence.length === 0 ? [] : [list(evidence)]),
  ]
}

function doubtWords(doubt: string | null): string {
  return doubt === null ? '' : ` ${doubt}`
}

function standingOf(evidence: readonly PartnerEvidence[]): PartnerEvidence[] {
  return evidence.filter(({ setAsideAt }) => setAsideAt === null)
}

function evidenceWords(evidence: PartnerEvidence): string {
  switch (evidence.kind) {
    case 'file':
      return `File: ${evidence.name} (SHA-256 ${evidence.sha256.slice(0, 16)}…)`
    case 'link':
      return `Link: ${evidence.label === '' ? '' : `${evidence.label}, `}${evidence.url}`
    case 'check':
      return `Check of ${evidence.check.at.slice(0, 10)}: ${evidence.check.says}`
  }
}

function roundBlocks({ case: kase }: DossierInput['view']): SheetBlock[] {
  if (kase === null || kase.rounds.length === 0) return []
  return [
    heading('Rounds of review'),
    ...kase.rounds.flatMap((round) => [
      subheading(`Points of ${round.on}`),
      ...round.points.flatMap(({ text, reply }) => [
        { kind: 'message', text } as const,
        paragraph(reply === '' ? 'No reply yet.' : reply),
      ]),
    ]),
  ]
}

/** What a dossier says, one line per statement, for comparing it with another. */
export function sealedLines({ view, app, withClientId }: DossierInput): SealedLine[] {
  const { details, scopes, checklist, ladder, case: kase } = view
  const line = (key: string, label: string, value: string): SealedLine => ({
    key,
    label,
    value: value.slice(0, 8_000),
  })
  return [
    line('app.name', 'Name of the app', app.name),
    line('app.company-url', 'Company URL', app.companyUrl),
    line('app.redirect-uris', 'Redirect URIs', app.redirectUris.join('\n')),
    line('app.client-id', 'Client id', withClientId ? app.clientId : 'left out'),
    line('details.description', 'What it does', details.description),
    line('details.privacy', 'Privacy policy', details.privacyUrl),
    line('details.terms', 'Terms and conditions', details.termsUrl),
    line('details.login', 'Login URL', details.loginUrl),
    line('details.docs', 'Support documents', details.docsUrl),
    line('details.support', 'Support contact', details.supportContact),
    line('seats', 'Connections', ladder.now === null ? 'not counted' : String(ladder.now)),
    line('expected', 'Expected in six months', ladder.expected === null ? 'not said' : String(ladder.expected)),
    ...scopes.map(({ scope, justification }) => line(`scope.${scope}`, `Scope ${scope}`, justification)),
    ...(checklist?.items ?? []).map((item) => line(`item.${item.id}`, item.title, itemLine(item))),
    ...(kase?.rounds ?? []).flatMap((round) =>
      round.points.map(({ id, text, reply }) => line(`point.${id}`, `Reply to “${text.slice(0, 60)}”`, reply)),
    ),
  ]
}

function itemLine({ answer, lastCheck }: ChecklistItemView): string {
  const check = lastCheck === null ? [] : [`check: ${lastCheck.code}`]
  return [
    stateWords[answer.state],
    answer.reason,
    answer.notes,
    ...standingOf(answer.evidence).map((evidence) =>
      evidence.kind === 'check'
        ? `check of ${evidence.check.at}`
        : evidence.kind === 'file'
          ? `${evidence.name} ${evidence.sha256}`
          : evidence.url,
    ),
    ...check,
  ]
    .filter((text) => text !== '')
    .join('\n')
}

/** What the second says differently from the first, in the second's order; what is gone comes last. */
export function differencesBetween(before: readonly SealedLine[], after: readonly SealedLine[]): DossierDifference[] {
  const old = new Map(before.map((line) => [line.key, line]))
  const kept = new Set(after.map(({ key }) => key))
  const news = after.flatMap(({ key, label, value }): DossierDifference[] => {
    const was = old.get(key)
    if (was === undefined) return [{ kind: 'added', label, before: null, after: value }]
    return was.value === value ? [] : [{ kind: 'changed', label, before: was.value, after: value }]
  })
  const gone = before
    .filter(({ key }) => !kept.has(key))
    .map(({ label, value }): DossierDifference => ({ kind: 'removed', label, before: value, after: null }))
  return [...news, ...gone]
}

/** The name its files begin with. */
export function dossierName(appName: string, route: PartnerRoute | null, day: string): string {
  const plain = appName
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase()
  return `${plain === '' ? 'app' : plain}-${route ?? 'partnership'}-${day}`
}

/** As much of the seal as tells one dossier from another in the activity. */
export function hashStart({ sha256 }: SealedDossier): string {
  return sha256.slice(0, 16)
}

/** Says that names were taken out of the texts, and how many; the names themselves stay here. */
export function strangersOut(input: DossierInput, discretion: Discretion): string[] {
  const said = sealedLines(input)
    .map(({ value }) => value)
    .join('\n')
  const found = discretion.strangersIn(said).length
  if (found === 0) return []
  return [
    `${found === 1 ? 'The name of another customer was' : `Names of ${found} other customers were`} taken out of the texts.`,
  ]
}

/** What is kept of a dossier that was made. */
export function sealedDossier(
  made: Pick<SealedDossier, 'id' | 'madeAt' | 'sha256' | 'bytes' | 'withClientId'> & {
    readonly files: readonly string[]
    readonly leftOut: readonly string[]
  },
  { missing }: Pick<PartnerView, 'missing'>,
): SealedDossier {
  const { id, madeAt, sha256, bytes, files, withClientId, leftOut } = made
  const counts = { missing: missing.length, leftOut: [...leftOut] }
  return { id, madeAt, sha256, bytes, files: [...files], withClientId, ...counts, sentOn: null }
}
