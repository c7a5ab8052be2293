// @ts-check
// Which of main's modules are one file because every start reads them together. Each file of its own costs main half a millisecond and more
// before it can answer (it is found, opened, read, compiled and linked, in round trips to other threads), and the bundler makes ninety
// of what the first list of customers needs, cut along what other rooms share with it.

/**
 * @typedef {object} Module
 * @property {readonly string[]} importedIds
 * @property {readonly string[]} dynamicallyImportedIds
 */
/** @typedef {(id: string) => Module | null} GetModuleInfo */

/**
 * Names the file of a module that a start reads, for rolldown's `codeSplitting`; null leaves it to the bundler.
 * @param {object} of
 * @param {string} of.entry what opens the window: it is read before all else
 * @param {readonly string[]} of.first what answers the first screen
 * @param {readonly string[]} of.kept what is read for it besides where there is a Xero app
 * @param {readonly string[]} of.small entries of processes that must not read more than they need
 * @param {readonly string[]} of.others entries of further processes
 */
export function startChunks({ entry, first, kept, small, others }) {
  /** @type {((id: string) => string | null) | null} */
  let nameOf = null
  return (/** @type {string} */ id, /** @type {{ getModuleInfo: GetModuleInfo }} */ graph) => {
    nameOf ??= naming((module) => graph.getModuleInfo(module))
    return nameOf(id)
  }

  /** @param {GetModuleInfo} getModuleInfo */
  function naming(getModuleInfo) {
    const withEntry = reachable([entry], getModuleInfo, false)
    const withFirst = reachable(first, getModuleInfo, false)
    const withKept = reachable(kept, getModuleInfo, false)
    const inSmall = reachable(small, getModuleInfo, true)
    const inOthers = reachable(others, getModuleInfo, true)
    return (/** @type {string} */ id) => {
      if (withEntry.has(id) || inSmall.has(id)) return null
      const part = withFirst.has(id) ? 'first' : withKept.has(id) ? 'kept' : null
      if (part === null) return null
      // What a process without Electron reads too must not lie beside what imports Electron.
      return inOthers.has(id) ? `${part}-shared` : part
    }
  }
}

/**
 * All modules that these import, themselves among them; `late` with those that they import when they need them.
 * @param {readonly string[]} from
 * @param {GetModuleInfo} getModuleInfo
 * @param {boolean} late
 */
function reachable(from, getModuleInfo, late) {
  /** @type {Set<string>} */
  const found = new Set()
  const waiting = [...from]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue
    found.add(id)
    const info = getModuleInfo(id)
    if (info === null) continue
    waiting.push(...info.importedIds, ...(late ? info.dynamicallyImportedIds : []))
  }
  return found
}
