// Sheets as files: saved through main's own dialog, printed without scripts, looked at as images.
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { SheetBlock } from '../../src/domain/sheets/sheet'
import { sheetPage } from '../../src/domain/sheets/sheet-html'
import { expect, practiceSecret, test } from './latchkey'
import { factsOfPdf, imagesOfPdf, textOfPdf } from './pdf'
import { addApp, fileDialogsAnswer, pasteSecret } from './steps'

test('a prep sheet is one page of A4, and markup in a name stays text', async ({ launch, desktop, canaries }) => {
  const secret = practiceSecret()
  canaries.push(secret)
  const latchkey = await launch()
  const { page, app } = latchkey
  await pasteSecret(latchkey, await addApp(latchkey), secret)
  await app.evaluate(({ app: electron }) => {
    electron.on('web-contents-created', (_event, contents) => {
      const asked = contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      const { javascript, sandbox, nodeIntegration } = asked.getLastWebPreferences()
      const rules = { javascript, sandbox, nodeIntegration, onDisk: contents.session.isPersistent() }
      Object.assign(globalThis, { printWindow: rules })
    })
  })
  const customer = 'Acme <img src=x onerror=alert(1)> & Sons'
  for (const [format, ending] of [
    ['pdf', 'pdf'],
    ['markdown', 'md'],
  ] as const) {
    await fileDialogsAnswer(latchkey, path.join(desktop.home, `prep.${ending}`))
    const saved = await page.evaluate(
      ([name, as]) => window.latchkey.saveSheet({ sheet: { kind: 'prep', customer: name }, format: as }),
      [customer, format] as const,
    )
    expect(saved).toMatchObject({ ok: true, value: { saved: true, fileName: `prep.${ending}` } })
  }

  const pdf = path.join(desktop.home, 'prep.pdf')
  const { pages, size, scripts, tagged } = await factsOfPdf(pdf)
  expect({ pages, scripts, tagged }).toEqual({ pages: 1, scripts: false, tagged: true })
  expect(size.map(Math.round)).toEqual([595, 842])
  const text = await textOfPdf(pdf)
  expect(text).toContain(customer)
  expect(text).toContain('https://xero.codat.io/oauth2/callback')
  expect(text).toMatch(/1 ?\/ ?1/)
  expect(text).not.toContain(secret)
  const images = await imagesOfPdf(pdf, process.env['LATCHKEY_PICTURES'] ?? path.join(desktop.folder, 'pdf'), 'prep')
  expect(images).toHaveLength(1)
  expect(await readFile(path.join(desktop.home, 'prep.md'), 'utf8')).toContain('# Before our call')

  // It was printed in a window without scripts, whose session leaves nothing on disk and is not the page's.
  expect(await app.evaluate(() => (globalThis as { printWindow?: unknown }).printWindow)).toEqual({
    javascript: false,
    sandbox: true,
    nodeIntegration: false,
    onDisk: false,
  })
  // The hidden window is gone, and closing the dialog writes nothing.
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  await app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' })
  })
  const closed = await page.evaluate(() =>
    window.latchkey.saveSheet({ sheet: { kind: 'prep', customer: '' }, format: 'pdf' }),
  )
  expect(closed).toEqual({ ok: true, value: { saved: false, fileName: null } })
})

test('no table leaves one or two of its rows on a page of their own', async ({ launch, desktop }) => {
  const { app } = await launch()
  const sizes = Array.from({ length: 40 }, (_, index) => 20 + index)
  const blocks = sizes.flatMap((size): SheetBlock[] => [
    { kind: 'heading', text: 'On a page of its own' },
    { kind: 'table', columns: ['Row'], rows: Array.from({ length: size }, (_, row) => [`T${size} R${row}`]) },
  ])
  const { html, css } = sheetPage({ title: 'Tables', subtitle: 'of every size', blocks })
  const whole = html.replace(
    '<link rel="stylesheet" href="sheet.css">',
    `<style>${css} h2 { break-before: page }</style>`,
  )
  // As the app prints, by the Electron under test.
  const printed = await app.evaluate(async ({ BrowserWindow }, document) => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, javascript: false } })
    await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(document)}`)
    const pdf = await window.webContents.printToPDF({ pageSize: 'A4', preferCSSPageSize: true })
    window.destroy()
    return pdf.toString('base64')
  }, whole)
  const file = path.join(desktop.folder, 'tables.pdf')
  await writeFile(file, Buffer.from(printed, 'base64'))
  const pages = (await textOfPdf(file)).split('\f')
  const rowsOnPages = sizes.map((size) =>
    pages.map((page) => page.match(new RegExp(`\\bT${size} R\\d+`, 'g'))?.length ?? 0).filter((rows) => rows > 0),
  )
  expect(rowsOnPages.map((rows) => rows.reduce((sum, one) => sum + one, 0))).toEqual(sizes)
  expect(rowsOnPages.some((rows) => rows.length > 1)).toBe(true)
  expect(rowsOnPages.filter((rows) => (rows.at(-1) ?? 0) < 3)).toEqual([])
})
