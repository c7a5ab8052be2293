// A planted secret as colleagues paste it: whole commands, dumps, exports and traces. Nothing of it is left at full length.
import { describe, expect, it } from 'vitest'
import { base64, CLIENT_ID, each, left, LONG, type Shapes, SHORT, wrapped } from '../../../test/support/planted-secrets'
import { redact } from './redaction'

const URL = 'https://identity.xero.com/connect/token'
const base64url = (text: string): string => Buffer.from(text).toString('base64url')
const basic = (s: string): string => base64(`${CLIENT_ID}:${s}`)
const json = (value: unknown): string => JSON.stringify(value)

const shells: Shapes = {
  'curl over lines of bash': (s) =>
    `curl -X POST ${URL} \\\n  -H 'Content-Type: application/x-www-form-urlencoded' \\\n  -d 'grant_type=client_credentials' \\\n  -d 'client_secret=${s}'`,
  'curl in cmd, carets': (s) => `curl -X POST ${URL} ^\n  -H "x-api-key: ${s}" ^\n  -d "a=b"`,
  'curl in cmd, carets and quotes': (s) => `curl "${URL}" ^\n  -H ^"Authorization: Bearer ${s}^" ^\n  --compressed`,
  'curl in PowerShell, backticks': (s) =>
    `curl.exe -X POST ${URL} \`\n  -d "client_id=x" \`\n  -d "client_secret=${s}"`,
  'curl with a JSON body': (s) => `curl ${URL} -d '{"client_id":"x","client_secret":"${s}"}'`,
  'curl with a JSON body, escaped quotes': (s) => `curl ${URL} -d "{\\"client_secret\\":\\"${s}\\"}"`,
  'curl in cmd, doubled quotes': (s) => `curl ${URL} -d "{""client_secret"":""${s}""}"`,
  'curl with bash’s own quotes': (s) => `curl ${URL} --data-raw $'{"client_secret":"${s}","x":"it\\'s"}'`,
  'curl by fish, a variable': (s) => `set -gx API_KEY '${s}'; curl -H "x-api-key: $API_KEY" https://api.codat.io`,
  'curl -F': (s) => `curl -F client_secret=${s} -F file=@x ${URL}`,
  'curl --oauth2-bearer': (s) => `curl --oauth2-bearer ${s} https://api.xero.com/connections`,
  'a here-document': (s) => `cat > .env <<'EOF'\nCLIENT_ID=${CLIENT_ID}\nCLIENT_SECRET=${s}\nEOF`,
  'a typed-in history': (s) => `  501  export XERO_ID=${CLIENT_ID}\n  502  export XERO_SECRET=${s}\n  503  make run`,
  'PowerShell, a hash of parts': (s) =>
    `$body = @{\n  grant_type    = 'client_credentials'\n  client_secret = '${s}'\n}`,
  'set -x': (s) => `+ curl -u ${CLIENT_ID}:${s} ${URL}\n++ date`,
}

const files: Shapes = {
  '.env with a comment behind': (s) => `XERO_CLIENT_SECRET=${s} # rotated in May\nPORT=3000\n`,
  '.env in single quotes': (s) => `XERO_CLIENT_SECRET='${s}'\nPORT=3000\n`,
  'YAML, anchors and tags': (s) => `xero:\n  client_secret: &secret !!str ${s}\n  copy: *secret\n`,
  'YAML in a compose file': (s) =>
    `services:\n  app:\n    environment:\n      - XERO_CLIENT_SECRET=${s}\n      - PORT=80\n`,
  'a secret of Kubernetes': (s) => `apiVersion: v1\nkind: Secret\ndata:\n  client-secret: ${base64(s)}\n`,
  Terraform: (s) => `variable "xero_client_secret" {\n  type    = string\n  default = "${s}"\n}`,
  '.netrc': (s) => `machine api.codat.io login me password ${s}\n`,
  '.npmrc': (s) => `//registry.example/:_authToken=${s}\n`,
  'a CSV row under its header, quoted': (s) => `name,environment,client secret\n"Acme, Ltd",production,"${s}"\n`,
  'a Markdown list': (s) => `- **Client id:** ${CLIENT_ID}\n- **Client secret:** ${s}\n`,
  'a Markdown table with links': (s) => `| App | Secret |\n| :-- | --: |\n| [Acme](https://a.b) | ${s} |\n`,
  'XML of a .NET config': (s) =>
    `<appSettings>\n  <add key="Xero:ClientSecret"\n       value="${s}" />\n</appSettings>`,
}

