import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { nodeHeaders, samePackages } from './dependencies.mjs'
import { nodeIsNewEnough } from './setup.mjs'

describe('samePackages', () => {
  const locked = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  }

  it('is satisfied by the versions of the lockfile', () => {
    expect(samePackages(locked, { 'node_modules/a': { version: '1.0.0' } })).toBe(true)
  })

  it('notices another version, a missing package, and an optional one of another version', () => {
    expect(samePackages(locked, { 'node_modules/a': { version: '1.0.1' } })).toBe(false)
    expect(samePackages(locked, {})).toBe(false)
    const otherOptional = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.9.0' } }
    expect(samePackages(locked, otherOptional)).toBe(false)
  })
})

describe('nodeHeaders', () => {
  const prefix = mkdtempSync(path.join(os.tmpdir(), 'latchkey-node-'))
  const executable = path.join(prefix, 'bin', 'node')

  it('names no folder where this Node brought no headers', () => {
    expect(nodeHeaders(executable)).toEqual({})
  })

  it('names Node’s own prefix where its headers are', () => {
    onTestFinished(() => rmSync(prefix, { recursive: true, force: true }))
    mkdirSync(path.join(prefix, 'include', 'node'), { recursive: true })
    writeFileSync(path.join(prefix, 'include', 'node', 'node.h'), '')
    expect(nodeHeaders(executable)).toEqual({ npm_config_nodedir: prefix })
  })
})

describe('nodeIsNewEnough', () => {
  it.each([
    ['20.18.3', false],
    ['20.19.0', true],
    ['18.20.0', false],
    ['24.1.0', true],
  ])('%s: %s', (version, expected) => {
    expect(nodeIsNewEnough(version)).toBe(expected)
  })
})
