// A planted secret in every shape it has been met in, and texts that hold none. What is held is held at full length: no six
// characters in a row of the secret are left, plain or decoded.
import { describe, expect, it } from 'vitest'
import {
  base64,
  CLIENT_ID,
  codeOf,
  each,
  hex,
  left,
  LONG,
  type Shapes,
  SHORT,
  wrapped,
} from '../../../test/support/planted-secrets'
import { redact } from './redaction'

const wrappedValues: Shapes = {
  'after its name, wrapped at 16': (s) => `client_secret: ${wrapped(s, 16, '\n')}`,
  'after its name, wrapped at 20 and indented': (s) => `client_secret: ${wrapped(s, 20, '\n    ')}\nscope: openid`,
  'after its name, wrapped at 40': (s) => `client_secret=${wrapped(s, 40, '\n')}\n`,
  'after its name, wrapped at 24 by CR LF': (s) => `secret: ${wrapped(s, 24, '\r\n')}\r\n`,
  'without a name, wrapped at 8': (s) => `it is\n${wrapped(s, 8, '\n')}\nthanks`,
  'without a name, wrapped at 12': (s) => `Here you go:\n${wrapped(s, 12, '\n')}\n\nBest, Jo`,
  'without a name, wrapped at 24': (s) => `Here you go:\n${wrapped(s, 24, '\n')}\n\nBest, Jo`,
  'without a name, its last few characters on a line of their own': (s) => `Key\n${wrapped(s, 41, '\n')}\nBest`,
  'soft breaks of quoted-printable': (s) => `client_secret=3D${wrapped(s, 24, '=\r\n')}=20`,
  'a shell line that goes on': (s) => `export XERO_SECRET="${wrapped(s, 24, '\\\n')}"`,
  'strings put together with +': (s) => `const secret = "${wrapped(s, 16, '" +\n  "')}"`,
  'strings put together with a dot': (s) => `$secret = '${wrapped(s, 16, "' .\n  '")}';`,
  'strings beside each other': (s) => `secret = ("${wrapped(s, 16, '"\n  "')}")`,
  'a folded header': (s) => `X-Api-Key: ${wrapped(s, 30, '\r\n ')}\r\nAccept: */*`,
  'a YAML block': (s) => `client_secret: |\n  ${wrapped(s, 24, '\n  ')}\nname: x`,
  'a folded YAML block': (s) => `client_secret: >-\n  ${wrapped(s, 24, '\n  ')}\nname: x`,
  'a comment in code': (s) => `// client secret\n// ${wrapped(s, 24, '\n// ')}\n`,
  'a comment in a script': (s) => `# ${wrapped(s, 24, '\n# ')}\n`,
  'a wrapped cell of a table': (s) =>
    `| Client secret | ${wrapped(s, 16, ' |\n|               | ')} |\n| Name | Acme |`,
  'base64 in lines of 76': (s) => `Authorization: Basic ${wrapped(base64(`${CLIENT_ID}:${s}`), 76, '\n ')}`,
  'base64 in lines of 24': (s) => `auth\n${wrapped(base64(`${CLIENT_ID}:${s}`), 24, '\n')}\nend`,
}

const marksInside: Shapes = {
  'a soft hyphen': (s) => `secret ${wrapped(s, 11, '\u00AD')}`,
  'a space of no width': (s) => `the key ${wrapped(s, 13, '\u200B')} works`,
  'a joiner of no width': (s) => `the key ${wrapped(s, 9, '\u2060')} works`,
  'a byte order mark': (s) => `the key ${wrapped(s, 24, '\uFEFF')} works`,
  'direction marks': (s) => `the key ${wrapped(s, 12, '\u200E')} works`,
  'a place to break in HTML': (s) => `<p>${wrapped(s, 16, '<wbr>')}</p>`,
  'a line break in HTML': (s) => `<p>${wrapped(s, 16, '<br/>')}</p>`,
  'highlighting in HTML': (s) => `<p>${s.slice(0, 20)}<em>${s.slice(20, 30)}</em>${s.slice(30)}</p>`,
  'highlighting in Markdown': (s) => `${s.slice(0, 20)}**${s.slice(20, 30)}**${s.slice(30)}`,
  'code in Markdown': (s) => `\`${wrapped(s, 24, '`\n`')}\``,
  'single blanks': (s) => `it is ${wrapped(s, 8, ' ')} ok`,
  'blanks, in fours': (s) => `it is ${wrapped(s, 4, ' ')} ok`,
  'blanks that don’t break': (s) => `it is ${wrapped(s, 12, '\u00A0')} ok`,
  'middle dots': (s) => `it is ${wrapped(s, 12, '·')} ok`,
  'an ellipsis': (s) => `it is ${wrapped(s, 24, '…')} ok`,
  'a quote': (s) => `it is ${wrapped(s, 24, '"')} ok`,
  'a bar': (s) => `it is ${wrapped(s, 24, '|')} ok`,
  commas: (s) => `it is ${wrapped(s, 12, ', ')} ok`,
  'colours of a terminal': (s) => `it is ${wrapped(s, 16, '\u001B[0m\u001B[1m')} ok`,
}

