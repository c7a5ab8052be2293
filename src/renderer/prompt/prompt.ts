// The page of main's own windows: asks, takes a secret, or shows one. Plain DOM and text nodes only, the smallest surface.
import type { PromptAnswer, PromptBridge, PromptView } from '../../contract/prompts'
import './prompt.css'

declare global {
  interface Window {
    promptBridge: PromptBridge
  }
}

/** A window that opens under a moving pointer must not be answered by a click meant for the page. */
const QUIET_MS = 500

type Child = Node | string

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

function answer(value: PromptAnswer): void {
  void window.promptBridge.answer(value)
}

const cancel = (): void => answer({ kind: 'cancel' })

interface Form {
  body: Child[]
  footer: HTMLElement[]
  onSubmit: () => void
}

function show(title: string, { body, footer, onSubmit }: Form): void {
  const form = element(
    'form',
    { autocomplete: 'off', 'aria-labelledby': 'title' },
    element('h1', { id: 'title' }, title),
    element('div', { class: 'body' }, ...body),
    element('footer', {}, ...footer),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    onSubmit()
  })
  document.title = title
  document.querySelector('#root')?.replaceChildren(form)
}

function cancelButton(label: string): HTMLButtonElement {
  const button = element('button', { type: 'button' }, label)
  button.addEventListener('click', cancel)
  return button
}

function showConfirm(view: Extract<PromptView, { kind: 'confirm' }>): void {
  const go = element('button', { type: 'submit', class: view.danger ? 'danger' : 'main' }, view.action)
  const typed = element('input', { type: 'text', spellcheck: 'false', 'aria-describedby': 'typed' })
  const tick = element('input', { type: 'checkbox' })
  let quiet = true

  const isReady = (): boolean =>
    !quiet &&
    (view.typed === undefined || typed.value.trim() === view.typed) &&
    (view.alsoTick === undefined || tick.checked)
  const update = (): void => {
    go.disabled = !isReady()
  }
  setTimeout(() => {
    quiet = false
    update()
  }, QUIET_MS)
  typed.addEventListener('input', update)
  tick.addEventListener('change', update)

  const body: Child[] = view.body.map((paragraph) => element('p', {}, paragraph))
  if (view.typed !== undefined) {
    const what = element('span', { id: 'typed' }, 'Type ', element('span', { class: 'typed' }, view.typed), ' to go on')
    body.push(element('label', {}, what, typed))
  }
  if (view.alsoTick !== undefined) body.push(element('label', { class: 'tick' }, tick, view.alsoTick))

  const back = cancelButton('Cancel')
  show(view.title, {
    body,
    footer: [back, go],
    onSubmit: () => {
      if (isReady()) answer({ kind: 'confirm', typed: typed.value, ticked: tick.checked })
    },
  })
  update()
  // A danger is never one Enter away.
  if (view.typed !== undefined) typed.focus()
  else if (view.danger) back.focus()
  else go.focus()
  if (!view.danger && view.typed === undefined) setTimeout(() => go.focus(), QUIET_MS + 10)
}

function showEntry(view: Extract<PromptView, { kind: 'enter-secret' }>): void {
  const field = element('input', { type: 'password', spellcheck: 'false', autocomplete: 'off', maxlength: '20000' })
  const store = element('button', { type: 'submit', class: 'main' }, 'Store')
  store.disabled = true
  field.addEventListener('input', () => {
    store.disabled = field.value === ''
  })
  const body: Child[] = [element('label', {}, view.label, field)]
  if (view.hint !== undefined) body.push(element('p', { class: 'hint' }, view.hint))
  show(view.title, {
    body,
    footer: [cancelButton('Cancel'), store],
    onSubmit: () => {
      if (field.value === '') return
      answer({ kind: 'secret', value: field.value })
      field.value = ''
    },
  })
  field.focus()
}

function showSecret(view: Extract<PromptView, { kind: 'reveal-secret' }>): void {
  const value = element('output', { class: 'value', 'aria-label': view.label }, view.value)
  const count = element('p', { class: 'count', role: 'timer' })
  const close = element('button', { type: 'submit', class: 'main' }, 'Hide')
  show(view.title, { body: [value, count], footer: [close], onSubmit: cancel })
  close.focus()
  let left = view.seconds
  const tick = (): void => {
    count.textContent = `Hidden in ${left} s`
    if (left <= 0) {
      value.textContent = ''
      cancel()
    }
    left -= 1
  }
  tick()
  setInterval(tick, 1_000)
}

function render(view: PromptView): void {
  switch (view.kind) {
    case 'confirm':
      return showConfirm(view)
    case 'enter-secret':
      return showEntry(view)
    case 'reveal-secret':
      return showSecret(view)
  }
}

// Main sets the theme of the whole app through the system's wish, so that is all there is to follow here.
const dark = window.matchMedia('(prefers-color-scheme: dark)')
const applyTheme = (): void => {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light'
}
dark.addEventListener('change', applyTheme)
applyTheme()
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') cancel()
})
void window.promptBridge.view().then(render, cancel)
