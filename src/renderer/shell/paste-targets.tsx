// Who gets a paste that main kept from the page. Main holds back whatever looks like a secret and says so; if a paste field has
// the focus, or nothing that takes text has, the paste belongs to a paste field.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef } from 'react'
import { useMainEvent } from '../bridge'
import { useSay } from './toasts'

interface PasteTarget {
  readonly element: HTMLElement
  readonly paste: () => void
  /** Takes pastes made with nothing focused: an empty slot rather than a filled one. */
  readonly willing: boolean
}

interface PasteTargets {
  readonly add: (target: PasteTarget) => () => void
}

const NO_TEXT = 'Nothing to paste: the clipboard holds no text. Copy it again.'
const NOWHERE_TO_GO =
  'Not pasted: it looks like a secret. Open the Xero app or Codat client it belongs to, and paste it into its field.'

const PasteContext = createContext<PasteTargets | null>(null)

export function takesText(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false
  return element.isContentEditable || element.matches('input, textarea')
}

/** Picks the target of a paste that main held: the focused one, else, with no text field focused, the first willing one. */
export function chooseTarget<T extends { element: HTMLElement; willing: boolean }>(
  targets: readonly T[],
  focused: Element | null,
): T | 'text-field' | null {
  const focusedTarget = targets.find(({ element }) => element.contains(focused))
  if (focusedTarget) return focusedTarget
  if (takesText(focused)) return 'text-field'
  return targets.find(({ willing }) => willing) ?? null
}

export function PasteTargetProvider({ children }: { children: ReactNode }) {
  const targets = useRef<PasteTarget[]>([])
  const say = useSay()
  const add = useCallback((target: PasteTarget) => {
    targets.current = [...targets.current, target]
    return () => {
      targets.current = targets.current.filter((other) => other !== target)
    }
  }, [])

  useMainEvent('pasteHeld', ({ reason }) => {
    if (reason === 'not-into-text') {
      // Nothing secret, and nothing that takes text has the focus: only the paste field that has it is meant.
      targets.current.find(({ element }) => element.contains(document.activeElement))?.paste()
      return
    }
    const chosen = chooseTarget(targets.current, document.activeElement)
    if (chosen === 'text-field') {
      say(
        'watch',
        reason === 'no-text' ? NO_TEXT : 'Not pasted: it looks like a secret. Secrets go into a secret field.',
      )
    } else if (chosen) {
      chosen.paste()
    } else {
      say('info', reason === 'no-text' ? NO_TEXT : NOWHERE_TO_GO)
    }
  })

  const value = useMemo(() => ({ add }), [add])
  return <PasteContext value={value}>{children}</PasteContext>
}

/** Makes the element a place that main's held pastes can go to. */
export function usePasteTarget(
  paste: () => void,
  willing: boolean,
): (element: HTMLElement | null) => (() => void) | undefined {
  const targets = useContext(PasteContext)
  const latest = useRef(paste)
  useEffect(() => {
    latest.current = paste
  })
  return useCallback(
    (element: HTMLElement | null) =>
      element ? targets?.add({ element, paste: () => latest.current(), willing }) : undefined,
    [targets, willing],
  )
}
