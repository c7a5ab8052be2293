// Codat's published description as a judge of shapes, where this machine has it. It carries no licence, so it is no part of
// the project; tests pass without it and say so.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'

const FILE = new URL('../../../shared/contracts/Codat-Platform.json', import.meta.url)

export interface CodatShapes {
  /** What doesn't fit, or an empty list. */
  problems(schema: string, value: unknown): string[]
}

/** The shapes, or null (with a line in the output) where the description can't be reached. */
export function openCodatShapes(): CodatShapes | null {
  const description = readDescription()
  if (description === null) return null
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  ajv.addSchema(description, 'codat')
  return {
    problems(schema, value) {
      const validate = ajv.compile({ $ref: `codat#/components/schemas/${schema}` })
      validate(value)
      return (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      )
    },
  }
}

function readDescription(): object | null {
  try {
    const description: unknown = JSON.parse(readFileSync(fileURLToPath(FILE), 'utf8'), withoutBareNullable)
    return typeof description === 'object' ? description : null
  } catch {
    process.stdout.write('Codat’s published description is not on this machine: shapes were not compared with it.\n')
    return null
  }
}

/** `nullable` beside a `$ref`, as the description has it, means nothing to JSON Schema; without it null is refused, which is stricter. */
function withoutBareNullable(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('nullable' in value) || 'type' in value) return value
  const { nullable: _dropped, ...rest } = value
  return rest
}
