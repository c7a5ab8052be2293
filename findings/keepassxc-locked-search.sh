#!/bin/sh
# KeePassXC 2.7.4 (Debian 12) as a Secret Service, with keytar 7.10.6, seen 2026-11-29 on Node 20.20.
# Whoever looks for a secret while the database is locked has its user asked for the password in the middle of the search, not by a
# prompt of the Secret Service, which would have all the time in the world: after 25 seconds libsecret gives up, while the user may still be
# typing. Latchkey calls that an answer that did not come, names the window to look for, and reads as soon as it is asked again.
# Output seen:
#   a read while the database is locked and nobody answers: Timeout was reached
#   after about 25 seconds: yes
# Exits 0 while that is so, 1 once it isn't, 2 where KeePassXC can't be had. Needs Debian 12; as root it installs what is missing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for program in keepassxc keepassxc-cli Xvfb dbus-daemon; do command -v "$program" > /dev/null || missing=yes; done
if [ "${missing:-no}" = yes ]; then
  { apt-get update && apt-get install --yes --no-install-recommends keepassxc=2.7.4+dfsg.1-2 xvfb dbus; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
fi
export HOME="$folder" XDG_RUNTIME_DIR="$folder/run" XDG_CONFIG_HOME="$folder/config" XDG_DATA_HOME="$folder/data" XDG_CACHE_HOME="$folder/cache" TMPDIR="$folder"
mkdir -m 700 run config data config/keepassxc
printf '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @github/keytar@7.10.6 > npm.log 2>&1 || { cat npm.log; exit 2; }
id=$(node -p "Buffer.from('11112222333344445555666677778888', 'hex').toString('base64')")
cat > database.xml <<XML
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<KeePassFile><Meta><Generator>KeePassXC</Generator><DatabaseName>Passwords</DatabaseName><CustomData><Item>
<Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{11112222-3333-4444-5555-666677778888}</Value></Item></CustomData></Meta>
<Root><Group><UUID>$id</UUID><Name>Passwords</Name></Group></Root></KeePassFile>
XML
printf 'password\npassword\n' | keepassxc-cli import --quiet --set-password database.xml Passwords.kdbx > cli.log 2>&1 || { tail -3 cli.log; exit 2; }
printf '[General]\nConfigVersion=2\nUpdateCheckMessageShown=true\n[GUI]\nCheckForUpdates=false\n[FdoSecrets]\nEnabled=true\nConfirmAccessItem=false\n' > config/keepassxc/keepassxc.ini
cat > bus.conf <<CONF
<busconfig><type>session</type><listen>unix:path=$folder/run/bus</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
CONF
cat > client.js <<'JS'
const keytar = require('@github/keytar')
const since = Date.now()
keytar.getPassword('demo', 'first').then(
  (value) => console.log(`a read while the database is locked and nobody answers: ${value}`),
  ({ message }) => {
    console.log(`a read while the database is locked and nobody answers: ${message}`)
    console.log(`after about 25 seconds: ${Date.now() - since > 20_000 ? 'yes' : 'no'}`)
  },
)
JS
cat > run.sh <<'RUN'
Xvfb -displayfd 1 -screen 0 800x600x24 -nolisten tcp > display 2> /dev/null &
screen=$!
until [ -s display ]; do sleep 0.1; done
export DISPLAY=":$(cat display)"
keepassxc Passwords.kdbx > /dev/null 2>&1 &
daemon=$!
until dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets org.freedesktop.Secret.Service.ReadAlias string:default 2> /dev/null | grep -q Passwords; do sleep 0.2; done
node client.js >> seen.txt
kill -9 $daemon $screen
RUN
dbus-daemon --config-file=bus.conf --nofork > /dev/null 2>&1 &
bus=$!
trap 'kill $bus 2> /dev/null; rm -rf "$folder"' EXIT
until [ -S run/bus ]; do sleep 0.1; done
export DBUS_SESSION_BUS_ADDRESS="unix:path=$folder/run/bus"
timeout 120 sh run.sh > run.log 2>&1 || { tail -3 run.log; [ -s seen.txt ] || exit 2; }
seen=$(cat seen.txt)
echo "$seen"
[ "$seen" = 'a read while the database is locked and nobody answers: Timeout was reached
after about 25 seconds: yes' ]
