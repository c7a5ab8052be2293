// What common programs really say when a call fails: runs each against local servers that refuse, cut, redirect, answer with an
// error status or show a bad certificate, and keeps their words in test/fixtures/diagnosis/program-outputs.json. Not part of
// `npm test`: a person runs it where the programs are (Debian: python3-requests python3-httpx python3-aiohttp curl wget
// golang-go default-jdk-headless php-cli php-curl php-guzzlehttp-guzzle ruby ruby-faraday libwww-perl). What isn't there is
// left out and named.
import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createPlain } from 'node:http'
import { createServer } from 'node:https'
import { createServer as createSocketServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { say } from './terminal.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const target = path.join(root, 'test/fixtures/diagnosis/program-outputs.json')
const dir = mkdtempSync(path.join(tmpdir(), 'programs-'))
const at = (name) => path.join(dir, name)

const openssl = (...args) => execFileSync('openssl', args, { cwd: dir, stdio: 'ignore' })

function makeCertificates() {
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '3650',
    '-subj',
    '/CN=Test authority',
  )
  const sign = (name, subject, names, dates) => {
    openssl(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/CN=${subject}`,
    )
    writeFileSync(at(`${name}.ext`), `subjectAltName=${names}\nbasicConstraints=CA:FALSE\n`)
    writeFileSync(at('index.txt'), '')
    writeFileSync(
      at('ca.cnf'),
      '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nnew_certs_dir=.\nserial=serial\nrand_serial=yes\ndefault_md=sha256\npolicy=p\nunique_subject=no\n[p]\ncommonName=supplied\n',
    )
    openssl(
      'ca',
      '-batch',
      '-config',
      'ca.cnf',
      '-cert',
      'ca.pem',
      '-keyfile',
      'ca.key',
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.pem`,
      '-extfile',
      `${name}.ext`,
      '-notext',
      ...dates,
    )
  }
  const now = ['-days', '3650']
  sign('good', 'localhost', 'DNS:localhost', now)
  sign('expired', 'localhost', 'DNS:localhost', ['-startdate', '20200101000000Z', '-enddate', '20210101000000Z'])
  sign('wrong', 'portal.example', 'DNS:portal.example', now)
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'self.key',
    '-out',
    'self.pem',
    '-days',
    '3650',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
  )
}

const reasons = {
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

function answer(request, response) {
  const [, kind = ''] = request.url.split('/')
  if (kind === 'cut') return request.socket.destroy()
  if (kind === 'hang') return undefined
  if (kind === 'loop') return response.writeHead(302, { location: request.url }).end()
  const status = Number(kind)
  return response
    .writeHead(status in reasons ? status : 200, { 'content-type': 'text/plain', 'content-length': 0 })
    .end()
}

const listen = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)))
const servers = []
async function serve(name) {
  const server = createServer({ key: readFileSync(at(`${name}.key`)), cert: readFileSync(at(`${name}.pem`)) }, answer)
  servers.push(server)
  return listen(server)
}

