import { describe, expect, it } from 'vitest'
import { installable, stillMissing } from './system-packages.mjs'

describe('stillMissing', () => {
  const listing = 'xvfb installed\nlibgtk-3-0 installed\ndbus config-files\n'

  it('names what dpkg does not list as installed', () => {
    expect(stillMissing(['xvfb', 'dbus', 'dunst'], listing)).toEqual(['dbus', 'dunst'])
  })

  it('takes either name of a library that was renamed', () => {
    expect(stillMissing(['libgtk-3-0t64|libgtk-3-0', 'libasound2t64|libasound2'], listing)).toEqual([
      'libasound2t64|libasound2',
    ])
  })
})

describe('installable', () => {
  it('leaves out virtual packages, which apt can’t install by name', () => {
    const policy = `libasound2:
  Installed: (none)
  Candidate: (none)
  Version table:
libasound2t64:
  Installed: (none)
  Candidate: 1.2.14-1
  Version table:
     1.2.14-1 500
        500 http://example.invalid trixie/main amd64 Packages
`
    expect([...installable(policy)]).toEqual(['libasound2t64'])
  })
})
