import { describe, expect, it } from 'vitest'
import { orderSeed } from './order-seed.mjs'

describe('orderSeed', () => {
  it('takes the one that is given, so that an order can be had again', () => {
    expect(orderSeed('42')).toBe(42)
  })

  it('is another one each time else', () => {
    const drawn = new Set(Array.from({ length: 20 }, () => orderSeed('')))
    expect(drawn.size).toBeGreaterThan(1)
    for (const seed of drawn) expect(orderSeed(String(seed))).toBe(seed)
  })

  it.each(['x', '0', '-1', '1.5', '99999999999'])('refuses %j', (given) => {
    expect(() => orderSeed(given)).toThrow('LATCHKEY_ORDER_SEED')
  })
})
