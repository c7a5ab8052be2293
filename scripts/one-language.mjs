// React Aria carries its few messages in 34 languages; Latchkey speaks one. Leaves the others empty in the page's bundle, and doesn't ask
// the engine at every start whether it knows the system's language: that reads 3 MB of all languages' data before the first paint, and
// formats take the next best one by themselves. Nor does a list read the rules of comparing before somebody finds in it by typing: 6 ms of
// the palette's first frame.

const message =
  /[\\/](?:react-aria|react-stately|react-aria-components)[\\/].*[\\/](?<language>[a-z]{2}-[A-Z]{2})\.m?js$/

const defaultLocale = /[\\/]react-aria[\\/].*[\\/]useDefaultLocale\.m?js$/
const QUESTION = /Intl\.DateTimeFormat\.supportedLocalesOf\(\[\s*locale\s*\]\)/

const collator = /[\\/]react-aria[\\/].*[\\/]i18n[\\/]useCollator\.m?js$/
const MADE = /new Intl\.Collator\(locale, options\)/
/** All that React Aria asks of one is to compare. */
const MADE_WHEN_ASKED = `((made) => ({ compare: (a, b) => (made ??= new Intl.Collator(locale, options)).compare(a, b) }))()`

/** A Vite plugin. */
export function oneLanguage() {
  return {
    name: 'one-language',
    enforce: 'pre',
    load(id) {
      const language = message.exec(id)?.groups?.language
      return language === undefined || language === 'en-US' ? undefined : 'export default {}'
    },
    transform(code, id) {
      if (defaultLocale.test(id)) return replaced(code, QUESTION, 'locale')
      if (collator.test(id)) return replaced(code, MADE, MADE_WHEN_ASKED)
      return undefined
    },
  }
}

/** @param {string} code @param {RegExp} what @param {string} by */
function replaced(code, what, by) {
  if (!what.test(code)) throw new Error('React Aria asks for its language in another way now: see one-language.mjs')
  return { code: code.replace(what, by), map: null }
}
