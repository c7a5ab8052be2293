// The statement calls, over the one statement that is open.
import type { Handlers } from '../../../contract/api'
import type { statementCalls } from '../../../contract/statements'
import type { Statements } from './statements'

export function statementHandlers({
  statements,
}: {
  statements: Statements
}): Pick<Handlers, keyof typeof statementCalls> {
  return {
    openStatement: async () => ({ statement: await statements.choose() }),
    pasteStatement: async () => ({ statement: await statements.paste() }),
    async takeDroppedStatement({ how }) {
      if (how === 'read') return { statement: await statements.takeDropped() }
      statements.forgetDropped()
      return { statement: null }
    },
    openSampleStatement: async () => ({ statement: await statements.openSample() }),
    getStatement: () => ({ statement: statements.current(), isDropped: statements.isDropped() }),
    stopStatement() {
      statements.stop()
      return {}
    },
    closeStatement({ statementId }) {
      statements.closeOne(statementId)
      return {}
    },
    readStatementLines: async ({ statementId, from, count }) => ({
      lines: await statements.lines(statementId, from, count),
    }),
    changeStatementFormat: async ({ statementId, format }) => ({
      statement: await statements.changeFormat(statementId, format),
    }),
    previewStatementFormat: ({ statementId, format }) => statements.previewFormat(statementId, format),
    previewStatementRemedy: ({ statementId, remedy }) => statements.preview(statementId, remedy),
    applyStatementRemedy: async ({ statementId, remedy }) => ({
      statement: await statements.apply(statementId, remedy),
    }),
    undoStatementRemedy: async ({ statementId }) => ({ statement: await statements.undo(statementId) }),
    async exportStatement({ statementId, kind }) {
      const fileName = await statements.exportTo(statementId, kind)
      return { saved: fileName !== null, fileName }
    },
  }
}
