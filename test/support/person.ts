// Somebody at a test's own display: sees the windows that programs show there and answers them by mouse and keyboard (xdotool).
import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { eventually } from './eventually'

const run = promisify(execFile)

export interface Window {
  readonly id: string
  readonly title: string
  readonly width: number
  readonly height: number
}

export interface Hands {
  /** Clicks at a place of the window. */
  click(x: number, y: number, times?: number): Promise<void>
  resize(width: number, height: number): Promise<void>
  /** Keys by their X names, such as `alt+f`, one after the other. */
  keys(...names: string[]): Promise<void>
  type(text: string): Promise<void>
}

/** Does what there is to do about a window; false for one that asks nothing. */
export type Answer = (window: Window, hands: Hands) => Promise<boolean>

export interface Person {
  /** Questions answered so far. */
  readonly answered: number
  leave(): Promise<void>
}

/** Somebody who looks at the display of `env` and answers what `answer` knows, until `leave`. */
export function connectionPerson(env: Record<string, string>, answer: Answer): Person {
  const person = { answered: 0, leaving: false }
  const work = watch()

  async function watch(): Promise<void> {
    while (!person.leaving) {
      // oxlint-disable-next-line no-await-in-loop
      for (const window of await windows(env)) {
        // A window may go while it is looked at: then there is nothing to do about it.
        // oxlint-disable-next-line no-await-in-loop
        if (!(await answer(window, await handsOn(env, window)).catch(() => false))) continue
        person.answered += 1
        // A second answer would go to whatever is under it.
        // oxlint-disable-next-line no-await-in-loop
        await eventually('its end', async () => !(await windows(env)).some(({ id }) => id === window.id), 2_000).catch(
          () => {},
        )
      }
      // oxlint-disable-next-line no-await-in-loop
      await sleep(100)
    }
  }

  return {
    get answered() {
      return person.answered
    },
    leave: () => {
      person.leaving = true
      return work
    },
  }
}

/** The windows with a title that are on the display of `env`. */
export async function windows(env: Record<string, string>): Promise<Window[]> {
  const ids = (await xdotool(env, 'search', '--onlyvisible', '--name', '.*')).split('\n').filter((id) => id !== '')
  const found = await Promise.all(
    ids.map(async (id) => {
      const [title, geometry] = await Promise.all([
        xdotool(env, 'getwindowname', id),
        xdotool(env, 'getwindowgeometry', '--shell', id),
      ])
      const size = (name: string): number => Number(new RegExp(`^${name}=(\\d+)`, 'm').exec(geometry)?.[1] ?? 0)
      return { id, title: title.trim(), width: size('WIDTH'), height: size('HEIGHT') }
    }),
  )
  return found.filter(({ title, width }) => title !== '' && width > 0)
}

/** Without a window manager the keys go to the window under the pointer. */
export async function handsOn(env: Record<string, string>, { id, width }: Window): Promise<Hands> {
  const over = ['mousemove', '--window', id]
  return {
    click: async (x, y, times = 1) =>
      void (await xdotool(
        env,
        ...over,
        String(x),
        String(y),
        'click',
        '--repeat',
        String(times),
        '--delay',
        '80',
        '1',
      )),
    resize: async (wide, high) => void (await xdotool(env, 'windowsize', '--sync', id, String(wide), String(high))),
    keys: async (...names) =>
      void (await xdotool(env, ...over, String(width - 3), '3', 'key', '--delay', '60', ...names)),
    type: async (text) => void (await xdotool(env, ...over, String(width - 3), '3', 'type', '--delay', '30', text)),
  }
}

/** What xdotool printed; nothing where it found nothing. */
async function xdotool(env: Record<string, string>, ...args: string[]): Promise<string> {
  return run('xdotool', args, { env }).then(
    ({ stdout }) => stdout,
    () => '',
  )
}
