#!/bin/sh
# kwalletd5 5.103.0 (Debian 12) with keytar 7.10.6, seen 2026-11-29 on Node 20.20.
# KWallet answers that it has stored a secret, and gives it back, before it has written it to its file, which takes it some seconds. A
# session that ends sooner (the daemon is asked to end, as at a logout) keeps the item and loses its value: the next daemon gives an
# empty text, without an error. Latchkey takes an empty text for nothing, since it never stores one, and asks for the secret again.
# Output seen:
#   at once: "a secret"
#   after the daemon was asked to end: ""
# Exits 0 while that is so, 1 once it isn't, 2 where KWallet can't be had. Needs Debian 12; as root it installs what is missing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
needed='kwalletd5 xdotool Xvfb dbus-run-session'
for program in $needed; do command -v "$program" > /dev/null || missing=yes; done
if [ "${missing:-no}" = yes ]; then
  { apt-get update && apt-get install --yes --no-install-recommends libkf5wallet-bin=5.103.0-1 libqca-qt5-2-plugins xdotool xvfb dbus; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
fi
export HOME="$folder" XDG_RUNTIME_DIR="$folder/run" XDG_CONFIG_HOME="$folder/config" XDG_DATA_HOME="$folder/data" XDG_CACHE_HOME="$folder/cache"
mkdir -m 700 run config data
printf '[Wallet]\nEnabled=true\nFirst Use=false\n[org.freedesktop.secrets]\napiEnabled=true\n' > config/kwalletrc
printf '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @github/keytar@7.10.6 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.sh <<'RUN'
Xvfb -displayfd 1 -screen 0 800x600x24 -nolisten tcp > display 2> /dev/null &
screen=$!
until [ -s display ]; do sleep 0.1; done
export DISPLAY=":$(cat display)"
service() { kwalletd5 > /dev/null 2>&1 & daemon=$!; until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true; do sleep 0.1; done; }
# The wizard of a new wallet: the first of its two kinds, then a password twice; later the password once.
person() {
  while sleep 0.3; do
    window=$(xdotool search --onlyvisible --class kwalletd5 2> /dev/null | tail -1) || continue
    [ -n "$window" ] || continue
    eval "$(xdotool getwindowgeometry --shell "$window" 2> /dev/null)" || continue
    if [ -e "data/kwalletd/Default keyring.kwl" ]; then
      xdotool mousemove --window "$window" 5 5 type --delay 30 password; xdotool key Return
    elif [ "$WIDTH" -ge 450 ]; then
      xdotool mousemove --window "$window" 118 182 click 1 key alt+f
    else
      xdotool mousemove --window "$window" 5 5 type --delay 30 password; xdotool key Tab; xdotool type --delay 30 password; xdotool key Return
    fi
  done
}
person > /dev/null 2>&1 &
somebody=$!
service
node -e "const k = require('@github/keytar'); k.setPassword('demo', 'ada', 'a secret').then(() => k.getPassword('demo', 'ada')).then((s) => console.log('at once: ' + JSON.stringify(s)))" >> seen.txt
kill $daemon; wait $daemon || true
service
node -e "require('@github/keytar').getPassword('demo', 'ada').then((s) => console.log('after the daemon was asked to end: ' + JSON.stringify(s)))" >> seen.txt
kill $daemon $somebody $screen
RUN
timeout 120 dbus-run-session -- sh run.sh > bus.log 2>&1 || { tail -3 bus.log; [ -s seen.txt ] || exit 2; }
seen=$(cat seen.txt)
echo "$seen"
[ "$seen" = 'at once: "a secret"
after the daemon was asked to end: ""' ]
