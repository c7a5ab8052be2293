// @ts-check
// Who runs the app when root starts it, and where that user can read.
import { readFileSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isRoot } from './places.mjs'

/**
 * The user that the app runs as: `nobody` when root starts it, else whoever starts it.
 * @returns {{ uid: number, gid: number, name: string }}
 */
export function unprivilegedUser() {
  const { uid, gid, username } = os.userInfo()
  if (!isRoot) return { uid, gid, name: username }
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody')
  return { uid: Number(entry?.[2] ?? 65_534), gid: Number(entry?.[3] ?? 65_534), name: 'nobody' }
}

/** A folder for temporary ones that every user can reach: TMPDIR may lie under someone's private folder. */
export function publicTemporaryFolder() {
  const usual = os.tmpdir()
  return !isRoot || reachableByAll(usual) ? usual : '/tmp'
}

/** @param {string} folder */
function reachableByAll(folder) {
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    if ((statSync(place).mode & 0o001) === 0) return false
    if (place === path.dirname(place)) return true
  }
}
