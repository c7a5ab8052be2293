// Messages with what stands around them, each against what Latchkey says of it and whether it says that secrets were dropped.
import { describe, expect, it } from 'vitest'
import { fieldMessages } from '../../../test/fixtures/diagnosis/field-messages'
import { explainPaste } from './paste'

const context = { apps: [], appId: null, today: '2026-11-28' }

describe('messages as they are sent on', () => {
  it.each(fieldMessages.map((message) => ({ ...message, of: message.text.slice(0, 60) })))(
    '$who: $of',
    ({ text, expect: code, hasSecret }) => {
      const { findings, notes } = explainPaste(text, context)
      const dropped = notes.includes('secrets-dropped')
      expect({ code: findings[0]?.code, dropped }).toEqual({ code, dropped: hasSecret === true })
    },
  )
})
