// The elements of a camt statement that are read, below `Stmt`, `Rpt` or `Ntfctn`, in the places where versions 1 to 14 of the
// messages have them (ISO 20022 message definition reports, camt.052/053/054.001.01 to .001.14).

export type CamtField =
  | 'account'
  | 'accountCurrency'
  | 'accountOwner'
  | 'balanceCode'
  | 'balanceAmount'
  | 'balanceSide'
  | 'balanceDay'
  | 'amount'
  | EntryField

export type EntryField =
  | 'entryRef'
  | 'side'
  | 'reversal'
  | 'status'
  | 'booked'
  | 'valued'
  | 'bankRef'
  | 'bankCode'
  | 'info'
  | 'batchCount'
  | DetailField

export type DetailField =
  | 'detailBankRef'
  | 'endToEnd'
  | 'paymentRef'
  | 'instruction'
  | 'transaction'
  | 'mandate'
  | 'cheque'
  | 'debtor'
  | 'lastDebtor'
  | 'debtorAccount'
  | 'creditor'
  | 'lastCreditor'
  | 'creditorAccount'
  | 'purpose'
  | 'creditorRef'
  | 'invoice'
  | 'moreRemittance'
  | 'detailInfo'
  | 'returnReason'

/** A name that versions up to 7 have beside the address and later ones one deeper, in `Pty`. */
function party<F extends DetailField>(name: string, field: F): Record<string, DetailField> {
  return {
    [`RltdPties/${name}/Nm`]: field,
    [`RltdPties/${name}/Pty/Nm`]: field,
    [`RltdPties/${name}/Agt/FinInstnId/Nm`]: field,
  }
}

function accountOf(name: string, field: DetailField): Record<string, DetailField> {
  return { [`RltdPties/${name}/Id/IBAN`]: field, [`RltdPties/${name}/Id/Othr/Id`]: field }
}

const DETAIL_FIELDS: Readonly<Record<string, DetailField>> = {
  'Refs/AcctSvcrRef': 'detailBankRef',
  'Refs/EndToEndId': 'endToEnd',
  'Refs/PmtInfId': 'paymentRef',
  'Refs/InstrId': 'instruction',
  'Refs/TxId': 'transaction',
  'Refs/MndtId': 'mandate',
  'Refs/ChqNb': 'cheque',
  ...party('Dbtr', 'debtor'),
  ...party('UltmtDbtr', 'lastDebtor'),
  ...accountOf('DbtrAcct', 'debtorAccount'),
  ...party('Cdtr', 'creditor'),
  ...party('UltmtCdtr', 'lastCreditor'),
  ...accountOf('CdtrAcct', 'creditorAccount'),
  'RmtInf/Ustrd': 'purpose',
  'RmtInf/Strd/CdtrRefInf/Ref': 'creditorRef',
  'RmtInf/Strd/CdtrRefInf/CdtrRef': 'creditorRef',
  'RmtInf/Strd/RfrdDocInf/Nb': 'invoice',
  'RmtInf/Strd/RfrdDocInf/RfrdDocNb': 'invoice',
  'RmtInf/Strd/AddtlRmtInf': 'moreRemittance',
  AddtlTxInf: 'detailInfo',
  'RtrInf/Rsn/Cd': 'returnReason',
  'RtrInf/RtrRsn/Cd': 'returnReason',
  'RtrInf/Rsn/Prtry': 'returnReason',
  'RtrInf/AddtlInf': 'returnReason',
}

const ENTRY_FIELDS: Readonly<Record<string, EntryField | 'amount'>> = {
  NtryRef: 'entryRef',
  Amt: 'amount',
  CdtDbtInd: 'side',
  RvslInd: 'reversal',
  Sts: 'status',
  'Sts/Cd': 'status',
  'Sts/Prtry': 'status',
  'BookgDt/Dt': 'booked',
  'BookgDt/DtTm': 'booked',
  'ValDt/Dt': 'valued',
  'ValDt/DtTm': 'valued',
  AcctSvcrRef: 'bankRef',
  'BkTxCd/Prtry/Cd': 'bankCode',
  'Btch/NbOfTxs': 'batchCount',
  'NtryDtls/Btch/NbOfTxs': 'batchCount',
  AddtlNtryInf: 'info',
  ...below('NtryDtls/TxDtls', DETAIL_FIELDS),
  ...below('TxDtls', DETAIL_FIELDS),
}

function below<F>(path: string, fields: Readonly<Record<string, F>>): Record<string, F> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [`${path}/${name}`, field]))
}

/** Element paths below one statement. */
export const CAMT_FIELDS: Readonly<Record<string, CamtField>> = {
  'Acct/Id/IBAN': 'account',
  'Acct/Id/Othr/Id': 'account',
  'Acct/Id/PrtryAcct/Id': 'account',
  'Acct/Id/BBAN': 'account',
  'Acct/Id/UPIC': 'account',
  'Acct/Ccy': 'accountCurrency',
  'Acct/Ownr/Nm': 'accountOwner',
  'Bal/Tp/Cd': 'balanceCode',
  'Bal/Tp/CdOrPrtry/Cd': 'balanceCode',
  'Bal/Amt': 'balanceAmount',
  'Bal/CdtDbtInd': 'balanceSide',
  'Bal/Dt/Dt': 'balanceDay',
  'Bal/Dt/DtTm': 'balanceDay',
  ...below('Ntry', ENTRY_FIELDS),
}
