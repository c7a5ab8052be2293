// Which elements of an XML are looked at: a tree of names, so that a reader follows the path by one look-up an element.

export interface Spot<F extends string> {
  readonly children: Map<string, Spot<F>>
  /** What the element's text is taken for. */
  field: F | null
}

/** The tree of `paths`: `Tp/CdOrPrtry/Cd` leads to its field. */
export function pathTree<F extends string>(paths: Readonly<Record<string, F>>): Spot<F> {
  const root: Spot<F> = { children: new Map(), field: null }
  for (const [path, field] of Object.entries(paths)) spotAt(root, path).field = field
  return root
}

function spotAt<F extends string>(root: Spot<F>, path: string): Spot<F> {
  let spot = root
  for (const name of path.split('/')) {
    let next = spot.children.get(name)
    if (next === undefined) spot.children.set(name, (next = { children: new Map(), field: null }))
    spot = next
  }
  return spot
}
