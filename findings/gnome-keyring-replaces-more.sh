#!/bin/sh
# gnome-keyring 42.1 with libsecret 0.20.5's secret-tool (Debian 12), seen 2026-11-29.
# The Secret Service specification lets a write replace "another item with the same attributes". gnome-keyring replaces one that has at
# least those: a secret stored for site and user takes the place of one stored for site, user and stage, whose stage is gone with it.
# The other way round both are kept, so the order of the writes decides whether a secret is lost. Latchkey's items all have the same
# two attributes, service and account.
# Output seen:
#   more first, then fewer: stage lost, 1 kept
#   fewer first, then more: stage found, 2 kept
# Exits 0 while that is so, 1 once it isn't, 2 where a keyring can't be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! { command -v gnome-keyring-daemon && command -v secret-tool && command -v dbus-run-session; } > /dev/null; then
  { apt-get update && apt-get install --yes --no-install-recommends gnome-keyring=42.1-1+b2 libsecret-tools=0.20.5-3 dbus; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
fi
export HOME="$folder" XDG_DATA_HOME="$folder/data" XDG_RUNTIME_DIR="$folder"
cat > run.sh <<'RUN'
printf 'a password' | gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1
store() { printf '%s' "$1" | secret-tool store --label=demo site "$2" user ada ${3:+stage "$3"}; }
tell() {
  found=$(secret-tool lookup site "$2" user ada stage live || true)
  echo "$1: stage $([ "$found" = live-secret ] && echo found || echo lost), $(secret-tool search --all site "$2" 2> /dev/null | grep -c '^secret = ') kept" >> seen.txt
}
store live-secret one live
store plain-secret one
tell 'more first, then fewer' one
store plain-secret two
store live-secret two live
tell 'fewer first, then more' two
RUN
dbus-run-session -- sh run.sh > bus.log 2>&1 || { tail -3 bus.log; exit 2; }
seen=$(cat seen.txt)
echo "$seen"
[ "$seen" = "$(printf 'more first, then fewer: stage lost, 1 kept\nfewer first, then more: stage found, 2 kept')" ]