/** A port that was bound and let go: nobody listens there, which is the point here. */
async function deadPort() {
  const server = createSocketServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

const python = '/usr/bin/python3'
const sources = {
  'call_requests.py': `import sys, requests\nr = requests.get(sys.argv[1], timeout=3)\nr.raise_for_status()\n`,
  'call_httpx.py': `import sys, os, ssl, httpx\nr = httpx.get(sys.argv[1], timeout=3, follow_redirects=True, verify=ssl.create_default_context(cafile=os.environ.get('CA') or None))\nr.raise_for_status()\n`,
  'call_aiohttp.py': `import sys, os, ssl, asyncio, aiohttp\nasync def main():\n    c = ssl.create_default_context(cafile=os.environ.get('CA') or None)\n    async with aiohttp.ClientSession(trust_env=True, timeout=aiohttp.ClientTimeout(total=3)) as s:\n        async with s.get(sys.argv[1], ssl=c) as r:\n            r.raise_for_status()\nasyncio.run(main())\n`,
  'call_urllib.py': `import sys, urllib.request\nurllib.request.urlopen(sys.argv[1], timeout=3)\n`,
  'main.go': `package main\nimport ("fmt"; "net/http"; "os"; "time")\nfunc main() {\n c := &http.Client{Timeout: 3 * time.Second}\n r, err := c.Get(os.Args[1])\n if err != nil { fmt.Println(err); os.Exit(1) }\n fmt.Println("unexpected status:", r.Status)\n}\n`,
  'Http.java': `import java.net.*; import java.net.http.*; import java.time.*;\npublic class Http { public static void main(String[] a) throws Exception {\n var b = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).followRedirects(HttpClient.Redirect.NORMAL);\n if (a.length > 1) b.proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", Integer.parseInt(a[1]))));\n var r = b.build().send(HttpRequest.newBuilder(URI.create(a[0])).timeout(Duration.ofSeconds(3)).build(), HttpResponse.BodyHandlers.ofString());\n if (r.statusCode() >= 400) throw new RuntimeException(r.toString()); } }\n`,
  'Old.java': `import java.net.*;\npublic class Old { public static void main(String[] a) throws Exception {\n var u = URI.create(a[0]).toURL(); var c = a.length > 1 ? u.openConnection(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", Integer.parseInt(a[1])))) : u.openConnection();\n c.setReadTimeout(3000); c.setConnectTimeout(3000); c.getInputStream().readAllBytes(); } }\n`,
  'curl.php': `<?php $c = curl_init($argv[1]); curl_setopt_array($c, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 3, CURLOPT_FOLLOWLOCATION => true, CURLOPT_MAXREDIRS => 5, CURLOPT_FAILONERROR => true]); if (getenv('CA')) curl_setopt($c, CURLOPT_CAINFO, getenv('CA')); if (curl_exec($c) === false) echo 'cURL error ' . curl_errno($c) . ': ' . curl_error($c) . "\\n";\n`,
  'streams.php': `<?php $ssl = getenv('CA') ? ['cafile' => getenv('CA')] : []; file_get_contents($argv[1], false, stream_context_create(['ssl' => $ssl, 'http' => ['timeout' => 3, 'max_redirects' => 5]]));\n`,
  'guzzle.php': `<?php require '/usr/share/php/GuzzleHttp/autoload.php'; (new GuzzleHttp\\Client(['timeout' => 3, 'verify' => getenv('CA') ?: true]))->get($argv[1]);\n`,
  'net.rb': `require 'net/http'; u = URI(ARGV[0]); r = Net::HTTP.start(u.host, u.port, use_ssl: true, read_timeout: 3, open_timeout: 3, max_retries: 0) { |h| h.get(u.path) }; r.value\n`,
  'faraday.rb': `require 'faraday'; c = Faraday.new(request: { timeout: 3 }) { |f| f.response :raise_error; f.adapter :net_http }; c.get(ARGV[0])\n`,
  'fetch.mjs': `const r = await fetch(process.argv[2], { signal: AbortSignal.timeout(3000) })\nif (!r.ok) throw new Error(\`\${r.status} \${r.statusText} \${r.url}\`)\n`,
  'axios.mjs': `const { default: axios } = await import(process.env.AXIOS)\nawait axios.get(process.argv[2], { timeout: 3000 }).catch((e) => { say(\`\${e.name}: \${e.message}\\n  code: '\${e.code}'\\n  config: { url: '\${e.config.url}', method: 'get' }\`) })\n`,
  'got.mjs': `const { default: got } = await import(process.env.GOT)\nawait got(process.argv[2], { timeout: { request: 3000 }, retry: { limit: 0 } })\n`,
  'lwp.pl': `use LWP::UserAgent; my $u = LWP::UserAgent->new(timeout => 3); $u->env_proxy; my $r = $u->get($ARGV[0]); die $r->status_line, ' ', $ARGV[0], "\\n" unless $r->is_success;\n`,
}

const version =
  (file, ...args) =>
  () =>
    execFileSync(file, args, { encoding: 'utf8' }).trim().split('\n')[0]
const moduleVersion = (name) => () =>
  JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')).version
const moduleAt = (name, file) => pathToFileURL(path.join(root, 'node_modules', name, file)).href
const pip = (name) =>
  version(python, '-c', `import ${name}, platform; print(${name}.__version__, 'on Python', platform.python_version())`)

const programs = [
  {
    name: 'curl',
    version: version('curl', '--version'),
    run: (url, { ca }) => ['curl', ['-fsSL', '--max-redirs', '5', '-m', '3', ...(ca ? ['--cacert', ca] : []), url]],
  },
  {
    name: 'curl -v',
    version: version('curl', '--version'),
    run: (url, { ca }) => ['curl', ['-sSvL', '--max-redirs', '2', '-m', '3', ...(ca ? ['--cacert', ca] : []), url]],
  },
  {
    name: 'wget',
    version: version('wget', '--version'),
    run: (url, { ca }) => [
      'wget',
      ['-O-', '--tries=1', '--timeout=3', '--max-redirect=3', ...(ca ? [`--ca-certificate=${ca}`] : []), url],
    ],
  },
  { name: 'Python requests', version: pip('requests'), run: (url) => [python, [at('call_requests.py'), url]] },
  { name: 'Python httpx', version: pip('httpx'), run: (url) => [python, [at('call_httpx.py'), url]] },
  { name: 'Python aiohttp', version: pip('aiohttp'), run: (url) => [python, [at('call_aiohttp.py'), url]] },
  { name: 'Python urllib', version: version(python, '-V'), run: (url) => [python, [at('call_urllib.py'), url]] },
  { name: 'Go net/http', version: version('go', 'version'), run: (url) => [at('gohttp'), [url]] },
  {
    name: 'Java java.net.http',
    version: version('java', '--version'),
    run: (url, { ca, proxy }) => [
      'java',
      [
        ...(ca ? [`-Djavax.net.ssl.trustStore=${at('trust.p12')}`, '-Djavax.net.ssl.trustStorePassword=changeit'] : []),
        '-cp',
        dir,
        'Http',
        url,
        ...(proxy ? [String(proxy)] : []),
      ],
    ],
  },
  {
    name: 'Java HttpURLConnection',
    version: version('java', '--version'),
    run: (url, { ca, proxy }) => [
      'java',
      [
        ...(ca ? [`-Djavax.net.ssl.trustStore=${at('trust.p12')}`, '-Djavax.net.ssl.trustStorePassword=changeit'] : []),
        '-cp',
        dir,
        'Old',
        url,
        ...(proxy ? [String(proxy)] : []),
      ],
    ],
  },
  {
    name: 'PHP curl',
    version: version('php', '-r', 'echo PHP_VERSION;'),
    run: (url) => ['php', [at('curl.php'), url]],
  },
  {
    name: 'PHP streams',
    version: version('php', '-r', 'echo PHP_VERSION;'),
    run: (url) => ['php', [at('streams.php'), url]],
  },
  {
    name: 'PHP Guzzle',
    version: version(
      'php',
      '-r',
      "require '/usr/share/php/GuzzleHttp/autoload.php'; echo GuzzleHttp\\ClientInterface::MAJOR_VERSION, ' on PHP ', PHP_VERSION;",
    ),
    run: (url) => ['php', [at('guzzle.php'), url]],
  },
  { name: 'Ruby net/http', version: version('ruby', '-v'), run: (url) => ['ruby', [at('net.rb'), url]] },
  {
    name: 'Ruby Faraday',
    version: version('ruby', '-e', "require 'faraday'; print Faraday::VERSION, ' on Ruby ', RUBY_VERSION"),
    run: (url) => ['ruby', [at('faraday.rb'), url]],
  },
  {
    name: 'Node fetch',
    version: version(process.execPath, '-v'),
    run: (url) => [process.execPath, [at('fetch.mjs'), url]],
  },
  { name: 'Node axios', version: moduleVersion('axios'), run: (url) => [process.execPath, [at('axios.mjs'), url]] },
  { name: 'Node got', version: moduleVersion('got'), run: (url) => [process.execPath, [at('got.mjs'), url]] },
  {
    name: 'Perl LWP',
    version: version('perl', '-MLWP', '-e', 'print $LWP::VERSION'),
    run: (url) => ['perl', [at('lwp.pl'), url]],
  },
]

function environment({ ca, proxy }) {
  const env = {
    PATH: process.env.PATH,
    HOME: dir,
    LANG: 'C.UTF-8',
    AXIOS: moduleAt('axios', 'index.js'),
    GOT: moduleAt('got', 'dist/source/index.js'),
  }
  if (ca)
    Object.assign(env, {
      CA: ca,
      SSL_CERT_FILE: ca,
      REQUESTS_CA_BUNDLE: ca,
      NODE_EXTRA_CA_CERTS: ca,
      PERL_LWP_SSL_CA_FILE: ca,
    })
  if (proxy) Object.assign(env, { https_proxy: `http://127.0.0.1:${proxy}`, HTTPS_PROXY: `http://127.0.0.1:${proxy}` })
  return env
}

function runProgram([file, args], env) {
  return new Promise((resolve) => {
    execFile(file, args, { env, cwd: dir, timeout: 120_000 }, (_error, stdout, stderr) =>
      resolve(`${stdout}\n${stderr}`.trim()),
    )
  })
}

/** Nothing of this machine: its ports, folders and addresses are told as those of Xero, of /app and of a documentation network. */
function cleaned(text, url) {
  const port = new URL(url).port
  const told = text
    .replaceAll(dir, '/app')
    .replaceAll(root, '/app/')
    .replaceAll(
      new RegExp(`(?:127\\.0\\.0\\.1|localhost/127\\.0\\.0\\.1)([ :]+(?:port )?)${port || 'x'}`, 'g'),
      '203.0.113.7$1443',
    )
    .replaceAll(new RegExp(`(?:::1|\\[::1\\])([ :]+)${port || 'x'}`, 'g'), '203.0.113.7$1443')
    .replaceAll(`localhost:${port}`, 'api.xero.com')
    .replaceAll(port || 'no port', '443')
    .replaceAll('localhost', 'api.xero.com')
    .replaceAll('no-such-host.invalid', 'api.xero.com')
    .replaceAll(/\/(?:\d{3}|cut|hang|loop|ok)(?=\b)(?!\.)/g, (piece) =>
      /^\/\d/.test(piece) ? '/connections' : piece.replace(/\/.*/, '/connections'),
    )
    .replaceAll('connect to ::1 port', 'connect to 2001:db8::7 port')
    .replaceAll(/(Resolving[^\n]*\.\.\. )127\.0\.0\.1/g, '$1203.0.113.7')
    .replaceAll(/\|127\.0\.0\.1\|/g, '|203.0.113.7|')
    .replaceAll(/ on \d+\.\d+\.\d+\.\d+:53/g, ' on 192.0.2.53:53')
    .replaceAll(/\/root\/[^\s:'"]*/g, '/app')
  return told.length <= 2_500 ? told : `${told.slice(0, 300)}\n…\n${told.slice(-2_100)}`
}

async function main() {
  makeCertificates()
  for (const [name, source] of Object.entries(sources)) writeFileSync(at(name), source)
  execFileSync(
    'keytool',
    [
      '-importcert',
      '-noprompt',
      '-file',
      at('ca.pem'),
      '-keystore',
      at('trust.p12'),
      '-storepass',
      'changeit',
      '-storetype',
      'PKCS12',
    ],
    { stdio: 'ignore' },
  )
  execFileSync('javac', ['-d', dir, at('Http.java'), at('Old.java')])
  execFileSync('go', ['build', '-o', at('gohttp'), at('main.go')], {
    env: { ...process.env, GOFLAGS: '-mod=mod', GO111MODULE: 'off', GOCACHE: at('gocache') },
  })
  const [good, expired, wrong, self, dead, deadProxy] = [
    await serve('good'),
    await serve('expired'),
    await serve('wrong'),
    await serve('self'),
    await deadPort(),
    await deadPort(),
  ]
  const wall = createPlain((_request, response) => response.writeHead(407).end())
  wall.on('connect', (_request, socket) =>
    socket.end(
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n',
    ),
  )
  servers.push(wall)
  const wantsSignIn = await listen(wall)
  const ca = at('ca.pem')
  const faults = [
    ...Object.keys(reasons).map((status) => [status, `https://localhost:${good}/${status}`, { ca }]),
    ['cut', `https://localhost:${good}/cut`, { ca }],
    ['timeout', `https://localhost:${good}/hang`, { ca }],
    ['redirects', `https://localhost:${good}/loop`, { ca }],
    ['unknown-issuer', `https://localhost:${good}/200`, {}],
    ['self-signed', `https://localhost:${self}/200`, {}],
    ['expired', `https://localhost:${expired}/200`, { ca }],
    ['wrong-host', `https://localhost:${wrong}/200`, { ca }],
    ['refused', `https://localhost:${dead}/200`, { ca }],
    ['dns', 'https://no-such-host.invalid/200', { ca }],
    ['dead-proxy', `https://localhost:${good}/200`, { ca, proxy: deadProxy }],
    ['proxy-sign-in', `https://localhost:${good}/200`, { ca, proxy: wantsSignIn }],
  ]
  const versions = {}
  const outputs = []
  for (const program of programs) {
    try {
      versions[program.name] = program.version()
    } catch {
      say(`left out: ${program.name}`)
      continue
    }
    const made = []
    for (const [fault, url, options] of faults) {
      const said = await runProgram(program.run(url, options), environment(options))
      const told = options.proxy === undefined ? said : said.replaceAll(String(options.proxy), '8888')
      made.push({ program: program.name, fault, output: cleaned(told, url) })
    }
    // What bypasses the proxy for this machine, or takes a redirect as an answer, has not failed.
    outputs.push(
      ...made.filter(({ output }) => output !== '' && !/\b(?:200 OK|302 \W?Found)\W*(?:$|https|\(Net)/.test(output)),
    )
    say(`${program.name}: ${made.filter(({ output }) => output !== '').length} of ${faults.length}`)
  }
  writeFileSync(target, `${JSON.stringify({ versions, outputs }, null, 2)}\n`)
}

try {
  await main()
} finally {
  for (const server of servers) {
    server.closeAllConnections?.()
    server.close()
  }
  rmSync(dir, { recursive: true, force: true })
}
