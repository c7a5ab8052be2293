// @ts-check
// The import arrows, no pauses in end-to-end tests and no formats made at the top of a file, as rules of oxlint. Its JavaScript plugins
// speak ESLint's interface, so the rules fit there too.
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

/** Playwright's pause is too long on a fast machine and too short on a slow one: a test waits for what it waits for. */
const noFixedPause = {
  meta: { type: 'problem', schema: [] },
  /** @param {any} context */
  create: (context) => ({
    /** @param {any} node */
    MemberExpression: (node) => {
      if (node.property.name !== 'waitForTimeout') return
      context.report({ node, message: 'A fixed pause is a guess: wait for what you wait for.' })
    },
  }),
}

/** A format reads the language's data, milliseconds and megabytes, which whoever loads its file would pay for, the start too. */
const noFormatAtLoad = {
  meta: { type: 'problem', schema: [] },
  /** @param {any} context */
  create(context) {
    let depth = 0
    const enter = () => void (depth += 1)
    const leave = () => void (depth -= 1)
    return {
      FunctionDeclaration: enter,
      'FunctionDeclaration:exit': leave,
      FunctionExpression: enter,
      'FunctionExpression:exit': leave,
      ArrowFunctionExpression: enter,
      'ArrowFunctionExpression:exit': leave,
      /** @param {any} node */
      NewExpression: (node) => {
        if (depth > 0 || node.callee.type !== 'MemberExpression' || node.callee.object.name !== 'Intl') return
        context.report({ node, message: 'Make a format when it is first used, not when its file is loaded.' })
      },
    }
  },
}

export default {
  meta: { name: 'latchkey' },
  rules: { 'import-arrows': importArrows, 'no-fixed-pause': noFixedPause, 'no-format-at-load': noFormatAtLoad },
}
