#!/bin/sh
# electron-installer-debian 3.2.0 (npm), seen 2026-11-29 on Node 20.20 and Debian 12.
# The package that it makes of an app for Electron 45 names no libsecret, which Electron's safeStorage and keytar need; what it suggests for
# keys is libgnome-keyring0 and its bindings, and Debian 12 has neither. Sound is `pulseaudio | libasound2`, of which either will do, and
# only recommended. `chrome-sandbox` is made setuid root. Latchkey is packaged as a folder,
# and its set-up names libsecret-1-0.
# Output seen:
#   libsecret: 0
#   Suggests: gir1.2-gnomekeyring-1.0, libgnome-keyring0, lsb-release
#   Recommends: pulseaudio | libasound2
#   chrome-sandbox -rwsr-xr-x
#   in Debian 12: 0 of gir1.2-gnomekeyring-1.0 libgnome-keyring0
# Exits 0 while that is so, 1 once it isn't, 2 where fakeroot and dpkg-deb or Debian 12's lists can't be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
command -v dpkg-deb > /dev/null || exit 2
command -v fakeroot > /dev/null || { apt-get update && apt-get install --yes --no-install-recommends fakeroot; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
grep -q '^VERSION_ID="12"' /etc/os-release || exit 2
apt-cache show libnss3 > /dev/null 2>&1 || apt-get update > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact electron-installer-debian@3.2.0 > npm.log 2>&1 || { cat npm.log; exit 2; }
mkdir -p app/resources/app
printf '{"name":"demo","version":"1.0.0","description":"A demo","author":"Ada Example <ada@example.com>","license":"MIT"}' > app/resources/app/package.json
printf '#!/bin/sh\n' > app/demo
: > app/chrome-sandbox
: > app/LICENSE
chmod 755 app/demo app/chrome-sandbox
printf '45.4.1' > app/version
node --input-type=module -e "import make from 'electron-installer-debian'; await make({ src: 'app', dest: 'out', arch: 'amd64' })" > make.log 2>&1 || { tail -3 make.log; exit 2; }
known=0
for package in gir1.2-gnomekeyring-1.0 libgnome-keyring0; do
  if apt-cache policy "$package" | grep -q "Candidate: [^(]"; then known=$((known + 1)); fi
done
seen=$(
  echo "libsecret: $(dpkg-deb -I out/*.deb | grep -c libsecret || true)"
  dpkg-deb -f out/*.deb Suggests Recommends | sort -r
  echo "chrome-sandbox $(dpkg-deb -c out/*.deb | sed -n 's/^\([^ ]*\) .*chrome-sandbox$/\1/p')"
  echo "in Debian 12: $known of gir1.2-gnomekeyring-1.0 libgnome-keyring0"
)
echo "$seen"
[ "$seen" = 'libsecret: 0
Suggests: gir1.2-gnomekeyring-1.0, libgnome-keyring0, lsb-release
Recommends: pulseaudio | libasound2
chrome-sandbox -rwsr-xr-x
in Debian 12: 0 of gir1.2-gnomekeyring-1.0 libgnome-keyring0' ]
