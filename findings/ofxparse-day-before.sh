#!/bin/sh
# ofxparse 0.21 (Python; Debian's python3-ofxparse 0.21-2), seen 2026-11-29 on Python 3.11.
# A booking whose time names its zone is turned into a time of UTC without a zone, from which everybody takes the day: midnight of
# 3 November in Paris, `20261103000000[+1:CET]`, becomes 23:00 of 2 November, and an evening in New York the next day. A bank
# east of Greenwich that writes midnights has each line a day early. Latchkey keeps the day that the bank wrote.
# Output seen:
#   20261103000000[+1:CET] 2026-11-02 23:00:00
#   20261103210000[-5:EST] 2026-11-04 02:00:00
#   20261103000000 2026-11-03 00:00:00
# Exits 0 while that is so, 1 once it isn't, 2 where the packages can't be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages='python3-ofxparse=0.21-2 python3-bs4=4.11.2-2 python3-soupsieve=2.3.2-1 python3-six=1.16.0-4'
apt-get download $packages > apt.log 2>&1 || { apt-get update && apt-get download $packages; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root; done
cat > run.py <<'PY'
import io, warnings
warnings.simplefilter('ignore')
from ofxparse import OfxParser
times = ['20261103000000[+1:CET]', '20261103210000[-5:EST]', '20261103000000']
lines = ''.join(f'<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>{t}</DTPOSTED><TRNAMT>-12.50</TRNAMT><FITID>{i}</FITID><NAME>Oak Estates</NAME></STMTTRN>' for i, t in enumerate(times))
file = f'''<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><DTSERVER>20261104</DTSERVER><LANGUAGE>ENG</LANGUAGE></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1</TRNUID><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><STMTRS><CURDEF>EUR</CURDEF>
<BANKACCTFROM><BANKID>37040044</BANKID><ACCTID>0532013000</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261101</DTSTART><DTEND>20261104</DTEND>{lines}</BANKTRANLIST>
<LEDGERBAL><BALAMT>100.00</BALAMT><DTASOF>20261104</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>'''
for time, line in zip(times, OfxParser.parse(io.BytesIO(file.encode())).account.statement.transactions):
    print(time, line.date)
PY
seen=$(PYTHONPATH=root/usr/lib/python3/dist-packages /usr/bin/python3 run.py)
echo "$seen"
[ "$seen" = "$(printf '20261103000000[+1:CET] 2026-11-02 23:00:00\n20261103210000[-5:EST] 2026-11-04 02:00:00\n20261103000000 2026-11-03 00:00:00')" ]
