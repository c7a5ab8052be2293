// Certificates for servers of a test: an authority of its own, and what it signs. Made by openssl, gone with the folder.
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface ServerKeys {
  readonly key: Buffer
  readonly cert: Buffer
}

export interface TestAuthority {
  /** The authority's certificate, as a PEM file. */
  readonly file: string
  /** Keys of a server on this machine, signed by the authority: for a day, or until `notAfter` (as openssl writes times). */
  sign(name: string, options?: { notAfter?: string; notBefore?: string }): Promise<ServerKeys>
  /** Keys of a server that vouches for itself. */
  selfSigned(name: string): Promise<ServerKeys>
}

const NAMES = 'subjectAltName=DNS:localhost,IP:127.0.0.1'

/** An authority in `dir`, an empty folder. */
export async function createAuthority(dir: string): Promise<TestAuthority> {
  const at = (name: string) => path.join(dir, name)
  await newKey(at('authority.key'))
  await run('openssl', [
    'req',
    '-x509',
    '-new',
    '-key',
    at('authority.key'),
    '-out',
    at('authority.pem'),
    '-days',
    '2',
    '-subj',
    '/CN=Latchkey test authority',
    '-addext',
    'basicConstraints=critical,CA:TRUE',
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
  ])
  const keysOf = async (name: string): Promise<ServerKeys> => ({
    key: await readFile(at(`${name}.key`)),
    cert: await readFile(at(`${name}.pem`)),
  })
  return {
    file: at('authority.pem'),
    async sign(name, { notBefore, notAfter } = {}) {
      await newKey(at(`${name}.key`))
      await run('openssl', [
        'req',
        '-new',
        '-key',
        at(`${name}.key`),
        '-out',
        at(`${name}.csr`),
        '-subj',
        '/CN=localhost',
      ])
      await writeFile(at(`${name}.ext`), `${NAMES}\nextendedKeyUsage=serverAuth\n`)
      await writeFile(at('index.txt'), '')
      const config = `[ca]\ndefault_ca=own\n[own]\ndatabase=${at('index.txt')}\nserial=${at('serial')}\nnew_certs_dir=${dir}\ndefault_md=sha256\npolicy=any\nunique_subject=no\n[any]\ncommonName=supplied\n`
      await writeFile(at('serial'), `${Date.now().toString(16).padStart(12, '0')}01\n`)
      await writeFile(at('ca.conf'), config)
      const dates =
        notAfter === undefined ? ['-days', '1'] : ['-startdate', notBefore ?? '20200101000000Z', '-enddate', notAfter]
      await run('openssl', [
        'ca',
        '-batch',
        '-notext',
        '-config',
        at('ca.conf'),
        '-cert',
        at('authority.pem'),
        '-keyfile',
        at('authority.key'),
        '-in',
        at(`${name}.csr`),
        '-out',
        at(`${name}.pem`),
        '-extfile',
        at(`${name}.ext`),
        ...dates,
      ])
      return keysOf(name)
    },
    async selfSigned(name) {
      await newKey(at(`${name}.key`))
      await run('openssl', [
        'req',
        '-x509',
        '-new',
        '-key',
        at(`${name}.key`),
        '-out',
        at(`${name}.pem`),
        '-days',
        '1',
        '-subj',
        '/CN=localhost',
        '-addext',
        NAMES,
      ])
      return keysOf(name)
    },
  }
}

function newKey(file: string): Promise<unknown> {
  return run('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', file])
}
