// A hand on the keyboard alone: it gets everywhere by Tab, sees where it is all the way, and is never dropped.
import type { Locator, Page } from '@playwright/test'
import { expect } from './latchkey'

export interface Keyboard {
  /** Presses Tab until this, or one of these, has the focus. Every place on the way must show its focus, within the window. */
  reach(target: Locator): Promise<void>
  /** Reaches it and presses a key, Enter unless told otherwise. Whatever that changed, something keeps the focus. */
  press(target: Locator, key?: string): Promise<void>
  /** Reaches a text field and writes into it, over what it holds. */
  write(field: Locator, text: string): Promise<void>
  /** Reaches a group of radio buttons and goes on by arrow to the one named so. */
  choose(group: Locator, name: string): Promise<void>
  /** Something holds the focus: neither nothing nor a thing that is gone. */
  isHeld(): Promise<void>
  /** How many times Tab was pressed so far. */
  tabs(): number
}

/** More than any screen has. */
const ONCE_AROUND = 120

export function keyboardOf(page: Page): Keyboard {
  let pressed = 0

  async function reach(target: Locator): Promise<void> {
    await expect(target.first()).toBeAttached()
    // Found once: looking a name up in the whole page costs more than a key. Again only if it was put there anew meanwhile.
    let wanted = await target.elementHandles()
    for (let tries = 0; tries < ONCE_AROUND; tries += 1) {
      const { isThere, isGone, unseen } = await page.evaluate(whereIsFocus, wanted)
      if (tries > 0) expect(unseen, 'what has the focus shows it').toBeNull()
      if (isThere) return
      if (isGone) wanted = await target.elementHandles()
      await page.keyboard.press('Tab')
      pressed += 1
    }
    throw new Error(`the keyboard never reached ${String(target)}`)
  }

  async function isHeld(): Promise<void> {
    await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true)
  }

  async function press(target: Locator, key = 'Enter'): Promise<void> {
    await reach(target)
    await page.keyboard.press(key)
    await isHeld()
  }

  async function write(field: Locator, text: string): Promise<void> {
    await reach(field)
    await page.keyboard.press('Control+A')
    await page.keyboard.type(text)
  }

  async function choose(group: Locator, name: string): Promise<void> {
    const radios = group.getByRole('radio')
    const wanted = group.getByRole('radio', { name, exact: true })
    await reach(radios)
    for (let tries = await radios.count(); tries > 0 && !(await wanted.isChecked()); tries -= 1) {
      await page.keyboard.press('ArrowRight')
      // What is kept by main is ticked a moment later.
      await expect(page.locator('input[type=radio]:focus')).toBeChecked()
    }
    await expect(wanted).toBeChecked()
  }

  return { reach, press, write, choose, isHeld, tabs: () => pressed }
}

/** In the page: whether the focus is on one of these, and, where it can't be seen there, what hides it. */
function whereIsFocus(wanted: Node[]) {
  const focused = document.activeElement
  const isThere = focused !== null && wanted.includes(focused)
  const isGone = wanted.some((element) => !element.isConnected)
  if (focused === null || focused === document.body) return { isThere, isGone, unseen: 'nothing' }
  const said = `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent?.slice(0, 60) ?? ''}`
  // What a box or a choice draws stands around its own, hidden input.
  const ringed = [focused, focused.parentElement, focused.parentElement?.parentElement].find((element) => {
    if (!(element instanceof HTMLElement)) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
  })
  if (!ringed) return { isThere, isGone, unseen: `${said}: no ring` }
  const { top, bottom, left, right } = ringed.getBoundingClientRect()
  const inSight = bottom > 0 && top < window.innerHeight && right > 0 && left < window.innerWidth
  return { isThere, isGone, unseen: inSight ? null : `${said}: out of sight` }
}
