// Keeps the keyboard's place. When what has the focus goes (a step is done, a row deleted, a field filled, a button switched off),
// the focus moves on to what stands there now. Else it falls to the body: no ring is seen, and a screen reader begins at the top.

/** A spot in the page: in `container`, right behind `before`, or first in it. */
interface Spot {
  readonly container: Node
  readonly before: Node | null
}

/** Screens, dialogs and React Aria place the focus themselves, some a frame or two later, and a frame may be long in coming. */
const SETTLE_MS = 100
/** A button that is off while its call runs gets the focus back. */
const OFF_FOR_GOOD_MS = 600
const MAY_HOLD = 'a[href], button, input, select, textarea, summary, [tabindex]'

/** Watches the page from now on. Whoever works with a pointer loses no place, so nothing moves for them. */
export function keepFocus(page: Document): void {
  let held: Element | null = null
  let spot: Spot | null = null
  let byKeyboard = false
  let callOff: (() => void) | undefined

  function look(): void {
    callOff = undefined
    if (held === null || page.activeElement !== page.body || !byKeyboard) return
    if (held.isConnected && canHold(held)) return held instanceof HTMLElement ? held.focus() : undefined
    const from = held.isConnected && held.parentNode ? { container: held.parentNode, before: held } : spot
    if (from !== null) nearest(page, from)?.focus()
  }

  function changed(records: readonly MutationRecord[]): void {
    if (held === null || !byKeyboard) return
    if (!held.isConnected) spot = spotNow(spot ?? { container: held, before: null }, records)
    else if (page.activeElement === held && !held.matches(':disabled')) {
      // Hidden, it has the focus until the next frame. To ask now would have the page laid out in the middle of every change.
      callOff ??= inFrameAfter(OFF_FOR_GOOD_MS, look)
      return
    }
    callOff?.()
    callOff = inFrameAfter(held.isConnected && !canHold(held) ? OFF_FOR_GOOD_MS : SETTLE_MS, look)
  }

  page.addEventListener('keydown', () => (byKeyboard = true), true)
  page.addEventListener('pointerdown', () => (byKeyboard = false), true)
  page.addEventListener('focusin', ({ target }) => {
    held = target instanceof Element ? target : null
    spot = null
  })
  const options = { childList: true, subtree: true, attributeFilter: ['disabled'] }
  new MutationObserver(changed).observe(page.body, options)
}

/** Runs `then` in the second frame after `ms`, behind whatever waits for a frame now. Gives what calls it off. */
function inFrameAfter(ms: number, then: () => void): () => void {
  let frame = 0
  const timer = setTimeout(() => (frame = requestAnimationFrame(() => (frame = requestAnimationFrame(then)))), ms)
  return () => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
  }
}

/** Where a spot is after these changes: whatever was taken out is followed to where it had been. */
function spotNow(spot: Spot, records: readonly MutationRecord[]): Spot {
  let { container, before } = spot
  for (const { target, removedNodes, previousSibling } of records) {
    for (const removed of removedNodes) {
      if (removed.contains(container) && !container.isConnected) [container, before] = [target, previousSibling]
      else if (removed === before) before = previousSibling
    }
  }
  return { container, before: before?.parentNode === container ? before : null }
}

/** What takes the focus there: the next thing within the same part of the page, else the one before, else in a wider part. */
function nearest(page: Document, { container, before }: Spot): HTMLElement | undefined {
  const main = page.querySelector('main')
  if (main !== null && container !== main && container.contains(main)) return headOf(main)
  const here = container instanceof Element ? [...container.querySelectorAll<HTMLElement>(MAY_HOLD)] : []
  const open = here.filter(canHold)
  const found = open.find((element) => before === null || isBehind(element, before)) ?? open.at(-1)
  if (found !== undefined || container.parentNode === null) return found
  // Nothing there can be pressed while something is read: its heading keeps the place.
  if (container === main) return headOf(main)
  return nearest(page, { container: container.parentNode, before: container })
}

function headOf(main: Element): HTMLElement | undefined {
  const all = [...main.querySelectorAll<HTMLElement>(MAY_HOLD)]
  return all.find((element) => element.matches('h1')) ?? all.find(canHold)
}

function isBehind(element: Node, other: Node): boolean {
  const place = other.compareDocumentPosition(element)
  return (place & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && (place & Node.DOCUMENT_POSITION_CONTAINED_BY) === 0
}

function canHold(element: Element): boolean {
  if (!(element instanceof HTMLElement) || element.matches(':disabled')) return false
  // Headings and rows that got the focus by script hold it too, as long as they stand; that of a next step or of an end takes it.
  const mayHold = element.tabIndex >= 0 || element === document.activeElement || element.dataset['next'] !== undefined
  return mayHold && element.checkVisibility()
}
