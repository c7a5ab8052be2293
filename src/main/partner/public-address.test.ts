import { describe, expect, it } from 'vitest'
import { isLocalName } from '../../domain/partner/public-networks'
import { isPublicAddress } from './link-check'

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450:4009::1'])(
    'lets %s be opened',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2001:db8::1',
    '2002:a00:1::',
    'not an address',
    '',
  ])('keeps away from %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

it.each([
  ['localhost', true],
  ['printer', true],
  ['nas.local', true],
  ['vault.internal.', true],
  ['www.example.com', false],
  ['internal.example.com', false],
])('knows whether %s is a local name', (name, local) => {
  expect(isLocalName(name)).toBe(local)
})