const quotedMail: Shapes = {
  'wrapped, quoted once': (s) => `> Hi Jo,\n> the client secret is ${wrapped(s, 24, '\n> ')}\n> Thanks`,
  'wrapped, quoted twice': (s) => `>> secret:\n>> ${wrapped(s, 24, '\n>> ')}\n>> Thanks`,
  'wrapped, quoted twice with blanks': (s) => `> > ${wrapped(s, 20, '\n> > ')}`,
  'wrapped, quoted with bars': (s) => `| ${wrapped(s, 20, '\n| ')}\n| Thanks`,
  'wrapped, quoted with initials': (s) => `JD> ${wrapped(s, 24, '\nJD> ')}`,
  'name and value on quoted lines': (s) => `> Client secret:\n> ${s}\n> Regards`,
  'name and value with a quoted blank line between': (s) => `> Client secret\n>\n> ${s}\n`,
  'whole, quoted three times': (s) => `>>> ${s}`,
  'wrapped, quoted in HTML': (s) => `&gt; ${wrapped(s, 24, '\n&gt; ')}`,
  'in a forwarded message': (s) => `---- Forwarded ----\nSubject: keys\n\n${wrapped(s, 24, '\n')}\n`,
}

const byCharacter: Shapes = {
  percent: (s) => `client_secret=${each(s, (c) => `%${hex(c)}`)}&x=1`,
  'percent, in capitals': (s) => `?k=${each(s, (c) => `%${hex(c).toUpperCase()}`)}`,
  'percent, twice': (s) => `client_secret%3D${each(s, (c) => `%25${hex(c)}`)}`,
  'percent, without a name': (s) => `see ${each(s, (c) => `%${hex(c)}`)} there`,
  'percent, every second one': (s) => `see ${each(s, (c, at) => (at % 2 ? c : `%${hex(c)}`))} there`,
  'percent, every fifth one': (s) => `see ${each(s, (c, at) => (at % 5 ? c : `%${hex(c)}`))} there`,
  'decimal entities': (s) => `client_secret=${each(s, (c) => `&#${codeOf(c)};`)}`,
  'decimal entities, without a name': (s) => `<b>${each(s, (c) => `&#${codeOf(c)};`)}</b>`,
  'decimal entities with zeros': (s) => `<b>${each(s, (c) => `&#0${codeOf(c)};`)}</b>`,
  'hexadecimal entities': (s) => `<td>${each(s, (c) => `&#x${hex(c)};`)}</td>`,
  'hexadecimal entities, capitals': (s) => `<td>${each(s, (c) => `&#X${hex(c).toUpperCase()};`)}</td>`,
  'entities of entities': (s) => `<td>${each(s, (c) => `&amp;#${codeOf(c)};`)}</td>`,
  'escapes of JSON': (s) => `{"client_secret":"${each(s, (c) => `\\u${hex(c, 4)}`)}"}`,
  'escapes of JSON, without a name': (s) => `["${each(s, (c) => `\\u${hex(c, 4)}`)}"]`,
  'escapes of JSON in JSON': (s) => JSON.stringify(`["${each(s, (c) => `\\u${hex(c, 4)}`)}"]`),
  'escapes of JSON, every third one': (s) => `["${each(s, (c, at) => (at % 3 ? c : `\\u${hex(c, 4)}`))}"]`,
  'escapes in braces': (s) => `'${each(s, (c) => `\\u{${hex(c)}}`)}'`,
  'escapes of C': (s) => `"${each(s, (c) => `\\x${hex(c)}`)}"`,
  'escapes of octal digits': (s) => `"${each(s, (c) => `\\${codeOf(c).toString(8).padStart(3, '0')}`)}"`,
  'hexadecimal digits': (s) => `blob ${Buffer.from(s).toString('hex')} end`,
  'hexadecimal digits with blanks': (s) => `blob ${each(s, (c) => `${hex(c)} `)}end`,
  'hexadecimal digits with colons': (s) => `blob ${[...s].map((c) => hex(c)).join(':')} end`,
  'bytes of C': (s) => `{ ${[...s].map((c) => `0x${hex(c)}`).join(', ')} }`,
  'bytes in decimal digits': (s) => `[${[...s].map(codeOf).join(',')}]`,
  'base64 of id and secret after Basic': (s) => `Authorization: Basic ${base64(`${CLIENT_ID}:${s}`)}`,
  'base64 of id and secret in a sentence': (s) => `I sent ${base64(`${CLIENT_ID}:${s}`)} to it`,
  'base64 of the secret alone': (s) => `I sent ${base64(s)} to it`,
  'base64 of base64': (s) => `I sent ${base64(base64(s))} to it`,
  'letters of full width': (s) => `key ${each(s, (c) => String.fromCodePoint(codeOf(c) + 0xfee0))} end`,
  'quoted-printable': (s) => `key ${each(s, (c) => `=${hex(c).toUpperCase()}`)} end`,
}

