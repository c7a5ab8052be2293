// @ts-check
// The hash of a packaged Latchkey's own files, built into its executable on Linux, where nothing else checks them. Bytes after the end of
// an ELF file are nobody's: the system doesn't load them.
import { createHash } from 'node:crypto'
import { appendFile, readFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * What is hashed, one file after the other: the archive, and the binary that can't lie in it.
 * @param {string} resources the package's folder of resources
 * @param {string} arch
 */
export function hashedFiles(resources, arch) {
  return [
    path.join(resources, 'app.asar'),
    path.join(resources, 'app.asar.unpacked', 'node_modules', 'keytar', 'prebuilds', `linux-${arch}`, 'keytar.node'),
  ]
}

/**
 * Writes the hash of the files behind the executable's own bytes. Once: before anything is packed further.
 * @param {string} executable
 * @param {readonly string[]} files
 */
export async function buildInHash(executable, files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(await readFile(file))
  await appendFile(executable, `latchkey-files-sha256:${hash.digest('hex')}\n`)
}
