import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../domain/own-pages'
import { answerFor, resolveAsset } from './assets'

const ROOT = path.resolve('/srv/pages')

describe('resolveAsset', () => {
  it('finds a file of ours', () => {
    expect(resolveAsset(ROOT, 'latchkey', 'app://latchkey/page/index.html')).toEqual({
      file: path.join(ROOT, 'page', 'index.html'),
      type: 'text/html; charset=utf-8',
    })
  })

  it.each(['app://latchkey/../secrets.html', 'app://latchkey/%2e%2e/%2e%2e/secrets.html'])(
    'keeps %s under its folder, as the address standard has it',
    (address) => {
      expect(resolveAsset(ROOT, 'latchkey', address)?.file).toBe(path.join(ROOT, 'secrets.html'))
    },
  )

  it.each([
    'app://latchkey/page/..%2f..%2f..%2fetc/passwd.html',
    'app://latchkey/..\\..\\x.html',
    // A folder beside ours whose name begins like ours.
    'app://latchkey/..%2fpages-of-others/x.html',
    'app://latchkey/page/%00.html',
    'app://latchkey/%E0%A4%A.html',
    'app://latchkey/page/index',
    'app://latchkey/package.json',
    'app://prompt/page/index.html',
    'file:///srv/pages/page/index.html',
    'https://latchkey/page/index.html',
    'not an address',
  ])('refuses %s', (address) => {
    expect(resolveAsset(ROOT, 'latchkey', address)).toBeNull()
  })

  it('never leaves its folder, however the path is spelled', () => {
    const part = fc.constantFrom(
      '..',
      '%2e%2e',
      '%2E.',
      '/',
      '%2f',
      '\\',
      '%5c',
      'page',
      '.html',
      '%00',
      '....//',
      '%252e',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const found = resolveAsset(ROOT, 'latchkey', `app://latchkey/${parts.join('')}.html`)
        expect(found === null || found.file.startsWith(ROOT + path.sep)).toBe(true)
      }),
    )
  })
})

describe('contentSecurityPolicy', () => {
  it('starts from nothing and allows no inline script and no connection', () => {
    const policy = contentSecurityPolicy('abc')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("connect-src 'none'")
    expect(policy).toContain("style-src 'self' 'nonce-abc'")
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).not.toContain('unsafe')
  })
})

describe('answerFor', () => {
  const folderOf = async (html: string) => {
    const root = await mkdtemp(path.join(os.tmpdir(), 'latchkey-pages-'))
    await mkdir(path.join(root, 'page'))
    await writeFile(path.join(root, 'page', 'index.html'), html)
    return root
  }

  it('gives a page another word for its styles each time, which its policy and nobody else knows', async () => {
    const root = await folderOf('<style nonce="__NONCE__"></style>')
    const words = [1, 2, 3].map(() => {
      const answered = answerFor(root, 'latchkey', 'app://latchkey/page/index.html')
      const word = /nonce="([\w-]{24})"/.exec(answered?.body.toString() ?? '')?.[1]
      expect(answered?.headers['content-security-policy']).toContain(`'nonce-${word}'`)
      return word
    })
    expect(new Set(words).size).toBe(3)
  })

  it('lets no page have names looked up, be kept, or say where it was', async () => {
    const root = await folderOf('<p>A page</p>')
    const answered = answerFor(root, 'latchkey', 'app://latchkey/page/index.html')
    expect(answered?.headers).toMatchObject({
      'x-dns-prefetch-control': 'off',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })
})
