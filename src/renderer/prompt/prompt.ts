// Main's own small window: asks before something dangerous, takes a typed secret, or shows one for a while. Plain DOM and no
// library, so that the smallest possible amount of code is ever in one process with a secret.
import type { PromptAnswer, PromptBridge, PromptView } from '../../contract/prompts'
import './prompt.css'

declare global {
  interface Window {
    readonly promptBridge: PromptBridge
  }
}

type ConfirmView = Extract<PromptView, { kind: 'confirm' }>
type EnterView = Extract<PromptView, { kind: 'enter-secret' }>
type RevealView = Extract<PromptView, { kind: 'reveal-secret' }>

const answer = (given: PromptAnswer) => void window.promptBridge.answer(given)
const cancel = () => answer({ kind: 'cancel' })

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

function buttons(...all: HTMLElement[]): HTMLElement {
  return element('div', { className: 'buttons' }, ...all)
}

function cancelButton(text: string): HTMLButtonElement {
  return element('button', { type: 'button', onclick: cancel }, text)
}

function form(onSubmit: () => void, ...children: (Node | string)[]): HTMLFormElement {
  const made = element('form', {}, ...children)
  made.addEventListener('submit', (event) => {
    event.preventDefault()
    onSubmit()
  })
  return made
}

function confirmForm(view: ConfirmView): HTMLElement {
  const { typed: wanted, alsoTick, mayTick } = view
  const typed = element('input', { type: 'text', autocomplete: 'off', spellcheck: false })
  const tick = element('input', { type: 'checkbox' })
  const go = element('button', { type: 'submit', className: view.danger ? 'danger' : 'primary' }, view.action)
  const mayGo = () =>
    (wanted === undefined || typed.value.trim() === wanted) && (alsoTick === undefined || tick.checked)
  const refresh = () => {
    go.disabled = !mayGo()
  }
  typed.addEventListener('input', refresh)
  tick.addEventListener('change', refresh)
  refresh()

  const asked: Node[] = []
  if (wanted !== undefined) {
    asked.push(
      element(
        'label',
        { className: 'field' },
        element('span', {}, 'Type ', element('code', {}, wanted), ' to go on'),
        typed,
      ),
    )
  }
  const box = alsoTick ?? mayTick
  if (box !== undefined) asked.push(element('label', { className: 'tick' }, tick, element('span', {}, box)))
  const stay = cancelButton('Cancel')
  stay.autofocus = view.danger && wanted === undefined
  typed.autofocus = wanted !== undefined
  go.autofocus = !view.danger && wanted === undefined
  return form(
    () => {
      if (mayGo()) answer({ kind: 'confirm', typed: typed.value, ticked: tick.checked })
    },
    element('div', { className: 'body' }, ...view.body.map((paragraph) => element('p', {}, paragraph)), ...asked),
    buttons(stay, go),
  )
}

function enterForm(view: EnterView): HTMLElement {
  const input = element('input', {
    type: 'password',
    autocomplete: 'off',
    spellcheck: false,
    autofocus: true,
    className: 'secret',
  })
  const show = element('input', { type: 'checkbox' })
  const keep = element('button', { type: 'submit', className: 'primary', disabled: true }, 'Store it')
  show.addEventListener('change', () => {
    input.type = show.checked ? 'text' : 'password'
  })
  input.addEventListener('input', () => {
    keep.disabled = input.value === ''
  })
  return form(
    () => {
      if (input.value === '') return
      const { value } = input
      input.value = ''
      answer({ kind: 'secret', value })
    },
    element(
      'div',
      { className: 'body' },
      element('label', { className: 'field' }, element('span', {}, view.label), input),
      ...(view.hint === undefined ? [] : [element('p', { className: 'hint' }, view.hint)]),
      element('label', { className: 'tick' }, show, element('span', {}, 'Show what I type')),
    ),
    buttons(cancelButton('Cancel'), keep),
  )
}

function revealPart(view: RevealView): HTMLElement {
  const value = element('output', { className: 'revealed' }, view.value)
  value.setAttribute('aria-label', view.label)
  const left = element('span', { className: 'left' })
  const bar = element('progress', { max: view.seconds, value: view.seconds })
  bar.setAttribute('aria-label', 'Time left')
  const ends = performance.now() + view.seconds * 1_000
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((ends - performance.now()) / 1_000))
    left.textContent = `Closes in ${seconds} s`
    bar.value = seconds
    if (seconds > 0) return
    clearInterval(timer)
    value.textContent = ''
    cancel()
  }
  const timer = setInterval(tick, 250)
  tick()
  const done = cancelButton('Hide it now')
  done.className = 'primary'
  done.autofocus = true
  return element(
    'div',
    { className: 'form' },
    element(
      'div',
      { className: 'body' },
      element('p', { className: 'label' }, view.label),
      value,
      element('p', { className: 'hint' }, 'To copy it, use Copy in Latchkey: the clipboard is then cleared for you.'),
      bar,
    ),
    buttons(left, done),
  )
}

function part(view: PromptView): HTMLElement {
  switch (view.kind) {
    case 'confirm':
      return confirmForm(view)
    case 'enter-secret':
      return enterForm(view)
    case 'reveal-secret':
      return revealPart(view)
  }
}

async function start(): Promise<void> {
  const root = document.getElementById('root')
  const view = await window.promptBridge.view()
  document.title = view.title
  root?.replaceChildren(element('h1', {}, view.title), part(view))
  root?.querySelector<HTMLElement>('[autofocus]')?.focus()
}

window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') cancel()
})
start().catch(cancel)