const xml: Shapes = {
  'an element': (s) => `<ClientSecret>${s}</ClientSecret>`,
  'an element with a prefix': (s) => `<x:client_secret xmlns:x="urn:y">${s}</x:client_secret>`,
  'an element over lines': (s) => `<ClientSecret>\n    ${s}\n  </ClientSecret>`,
  'an element with an attribute': (s) => `<apiKey type="string">${s}</apiKey>`,
  CDATA: (s) => `<Password><![CDATA[${s}]]></Password>`,
  'an attribute': (s) => `<app id="1" clientSecret="${s}" />`,
  'an attribute in single quotes': (s) => `<app clientSecret='${s}' id='1'/>`,
  'a setting with key and value': (s) => `<add key="ClientSecret" value="${s}" />`,
  'a setting with value and key': (s) => `<add value="${s}" key="ClientSecret" />`,
  'an entry': (s) => `<entry key="client_secret">${s}</entry>`,
  'a property list': (s) => `<key>client_secret</key>\n<string>${s}</string>`,
  'an input': (s) => `<input type="password" name="client_secret" value="${s}">`,
  'an input the other way round': (s) => `<input value="${s}" id="client_secret">`,
  'a row of an HTML table': (s) => `<tr><td>Client secret</td><td>${s}</td></tr>`,
  'a list of definitions': (s) => `<dt>Client secret</dt>\n<dd><code>${s}</code></dd>`,
  'escaped XML': (s) => `&lt;ClientSecret&gt;${s}&lt;/ClientSecret&gt;`,
}

const tables: Shapes = {
  'Markdown, name beside value': (s) => `| Key | Value |\n|---|---|\n| Client secret | ${s} |`,
  'Markdown, name over value': (s) =>
    `| Client id | Client secret | App |\n|---|---|---|\n| ${CLIENT_ID} | ${s} | Acme |`,
  'Markdown, in code marks': (s) => `| Client secret | \`${s}\` |`,
  'Markdown, bold name': (s) => `| **Client secret** | ${s} |`,
  'tabs, name beside value': (s) => `App\tAcme\nClient secret\t${s}\n`,
  'tabs, name over value': (s) => `App\tClient secret\tMade\nAcme\t${s}\t2026-11-28\n`,
  'aligned columns, name beside value': (s) => `App             Acme\nClient secret   ${s}\n`,
  'aligned columns, name over value': (s) =>
    `APP        CLIENT SECRET                                      MADE\nAcme       ${s}   2026-11-28`,
  'CSV, name beside value': (s) => `app,Acme\nclient_secret,${s}\n`,
  'CSV, name over value': (s) => `app,client_secret,made\nAcme,${s},2026-11-28\n`,
  'CSV, name over value, quoted': (s) => `"app","client_secret"\n"Acme","${s}"\n`,
  'CSV with semicolons': (s) => `app;client_secret\nAcme;${s}\n`,
  'CSV, third row': (s) => `app,api_key\na,(none)\nb,${s}\n`,
  'a frame of lines': (s) => `│ Client secret │ ${s} │`,
  'a frame of pluses': (s) => `+---------------+------+\n| Client secret | ${s} |\n+---------------+------+`,
}

