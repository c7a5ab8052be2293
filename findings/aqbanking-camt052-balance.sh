#!/bin/sh
# aqbanking 6.5.3 (Debian's aqbanking-tools 6.5.3-1), seen 2026-11-28.
# Its reader of camt.052.001.02 turns the sign of the closing booked balance (CLBD): a balance of 75.00 EUR that is a credit
# (CRDT, money that the customer has) comes out as -75.00, and one that is a debit (DBIT, overdrawn) as 75.00. The entries of the
# same file have the right signs. Latchkey reads CRDT as what the customer has.
# Output seen:
#   CRDT -7500/100:EUR
#   DBIT 7500/100:EUR
# Exits 0 while that is so, 1 once it isn't, 2 where aqbanking-cli can't be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v aqbanking-cli > /dev/null; then
  { apt-get update && apt-get install --yes --no-install-recommends aqbanking-tools=6.5.3-1; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
fi
export HOME="$folder"
balance_of() {
  cat > statement.xml <<XML
<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.052.001.02"><BkToCstmrAcctRpt>
<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-03T01:00:00</CreDtTm></GrpHdr>
<Rpt><Id>R</Id><CreDtTm>2026-11-03T01:00:00</CreDtTm>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy><Svcr><FinInstnId><BIC>COBADEFFXXX</BIC></FinInstnId></Svcr></Acct>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">75.00</Amt><CdtDbtInd>$1</CdtDbtInd><Dt><Dt>2026-11-03</Dt></Dt></Bal>
<Ntry><Amt Ccy="EUR">20.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-03</Dt></BookgDt><ValDt><Dt>2026-11-03</Dt></ValDt><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd></Ntry>
</Rpt></BkToCstmrAcctRpt></Document>
XML
  rm -f statement.ctx
  aqbanking-cli -D "$folder/aq" -n import --importer=camt --profile=default -f statement.xml -c statement.ctx > aq.log 2>&1
  sed -n '/balance {/,/#balance$/s/.*char value="\(.*\)"/\1/p' statement.ctx | sed 's/%2F/\//; s/%3A/:/'
}
seen=$(for side in CRDT DBIT; do echo "$side $(balance_of $side)"; done)
echo "$seen"
[ "$seen" = "$(printf 'CRDT -7500/100:EUR\nDBIT 7500/100:EUR')" ]
