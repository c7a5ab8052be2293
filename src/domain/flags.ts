// What the command line may say. Anything unknown is ignored; an override outside practice mode refuses the start.

/** The services whose addresses practice mode may point elsewhere on this machine. */
export const overridable = ['xero-identity', 'xero-login', 'xero-api', 'codat-api'] as const
export type Overridable = (typeof overridable)[number]

export interface Flags {
  mode: 'normal' | 'practice'
  /** Print one line when the window shows, one when the first screen is answered, and quit: proves that a package starts. */
  smoke: boolean
  /** Nothing is kept after this run: started for a user that only exists for it. */
  trial: boolean
  /** Loopback origins for practice mode, by service. */
  overrides: Partial<Record<Overridable, string>>
}

export type FlagsOutcome = { ok: true; flags: Flags } | { ok: false; reason: string }

/**
 * What a packaged Latchkey may be started with: its own flags, and what desktops and people set for display and language. Everything else is
 * refused, known or not: among Chromium's switches are some that open the app to a debugger, trust any certificate, log the network or
 * take the sandbox away.
 */
const ALLOWED =
  /^--(?:practice|smoke|trial|origin=.*|lang=.*|force-device-scale-factor=.*|disable-gpu|ozone-platform(?:-hint)?=(?:auto|x11|wayland)|enable-wayland-ime|gtk-version=\d|class=.*)$/s

/** The first argument that a packaged Latchkey isn't started with, or null. */
export function refusedSwitch(args: readonly string[]): string | null {
  // On Windows a switch may begin with a slash or one dash as well; the Finder used to add one of its own.
  return (
    args.find((arg) => /^(?:-|\/[a-z-]+(?:=|$))/i.test(arg) && !ALLOWED.test(arg) && !arg.startsWith('-psn_')) ?? null
  )
}

/**
 * Reads the arguments after the executable and app path. Refuses overrides outside practice or off loopback, and, once packaged, every
 * switch that isn't known to be harmless.
 */
export function readFlags(args: readonly string[], { isPackaged }: { readonly isPackaged: boolean }): FlagsOutcome {
  const refused = isPackaged ? refusedSwitch(args) : null
  if (refused !== null) {
    // The name alone: its value may be anything.
    return { ok: false, reason: `It isn’t started with ${refused.split('=', 1).join('')}. Start it without that.` }
  }
  const mode = args.includes('--practice') ? 'practice' : 'normal'
  const overrides: Flags['overrides'] = {}
  for (const arg of args) {
    const match = /^--origin=([a-z-]+)=(.*)$/.exec(arg)
    if (match === null) continue
    const [, service = '', value = ''] = match
    if (mode !== 'practice') return { ok: false, reason: 'Addresses can be pointed elsewhere in practice mode only.' }
    if (!isOverridable(service)) return { ok: false, reason: `There is no service called “${service}”.` }
    const origin = loopbackOrigin(value)
    if (origin === null)
      return { ok: false, reason: 'Practice addresses must be http on 127.0.0.1, [::1] or localhost.' }
    overrides[service] = origin
  }
  return { ok: true, flags: { mode, smoke: args.includes('--smoke'), trial: args.includes('--trial'), overrides } }
}

/** The origin of a loopback http address given exactly as an origin, else null. */
export function loopbackOrigin(value: string): string | null {
  if (!URL.canParse(value)) return null
  const url = new URL(value)
  const loopback = url.hostname === '127.0.0.1' || url.hostname === '[::1]' || url.hostname === 'localhost'
  const bare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  return url.protocol === 'http:' && loopback && bare ? url.origin : null
}

function isOverridable(service: string): service is Overridable {
  return (overridable as readonly string[]).includes(service)
}
