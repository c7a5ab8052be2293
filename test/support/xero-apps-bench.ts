// Xero apps over real files in a temporary folder, a vault in memory and a clipboard of strings: everything a unit test turns.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { xeroAppV1 } from '../../src/domain/xero-apps/schema'
import type { ConfirmRequest } from '../../src/domain/confirm-request'
import { openActivity } from '../../src/main/activity/activity'
import type { Clipboard, Prompts } from '../../src/main/ports'
import { openRecordFiles } from '../../src/main/records/record-files'
import { Secret } from '../../src/main/secret'
import { openSettings } from '../../src/main/records/settings'
import { createXeroApps } from '../../src/main/xero-apps/xero-apps'
import { createMemoryVault } from './memory-vault'

export const SECRET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV'
export const OTHER_SECRET = 'ZYXWVUTSRQPONMLKJIHGFEDCBAzyxwvutsrqponmlkjihgfe'

interface FakeClipboard extends Clipboard {
  text: string
  selection: string
}

function createClipboard(): FakeClipboard {
  return {
    text: '',
    selection: '',
    async readText() {
      return this.text
    },
    hasOnlyOther: async () => false,
    async writeText(text) {
      this.text = text
      this.selection = text
    },
    async clearIfHolds(text) {
      const cleared = { clipboard: this.text === text, selection: this.selection === text }
      if (cleared.clipboard) this.text = ''
      if (cleared.selection) this.selection = ''
      return cleared
    },
  }
}

/** Answers main's questions as told, and remembers what was asked and shown. */
function createPrompts() {
  const asked: ConfirmRequest[] = []
  const revealed: string[] = []
  const answers = { confirm: true, ticked: false, typed: null as string | null }
  const prompts: Prompts = {
    async confirm(request) {
      asked.push(request)
      return answers.confirm
    },
    async choose(request) {
      asked.push(request)
      return answers.confirm ? { ticked: answers.ticked } : null
    },
    enterSecret: async () => (answers.typed === null ? null : new Secret(answers.typed)),
    async revealSecret({ secret }) {
      revealed.push(secret.expose())
    },
    closeAll: () => {},
  }
  return { prompts, asked, revealed, answers }
}

export async function xeroAppsBench(mode: 'normal' | 'practice' = 'normal') {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-apps-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const time = { now: Date.parse('2026-11-24T09:00:00Z') }
  const clock = { now: () => new Date(time.now), monotonic: () => time.now }
  const vault = createMemoryVault()
  const clipboard = createClipboard()
  const { prompts, asked, revealed, answers } = createPrompts()
  /** How often a record’s file was read: one that rested since it was read last is known. */
  const readings = { count: 0 }
  const records = openRecordFiles({
    dir: path.join(dir, 'records'),
    schema: xeroAppV1,
    clock,
    migrate(json) {
      readings.count += 1
      return json
    },
  })
  const activity = openActivity({ dir, clock, onFailure: () => {} })
  const settings = await openSettings(dir, clock)
  const copyStates: unknown[] = []
  const gone: string[] = []
  const apps = createXeroApps({
    records,
    vault,
    clipboard,
    prompts,
    clock,
    random: { id: () => randomUUID() },
    activity,
    settings,
    machine: 'bench',
    mode,
    onChange: () => {},
    onGone: async (id) => void gone.push(id),
    onCopyState: (state) => copyStates.push(state),
  })
  return {
    dir,
    time,
    clock,
    vault,
    clipboard,
    prompts,
    asked,
    revealed,
    answers,
    records,
    readings,
    activity,
    settings,
    copyStates,
    gone,
    apps,
  }
}
