// An address in the system's browser.
import { Failure } from '../domain/failure'
import type { Browser } from './ports'

/** Raises `link.not-opened` where the system refused. */
export async function openAddress(browser: Browser, address: string): Promise<void> {
  await browser.open(address).catch((cause: unknown) => {
    throw new Failure('link.not-opened', { cause })
  })
}
