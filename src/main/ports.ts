// What services are handed from outside. The real versions live in `main/electron`; tests hand in real ones where they can.
import type { ConfirmRequest } from '../domain/confirm-request'
import type { Secret } from './secret'

export interface Clock {
  now(): Date
  /** Milliseconds that only go forward, unaffected by the wall clock being set. */
  monotonic(): number
}

/** The providers' fetch: in-memory session, no cookies, no cache, redirects are errors. Same signature as the global one. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

export interface Browser {
  /** Opens an address in the system's browser. Rejects if the system refused. */
  open(url: string): Promise<void>
}

export interface Clipboard {
  readText(): Promise<string>
  /** True if the clipboard holds something, but no text (an image, files). */
  hasOnlyOther(): Promise<boolean>
  /** Puts text on the clipboard and, where there is one, the PRIMARY selection. `sensitive` keeps it out of histories. */
  writeText(text: string, options?: { sensitive?: boolean }): Promise<void>
  /** Clears CLIPBOARD and PRIMARY, each only if it still holds `text`. Gives what was cleared. */
  clearIfHolds(text: string): Promise<{ clipboard: boolean; selection: boolean }>
}

/** Folders of this run, all under userData. They may not exist yet. */
export interface Paths {
  userData: string
  records: string
  activity: string
  logs: string
}

export interface Notifier {
  notify(notification: { title: string; body: string }): Promise<'shown' | 'unsupported' | 'failed'>
}

/** Main's own file dialogs. The page never names a path. */
export interface FileDialogs {
  /** Where the user wants it, or null when they closed the dialog. */
  chooseSave(options: { title: string; suggestedName: string }): Promise<string | null>
  chooseOpen(options: { title: string; extensions: readonly string[] }): Promise<string | null>
}

/** Turns a page of main's own into a PDF. No script of it runs and nothing remote is fetched. */
export interface Printer {
  /** `html` is a whole document, escaped by who made it; it may link `sheet.css`, which is `css`. Gives the PDF's bytes. */
  toPdf(page: { html: string; css: string }): Promise<Uint8Array>
}

export interface Random {
  /** A new UUID v4. */
  id(): string
}

/** Main's own small windows: the page asks for one, and can neither see nor answer it. */
export interface Prompts {
  confirm(request: ConfirmRequest): Promise<boolean>
  /** Asks with a box that may be ticked; null for a no. */
  choose(request: ConfirmRequest): Promise<{ ticked: boolean } | null>
  /** A typed secret, or null when the user closed the window. */
  enterSecret(request: { title: string; label: string; hint?: string }): Promise<Secret | null>
  /** Shows one secret for `seconds`; resolves when the window is gone. */
  revealSecret(request: { title: string; label: string; secret: Secret; seconds: number }): Promise<void>
  /** Closes every open prompt as if the user had cancelled it (idle, sleep, lock, quit). */
  closeAll(): void
}

/** All of them. Whoever needs some says which. */
export interface MainPorts {
  readonly paths: Paths
  readonly clock: Clock
  readonly random: Random
  readonly clipboard: Clipboard
  readonly browser: Browser
  readonly prompts: Prompts
  readonly dialogs: FileDialogs
  readonly printer: Printer
  readonly notifier: Notifier
  readonly fetch: Fetch
}
