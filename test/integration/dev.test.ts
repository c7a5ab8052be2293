// `npm run dev`, whole, in a copy of the project: a change of the page reloads the page, a change of main starts the app anew, and a
// mistake stops nothing.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { startDesktop } from '../../scripts/desktop.mjs'
import { isLinuxX64, isRoot, projectFolder } from '../../scripts/places.mjs'

const COPIED = [
  'src',
  'scripts',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  '.npmrc',
]
const PATIENCE = { interval: 100 }

/** The project without its build and its notes; packages are those of this clone. */
async function copyOfProject(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'latchkey-dev-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const name of COPIED) await cp(path.join(projectFolder, name), path.join(folder, name), { recursive: true })
  const packages = path.join(projectFolder, 'node_modules')
  await mkdir(path.join(folder, 'node_modules'))
  for (const name of await readdir(packages)) {
    if (name !== '.latchkey') await symlink(path.join(packages, name), path.join(folder, 'node_modules', name))
  }
  return folder
}

/** Root gets a user, a keyring and a display from the script itself; everyone else gets them here. */
async function startDev(folder: string): Promise<{ child: ChildProcess; said: () => string }> {
  const script = [path.join(folder, 'scripts', 'dev.mjs'), '--practice', '--remote-debugging-port=0']
  const desktop = isRoot ? null : await startDesktop()
  const [command, args] = desktop?.wrap(process.execPath, script) ?? [process.execPath, script]
  const { DISPLAY: _, ...noDisplay } = process.env
  const child = spawn(command, args, { cwd: folder, env: { ...noDisplay, ...desktop?.env } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  onTestFinished(async () => {
    const gone = once(child, 'exit')
    if (child.exitCode === null && child.kill('SIGTERM')) await gone
    await desktop?.dispose()
  })
  return { child, said: () => text }
}

/**
 * The page of the app that opened its debugging port last, by that port. Connected to only once it stands there: one that is on its
 * way to its page meanwhile is waited for without end (see `attach.mjs`).
 */
async function pageOf(said: () => string, opened: number): Promise<Page> {
  const endpoints = () => [...said().matchAll(/DevTools listening on (ws:\S+)/g)].map(([, address]) => address ?? '')
  await expect.poll(() => endpoints().length, PATIENCE).toBe(opened)
  const endpoint = endpoints().at(-1) ?? ''
  await expect.poll(() => documentsAt(endpoint), PATIENCE).toContain('Latchkey')
  const browser = await chromium.connectOverCDP(endpoint)
  onTestFinished(() => browser.close())
  const find = () => browser.contexts().flatMap((context) => context.pages())
  return vi.waitUntil(() => find().find((page) => page.url().startsWith('app://latchkey')), PATIENCE)
}

/** The titles of the documents that a debugging port shows: until it is there, a page has the title of its address. */
async function documentsAt(endpoint: string): Promise<readonly string[]> {
  const answer = await fetch(`http://${new URL(endpoint).host}/json/list`)
  return z
    .array(z.object({ title: z.string() }))
    .parse(await answer.json())
    .map(({ title }) => title)
}

async function change(file: string, from: string, to: string): Promise<void> {
  const before = await readFile(file, 'utf8')
  expect(before).toContain(from)
  await writeFile(file, before.replaceAll(from, to))
}

it.runIf(isLinuxX64)('shows what is changed, and goes on after a mistake', async () => {
  const folder = await copyOfProject()
  const { child, said } = await startDev(folder)
  const page = await pageOf(said, 1)
  const heading = () => page.locator('h1').first().innerText()
  await expect.poll(heading, PATIENCE).toBe('Welcome to Latchkey')

  // The page alone: the app stays, and with it this connection.
  await page.evaluate(() => Object.assign(window, { before: true }))
  const welcome = path.join(folder, 'src/renderer/screens/first-run/welcome.tsx')
  await change(welcome, 'Welcome to Latchkey', 'Welcome back')
  await expect.poll(heading, PATIENCE).toBe('Welcome back')
  expect(await page.evaluate(() => 'before' in window)).toBe(false)
  expect(said()).toContain('The page was reloaded.')
  expect(said()).not.toContain('Latchkey was started anew.')

  const steps = path.join(folder, 'src/domain/guide/steps.ts')
  await change(steps, 'export const setUpWalk', 'export const export setUpWalk')
  await expect.poll(said, PATIENCE).toContain('The app could not be built.')
  expect(await heading()).toBe('Welcome back')

  await change(steps, 'export const export setUpWalk', 'export const setUpWalk')
  await change(steps, 'Before you build', 'Before anything')
  const anew = await pageOf(said, 2)
  await anew.waitForFunction(() => 'latchkey' in window)
  const titles = await anew.evaluate(async () => {
    const walk = await window.latchkey.getWalk({})
    return walk.ok ? walk.value.steps.map(({ title }) => title) : []
  })
  expect(titles[0]).toBe('Before anything')
  await expect.poll(said, PATIENCE).toContain('Latchkey was started anew.')
  expect(child.exitCode).toBeNull()
})
