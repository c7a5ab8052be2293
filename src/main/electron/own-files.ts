// Whether this Latchkey's own files are those it was built with, asked of the file system as it is.
import path from 'node:path'
import originalFs from 'original-fs'
import { archiveFault } from '../own-archive'

/** Throws where the archive, or the binary beside it, isn't what this executable was built with. */
export async function refuseOtherFiles(): Promise<void> {
  const { resourcesPath, execPath, arch } = process
  const binary = path.join('node_modules', 'keytar', 'prebuilds', `linux-${arch}`, 'keytar.node')
  const files = [path.join(resourcesPath, 'app.asar'), path.join(resourcesPath, 'app.asar.unpacked', binary)]
  const fault = await archiveFault({ open: (file) => originalFs.promises.open(file) }, execPath, files)
  if (fault !== null) throw new Error(fault)
}
