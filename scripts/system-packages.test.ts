import { describe, expect, it } from 'vitest'
import { familyOf, installable, installCommand, packagesFor, stillMissing } from './system-packages.mjs'

describe('stillMissing', () => {
  const listing = 'xvfb installed\nlibgtk-3-0 installed\ndbus config-files\n'

  it('names what dpkg does not list as installed', () => {
    expect(stillMissing(['xvfb', 'dbus', 'dunst'], listing)).toEqual(['dbus', 'dunst'])
  })

  it('reads what rpm says of Fedora’s', () => {
    const rpm = 'gtk3 installed\npackage libXtst is not installed\nnss installed\n'
    expect(stillMissing(['gtk3', 'libXtst', 'nss'], rpm)).toEqual(['libXtst'])
  })

  it('reads what pacman says of Arch’s', () => {
    expect(stillMissing(['gtk3', 'libxtst', 'nss'], 'gtk3 1:3.24.51-1\nnss 3.118-1\n')).toEqual(['libxtst'])
  })

  it('takes either name of a library that was renamed', () => {
    expect(stillMissing(['libgtk-3-0t64|libgtk-3-0', 'libasound2t64|libasound2'], listing)).toEqual([
      'libasound2t64|libasound2',
    ])
  })
})

describe('familyOf', () => {
  it.each([
    ['debian', 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nID=debian\n'],
    ['debian', 'ID=ubuntu\nID_LIKE=debian\n'],
    ['debian', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'],
    ['fedora', 'NAME="Fedora Linux"\nVERSION_ID=43\nID=fedora\n'],
    ['fedora', 'ID="rocky"\nID_LIKE="rhel centos fedora"\n'],
    ['arch', 'NAME="Arch Linux"\nID=arch\nBUILD_ID=rolling\n'],
    ['arch', 'ID=manjaro\nID_LIKE=arch\n'],
    ['arch', "ID='cachyos'\nID_LIKE='arch'\n"],
    [null, 'ID=opensuse-tumbleweed\nID_LIKE="opensuse suse"\n'],
    [null, ''],
  ])('is %s for %j', (family, osRelease) => {
    expect(familyOf(osRelease)).toBe(family)
  })
})

describe('packagesFor', () => {
  const purposes = ['app', 'desktop', 'runtime', 'test'] as const

  it('has names of its own for each family, each once', () => {
    for (const family of ['debian', 'fedora', 'arch'] as const) {
      const names = packagesFor(purposes, family)
      expect(new Set(names).size).toBe(names.length)
    }
    expect(packagesFor(['app'], 'fedora')).toContain('libXScrnSaver')
    expect(packagesFor(['app'], 'arch')).toContain('libxss')
    // Arch has one package where Debian has two.
    expect(packagesFor(['app', 'test'], 'arch').filter((name) => name === 'nss')).toHaveLength(1)
  })

  it('offers several names of one package on Debian only', () => {
    expect([...packagesFor(purposes, 'fedora'), ...packagesFor(purposes, 'arch')].join(' ')).not.toContain('|')
  })
})

describe('installCommand', () => {
  it.each([
    ['debian', 'sudo apt-get update && sudo apt-get install --no-install-recommends unzip xvfb'],
    ['fedora', 'sudo dnf install unzip xvfb'],
    ['arch', 'sudo pacman -S --needed unzip xvfb'],
  ] as const)('speaks as %s does', (family, command) => {
    expect(installCommand(family, ['unzip', 'xvfb'], false)).toBe(command)
    expect(installCommand(family, ['unzip', 'xvfb'], true)).toBe(command.replaceAll('sudo ', ''))
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
