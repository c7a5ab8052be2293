/**
 * Keeps from React Aria that a transition begins. It remembers the element of each, and one of several properties it forgets only
 * when all have ended in the document (react-aria 3.53): a button that went while its colours changed, as most do after a press, was
 * kept for good, and the whole screen around it. React Aria would put off a focus until a transition has ended; none here moves
 * anything, so nothing has to wait.
 */
export function keepTransitionsUntold(page: Window): void {
  page.addEventListener('transitionrun', (event) => event.stopPropagation(), { capture: true })
}
