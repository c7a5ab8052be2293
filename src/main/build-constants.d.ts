// Put in by the build (electron.vite.config.ts).

/** The version in package.json. */
declare const __APP_VERSION__: string
/** Electron's major version in package.json: an older one at run time is for development and tests only. */
declare const __ELECTRON_MAJOR__: number
