import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anySnapshot, codatRow, snapshotOf, xeroRow } from '../../../test/support/connections-rows'
import { safeties, freeingChoice } from './schema'
import { MOST_FREED_AT_ONCE } from '../limits'
import { confirmRequest } from '../confirm-request'
import { confirmFreeing, rankForFreeing } from './freeing-plan'
import { buildConnections, type ConnectionKnowledge } from './build-connections'

const knowledge: ConnectionKnowledge = { known: {}, overruled: {}, ownTests: new Set(['own', 'own2']) }

const xero = ['linked', 'own', 'own2', 'stray', 'dead', 'unlinked', 'waiting', 'demo'].map((id) =>
  xeroRow(id, { name: id === 'demo' ? 'Demo Company (AU)' : `The ${id} one` }),
)
const codat = [
  codatRow('1', { tenantId: 'tenant-linked', companyName: 'Linked Co' }),
  codatRow('2', { tenantId: 'tenant-dead', status: 'Deauthorized' }),
  codatRow('3', { tenantId: 'tenant-unlinked', status: 'Unlinked' }),
  codatRow('4', { tenantId: 'tenant-waiting', status: 'PendingAuth' }),
]
const choices = rankForFreeing(buildConnections(snapshotOf(xero, codat), knowledge))
const pick = (...ids: string[]) => choices.filter((choice) => ids.includes(choice.connectionId))

describe('rankForFreeing', () => {
  it('ranks by safety, and what frees no place last', () => {
    expect(choices.map((choice) => choice.connectionId)).toEqual([
      'own',
      'own2',
      'stray',
      'dead',
      'unlinked',
      'waiting',
      'linked',
      'demo',
    ])
    expect(choices.at(-1)).toMatchObject({ freesPlace: false })
    expect(choices.at(-1)?.whatHappens.join(' ')).toContain('demo companies don’t count')
  })

  it('says for each who is unplugged, and that it can’t be undone', () => {
    for (const choice of choices) {
      expect(choice.whatHappens.at(-1)).toContain('can’t be undone')
      expect(freeingChoice.safeParse(choice).success).toBe(true)
    }
    expect(pick('linked')[0]?.whatHappens[0]).toBe(
      'Codat’s company “Linked Co” is linked to “The linked one”: Codat stops reading and writing there, bank feeds included.',
    )
  })

  it('leaves rows out that only Codat knows: unlinking frees no place', () => {
    expect(rankForFreeing(buildConnections(snapshotOf([], codat), knowledge))).toEqual([])
  })
})

describe('confirmFreeing', () => {
  it('takes one yes for what our own tests made', () => {
    for (const request of [confirmFreeing('App', pick('own')), confirmFreeing('App', pick('own', 'own2'))]) {
      expect(request.typed).toBeUndefined()
      expect(request.alsoTick).toBeUndefined()
      expect(request.danger).toBe(true)
    }
  })

  it('takes the organisation’s name for any other, and “disconnect 3” for several', () => {
    expect(confirmFreeing('App', pick('stray')).typed).toBe('The stray one')
    expect(confirmFreeing('App', pick('own', 'stray', 'dead')).typed).toBe('disconnect 3')
  })

  it('takes a second yes when a linked company is among them', () => {
    expect(confirmFreeing('App', pick('linked'))).toMatchObject({
      typed: 'The linked one',
      alsoTick: 'Yes, unplug a company that is linked in Codat.',
    })
    expect(confirmFreeing('App', pick('stray', 'linked')).alsoTick).toContain('linked in Codat')
    expect(confirmFreeing('App', pick('stray', 'dead')).alsoTick).toBeUndefined()
  })

  it('takes a second yes where a linked company can’t be ruled out', () => {
    const unsure = rankForFreeing(buildConnections(snapshotOf([xeroRow('a')], null), knowledge))
    expect(confirmFreeing('App', unsure).alsoTick).toContain('may be unplugged')
    expect(unsure[0]?.whatHappens[0]).toContain('No Codat client is recorded')
  })

  it('does not ask for a name that can’t be typed', () => {
    for (const name of [null, '', ' padded ', 'right\u202Eleft', 'x'.repeat(201)]) {
      const connections = buildConnections(snapshotOf([xeroRow('a', { name })], []), knowledge)
      expect(confirmFreeing('App', rankForFreeing(connections)).typed).toBe('disconnect 1')
    }
  })

  it('fits main’s window and names every organisation, whatever is chosen', () => {
    const many = Array.from({ length: MOST_FREED_AT_ONCE }, (_, n) =>
      xeroRow(`x${n}`, { name: `${n} ${'long name '.repeat(25)}` }),
    )
    const largest = rankForFreeing(buildConnections(snapshotOf(many, []), knowledge))
    const body = confirmFreeing('A'.repeat(120), largest).body.join('\n')
    for (const row of many) expect(body).toContain(row.name?.slice(0, 40))
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const all = rankForFreeing(buildConnections(snapshot, knowledge)).slice(0, MOST_FREED_AT_ONCE)
        if (all.length === 0) return
        expect(confirmRequest.safeParse(confirmFreeing('App', all)).success).toBe(true)
        for (const one of all) {
          const request = confirmFreeing('App', [one])
          expect(confirmRequest.safeParse(request).success).toBe(true)
          expect(request.typed === undefined).toBe(one.safety === 'own-test')
          expect(request.alsoTick !== undefined).toBe(one.safety === 'linked' || one.safety === 'unsure')
        }
      }),
    )
    const spread = safeties.flatMap((safety) => largest.slice(0, 3).map((choice) => ({ ...choice, safety })))
    expect(confirmRequest.safeParse(confirmFreeing('A'.repeat(120), spread)).success).toBe(true)
  })
})
