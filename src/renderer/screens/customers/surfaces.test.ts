// No two surfaces differ: row, header, set-up, board, sheet, call mode and notification say the same of the same app.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StandingRow } from '../../../contract/standings'
import { notificationDue } from '../../../domain/connections/notify'
import { boardRow } from '../../../domain/guide/board'
import { standingShown } from '../../../domain/guide/standing'
import { handOverSheet } from '../../../domain/sheets/hand-over-sheet'
import type { KnownApp } from '../../../domain/standing/known'
import { standingOf } from '../../../domain/standing/standing'
import { countSteps, stepCountWords } from '../../../domain/standing/steps'
import { evidence, integration } from '../../../../test/support/guide-records'
import { anyKnown } from '../../../../test/support/known-apps'
import { customerRows, filterRows, summaryWords } from './customer-rows'
import { connectionsSentence, connectionsShort, moverWords, stepsSentence, stepsShort } from './standing-words'

function always(of: (known: KnownApp) => void): void {
  fc.assert(fc.property(anyKnown, of), { numRuns: 100 })
}

function rowOf(known: KnownApp): StandingRow {
  const { appId: id, name, customer } = known
  return {
    app: { id, name, customer, environment: 'test', createdOn: null },
    codatNames: [],
    setUpIds: known.setUps.map((setUp) => setUp.id),
    standing: standingOf(known),
  }
}

/** The set-up's own surfaces, from the standing that they are handed. */
function setUpView(known: KnownApp) {
  const judged = evidence({})
  const record = integration({})
  const standing = standingShown(standingOf(known), null)
  const view = {
    ...record,
    name: known.name,
    customer: known.customer,
    environment: 'test',
    codatName: null,
    steps: [],
    held: 'nothing',
    standing,
  } as unknown as Parameters<typeof boardRow>[0]
  const sheet = handOverSheet({
    integration: record,
    evidence: judged,
    standing,
    steps: [],
    gauge: null,
    withClientId: false,
  })
  return { view, standing, board: boardRow(view, null, new Date(known.now)), sheet }
}

describe('the verdict', () => {
  it('is the same in the row, the set-up’s banner, the board and the hand-over sheet', () => {
    always((known) => {
      const row = rowOf(known)
      const { standing, board, sheet } = setUpView(known)
      expect(standing.sentence).toBe(row.standing.sentence.slice(0, 600))
      expect(board.integration.standing).toEqual(standing)
      expect(sheet.blocks[0]).toEqual({
        kind: 'callout',
        tone: standing.ready ? 'ok' : 'watch',
        text: standing.sentence,
      })
      expect(standing.ready).toBe(summaryWords([row]).startsWith('1 of 1'))
      expect(standing.ready).toBe(filterRows(customerRows([row], []), 'live', '').length === 1)
    })
  })

  it('has one mover, whose filter shows the row', () => {
    always((known) => {
      const row = rowOf(known)
      const { standing, board } = setUpView(known)
      const move = row.standing.move
      expect(standing.move).toBe(move?.who ?? null)
      expect(board.waiting?.who ?? null).toBe(move?.who ?? null)
      const rows = customerRows([row], [])
      const movers = ['me', 'customer', 'codat', 'xero', 'reviewer'] as const
      expect(movers.filter((who) => filterRows(rows, who, '').length === 1)).toEqual(move === null ? [] : [move.who])
      expect(filterRows(rows, 'all', move === null ? '' : moverWords[move.who])).toHaveLength(1)
    })
  })
})

describe('the counter', () => {
  it('counts alike in the header, the walk and call mode', () => {
    always((known) => {
      const { standing } = rowOf(known)
      const spoken = known.setUps.find(({ id }) => id === standing.setUpId)
      const count = spoken === undefined ? null : countSteps(spoken.steps)
      const said = count === null ? null : `${count.done} of ${count.total}`
      expect(stepsShort(standing)?.replace('/', ' of ') ?? null).toBe(said)
      expect(stepsSentence(standing)?.split(' steps')[0] ?? null).toBe(said)
      expect(count === null ? null : (stepCountWords(count).split(' (')[0] ?? null)).toBe(said)
    })
  })
})

describe('the limit', () => {
  it('is one in the row, the header’s sentence, the reasons and the notification', () => {
    always((known) => {
      const { connections, reasons } = rowOf(known).standing
      const { notification } = notificationDue('room', { appName: known.name, connections: known.connections })
      const sentence = connectionsSentence(connections)
      expect(notification?.body.startsWith(sentence) ?? true).toBe(true)
      const { count, limit } = connections
      const said = count === null || limit === null ? '' : `${count} of ${limit}`
      const ofLimit = reasons.filter(({ code }) => code === 'full' || code === 'nearly-full')
      const all = [connectionsShort(connections), sentence, ...ofLimit.map((reason) => reason.sentence)]
      expect(all.filter((text) => !text.includes(said))).toEqual([])
    })
  })
})
