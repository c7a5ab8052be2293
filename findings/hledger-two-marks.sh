#!/bin/sh
# hledger 1.25 (Debian's hledger 1.25-2+b5), seen 2026-11-29.
# It reads each amount of a CSV by itself: in one column `2,500.50` is two thousand five hundred and a half, and `1,000` is one, as its only
# mark is taken for the decimal one. The two add up to 2501.50 instead of 3500.50, without a word, unless the rules name the mark
# (`decimal-mark .`). Latchkey reads a column by one mark, which `2,500.50` settles.
# Output seen:
#   as it is: EUR 2,501.500
#   with decimal-mark: EUR 3,500.50
# Exits 0 while that is so, 1 once it isn't, 2 where the package can't be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages='hledger=1.25-2+b5'
apt-get download $packages > apt.log 2>&1 || { apt-get update && apt-get download $packages; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
dpkg -x hledger_*.deb root
root/usr/bin/hledger --version > run.log 2>&1 || { cat run.log; exit 2; }
printf '2026-11-03,Oak Estates,"1,000"\n2026-11-04,Elm Estates,"2,500.50"\n' > statement.csv
printf 'fields date,description,amount\ncurrency EUR \n' > plain.rules
printf 'decimal-mark .\nfields date,description,amount\ncurrency EUR \n' > marked.rules
total() { LC_ALL=C.UTF-8 root/usr/bin/hledger -f statement.csv --rules-file "$1" balance --no-total expenses | sed 's/^ *//; s/  *expenses.*//'; }
seen=$(echo "as it is: $(total plain.rules)"; echo "with decimal-mark: $(total marked.rules)")
echo "$seen"
[ "$seen" = "$(printf 'as it is: EUR 2,501.500\nwith decimal-mark: EUR 3,500.50')" ]
