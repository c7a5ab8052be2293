import { describe, expect, it } from 'vitest'
import { isLinkId, linkHosts, linkIds, links, linkUrl } from './links'

describe('links', () => {
  it.each(linkIds)('%s is https, on a listed host, without user name, port, query or fragment', (id) => {
    const url = new URL(links[id].url)
    expect(url.protocol).toBe('https:')
    expect(linkHosts as readonly string[]).toContain(url.host)
    expect([url.username, url.password, url.port, url.search, url.hash]).toEqual(['', '', '', '', ''])
    expect(url.href).toBe(links[id].url)
    expect(links[id].label).not.toBe('')
  })

  it('every listed host is used', () => {
    const used = new Set(linkIds.map((id) => new URL(links[id].url).host))
    expect([...used].toSorted()).toEqual([...linkHosts].toSorted())
  })

  it('knows no id from the prototype', () => {
    expect(isLinkId('toString')).toBe(false)
    expect(linkUrl('__proto__')).toBeNull()
    expect(linkUrl('xero.my-apps')).toBe('https://developer.xero.com/app/manage')
  })
})
