import path from 'node:path'
import { app, BrowserWindow } from 'electron'

app.enableSandbox()
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1_280,
    height: 800,
    show: false,
    webPreferences: { preload: path.join(import.meta.dirname, '../preload/index.cjs') },
  })
  window.once('ready-to-show', () => {
    window.show()
    process.stdout.write('template ready\n')
    if (process.argv.includes('--smoke')) app.quit()
  })
  void window.loadFile(path.join(import.meta.dirname, '../renderer/index.html'))
})
app.on('window-all-closed', () => app.quit())
