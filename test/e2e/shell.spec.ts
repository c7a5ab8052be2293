import { readFileSync } from 'node:fs'
import { expect, picture, test } from './latchkey'

test('opens, paints, and the page is really sandboxed', async ({ launch }) => {
  const { app, page } = await launch()
  await expect(page.getByRole('heading').first()).toBeVisible()
  await picture(page, 'first-screen')
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId())
  expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m)
})
