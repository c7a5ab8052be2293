// The unlock window of gnome-keyring on a test's own display: seeing it, and typing into it as a person would.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { eventually } from './eventually'

const run = promisify(execFile)

/** True while the unlock window is on the display. A hidden window of the prompter stays when the user has answered: only a mapped one counts. */
export async function promptVisible(env: Record<string, string>): Promise<boolean> {
  const { stdout } = await run('xwininfo', ['-root', '-tree'], { env })
  const ids = stdout
    .split('\n')
    .flatMap((line) => (/gcr-prompter/i.test(line) ? (/0x[0-9a-f]+/.exec(line)?.[0] ?? []) : []))
  const states = await Promise.all(
    ids.map((id) =>
      run('xwininfo', ['-id', id, '-stats'], { env }).then((found) => found.stdout.includes('IsViewable')),
    ),
  )
  return states.includes(true)
}

/** Types the password until the window is gone: one that was just mapped may miss the first keys. */
export async function answerPrompt(env: Record<string, string>, password: string): Promise<void> {
  await eventually('an unlock window', () => promptVisible(env))
  const gone = async (): Promise<boolean> => !(await promptVisible(env))
  await eventually('an answered unlock window', async () => {
    await typeOn(env, password)
    await eventually('its end', gone, 1_500)
    return true
  })
}

/** Real key presses through the X server's test extension; ASCII text of lower-case letters and spaces. */
async function typeOn(env: Record<string, string>, text: string): Promise<void> {
  const script = `
import ctypes, sys, time
x, t = ctypes.CDLL('libX11.so.6'), ctypes.CDLL('libXtst.so.6')
x.XOpenDisplay.restype = ctypes.c_void_p
x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
t.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
x.XFlush.argtypes = [ctypes.c_void_p]
d = x.XOpenDisplay(None)
for sym in [ord(c) for c in sys.argv[1]] + [0xff0d]:
    for down in (1, 0):
        t.XTestFakeKeyEvent(d, x.XKeysymToKeycode(d, sym), down, 0)
        x.XFlush(d)
        time.sleep(0.01)
`
  await run('python3', ['-c', script, text], { env })
}
