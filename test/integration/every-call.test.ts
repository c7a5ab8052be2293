// Generated inputs to every call of the composed app: nothing crashes, hangs, pollutes, is answered raw or gives a secret away.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { schemasOf } from '../../src/contract/api'
import { type CallName, calls } from '../../src/contract/calls'
import { forkReader } from '../support/forked-reader'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { seedApps } from '../../src/practice/xero/seed'
import { anyInput, chanceFrom, createKnown } from '../support/attack/any-input'
import { composed, type Person } from '../support/attack/composed-app'
import { filesIn, furnish, furnishingPerson } from '../support/attack/furnish'
import { fastFolder } from '../support/fast-folder'
import { type BuiltEntries, buildBesideMain, startAlone } from '../support/practice-process'

/** Calls in all, shared out evenly among calls and among apps that begin anew; `npm run attack` makes many more. */
const CALLS = Number(process.env['LATCHKEY_CALLS'] ?? '400')
const SEED = Number(process.env['LATCHKEY_CALLS_SEED'] ?? '20261129')
/** What an app is asked before it is another one's turn: with thousands of records every answer takes long. */
const CALLS_AN_APP = 5_000
const ROUNDS = Array.from({ length: Math.ceil(CALLS / CALLS_AN_APP) }, (_, round) => ({
  seed: SEED + round,
  times: Math.min(CALLS_AN_APP, CALLS - round * CALLS_AN_APP),
}))
/** Calls at a time, and how long a full lane is waited for: one that waits for something goes on beside the next ones. */
const AT_A_TIME = 12
const PACE_MS = 40

let built: BuiltEntries
let folder: string
beforeAll(async () => {
  built = await buildBesideMain()
  folder = await mkdtemp(path.join(fastFolder(), 'latchkey-calls-'))
})
afterAll(async () => {
  await built.dispose()
  await rm(folder, { recursive: true, force: true })
})

it.each(ROUNDS)(
  `answers $times generated inputs to ${calls.length} calls, from seed $seed`,
  async ({ seed, times }) => {
    const practice = await startAlone(built.file('practice'))
    onTestFinished(() => practice.kill())
    const own = await mkdtemp(path.join(folder, 'app-'))
    const dir = path.join(own, 'data')
    const outside = path.join(own, 'outside')
    const chance = chanceFrom(seed)
    const known = createKnown()
    const canaries = [seedApps.meridian.secret, codatKey(seedCodatClients.meridian.codatId, 'Robin')]
    const canary = (): string => {
      const letters = Array.from({ length: 40 }, () =>
        chance.pick([...'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789']),
      )
      const made = `PRACTICE${letters.join('')}`
      canaries.push(made)
      return made
    }
    const careful = furnishingPerson(outside)
    let person: Person = careful
    const room = await composed({
      dir,
      practice,
      startReader: () => forkReader(built.file('reader')),
      onEvent: known.learn,
      person: {
        agrees: () => person.agrees(),
        types: () => person.types(),
        clipboard: () => person.clipboard(),
        saves: (name) => person.saves(name),
        opens: () => person.opens(),
      },
    })
    await furnish(room, careful, outside)
    const odd = path.join(outside, 'odd.csv')
    await writeFile(odd, 'Date,Description,Amount\n03/04/2026,"unclosed,1.00\n\u0000,,,\n')
    person = {
      agrees: () => !chance.onceIn(4),
      types: () => chance.pick([null, '', ' ', 'x', canary(), canary()]),
      clipboard: () => chance.pick(['', 'x', '<xml', 'Date,Amount\n2026-11-01,1.00\n2026-11-02,2.00\n', canary()]),
      saves: (name) => chance.pick([null, path.join(outside, path.basename(name)), '/nowhere/at/all']),
      opens: () => chance.pick([null, odd, path.join(outside, 'statement.json'), '/nowhere/at/all', outside]),
    }

    const before = Object.getOwnPropertyNames(Object.prototype)
    const faults: string[] = []
    const outcomes = new Map<string, number>()
    const inFlight = new Set<Promise<void>>()
    let standInsEnded = false
    const waiting = new Map<string, number>()
    const attack = async (name: CallName, input: unknown): Promise<void> => {
      waiting.set(name, (waiting.get(name) ?? 0) + 1)
      const given = await room.answer(name, input).catch((error: unknown) => {
        faults.push(`${name} rejected: ${String(error)}\n${shown(input)}`)
        return null
      })
      waiting.set(name, (waiting.get(name) ?? 0) - 1)
      if (given === null) return
      const outcome = given.ok ? 'answered' : given.error.code
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      const text = JSON.stringify(given)
      if (canaries.some((one) => text.includes(one))) faults.push(`${name} answers with a secret\n${shown(input)}`)
      if (given.ok) known.learn(given.value)
      else if (given.error.code === 'call.unexpected' || given.error.code === 'call.bad-output') {
        const cause = room.causes.get(given.error.logId) ?? ''
        // A machine that is slow enough has calls on their way to the stand-ins when those are ended below.
        if (!(standInsEnded && cause.includes('The practice process has ended')))
          faults.push(`${name}: ${cause}\n${shown(input)}\n${await onDisk(dir, cause)}`)
      }
    }
    for (let index = 0; index < times && faults.length < 40; index += 1) {
      const name = calls[index % calls.length]
      if (name === undefined) continue
      const { input } = await schemasOf(name)
      const asked = attack(name, anyInput(input, known, chance))
      const over = asked.finally(() => inFlight.delete(over))
      inFlight.add(over)
      if (inFlight.size >= AT_A_TIME) await Promise.race([over, new Promise((resolve) => setTimeout(resolve, PACE_MS))])
      // The stand-ins' own controls are calls too: what was set in one round ends with it.
      if (index % calls.length === 0) await practice.controls.setSettings({ slowSeconds: 0.2, retryAfterSeconds: 0 })
      const leaked = room.told.splice(0).filter((words) => canaries.some((one) => words.includes(one)))
      faults.push(...leaked.map((words) => `told outside: ${words.slice(0, 300)}`))
    }
    // Whatever still waits for an answer gets none any more, and ends.
    standInsEnded = true
    await practice.kill()
    await room.close()
    await Promise.all(inFlight)
    for (const file of await filesIn(own)) {
      const content = await readFile(path.join(own, file), 'latin1')
      if (canaries.some((one) => content.includes(one))) faults.push(`${file} holds a secret`)
    }
    process.stdout.write(`${JSON.stringify(Object.fromEntries(outcomes))}\n`)
    expect([...new Set(faults)]).toEqual([])
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  },
  120_000 + CALLS_AN_APP * 200,
)

function shown(input: unknown): string {
  try {
    return JSON.stringify(input, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)).slice(
      0,
      1_500,
    )
  } catch {
    return String(input)
  }
}

/** What the records hold under the name that an answer was refused for: whether it lay on the disk so, or went wrong after it was read. */
async function onDisk(dir: string, cause: string): Promise<string> {
  const field = /\.(\w+): \w+$/m.exec(cause)?.[1]
  if (field === undefined) return ''
  const records = (await filesIn(dir)).filter((file) => file.endsWith('.json'))
  const texts = await Promise.all(records.map(async (file) => [file, await readFile(path.join(dir, file), 'utf8')]))
  return texts
    .flatMap(([file, text = '']) =>
      text.split('\n').flatMap((line) => (line.includes(`"${field}"`) ? [`${file}${line}`] : [])),
    )
    .join('\n')
}
