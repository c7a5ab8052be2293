#!/bin/sh
# KeePassXC 2.7.4 (Debian 12) as a Secret Service, with keytar 7.10.6, seen 2026-11-29 on Node 20.20.
# Each program that connects is let in to each entry by a question of its own. Until then the entry counts as locked, although its database
# is open, and libsecret passes over it when it deletes: keytar answers false, as for an entry that isn't there, nobody is asked, and the
# secret stays. Whoever asks the service for the collection itself is told that it is open. With the question switched off
# (ConfirmAccessItem=false) a new program may delete at once. Latchkey reads before it deletes, so that the question is asked, and says
# that a removal was refused if the item is still there.
# Output seen:
#   the collection: locked false
#   an entry that another program made: open 0, locked 1
#   keytar deletes it: false
#   it is still there: 1
#   with the question off: true
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
cat > database.xml <<'XML'
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<KeePassFile><Meta><Generator>KeePassXC</Generator><DatabaseName>Passwords</DatabaseName><CustomData><Item>
<Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{11112222-3333-4444-5555-666677778888}</Value></Item></CustomData></Meta>
<Root><Group><UUID>EREiIjMzREVVVWZmd3eIiA==</UUID><Name>Passwords</Name></Group></Root></KeePassFile>
XML
sed -i 's/ERE[^<]*/'"$(node -p "Buffer.from('11112222333344445555666677778888', 'hex').toString('base64')" | sed 's#/#\\/#g')"'/' database.xml
printf 'password\npassword\n' | keepassxc-cli import --quiet --set-password database.xml Passwords.kdbx > cli.log 2>&1 || { tail -3 cli.log; exit 2; }
cat > bus.conf <<CONF
<busconfig><type>session</type><listen>unix:path=$folder/run/bus</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
CONF
cat > run.sh <<'RUN'
Xvfb -displayfd 1 -screen 0 800x600x24 -nolisten tcp > display 2> /dev/null &
screen=$!
until [ -s display ]; do sleep 0.1; done
export DISPLAY=":$(cat display)"
ask() { dbus-send --session --print-reply --dest=org.freedesktop.secrets "$@"; }
service() {
  printf '[General]\nConfigVersion=2\nUpdateCheckMessageShown=true\n[GUI]\nCheckForUpdates=false\n[FdoSecrets]\nEnabled=true\n%s\n' "$1" > config/keepassxc/keepassxc.ini
  printf 'password\n' | keepassxc --pw-stdin Passwords.kdbx > /dev/null 2>&1 &
  daemon=$!
  until ask /org/freedesktop/secrets org.freedesktop.Secret.Service.ReadAlias string:default 2> /dev/null | grep -q Passwords; do sleep 0.2; done
}
search() { ask /org/freedesktop/secrets org.freedesktop.Secret.Service.SearchItems dict:string:string:service,demo; }
keytar() { node -e "require('@github/keytar').$1.then((s) => console.log(s))"; }
service ''
keytar "setPassword('demo', 'ada', 'a secret')" > /dev/null
{
  echo "the collection: locked $(ask /org/freedesktop/secrets/collection/Passwords org.freedesktop.DBus.Properties.Get string:org.freedesktop.Secret.Collection string:Locked | sed -n 's/.*boolean //p')"
  search | awk '/^   array/ { at += 1 } /object path/ { found[at] += 1 } END { print "an entry that another program made: open " found[1] + 0 ", locked " found[2] + 0 }'
  echo "keytar deletes it: $(keytar "deletePassword('demo', 'ada')")"
  echo "it is still there: $(search | grep -c 'object path')"
} >> seen.txt
kill $daemon; wait $daemon || true
service 'ConfirmAccessItem=false'
echo "with the question off: $(keytar "deletePassword('demo', 'ada')")" >> seen.txt
kill $daemon $screen
RUN
dbus-daemon --config-file=bus.conf --nofork > /dev/null 2>&1 &
bus=$!
trap 'kill $bus 2> /dev/null; rm -rf "$folder"' EXIT
until [ -S run/bus ]; do sleep 0.1; done
export DBUS_SESSION_BUS_ADDRESS="unix:path=$folder/run/bus"
timeout 120 sh run.sh > run.log 2>&1 || { tail -3 run.log; [ -s seen.txt ] || exit 2; }
seen=$(cat seen.txt)
echo "$seen"
[ "$seen" = 'the collection: locked false
an entry that another program made: open 0, locked 1
keytar deletes it: false
it is still there: 1
with the question off: true' ]
