// @ts-check
// The import arrows as a rule of oxlint. Its JavaScript plugins speak ESLint's interface, so the rule fits there too.
import { refusal } from './arrows.mjs'

const importArrows = {
  meta: { type: 'problem', schema: [] },
  /** @param {any} context */
  create(context) {
    /**
     * @param {any} node
     * @param {any} source
     * @param {boolean} typeOnly
     */
    const check = (node, source, typeOnly) => {
      if (typeof source?.value !== 'string') return
      const message = refusal({ project: context.cwd, file: context.filename, specifier: source.value, typeOnly })
      if (message) context.report({ node, message })
    }
    return {
      /** @param {any} node */
      ImportDeclaration: (node) => check(node, node.source, node.importKind === 'type'),
      /** @param {any} node */
      ExportNamedDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      /** @param {any} node */
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      /** @param {any} node */
      ImportExpression: (node) => check(node, node.source, false),
      /** @param {any} node */
      CallExpression: (node) => {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require') check(node, node.arguments[0], false)
      },
    }
  },
}

export default { meta: { name: 'latchkey' }, rules: { 'import-arrows': importArrows } }
