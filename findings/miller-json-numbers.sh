#!/bin/sh
# Miller 6.6.0 (Debian's miller 6.6.0-2+b3), seen 2026-11-29.
# `mlr --icsv --ojson` writes what it takes for a number as it stood in the CSV and without quotation marks, so JSON that no JSON
# reader takes: amounts without a leading nought (`.50`) or with nothing behind the point (`100.`), references such as `0x1F`. And a
# reference like `1e5` becomes the number 100000 for whoever reads the JSON, while `0123` stays a text.
# Output seen:
#   .50 no JSON
#   100. no JSON
#   0x1F no JSON
#   1e5 100000
#   0123 "0123"
# Exits 0 while that is so, 1 once it isn't, 2 where the package can't be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages='miller=6.6.0-2+b3'
apt-get download $packages > apt.log 2>&1 || { apt-get update && apt-get download $packages; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
dpkg -x miller_*.deb root
seen=$(for text in .50 100. 0x1F 1e5 0123; do
  printf 'value\n%s\n' "$text" | root/usr/bin/mlr --icsv --ojson cat > out.json
  node -e 'let seen; try { seen = JSON.stringify(JSON.parse(require("fs").readFileSync("out.json", "utf8"))[0].value) } catch { seen = "no JSON" } console.log(process.argv[1], seen)' "$text"
done)
echo "$seen"
[ "$seen" = "$(printf '.50 no JSON\n100. no JSON\n0x1F no JSON\n1e5 100000\n0123 "0123"')" ]
