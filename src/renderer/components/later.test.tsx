import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { later } from './later'

function Greeting({ name }: { name: string }) {
  return <p>Hello {name}</p>
}

it('draws at once what was read before, and till then what stands in its place', async () => {
  const Late = later(async () => Greeting, <p>Reading</p>)
  expect(renderToStaticMarkup(<Late name="Ann" />)).toBe('<p>Reading</p>')
  await Late.read()
  expect(renderToStaticMarkup(<Late name="Ann" />)).toBe('<p>Hello Ann</p>')
})

it('reads its code once', async () => {
  let times = 0
  const Late = later(async () => {
    times += 1
    return Greeting
  })
  await Promise.all([Late.read(), Late.read()])
  await Late.read()
  expect(times).toBe(1)
})

it('can be read again where that failed', async () => {
  let isThere = false
  const Late = later(async () => {
    if (!isThere) throw new Error('the file is away')
    return Greeting
  })
  await expect(Late.read()).rejects.toThrow('the file is away')
  isThere = true
  await Late.read()
  expect(renderToStaticMarkup(<Late name="Ann" />)).toBe('<p>Hello Ann</p>')
})
