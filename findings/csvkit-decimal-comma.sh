#!/bin/sh
# csvkit 1.0.7 with agate 1.6.3 (Debian), seen 2026-11-29 on Python 3.11.
# Its types are guessed column by column, always, and quietly: `12,50` with a decimal comma is 1250, `1.250,75` is 1.25075, a column
# of references `may 12` and `june` becomes days of the year 1, one of payees `N/A` and `None` empty, and amounts that are all 0 and 1 become
# false and true. Sums of `csvstat` go the same way: 1,50 and 2,75 are 425. Latchkey guesses the mark from the whole column, asks
# where it can be read two ways, and keeps references as texts.
# Output seen:
#   [{"amount": 1250.0, "reference": "0001-05-12", "payee": null, "paid": true}, {"amount": 1.25075, "reference": "0001-06-01", "payee": null, "paid": false}]
#   425
# Exits 0 while that is so, 1 once it isn't, 2 where the packages can't be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages='python3-csvkit=1.0.7-1 python3-agate=1.6.3-2 python3-agatedbf=0.2.2-2 python3-agateexcel=0.2.5-2 python3-agatesql=0.5.8-2
  python3-babel=2.10.3-1 python-babel-localedata=2.10.3-1 python3-dbfread=2.0.7-5 python3-et-xmlfile=1.0.1-2.1 python3-future=0.18.2-6
  python3-greenlet=2.0.2-1 python3-isodate=0.6.1-1 python3-leather=0.3.4-2 python3-olefile=0.46-3 python3-openpyxl=3.0.9-1
  python3-parsedatetime=2.6-3 python3-pytimeparse=1.1.5-3 python3-six=1.16.0-4 python3-slugify=4.0.0-2 python3-sqlalchemy=1.4.46+ds1-1
  python3-text-unidecode=1.3-1 python3-tz=2022.7.1-4 python3-xlrd=1.2.0-3'
apt-get download $packages > apt.log 2>&1 || { apt-get update && apt-get download $packages; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root; done
export PYTHONPATH="$folder/root/usr/lib/python3/dist-packages"
csvkit() { /usr/bin/python3 -W ignore -c 'import importlib, sys; sys.argv = sys.argv[1:]; importlib.import_module("csvkit.utilities." + sys.argv[0]).launch_new_instance()' "$@"; }
cat > statement.csv <<'CSV'
amount,reference,payee,paid
"12,50",may 12,N/A,1
"1.250,75",june,None,0
CSV
printf 'amount\n"1,50"\n"2,75"\n' > amounts.csv
seen=$(csvkit csvjson statement.csv; echo; csvkit csvstat --sum amounts.csv)
echo "$seen"
[ "$seen" = '[{"amount": 1250.0, "reference": "0001-05-12", "payee": null, "paid": true}, {"amount": 1.25075, "reference": "0001-06-01", "payee": null, "paid": false}]
425' ]