const exports: Shapes = {
  'JSON in JSON': (s) => json({ body: json({ client_secret: s, grant_type: 'x' }) }),
  'JSON in JSON, indented': (s) => JSON.stringify({ body: JSON.stringify({ client_secret: s }, null, 2) }, null, 2),
  'HAR, a header': (s) => json({ headers: [{ name: 'x-api-key', value: s }] }),
  'HAR, a posted form': (s) =>
    json({ postData: { params: [{ name: 'client_secret', value: s }], text: `client_secret=${s}&grant_type=x` } }),
  'HAR, indented': (s) => JSON.stringify({ headers: [{ name: 'Authorization', value: `Basic ${basic(s)}` }] }, null, 2),
  'HAR, a cookie': (s) => json({ cookies: [{ name: 'session', value: s, path: '/', httpOnly: true }] }),
  'Postman, a variable': (s) => json({ variable: [{ key: 'clientSecret', value: s, type: 'string' }] }),
  'Postman, type before value': (s) =>
    json({ values: [{ key: 'xero_client_secret', type: 'secret', enabled: true, value: s }] }),
  'Postman, basic auth': (s) =>
    json({ auth: { type: 'basic', basic: [{ key: 'password', value: s, type: 'string' }] } }),
  'Postman, indented': (s) =>
    JSON.stringify({ auth: { oauth2: [{ key: 'clientSecret', value: s, type: 'string' }] } }, null, '\t'),
  Insomnia: (s) => json({ authentication: { type: 'oauth2', clientId: CLIENT_ID, clientSecret: s } }),
  'a secret of a cloud': (s) => json({ SecretString: json({ client_secret: s }), VersionId: 'x' }),
}

const traces: Shapes = {
  'HTTP, curl -v': (s) =>
    `> POST /connect/token HTTP/2\r\n> Host: identity.xero.com\r\n> authorization: Basic ${basic(s)}\r\n>\r\n< HTTP/2 400`,
  'HTTP, a body under its headers': (s) =>
    `POST /connect/token HTTP/1.1\r\nContent-Length: 99\r\n\r\ngrant_type=client_credentials&client_secret=${s}`,
  'HTTP, Basic with a short user': (s) => `Authorization: Basic ${base64(`me:${s}`)}\n`,
  'HTTP, Basic without padding': (s) => `Authorization: Basic ${basic(s).replace(/=+$/, '')}\n`,
  'HTTP, a proxy’s header': (s) => `Proxy-Authorization: Basic ${base64(`proxy:${s}`)}\n`,
  'a JWT': (s) => `id_token ${base64url('{"alg":"RS256"}')}.${base64url(json({ sub: s }))}.${s.replaceAll('~', '-')}`,
  'a JWT wrapped over lines': (s) =>
    wrapped(`${base64url('{"alg":"RS256"}')}.${base64url(json({ sub: s }))}.${s}`, 60, '\n'),
  'Python, a trace': (s) =>
    `Traceback (most recent call last):\n  File "a.py", line 3, in <module>\n    client = Client(client_secret="${s}")\nValueError: invalid_client`,
  'Python, the repr of a call': (s) => `call(url='${URL}', data={'client_secret': '${s}'}, auth=None)`,
  'Python, a tuple of basic auth': (s) => `requests.post('${URL}', auth=('${CLIENT_ID}', '${s}'))`,
  'Python, a dataclass': (s) => `Settings(client_id='x', client_secret='${s}', debug=False)`,
  'Python, bytes': (s) => `{'Authorization': b'Basic ${basic(s)}'}`,
  'PHP, var_dump': (s) => `array(2) {\n  ["client_secret"]=>\n  string(${s.length}) "${s}"\n  ["x"]=>\n  int(1)\n}`,
  'PHP, print_r': (s) => `Array\n(\n    [client_id] => x\n    [client_secret] => ${s}\n)\n`,
  'PHP, var_dump of an object': (s) =>
    `object(Xero)#3 (1) {\n  ["clientSecret":protected]=>\n  string(${s.length}) "${s}"\n}`,
  'PHP, serialize': (s) => `a:1:{s:13:"client_secret";s:${s.length}:"${s}";}`,
  'Go, %+v': (s) => `{ClientID:x ClientSecret:${s} Scopes:[openid profile] Endpoint:{}}`,
  'Go, %#v': (s) => `main.Config{ClientID:"x", ClientSecret:"${s}", Debug:false}`,
  'Go, a header map': (s) => `map[Authorization:[Bearer ${s}] Accept:[application/json]]`,
  'Java, toString': (s) => `XeroConfig(clientId=x, clientSecret=${s}, debug=false)`,
  'Java, a map': (s) => `{grant_type=client_credentials, client_secret=${s}}`,
  'Ruby, inspect': (s) => `#<Xero::Client:0x00007f @client_id="x", @client_secret="${s}">`,
  'Node, util.inspect': (s) => `Config {\n  clientId: 'x',\n  clientSecret: '${s}',\n  [Symbol(x)]: 1\n}`,
  'Node, a map': (s) => `Map(1) { 'client_secret' => '${s}' }`,
  'C#, a record': (s) => `XeroOptions { ClientId = x, ClientSecret = ${s}, Debug = False }`,
  'Rust, Debug': (s) => `Config { client_secret: Some("${s}"), debug: false }`,
  Elixir: (s) => `%{client_secret: "${s}", id: 1}`,
  logfmt: (s) => `level=info msg="got token" client_secret=${s} took=3ms`,
  'a SQL row': (s) => `INSERT INTO secrets VALUES (1, 'xero', '${s}');`,
  'psql -x': (s) => `-[ RECORD 1 ]--+------\nclient_id      | x\nclient_secret  | ${s}\n`,
  'mysql \\G': (s) => `*** 1. row ***\n    client_id: x\nclient_secret: ${s}\n`,
}

