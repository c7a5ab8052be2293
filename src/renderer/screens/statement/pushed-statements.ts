// Which push the open statement went into, while the window lives: a statement is open no longer than that.
interface Pushed {
  readonly appId: string
  readonly pushId: string
  /** As the statement was then. Mended since, it is another. */
  readonly revision: number
}

const pushed = new Map<string, Pushed>()

export function notePushed(statementId: string, push: Pushed): void {
  pushed.set(statementId, push)
}

/** The newest push of the statement as it is. */
export function pushedOf({ statementId, revision }: { statementId: string; revision: number }): Pushed | null {
  const push = pushed.get(statementId)
  return push?.revision === revision ? push : null
}
