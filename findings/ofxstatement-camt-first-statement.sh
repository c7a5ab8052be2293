#!/bin/sh
# ofxstatement 0.7.1 with its plugin iso20022 (Python; Debian's ofxstatement 0.7.1-1, ofxstatement-plugins 20210310+nmu1), seen
# 2026-11-30 on Python 3.11. It turns a camt.053 into OFX for programs that read no camt. A camt.053 holds one statement or more (ISO 20022:
# Stmt [1..*]), many banks' files one a day: only the first is written, and “Conversion completed” is all that is said. What is
# written differs, too: DTPOSTED gets the value date, where OFX wants the day of booking, which stands in DTUSER; every amount gets two
# places, so that a dinar's third is rounded away and 0.004 is nothing; and there is no FITID, which OFX demands.
# Output seen:
#   camt: 3 bookings, -12.346 on 20261103, -0.004 on 20261103, 100.000 on 20261104; held 187.650
#   OFX: 2 bookings, -12.35 on 20261104, -0.00 on 20261104; held 87.65; FITIDs: 0
# Exits 0 while that is so, 1 once it isn't, 2 where the packages can't be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages='ofxstatement=0.7.1-1 ofxstatement-plugins=20210310+nmu1 python3-appdirs=1.4.4-3 python3-pkg-resources=66.1.1-1+deb12u2'
apt-get download $packages > apt.log 2>&1 || { apt-get update && apt-get download $packages; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root; done
cat > run.py <<'PY'
import re, subprocess, sys
def statement(number, day, value, opening, closing, entries):
    balance = lambda code, amount: f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="KWD">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>'
    entry = lambda amount, side, ref: f'<Ntry><Amt Ccy="KWD">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{value}</Dt></ValDt><AcctSvcrRef>{ref}</AcctSvcrRef><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd></Ntry>'
    return (f'<Stmt><Id>{number}</Id><CreDtTm>{day}T20:00:00</CreDtTm><Acct><Id><IBAN>KW81CBKU0000000000001234560101</IBAN></Id><Ccy>KWD</Ccy></Acct>'
        f'{balance("OPBD", opening)}{balance("CLBD", closing)}{"".join(entry(*of) for of in entries)}</Stmt>')
camt = ('<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>'
    '<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-04T20:00:00</CreDtTm></GrpHdr>'
    + statement('S1', '2026-11-03', '2026-11-04', '100.000', '87.650', [('12.346', 'DBIT', 'R1'), ('0.004', 'DBIT', 'R2')])
    + statement('S2', '2026-11-04', '2026-11-04', '87.650', '187.650', [('100.000', 'CRDT', 'R3')])
    + '</BkToCstmrStmt></Document>')
open('statement.xml', 'w').write(camt)
subprocess.run([sys.executable, '-c', 'from ofxstatement.tool import run; run()', 'convert', '-t', 'iso20022', 'statement.xml', 'statement.ofx'], check=True)
listed = lambda bookings: f'{len(bookings)} bookings, {", ".join(f"{amount} on {day}" for amount, day in bookings)}'
entries = re.findall(r'<Ntry><Amt Ccy="KWD">([^<]*)</Amt><CdtDbtInd>(....).*?<BookgDt><Dt>([^<]*)', camt)
signed = [(('-' if side == 'DBIT' else '') + amount, day.replace('-', '')) for amount, side, day in entries]
print(f'camt: {listed(signed)}; held {re.findall("CLBD.*?KWD.>([^<]*)", camt)[-1]}')
ofx = open('statement.ofx').read()
lines = [(amount, day) for day, amount in re.findall(r'<DTPOSTED>([^<]*).*?<TRNAMT>([^<]*)', ofx)]
print(f'OFX: {listed(lines)}; held {re.search("<BALAMT>([^<]*)", ofx).group(1)}; FITIDs: {ofx.count("<FITID>")}')
PY
seen=$(HOME="$folder" PYTHONPATH=root/usr/lib/python3/dist-packages /usr/bin/python3 run.py 2> run.log) || { cat run.log; exit 1; }
cat run.log
echo "$seen"
[ "$seen" = "$(printf '%s\n' 'camt: 3 bookings, -12.346 on 20261103, -0.004 on 20261103, 100.000 on 20261104; held 187.650' \
  'OFX: 2 bookings, -12.35 on 20261104, -0.00 on 20261104; held 87.65; FITIDs: 0')" ]