const letters: Shapes = {
  'an address with a user, no scheme': (s) => `git clone me:${s}@git.example.com:acme/app.git`,
  'an address with only a token': (s) => `https://${s}@github.com/acme/app`,
  'a database’s address': (s) => `postgres://xero:${s}@db:5432/app?sslmode=require`,
  'a connection string': (s) => `Server=db;User Id=sa;Password=${s};Encrypt=true`,
  'a storage account’s string': (s) =>
    `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${base64(s)};EndpointSuffix=y`,
  'a signed address': (s) => `https://x.blob.core.windows.net/a?sv=2026&sig=${encodeURIComponent(base64(s))}&se=1`,
  'quoted mail, name and value beside': (s) => `On Tuesday Jo wrote:\n> The client secret: ${s}\n> Cheers`,
  'quoted mail, twice, wrapped': (s) => `> > client secret: ${wrapped(s, 20, '\n> > ')}\n> > Jo`,
  'a chat, a name on the line before': (s) => `Jo [10:32]\nsecret:\n\nJo [10:33]\n${s}`,
  'a chat in code marks': (s) => `:key: secret \`\`\`${s}\`\`\``,
  'OCR, blanks between': (s) => `Client secret 1\n${wrapped(s, 7, ' ')}\nCopy`,
  'OCR, blanks of odd widths': (s) => `Client secret\n${s.slice(0, 11)} ${s.slice(11, 15)}  ${s.slice(15)}\nCopy`,
  'OCR, each a line of its own': (s) => `Client secret\n${wrapped(s, 10, '\n')}\n`,
  'a label with an icon': (s) => `🔑 Client secret\n👁 ${s}\n📋 Copy`,
  'spelt in groups with dashes': (s) => `client secret: ${wrapped(s, 5, ' - ')}`,
  German: (s) => `Der geheime Schlüssel (Client Secret) lautet: ${s}`,
  'a sentence with a full stop': (s) => `The API key is ${s}. Please delete it after use.`,
  'between brackets of angle': (s) => `Authorization: Bearer <${s}>`,
  'a question': (s) => `is ${s} the right secret?`,
  'escaped for a URL, twice': (s) =>
    `redirect=${encodeURIComponent(encodeURIComponent(`https://a.b/?client_secret=${s}&x=1`))}`,
  'letters with a combining mark between': (s) => `key ${each(s, (c, at) => (at % 9 === 8 ? `${c}\u034F` : c))} end`,
}

