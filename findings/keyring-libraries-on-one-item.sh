#!/bin/sh
# @napi-rs/keyring 2.1.2 (npm) beside python3-keyring 23.9.3-2 on gnome-keyring 42.1 (Debian 12), seen 2026-11-29 on Node 20.20.
# Both name an item by service and username, keytar by service and account, so keytar finds neither's. Of the two, who writes
# first decides: where Python wrote first, @napi-rs/keyring writes over Python's item and both read one secret; where it wrote first itself,
# Python adds a second item, which has an attribute more, and from then on @napi-rs/keyring neither reads nor writes: two match. Latchkey uses keytar's
# names only.
# Output seen:
#   Python first: keytar null, Python reads rust-secret
#   napi first: keytar null, napi 2 credentials
# Exits 0 while that is so, 1 once it isn't, 2 where a keyring can't be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! { command -v gnome-keyring-daemon && command -v secret-tool && command -v dbus-run-session; } > /dev/null; then
  { apt-get update && apt-get install --yes --no-install-recommends gnome-keyring=42.1-1+b2 libsecret-tools=0.20.5-3 dbus; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
fi
export HOME="$folder" XDG_DATA_HOME="$folder/data" XDG_RUNTIME_DIR="$folder"
packages='python3-keyring=23.9.3-2 python3-secretstorage=3.3.3-1 python3-jeepney=0.8.0-3 python3-jaraco.classes=3.2.1-3
  python3-more-itertools=8.10.0-2 python3-importlib-metadata=4.12.0-1 python3-zipp python3-cryptography python3-cffi-backend'
apt-get download $packages > apt.log 2>&1 || { apt-get update && apt-get download $packages; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root; done
export PYTHONPATH="$folder/root/usr/lib/python3/dist-packages"
printf '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @napi-rs/keyring@2.1.2 @github/keytar@7.10.6 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.sh <<'RUN'
printf 'a password' | gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1
python() { /usr/bin/python3 -c "from keyring.backends.SecretService import Keyring; print(Keyring().$1)"; }
napi() { node -p "try { new (require('@napi-rs/keyring').Entry)('$1', 'ada').$2 } catch (error) { /matched by (\d+ credentials)/.exec(error.message)[1] }"; }
keytar() { node -e "require('@github/keytar').getPassword('$1', 'ada').then(console.log)"; }
python "set_password('one', 'ada', 'python-secret')" > /dev/null
napi one "setPassword('rust-secret')" > /dev/null
echo "Python first: keytar $(keytar one), Python reads $(python "get_password('one', 'ada')")" >> seen.txt
napi two "setPassword('rust-secret')" > /dev/null
python "set_password('two', 'ada', 'python-secret')" > /dev/null
echo "napi first: keytar $(keytar two), napi $(napi two 'getPassword()')" >> seen.txt
RUN
dbus-run-session -- sh run.sh > bus.log 2>&1 || { tail -3 bus.log; exit 2; }
seen=$(cat seen.txt)
echo "$seen"
[ "$seen" = "$(printf 'Python first: keytar null, Python reads rust-secret\nnapi first: keytar null, napi 2 credentials')" ]