const pairs: Shapes = {
  'name on one line, value on the next': (s) => `Client secret\n${s}\n`,
  'name with a colon, value on the next': (s) => `Client secret:\n${s}\n`,
  'name, an empty line, value': (s) => `Client Secret 1\n\n${s}\nCopy`,
  'label with a star': (s) => `Client secret *\n${s}`,
  JSON: (s) => JSON.stringify({ clientSecret: s, a: 1 }),
  'JSON, name and value': (s) => JSON.stringify([{ name: 'client_secret', value: s }]),
  'JSON, key and value': (s) => JSON.stringify({ key: 'XERO_CLIENT_SECRET', value: s, enabled: true }, null, 2),
  'JSON, value before key': (s) => JSON.stringify({ value: s, key: 'client_secret' }),
  'JSON, a list of two': (s) => JSON.stringify(['client_secret', s]),
  'JSON, a list of values': (s) => JSON.stringify({ client_secret: [s, 'x'] }),
  'JSON in JSON in JSON': (s) => JSON.stringify(JSON.stringify(JSON.stringify({ client_secret: s }))),
  JSON5: (s) => `{ clientSecret: '${s}', }`,
  YAML: (s) => `client_secret: ${s}\nname: x`,
  'YAML, value on the next line': (s) => `client_secret:\n  ${s}\nname: x`,
  'YAML, a list': (s) => `client_secrets:\n  - ${s}\n`,
  'YAML, name and value': (s) => `- name: CLIENT_SECRET\n  value: ${s}\n`,
  'a form': (s) => `client_id=${CLIENT_ID}&client_secret=${s}&grant_type=client_credentials`,
  'a form of parts': (s) => `Content-Disposition: form-data; name="client_secret"\r\n\r\n${s}\r\n--x--`,
  '.env': (s) => `XERO_CLIENT_SECRET=${s}\n`,
  '.env, exported and quoted': (s) => `export XERO_CLIENT_SECRET="${s}"\n`,
  INI: (s) => `[xero]\nclient_secret = ${s}\n`,
  TOML: (s) => `[xero]\nclient_secret = '''${s}'''\n`,
  'a properties file': (s) => `xero.client.secret=${s}\n`,
  PHP: (s) => `['clientSecret' => '${s}', 'x' => 1]`,
  'PHP, define': (s) => `define('XERO_CLIENT_SECRET', '${s}');`,
  Ruby: (s) => `config[:client_secret] = "${s}"`,
  'Ruby, rocket': (s) => `{ :client_secret => "${s}" }`,
  Go: (s) => `ClientSecret := "${s}"`,
  SQL: (s) => `UPDATE apps SET client_secret = '${s}' WHERE id = 1`,
  'SQL, insert': (s) => `INSERT INTO apps (name, client_secret) VALUES ('Acme', '${s}')`,
  'a call with two arguments': (s) => `setHeader("x-api-key", "${s}")`,
  'a query string': (s) => `https://a.b/c?x=1&client_secret=${s}#top`,
  'a cookie': (s) => `Cookie: a=b; session=${s}; theme=dark`,
  'a cookie that is set': (s) => `Set-Cookie: sid=${s}; Path=/; HttpOnly`,
  'an arrow': (s) => `client secret -> ${s}`,
  'a long arrow': (s) => `client secret → ${s}`,
  'a dash': (s) => `client secret - ${s}`,
  'a sentence': (s) => `the client secret is ${s}, keep it safe`,
  'a sentence with quotes': (s) => `my client secret “${s}” is refused`,
  'a sentence, name after': (s) => `use ${s} as the client secret`,
  'round brackets': (s) => `client secret (${s})`,
  'an error that repeats it': (s) => `Invalid client_secret '${s}' for client ${CLIENT_ID}`,
}

