// @ts-check
// Running other programs and waiting for them.
import { spawn } from 'node:child_process'

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 127 where the program isn't there, 128 where a signal or the time limit ended it
 * @property {string} stdout
 * @property {string} stderr
 * @property {boolean} timedOut
 */

/**
 * Runs a program to its end. A failing program is an outcome, not an exception.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, input?: string, timeoutMs?: number, show?: boolean }} [options]
 *   `show` lets its output through to the terminal instead of keeping it
 * @returns {Promise<Outcome>}
 */
export function run(command, args, options = {}) {
  const output = options.show ? 'inherit' : 'pipe'
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.env === undefined ? {} : { env: options.env }),
      stdio: [options.input === undefined ? 'ignore' : 'pipe', output, output],
      windowsHide: true,
    })
    let stdout = ''
    let stderr = ''
    let timedOut = false
    const limit =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true
            child.kill('SIGKILL')
          }, options.timeoutMs)
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text))
    // A program that ends without reading its input closes the pipe; that is its business.
    child.stdin?.on('error', () => {}).end(options.input)
    child.once('error', (error) => {
      clearTimeout(limit)
      resolve({ code: 127, stdout, stderr: `${stderr}${error.message}`, timedOut })
    })
    child.once('close', (code) => {
      clearTimeout(limit)
      resolve({ code: code ?? 128, stdout, stderr, timedOut })
    })
  })
}

/**
 * Runs npm: the one that started this script, where one did.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function npm(args, options) {
  const cli = process.env['npm_execpath']
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], options)
  // On Windows npm is a batch file, which only the shell can start.
  return process.platform === 'win32' ? run('cmd', ['/c', 'npm', ...args], options) : run('npm', args, options)
}

/**
 * The last lines of a program's output, for a message about its failure.
 * @param {Outcome} outcome
 */
export function lastLines({ stdout, stderr }, count = 12) {
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '')
  return lines.slice(-count).join('\n')
}
