import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keepFocus } from '../shell/keep-focus'
import { keepTransitionsUntold } from '../shell/untold-transitions'
import { applySystemTheme } from '../theme/theme'
import '../theme/base.css'
import { App } from './app'

applySystemTheme()
keepFocus(document)
keepTransitionsUntold(window)

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