const commandLines: Shapes = {
  'curl -u': (s) => `curl -u ${CLIENT_ID}:${s} https://identity.xero.com/connect/token`,
  'curl -u without a blank': (s) => `curl -s -u${CLIENT_ID}:${s} https://identity.xero.com/connect/token`,
  'curl --user': (s) => `curl --user "${CLIENT_ID}:${s}" https://identity.xero.com/connect/token`,
  'curl --user=': (s) => `curl --user='me:${s}' https://a.b`,
  'curl -H': (s) => `curl -H "Authorization: Basic ${base64(`${CLIENT_ID}:${s}`)}" https://api.codat.io`,
  'curl -H with a key': (s) => `curl -H 'x-api-key: ${s}' https://api.codat.io`,
  'curl -d': (s) => `curl -d client_secret=${s} -d grant_type=x https://a.b`,
  'curl --data-urlencode': (s) => `curl --data-urlencode "client_secret=${s}" https://a.b`,
  'an address with user and password': (s) => `curl https://me:${s}@api.codat.io/companies`,
  httpie: (s) => `http -a me:${s} GET a.b`,
  wget: (s) => `wget --password=${s} --user=me https://a.b`,
  'PowerShell, header': (s) => `Invoke-RestMethod -Headers @{ Authorization = "Bearer ${s}" }`,
  'PowerShell, parameter': (s) => `Connect-Xero -ClientId x -ClientSecret ${s}`,
  'PowerShell, environment': (s) => `$env:XERO_CLIENT_SECRET = "${s}"`,
  'PowerShell, secure string': (s) => `ConvertTo-SecureString "${s}" -AsPlainText -Force`,
  '--client-secret value': (s) => `xero login --client-secret ${s} --verbose`,
  '--client-secret=value': (s) => `xero login --client-secret=${s}`,
  '--client_secret "value"': (s) => `xero login --client_secret "${s}"`,
  '/p:': (s) => `msbuild /p:ClientSecret=${s}`,
  set: (s) => `set XERO_CLIENT_SECRET=${s}`,
  setx: (s) => `setx XERO_CLIENT_SECRET ${s}`,
  'an assignment before a command': (s) => `XERO_SECRET=${s} node run.mjs`,
  'docker -e': (s) => `docker run -e CLIENT_SECRET=${s} image`,
  'git config': (s) => `git config xero.clientsecret ${s}`,
  heroku: (s) => `heroku config:set CLIENT_SECRET=${s}`,
  fish: (s) => `set -x XERO_CLIENT_SECRET ${s}`,
  'an echo into a file': (s) => `echo ${s} > client_secret.txt`,
}

const kinds: Record<string, { shapes: Shapes; short: boolean }> = {
  'wrapped over lines': { shapes: wrappedValues, short: false },
  'marks inside': { shapes: marksInside, short: false },
  'quoted mail': { shapes: quotedMail, short: false },
  'encoded by character': { shapes: byCharacter, short: false },
  XML: { shapes: xml, short: true },
  tables: { shapes: tables, short: true },
  pairs: { shapes: pairs, short: true },
  'command lines': { shapes: commandLines, short: true },
}

describe('redact holds a planted secret', () => {
  for (const [kind, { shapes, short }] of Object.entries(kinds)) {
    for (const [shape, make] of Object.entries(shapes)) {
      it(`${kind}: ${shape}`, () => {
        const secrets = short ? [...LONG, ...SHORT] : LONG
        const leaks = secrets.flatMap((secret) => {
          const shown = redact(make(secret))
          return left(secret, shown) === null ? [] : [`${left(secret, shown)} of ${secret} in ${shown}`]
        })
        expect(leaks.slice(0, 3)).toEqual([])
      })
    }
  }

  it('in enough shapes', () => {
    expect(Object.values(kinds).flatMap(({ shapes }) => Object.keys(shapes)).length).toBeGreaterThanOrEqual(142)
  })
})
