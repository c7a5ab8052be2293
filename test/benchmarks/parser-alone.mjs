// @ts-check
// What reading a file costs the parser alone, set up as the statement check does, counting records and doing nothing else:
// `node parser-alone.mjs ofx <file>` prints records and times as JSON.
import { createReadStream } from 'node:fs'
import process from 'node:process'
import { StringDecoder } from 'node:string_decoder'
import { Parser } from 'htmlparser2'
import { none } from 'stream-chain/core'
import { jsonParser } from 'stream-json/parser.js'

const CHUNK = 256 * 1024

/** @type {Readonly<Record<string, (file: string) => Promise<number>>>} */
const parsers = {
  async ofx(file) {
    let records = 0
    const parser = new Parser(
      {
        onopentagname(name) {
          if (name === 'STMTTRN') records += 1
        },
        ontext() {},
        onclosetag() {},
      },
      { xmlMode: true, decodeEntities: true },
    )
    for await (const piece of piecesOf(file, 64 * 1024)) parser.write(piece)
    parser.end()
    return records
  },
  async camt(file) {
    let records = 0
    const parser = new Parser(
      {
        onopentagname(name) {
          if (name === 'Ntry') records += 1
        },
        onattribute() {},
        ontext() {},
        onclosetag() {},
      },
      { xmlMode: true, decodeEntities: true },
    )
    for await (const piece of piecesOf(file, 64 * 1024)) parser.write(piece)
    parser.end()
    return records
  },
  // No library cuts MT940 in pieces: this is what any reader has to do, lines, fields, the parts of an entry, subfields.
  async mt940(file) {
    let records = 0
    let held = ''
    let field = ''
    let parts = 0
    for await (const piece of piecesOf(file, 64 * 1024)) {
      const lines = (held + piece).split(/\r\n|\n|\r/)
      held = lines.pop() ?? ''
      for (const line of lines) {
        const tag = /^:(\d{2}[A-Z]?):/.exec(line)
        if (tag === null) {
          field += line
          continue
        }
        parts += field.split('?').map((part) => [part.slice(0, 2), part.slice(2)]).length
        field = line.slice(tag[0].length)
        if (tag[1] !== '61') continue
        records += 1
        parts += /^(\d{6})(\d{4})?(R?[CD])([A-Z])?([\d,]+)([NSF]\w{3})(.*?)(?:\/\/(.*))?$/.exec(field)?.length ?? 0
      }
    }
    if (parts === 0) throw new Error('Nothing was taken apart')
    return records
  },
  async json(file) {
    // The object around the list is one too.
    let records = -1
    const tokens = jsonParser({ streamValues: false })
    /** @param {string} text */
    const count = (text) => {
      const found = tokens(text)
      if (typeof found !== 'symbol') for (const { name } of found.values) if (name === 'endObject') records += 1
    }
    for await (const piece of piecesOf(file, 16 * 1024)) count(piece)
    count(/** @type {any} */ (none))
    return records
  },
}

/**
 * @param {string} file
 * @param {number} characters
 */
async function* piecesOf(file, characters) {
  const decoder = new StringDecoder('utf8')
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) {
    const text = decoder.write(chunk)
    for (let from = 0; from < text.length; from += characters) yield text.slice(from, from + characters)
  }
}

const [kind = '', file = ''] = process.argv.slice(2)
const count = parsers[kind]
if (count === undefined) throw new Error(`No parser for ${kind}`)
const began = performance.now()
const before = process.cpuUsage()
const records = await count(file)
const { user, system } = process.cpuUsage(before)
const figures = { records, processorMs: (user + system) / 1_000, clockMs: performance.now() - began }
process.stdout.write(JSON.stringify(figures))
