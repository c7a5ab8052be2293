// React Aria carries its few messages in 34 languages; Latchkey speaks one. Leaves the others empty in the page's bundle.

const message =
  /[\\/](?:react-aria|react-stately|react-aria-components)[\\/].*[\\/](?<language>[a-z]{2}-[A-Z]{2})\.m?js$/

/** A Vite plugin. */
export function oneLanguage() {
  return {
    name: 'one-language',
    enforce: 'pre',
    load(id) {
      const language = message.exec(id)?.groups?.language
      return language === undefined || language === 'en-US' ? undefined : 'export default {}'
    },
  }
}
