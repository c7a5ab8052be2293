// @ts-check
// What electron-builder runs on the unpacked application, before anything is signed.
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { Arch } from 'electron-builder'
import { buildInHash, hashedFiles } from './archive-hash.mjs'
import { LATER_FUSES, PACKAGED_FUSES, readFuses, setAllFuses } from './fuses.mjs'

/** @param {import('electron-builder').AfterPackContext} context */
export default async function afterPack({ appOutDir, packager, electronPlatformName, arch }) {
  const { productFilename } = packager.appInfo
  const name = {
    darwin: `${productFilename}.app`,
    mas: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
  }[electronPlatformName]
  const executable = path.join(appOutDir, name ?? packager.config.executableName ?? productFilename)
  // Electron's own placeholder, which the packager leaves behind when it is handed an Electron.
  await rm(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true })
  await setAllFuses(executable, PACKAGED_FUSES)
  const present = Object.keys(await readFuses(executable))
  const absent = Object.keys(PACKAGED_FUSES).filter((fuse) => !present.includes(fuse) && !LATER_FUSES.includes(fuse))
  if (absent.length > 0) throw new Error(`This Electron has no fuse ${absent.join(', ')}.`)
  // The other systems check the archive by a fuse.
  if (electronPlatformName === 'linux') {
    await buildInHash(executable, hashedFiles(packager.getResourcesDir(appOutDir), Arch[arch]))
  }
}
