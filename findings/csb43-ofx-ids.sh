#!/bin/sh
# csb43 0.9.2 (Python; Debian's python3-csb43 0.9.2+dfsg-1), seen 2026-11-30 on Python 3.11.
# Its csb2format turns a Norma 43, which most importers don't read, into OFX, and makes the FITIDs: the account, the day, and the place
# of the booking in the file. So one booking has another id as soon as the file begins on another day, and two bookings of one day that come
# in two files have the same. OFX wants an id that is a transaction's own and stays (OFX 2.3, “Financial Institution Transaction ID”): who tells by it what
# was there before, books the one twice and the other never. And the closing balance bears the day on which the file begins
# (DTASOF), so that by its word the account held 120.00 before the lines that lead to it.
# Output seen:
#   1 to 5 November: 20261102-0 RENTA, 20261103-1 FACTURA 12, 20261105-2 LUZ; held 120 on 20261101
#   3 to 5 November: 20261103-0 FACTURA 12, 20261105-1 LUZ; held 120 on 20261103
#   6 November, first: 20261106-0 AGUA; held 90 on 20261106
#   6 November, then: 20261106-0 GAS; held 70 on 20261106
# Exits 0 while that is so, 1 once it isn't, 2 where the packages can't be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages='python3-csb43=0.9.2+dfsg-1 python3-pycountry=22.3.5+ds1-1 python3-pkg-resources=66.1.1-1+deb12u2 iso-codes=4.15.0-1'
apt-get download $packages > apt.log 2>&1 || { apt-get update && apt-get download $packages; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root; done
# Debian's pycountry reads the names of currencies from a folder of the system; here from the package beside it.
cat > csb2format.py <<'PY'
import runpy, pycountry
pycountry.currencies.filename = 'root' + pycountry.currencies.filename
runpy.run_path('root/usr/bin/csb2format', run_name='__main__')
PY
cat > write.py <<'PY'
ACCOUNT = '2100' '0418' '0200051332'
def norma43(begin, end, opening, bookings):
    """Records of 80 letters: 11 opens the account, 22 and 23 are a booking and its text, 33 closes it, 88 ends the file; 2 is credit."""
    side = lambda cents: '2' if cents >= 0 else '1'
    records = [f'11{ACCOUNT}{begin}{end}{side(opening)}{abs(opening):014}9783{"ROBLE SL":26}   ']
    for day, cents, text in bookings:
        records.append(f'22    0418{day}{day}12123{side(cents)}{abs(cents):014}{0:010}{0:012}{0:016}')
        records.append(f'2301{text:38}{"":38}')
    out, into = ([abs(c) for _, c, _ in bookings if side(c) == s] for s in '12')
    closing = opening + sum(into) - sum(out)
    records.append(f'33{ACCOUNT}{len(out):05}{sum(out):014}{len(into):05}{sum(into):014}{side(closing)}{abs(closing):014}978    ')
    records.append(f'88{"9" * 18}{len(records):06}{"":54}')
    assert {len(record) for record in records} == {80}
    return '\r\n'.join(records) + '\r\n'
bookings = [('261102', -2000, 'RENTA'), ('261103', 5000, 'FACTURA 12'), ('261105', -1000, 'LUZ')]
for name, text in {
    'whole': norma43('261101', '261105', 10000, bookings),
    'later': norma43('261103', '261105', 8000, bookings[1:]),
    'first': norma43('261106', '261106', 12000, [('261106', -3000, 'AGUA')]),
    'then': norma43('261106', '261106', 9000, [('261106', -2000, 'GAS')]),
}.items():
    open(f'{name}.n43', 'w').write(text)
PY
cat > say.py <<'PY'
import re, sys
ofx = open(sys.argv[1]).read()
bookings = [f'{fitid} {name}' for fitid, name in re.findall(r'<FITID>2100-0418-45-0200051332-([^<]*).*?<NAME>([^<]*)', ofx)]
balance, day = re.search(r'<LEDGERBAL><BALAMT>([^<]*)</BALAMT><DTASOF>([^<]*)', ofx).groups()
print(f'{", ".join(bookings)}; held {balance} on {day}')
PY
/usr/bin/python3 write.py
said() {
  PYTHONPATH=root/usr/lib/python3/dist-packages /usr/bin/python3 csb2format.py --strict --format ofx "$1.n43" "$1.ofx" > run.log 2>&1 || { cat run.log; return 1; }
  /usr/bin/python3 say.py "$1.ofx"
}
seen=$(echo "1 to 5 November: $(said whole)"; echo "3 to 5 November: $(said later)"; echo "6 November, first: $(said first)"; echo "6 November, then: $(said then)")
echo "$seen"
[ "$seen" = "$(printf '%s\n' '1 to 5 November: 20261102-0 RENTA, 20261103-1 FACTURA 12, 20261105-2 LUZ; held 120 on 20261101' \
  '3 to 5 November: 20261103-0 FACTURA 12, 20261105-1 LUZ; held 120 on 20261103' \
  '6 November, first: 20261106-0 AGUA; held 90 on 20261106' '6 November, then: 20261106-0 GAS; held 70 on 20261106')" ]
