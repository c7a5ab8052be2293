// The enums of Xero's and Codat's published descriptions against the names in the code.
import { expect, it } from 'vitest'
import { enumsOf, keptEnums, namesInCode, unknownNames } from './schema-enums.mjs'

it('every published name is in the code, or says why not', () => {
  expect(unknownNames(keptEnums(), namesInCode())).toEqual([])
})

it('says where each description is published and when it was read', () => {
  for (const { source, asOf } of Object.values(keptEnums().descriptions) as { source: string; asOf: string }[]) {
    expect(source).toMatch(/^https:\/\//)
    expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  }
})

it('finds an enum wherever it stands, and a name that the code lacks', () => {
  const enums = enumsOf({ components: { schemas: { Status: { enum: ['Linked', 'Dreaming', 7] }, Free: {} } } })
  expect(enums).toEqual({ 'components/schemas/Status': ['Linked', 'Dreaming'] })
  const kept = { descriptions: { 'x.json': { enums } }, reasons: {} }
  expect(unknownNames(kept, new Set(['linked']))).toEqual(['x.json components/schemas/Status: Dreaming'])
  expect(unknownNames({ ...kept, reasons: { Dreaming: 'not read' } }, new Set(['linked']))).toEqual([])
})
