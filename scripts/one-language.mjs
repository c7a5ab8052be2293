// React Aria carries its few messages in 34 languages; Latchkey speaks one. Leaves the others empty in the page's bundle, and doesn't ask
// the engine at every start whether it knows the system's language: that reads 3 MB of all languages' data before the first paint, and
// formats take the next best one by themselves.

const message =
  /[\\/](?:react-aria|react-stately|react-aria-components)[\\/].*[\\/](?<language>[a-z]{2}-[A-Z]{2})\.m?js$/

const defaultLocale = /[\\/]react-aria[\\/].*[\\/]useDefaultLocale\.m?js$/
const QUESTION = /Intl\.DateTimeFormat\.supportedLocalesOf\(\[\s*locale\s*\]\)/

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
      if (!defaultLocale.test(id)) return undefined
      if (!QUESTION.test(code))
        throw new Error('React Aria asks for its language in another way now: see one-language.mjs')
      return { code: code.replace(QUESTION, 'locale'), map: null }
    },
  }
}