const kinds: Record<string, Shapes> = { shells, files, exports, traces, letters }
/** Where nothing names the value but its looks, as in a tuple. */
const WITHOUT_NAME = new Set([
  'a SQL row',
  'an address with a user, no scheme',
  'letters with a combining mark between',
  'OCR, blanks between',
  'OCR, blanks of odd widths',
  'OCR, each a line of its own',
  'quoted mail, twice, wrapped',
  'spelt in groups with dashes',
  'a chat, a name on the line before',
])

describe('redact holds a planted secret as it is pasted', () => {
  for (const [kind, shapes] of Object.entries(kinds)) {
    it.each(Object.keys(shapes))(`${kind}: %s`, (shape) => {
      const make = shapes[shape]
      const secrets = WITHOUT_NAME.has(shape) ? LONG : [...LONG, ...SHORT]
      const leaks = secrets.flatMap((secret) => {
        const shown = redact(make?.(secret) ?? '')
        const piece = left(secret, shown)
        return piece === null ? [] : [`${piece} of ${secret} in ${shown}`]
      })
      expect(leaks.length === 0 ? [] : [leaks.length, ...leaks.slice(0, 2)]).toEqual([])
    })
  }

  it('in enough shapes', () => {
    expect(Object.values(kinds).flatMap((shapes) => Object.keys(shapes)).length).toBeGreaterThanOrEqual(50)
  })
})

/** What stands in the same shapes where no secret is: names of apps and clients, states, ids, dates. */
const harmlessValues = [
  'Acme Ltd',
  'Harbour Pay (test)',
  'Practice test client',
  'Kauri & Sons',
  'B2B Portal 2026',
  'Xero-App-v2',
  'OAuth2 demo',
  '45e4708e-d862-4111-ab3a-dd8cd03913e1',
]
const harmless: readonly ((value: string) => string)[] = [
  (v) => `The secret of ${v}: not stored yet.`,
  (v) => `Client secret 1 of ${v}: stored on 2026-11-28, refused since.`,
  (v) => `The token for ${v}: expired 30 minutes after it was made.`,
  (v) => `Secret check of ${v}: accepted at 10:32 on PC-WIN10`,
  (v) => `API key of ${v} - Robin`,
  (v) => `Is ${v} the right app?`,
  (v) => `Client secret\n${v} has none\nCopy`,
  (v) => `Client id\n${CLIENT_ID}\n${v}\nCopy`,
  (v) => `${CLIENT_ID}, ${v}`,
  (v) => `${CLIENT_ID}: ${v}, made on 2026-11-28`,
  (v) => `| ${v} | ${CLIENT_ID} | Web app |`,
  (v) => `"${v}","${CLIENT_ID}","2026-11-28"`,
  (v) => `name,environment,made\n"${v}, old",production,2026-11-28`,
  (v) => json({ name: 'customer', value: v, type: 'string' }),
  (v) => json({ values: [{ key: 'company', type: 'default', enabled: true, value: v }] }),
  (v) => json({ correlationId: 'bc997528a9d7abb9161ef45f05d38599', canBeRetried: 'Unknown', name: v }),
  (v) => `array(1) {\n  ["company"]=>\n  string(${v.length}) "${v}"\n}`,
  (v) => `Array\n(\n    [company] => ${v}\n    [status] => 401\n)`,
  (v) => `{ClientName:${v} Status:401 Err:invalid_client}`,
  (v) => `Config { company: Some("${v}"), retries: 3 }`,
  (v) => `company: &name !!str ${v}\nstatus: connected\n`,
  (v) => `variable "company" {\n  type    = string\n  default = "${v}"\n}`,
  (v) => `authorise(app, "${v}") failed: 403`,
  (v) => `> ${v} wrote:\n> the consent screen says invalid_scope\n`,
  (v) => `level=warn msg="token refresh failed" company="${v}" status=400 error=invalid_grant`,
  (v) => `Microsoft.IdentityModel.Tokens: IDX10222: Lifetime validation failed for ${v}`,
]

describe('redact leaves the same shapes alone where they hold no secret', () => {
  it('in at least 200 texts', () => expect(harmless.length * harmlessValues.length).toBeGreaterThanOrEqual(200))

  it('and counts no alarm', () => {
    const texts = harmless.flatMap((make) => harmlessValues.map(make))
    expect(texts.filter((text) => redact(text) !== text).map((text) => `${text} → ${redact(text)}`)).toEqual([])
  })
})
