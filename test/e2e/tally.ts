// How much a person did: trusted clicks, fields filled and the characters in them, in the app's page and in the portals.
import type { BrowserContext, Page } from '@playwright/test'

export interface Tally {
  clicks: number
  /** Fields filled, by id or label, with how many characters. */
  fills: { field: string; length: number }[]
}

/** Runs in a page: tells of every trusted click and every field filled. */
function listen(told: (what: 'click' | 'fill', field: string, length: number) => void): void {
  document.addEventListener('click', (event) => event.isTrusted && told('click', '', 0), true)
  document.addEventListener(
    'input',
    ({ target }) => {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return
      // A box that is ticked tells `input` too, and was a click.
      if (target.type === 'radio' || target.type === 'checkbox') return
      told('fill', target.id || target.name, target.value.length)
    },
    true,
  )
}

function teller(): { tally: Tally; told: (what: 'click' | 'fill', field: string, length: number) => void } {
  const tally: Tally = { clicks: 0, fills: [] }
  return {
    tally,
    told(what, field, length) {
      if (what === 'click') tally.clicks += 1
      else tally.fills.push({ field, length })
    },
  }
}

/** Counts in every page of a browser that is opened from now on. */
export async function tallyOfBrowser(context: BrowserContext): Promise<Tally> {
  const { tally, told } = teller()
  await context.exposeBinding('tallied', (_, what: 'click' | 'fill', field: string, length: number) =>
    told(what, field, length),
  )
  await context.addInitScript(`(${listen.toString()})(window.tallied)`)
  return tally
}

/** Counts in the app's page from now on. */
export async function tallyOfApp(page: Page): Promise<Tally> {
  const { tally, told } = teller()
  await page.exposeBinding('tallied', (_, what: 'click' | 'fill', field: string, length: number) =>
    told(what, field, length),
  )
  await page.evaluate(`(${listen.toString()})(window.tallied)`)
  return tally
}
