// What the heading of a column means: exact heading words of banks, cards, payment services and bookkeeping programs, in the
// languages they write. A heading that isn't here is never guessed at: the user says once what it is.
import type { ColumnRole, DateOrder } from './schema'

/**
 * What a heading says of its column. Roles of the format, and beside them kinds of dates and amounts that are told apart, and
 * what is known to need no reading.
 */
export type Meaning =
  | Exclude<ColumnRole, 'date' | 'amount'>
  | 'booking-date'
  | 'day-of-month'
  | 'plain-date'
  | 'transaction-date'
  | 'plain-amount'
  | 'net'
  | 'gross'
  /** Somebody's own remark: the text of a line where no other column is. */
  | 'note'
  | 'unused'

/** Names in the order in which they are preferred where several stand in one heading. */
const NAMES: Readonly<Record<Meaning, string>> = {
  'booking-date': `posting date, post date, posted date, date posted, booking date, date booked, booked date, booked on, booked at,
    bookingdate, book date, entry date, completed date, date completed, completed on, completed at, finished on, settlement date, settled date,
    settled at, settled on, cleared date, processed date, date processed, processing date, accounting date, ledger date, buchungstag, buchungsdatum,
    buchung, gebucht am, buchungs datum, date de comptabilisation, date comptable, date de comptabilité, date d'écriture, date écriture,
    fecha contable, fecha de contabilización, f contable, fecha de asiento, data contabile, data di contabilizzazione, data registrazione, data contabilizzazione,
    data do lançamento, data de lançamento, data lancamento, data lanc, data mov, data do movimento, data movimento, data movimiento,
    boekdatum, boekingsdatum, datum boeking, bokføringsdato, bokföringsdag, bokföringsdatum, bogføringsdato, bogført dato, bogført,
    bokført dato, kirjauspäivä, data księgowania, data zaksięgowania, data transakcji księgowania, datum zaúčtování, datum provedení,
    zaúčtováno dne, booked, date of settlement, date paid, posted on, posted at, posted, transaction posted date, transaction post date, tran date posted, posted transactions date, journal date, buchungszeitpunkt, date completed utc, completed date utc, bokfdag, date comptabilisation, clearing date, date entered, release date, date op, completion time, uitvoeringsdatum, data ksiegowania, datum des abschlusses, date de fin, fecha de finalización, data di completamento, data zrealizowania, data de conclusão, datum voltooid, slutdatum, datum dokončení, reskontradatum, data tranzactie contabila, kuupäev, kliirimiskuupäev, grāmatošanas datums, knjižni datum, datum knjiženja, data contabilità, date de comptabilisation de l'opération, buchung datum, data mov, könyvelés dátuma, könyvelés napja, könyvelési dátum, datum knjiženja, ngày hạch toán, ημερομηνία καταχώρησης, дата проводки, дата обработки, дата зачисления, дата проведения, дата проведення, 记账日, 入账日期, 入账时间, dzień księgowania, data księgowania operacji, datum zaúčtování transakce, datum zaúčtovania, dátum zaúčtovania, könyvelés időpontja, işlem muhasebe tarihi, posting dt, date posting, execution date, datum zauctovani, as of date, fecha ctble, data rozliczenia`,
  'day-of-month': `day, tag, jour, dia, día, giorno, dag, dzień, den, dan, nap, gün, päivä, 日, day of month, 操作日 日, 取引日 日`,
  month: `month, monat, mois, mes, mês, mese, maand, månad, måned, miesiąc, měsíc, mjesec, hónap, ay, kuukausi, 月, 操作日 月, 取引日 月`,
  year: `year, jahr, année, année civile, año, ano, anno, jaar, år, rok, godina, év, yıl, vuosi, 年, 操作日 年, 取引日 年`,
  'plain-date': `date, datum, วันที่, fecha, data, dato, päivämäärä, pvm, kuupäev, day, date utc, date gmt,
    transaction date time, bank date, statement date, created utc, created, created date utc, created at, created on, created date, datum uhrzeit,
    dag, data operazione contabile, effective date, activity date, payment date, date of payment, día, tanggal, dag, data tranzacției, dátum, datums, tanggal transaksi, kpl pvm, run date, ημερομηνία, dagsetning, дата, дата операции, 日付, 取引日, 年月日, 交易日期, 记账日期, 거래일시, תאריך, дата документа, дата время, дата и время, 交易日, 日期, 交易时间, 取引年月日, お取引年月日, ご利用日, 利用日, 거래일, ngày, işlem günü`,
  'transaction-date': `transaction date, timestamp, date and time, action date, date requested, date initiated, date time, datetime, trans date, tran date, txn date, transactiondate, trx date, date of transaction, transaction time,
    purchase date, started date, date started, value date time, transaktionsdatum, transaktionsdato, umsatzdatum, datum der transaktion, kaufdatum,
    belegdatum, belegtag, date opération, date operation, date d'opération, date de l'opération, date de transaction, fecha operación, fecha de operación, f operación,
    fecha operacion, fecha de la operación, fecha transacción, fecha movimiento, data operazione, data operação, data da operação, data operacao,
    data da transação, data transazione, transactiedatum, transaksjonsdato, köpdatum, købsdato, kjøpsdato, data operacji, data transakcji, datum transakce,
    datum operace, local transaction date, authorised date, authorized date, authorisation date, transaction date utc, initiated date, date of purchase, order date, tapahtumapäivä, transdag, verrichtingsdatum, operation date, datum des beginns, date de début, fecha de inicio, data di inizio, data rozpoczęcia, data de início, startdatum, datum zahájení, transaktionsdag, data tranzactie, maksupäivä, tarih, tranzakció dátuma, tehingu kuupäev, ngày giao dịch, お取引日, 거래일자, datum transakcije, datum izvršenja, дата транзакции, дата совершения операции, дата платежа, дата операції, дата транзакції, 交易创建时间, 交易创建日期, 创建时间, işlem tarihi, işlem tarihi saati, teljesítés dátuma, tranzakció ideje, dátum transakcie, dátum operácie, datum realizace, datum odeslání, datum provedeni, tanggal efektif, payout date, deposit date, transfer date, transaction creation date`,
  'value-date': `value date, valuedate, val date, value dt, value dat, valutadatum, valuta datum, wertstellung, wertstellungstag, wertstellungsdatum, wert, valuta,
    valutadato, date de valeur, date valeur, valeur, fecha valor, f valor, fecha de valor, data valuta, data valor, data de valor, valor data, rentedatum, rente datum, rentedato, ränta datum,
    valutadag, arvopäivä, data waluty, datum valuty, datum splatnosti, available on, available on utc, interest date, effective date value, availability date, transferdatum, wertstellung valuta, valuta wertstellung, date val, wertstellung datum, valuta date, valutná, vaxtadagur, utligningsdato, data valutei, 起息日, дата валютирования, дата валюты, értéknap, értéknapja, valör, valör tarihi, dátum valuty, 入息日, датум валуте, datum valute, data dobitku, data valuty`,
  'plain-amount': `amount, сума в валюті картки, transaction amount, amt, value, sum, payment amount, amount in account currency, account currency amount,
    billing amount, billed amount, amount transaction, amount debit credit, credit debit amount, debit credit amount, settlement amount, posted amount,
    betrag, umsatz, umsatzbetrag, betrag in kontowährung, buchungsbetrag, lastschrift gutschrift, belastung gutschrift, einzelbetrag, betrag eur,
    montant, montant de l'opération, montant operation, importe, importe movimiento, importe de la operación, cantidad, monto,
    importo, importo operazione, valor, valor da operação, montante, importância, quantia,
    bedrag, transactiebedrag, belopp, beløp, beløb, summa, määrä, kwota, kwota operacji, kwota transakcji, kwota w walucie rachunku, kwota zaksięgowana,
    částka, castka, objem, částka v měně účtu, betrag der buchung, amount charged, charged amount, amount paid, local currency amount, amount local currency, wert, amount total, total amount incl fees, debit credit, credit debit, tutar, jumlah, suma, upphæð, summa operācijas, ποσό, сумма, összeg, iznos, znesek, сума, 金额, 入出金, määrä euroa, kwota transakcji waluta rachunku, kwota transakcji, nominal, total amount, amount total, сумма операции, сумма платежа, сумма в валюте счета, сумма в валюте счёта, сума операції, сума в валюті рахунку, сумма транзакции, 交易金额, 金额 元, 发生额, 取引金額, 金額, işlem tutarı, tutar tl, částka transakce, zaúčtovaná částka, částka operace, suma transakcie, čiastka, összeg deviza, tranzakció összege, value amount, iznos transakcije, importe eur, importe euros, belopp sek, beløp nok, beløb dkk`,
  net: `net, net amount, amount net, netto, nettobetrag, net value, montant net, importe neto, neto, importo netto, valor líquido, líquido, nettobelopp, nettobeløp, nettobeløb,
    net proceeds, payout amount, payout, netto amount, kwota netto, nettobedrag, transaction net amount`,
  gross: `gross, gross amount, amount gross, brutto, bruttobetrag, montant brut, brut, importe bruto, bruto, importo lordo, lordo, valor bruto,
    bruttobelopp, bruttobeløp, bruttobeløb, kwota brutto, gross value, gross sales, brutobedrag, avant commission`,
  debit: `debit, debits, debit amount, amount debit, debit amt, dr amount, paid out, money out, withdrawal, withdrawals, withdrawal amount, withdrawal amt,
    withdrawn, 支払い金額, お支払金額, 払出金額, 払出金額 円, ถอน, ถอนเงิน, out, outflow, spent, money withdrawn, debited, debit value, withdrawals dr, outgoing, amount out, payment out,
    soll, soll betrag, ausgang, ausgänge, ausgaben, ausgabe, lastschrift, lastschriften, belastung, belastungen, belastung in chf, auszahlung,
    débit, débits, montant débit, débit euros, débit eur, dépenses, sorties, cargo, cargos, cargo euro, debe, egresos, egreso, gastos, retiros, adeudo,
    addebiti, addebito, uscite, uscita, dare, débito, débitos, saídas, saída, af, uit, uitgaven, bedrag af, afschrijving,
    ut, ut fra konto, ut av konto, uttag, utbetaling, utbetalinger, utgift, ud, udbetaling, hævet, debet, utgående,
    obciążenia, obciążenie, wydatki, kwota obciążenia, výdaj, výdaje, odchozí, na vrub, debet amount, debit dr, funds out, dr, withdrawal dr, obciazenia kwota, 支出, 出金, お引出し, 출금액, 记账金额 支出, חובה, deebet, aizdevums, terhelés, isplata, ghi nợ, χρέωση, お引出金額, お支払金額, 引出金額, rashod, расход, расходы, списание, сумма списания, дебет, списано, витрата, витрати, видаток, 借方, 借方金额, 借方发生额, 支出金额, 支出 元, 支払金額, お支払い金額, 출금, 찾으신금액, borç, borç tutarı, çıkan, giden, odepsáno, odpis, výber, kiadás, terhelések, teher, obciążenie rachunku, płatności, wypłaty, plată, plăți, izdatak, dugovno, dugovni promet, duguje, breme, odliv, mutasi debet, debet rp, tiền ra, phát sinh nợ, money spent, amount spent, amount paid out, amount withdrawn, payments out, payments, paid, total debit, net debit, net debit nc, 提款, 提取, 支取`,
  credit: `預かり金額, 受入金額, 受入金額 円, ฝาก, ฝากเงิน, お預り金額, お預かり金額, credit, credits, credit amount, amount credit, credit amt, cr amount, paid in, money in, deposit, deposits, deposit amount, deposit amt,
    deposited, in, inflow, received, money deposited, credited, credit value, deposits cr, incoming, amount in, payment in,
    haben, haben betrag, eingang, eingänge, einnahmen, einnahme, gutschrift, gutschriften, gutschrift in chf, einzahlung,
    crédit, crédits, montant crédit, crédit euros, crédit eur, recettes, entrées, abono, abonos, abono euro, haber, ingresos, ingreso, depósitos,
    accrediti, accredito, entrate, entrata, avere, crédito, créditos, entradas, entrada, bij, inkomsten, bedrag bij, bijschrijving,
    inn, inn på konto, insättning, innbetaling, innbetalinger, inntekt, ind, indbetaling, indsat, kredit, ingående, inkomst,
    uznania, uznanie, wpływy, kwota uznania, příjem, příjmy, příchozí, ve prospěch, credit cr, funds in, cr, deposit cr, 收入, 入金, お預入れ, 입금액, 记账金额 收入, זכות, kreedit, jóváírás, uplata, ghi có, πίστωση, お預入金額, 預入金額, приход, доход, поступление, поступления, зачисление, сумма зачисления, кредит, зачислено, надходження, прибуток, 贷方, 贷方金额, 贷方发生额, 收入金额, 收入 元, 受取金額, 입금, 맡기신금액, alacak, alacak tutarı, giren, gelen, připsáno, připis, vklad, bevétel, jóváírások, uznanie rachunku, wpłaty, încasare, încasări, primitak, potražno, potražni promet, potražuje, dobro, priliv, mutasi kredit, kredit rp, tiền vào, phát sinh có, money received, amount received, amount paid in, amount deposited, payments in, receipts, receipt amount, total credit, net credit, net credit nc, 存款, 存入`,
  direction: `direction, д к, debit credit, credit debit, dr cr, cr dr, debit or credit, credit or debit, debit credit indicator, credit debit indicator, dc, d c, cd, cdt dbt ind, cdtdbtind,
    dbit crdt, cr or dr, dr or cr, crdr, drcr, indicator, sign, dc indicator, in out, money direction, balance impact, credit debit flag,
    soll haben, s h, soll haben kennzeichen, sh, soll haben kz, richtung, geldrichtung, umsatzart soll haben, kennzeichen soll haben, vorzeichen,
    sens, débit crédit, crédit débit, debe haber, debito credito, dare avere, segno, d h, af bij, af of bij, bij af, debet credit, credit debet, debet kredit,
    strona, strona operacji, směr, směr úhrady, směr platby, débito crédito, crédito débito, tipo d c, natureza, ut inn, inn ut, details, deb cred, debit credit flag, debit or credit flag, indicator dc, deebet kreedit, deebet kreedit d c, d k, cd kz, sollhabenkennz, creditdebet, credit debet indicator, dr cr indicator, debit credit code, 收 支, πρόσημο ποσού, 收支, 收支类型, 借贷标志, 借贷, 入出金区分, тип операции приход расход, дебет кредит, borç alacak, b a, t j, wn ma, dugovno potražno, debet credit code, d c code, debit or credit indicator, plus minus, in or out`,
  fee: `fee, fees, fee amount, total fees, fee eur, transaction fee, transaction fees, processing fee, processing fees, service fee, commission, fee total, total fee,
    entgelt, gebühr, gebühren, gebührenbetrag, entgelte, frais, commissions, comisión, comisiones, commissione, commissioni, tarifa,
    kosten, transactiekosten, avgift, avgifter, gebyr, gebyrer, opłata, prowizja, poplatek, poplatky, kulut, commission amount, teenustasu, service charge, service charges, comision, komisja, poplatok, díj, 手续费, комиссия, комісія, комиссия банка, 交易手续费, 服务费, masraf, komisyon, ücret, opłata za transakcję, taxă, comision bancar, naknada, provizija, tariffa, poplatek v měně účtu`,
  balance: `ยอดคงเหลือ, 現在 貸付 高, balance, running balance, account balance, balance after, balance after transaction, closing balance, ledger balance, book balance,
    current balance, posted balance, closing ledger balance, resulting balance, new balance, balance amount, end balance, bal, statement balance, balance after booking,
    saldo, kontostand, kontosaldo, saldo nach buchung, saldo nach der buchung, saldo danach, neuer saldo, guthaben, saldo in kontowährung, saldo der buchung, endsaldo,
    solde, solde après opération, nouveau solde, solde comptable, saldo disponible contable, saldo contable, saldo después de movimiento, saldo tras movimiento,
    saldo contabile, saldo finale, saldo contabilístico, saldo após movimento, saldo contábil, saldo na boekstoeking, saldo na mutatie, saldo na trn, saldo na transactie, eindsaldo,
    bokfört saldo, saldo bogført, saldo etter transaksjon, konto saldo, utgående saldo, saldo po operacji, saldo końcowe, saldo po transakcji, saldo rachunku,
    zůstatek, zůstatek po zaúčtování, saldo po pohybu, saldoeur, tilisaldo, partial balance, saldos, running bal, saldo total, account running balance, statement balance amount, bakiye, staða, stav účtu, zostatok, egyenleg, sold, sold contabil, sold disponibil contabil, υπόλοιπο, 残高, 余额, 잔액, יתרה, saldo disponível contabilístico, stanje, số dư, остаток, остаток на счете, остаток после операции, баланс, залишок, залишок після операції, 账户余额, 本次余额, 交易后余额, 取引後残高, 差引残高, 거래후잔액, 거래 후 잔액, hesap bakiyesi, bakiye tl, zůstatek na účtu, zůstatok, konečný zůstatek, könyvelt egyenleg, egyenleg a tranzakció után, saldo po transakcijama, novo stanje, ending balance, balance after this transaction, balance carried, số dư cuối, saldo akhir, stan konta, saldo končno, running total, 結餘, 餘額, daily posted balance`,
  currency: `νόμισμα, currency, ccy, currency code, cur, curr, account currency, transaction currency code, iso currency, νόμισμα, valuta, devise, monnaie, divisa, moneda, moeda, währung, waehrung,
    kontowährung, waers, muntsoort, munt, valuutta, waluta, waluta rachunku, waluta operacji, měna, mena, měna účtu, valutakod, valutakode, currency symbol, currency type, gross currency, net currency, transaction currency, devies, whg, payment currency, posted currency, valutacode, valuuta, valuta rekening, kode mata uang, valiuta, valūta, moneda cuenta, para birimi, monedă, deviza, pénznem, 币种, 记账币种, mynt, rekeningvaluta, currency name, валюта, валюта счета, валюта счёта, валюта операции счета, 币种, 币别, 交易币种, 通貨, 통화, döviz cinsi, para birimi, měna, měna účtu, mena, devizanem, pénznem, waluta, waluta rachunku, monedă, valută, mata uang, buchungswährung, kontowährung, 貨幣, 幣別, 幣種, wallet currency, payout currency`,
  description: `description, transaction description, descriptions, narrative, transaction details, narration, booking text, transaction narrative, payment details, purpose, remittance information, remittance info,
    remittance information unstructured, statement description, extended details, memo, message, details, detail, text, particulars, transaction remarks, remarks, transaction, transaction info, payment description, what, original description,
    appears on your statement as, line description, item description, transaction particulars, detailed description, bank description, subject, title, comment, comments,
    verwendungszweck, buchungstext, bezeichnung, buchungsdetails, buchungsinformation, beschreibung, vorgang verwendungszweck, umsatztext, zahlungsgrund, textschlüssel text, avisierungstext, zweck, mitteilung, zahlungsdetails, bemerkungen,
    libellé, libelle, libellé opération, libellé de l'opération, libellé simplifié, nature de l'opération, description de l'opération, motif, intitulé, opération, communication, communications,
    concepto, concepto ampliado, descripción, descripción del movimiento, movimiento, detalle, observaciones, más datos, glosa,
    descrizione, descrizione operazione, causale descrizione, descrizione estesa, dettagli, operazione, descrição, descrição do movimento, histórico, lançamento, descritivo, detalhes,
    omschrijving, mededelingen, mededeling, transactieomschrijving, beskrivning, beskrivelse, forklaring, tekst, transaktionstext, transaktion, rubrik, meddelelse, melding, specifikation, selitys, viesti,
    opis, opis operacji, opis transakcji, tytuł, tytuł operacji, tytułem, szczegóły transakcji, szczegóły, dane operacji, popis, popis transakce, popis operace, zpráva, zpráva pro příjemce, poznámka pro mne, název transakce, titel, notes and tags, text mottagare, memo description, otsikko, buchungs info, libellé complet opération, libellé complet, descrizione completa, descrizione operazioni, concepto referencia, verwendung, keterangan, beschrijving, info, betreff, selgitus, paaiškinimai, paskirtis, açıklama, skýring, texti, descriere, descriere tranzacție, megnevezés, közlemény, opis plačila, περιγραφή, αιτιολογία, назначение платежа, описание, 摘要, 内容, お取り扱い内容, 적요, detail transakce, označení operace, narration remarks, vrije mededeling, détails du mouvement, transaction memo, keterangan transaksi, analysis, mô tả, diễn giải, nội dung, назначение, описание операции, наименование операции, содержание операции, детали операции, примечание, комментарий, основание, опис, опис операції, призначення платежу, деталі, 交易说明, 商品说明, 商品, 交易摘要, 附言, 用途, 备注摘要, お取引内容, 摘要内容, ご利用内容, 내용, 거래내용, 기재내용, açıklamalar, işlem açıklaması, zpráva pro mne, message for payee, message for me, detaily transakce, detail platby, popis transakcie, informácia pre príjemcu, účel platby, tranzakció leírása, közlemény rovat, detalii tranzacție, detalii, explicații, svrha, svrha plaćanja, svrha uplate, namen, namen plačila, uraian, uraian transaksi, transaktionsbeschreibung, summary, narration details, détail, détail de l écriture, desc, full description, 詳情, 說明, 交易說明, 交易詳情, รายการ, รายละเอียด`,
  counterparty: `counterparty, naam omschrijving, counter party, counterparty name, counter party name, payee, payer, payee name, payer name, payee payer, payer payee, merchant, merchant name, name, beneficiary, beneficiary name, name of counterparty, other party, other party name,
    customer name, contact, vendor, supplier, remitter, sender, recipient, sender name, recipient name, source name, target name, to from, from to, party, partner name, counterpart, counterpart name, customer, card acceptor, business name,
    auftraggeber empfänger, empfänger, auftraggeber, name zahlungsbeteiligter, zahlungsbeteiligter, beguenstigter zahlungspflichtiger, begünstigter zahlungspflichtiger, begünstigter auftraggeber, zahlungsempfänger in, zahlungspflichtige r, zahlungsempfänger, zahlungspflichtiger, empfängername, auftraggeber begünstigter, gegenpartei, händler, partner, partnername, empfänger auftraggeber, gegenkonto inhaber, name des partners,
    contrepartie, bénéficiaire, nom, nom de la contrepartie, tiers, émetteur, beneficiario, ordenante, contraparte, nombre, ordinante, beneficiario ordinante, controparte, nome, favorecido, destinatário, comerciante,
    naam, naam tegenpartij, tegenpartij, naam tegenrekening, begunstigde, mottagare, avsändare, mottaker, avsender, modtager, afsender, modpart, motpart, namn, navn, saaja maksaja, saaja,
    nadawca odbiorca, odbiorca nadawca, kontrahent, odbiorca, nadawca, nazwa kontrahenta, dane kontrahenta, protistrana, název protiúčtu, název protistrany, jméno protistrany, nazev protiuctu, partner iban name, empfaenger, naam tegenpartij bevat, naam van de tegenpartij, sender empfänger, empfänger auftraggeber name, nimi, name of sender receiver, saaja maksja, saaja maksja nimi, gavėjas, mokėtojas gavėjas, partneris, maksaja maksunsaaja, maksunsaaja, rekening naam tegenpartij, tegenrekeninghouder, empfänger zahlungspflichtiger, název účtu protiúčtu, naziv partnera, 对方户名, empfaenger 1, receiver name, recipient or payer, name of sender receiver, transaction party, контрагент, получатель, отправитель, плательщик, отримувач, 交易对方, 对方, 对方名称, 对方账户名称, 收款人, 付款人, 商户名称, 商户, 取引先, 振込依頼人, 상대방, 받는분, 보낸분, alıcı, gönderen, karşı taraf, alıcı gönderen, názov protiúčtu, kedvezményezett, partner neve, ellenoldali név, beneficiar, plătitor, primatelj, platitelj, prejemnik, counteraccount name, title of counter account, name of beneficiary, saajan nimi, odbiorca zleceniodawca, partner név, imię i nazwisko nazwa`,
  reference: `reference, payment reference, ref, customer reference, ref no, reference no, reference number, your reference, cheque number, check number, check no, cheque no, cheque, check, check or slip, chq no, chq ref no, ref no cheque no, chq ref number, serial, cheque num, end to end reference, end to end id, endtoendid, end to end, invoice number, invoice, invoice id, code, instructed ref, payer reference, sender reference, recipient reference, external reference, remittance reference, serial number, particulars reference, bank reference number, transaction reference number,
    referenz, kundenreferenz, kundenreferenz end to end, mandatsreferenz, ende zu ende referenz, end to end referenz, zahlungsreferenz, rechnungsnummer, auftraggeberreferenz, kundenreferenz endtoend, sepa referenz, schecknummer, scheck nr,
    référence, référence client, numéro de chèque, n de chèque, référence de l'opération, referencia, número de documento, n documento, documento, riferimento, numero assegno, riferimento cliente, referência, nº documento, número do documento, docto,
    kenmerk, betalingskenmerk, betaalkenmerk, ocr, ocr nummer, kid, kid nummer, fakturanummer, viite, viitenumero, numer referencyjny klienta, variabilní symbol, vs, var symbol, reference platby, número documento, referens, referentie, chq ref number, client reference, номер документа, номер документу, 凭证号, 凭证号码, dekont numarası, fiş no, variable symbol, variable symbol 1, variabilny symbol, broj dokumenta, poziv na broj, sklic, č dokladu, 參考編號`,
  id: `id, transaction id, fitid, transaction reference, unique id, bank reference, entry id, txn id, transactionid, transaction no, transaction number, transaction code number, transfer id, transferwise id, payment id, balance transaction id, unique transaction id, unique transaction identifier, identifier, ref id, tran id, trans id, txn reference, reference id, bank transaction id, activity id, record id, uuid, entry reference, account servicer reference, transaction ref,
    transaktionscode, transaktionsnummer, transaktions id, transaktions nr, buchungsreferenz, umsatz id, bankreferenz, referenznummer, identifiant, numéro de transaction, numéro d'opération, id de transacción, número de operación, código de transacción, numero operazione, id transazione, codice transazione, id transação, identificador,
    transactiereferentie, transactie id, volgnr, volgnummer, transaktions id nr, verifikationsnummer, arkivref, arkivreferens, arkistointitunnus, numer transakcji, numer operacji, id transakcji, id operacji, id transakce, číslo transakce, id pohybu, referenční číslo, receipt no, nr transakcji, transactienummer, id operace, zkb referenz, arhiveerimistunnus, arkivreferanse, įrašo nr, referinta tranzactiei, dekont no, numéro de mouvement, id pokynu, 流水号, идентификатор, референс, референс проводки, номер операции, номер транзакции, 交易号, 交易单号, 交易订单号, 交易流水号, 订单号, 업무번호, işlem no, işlem numarası, číslo pohybu, id pohybu na účtu, referencia banky, tranzakció azonosító, reference transakce, transaction reference number, referenční číslo transakce`,
  type: `type, transaction type, trntype, tran type, txn type, trans type, transactiontype, type of transaction, transaction code, entry type, activity type, payment type, reporting category, event type, operation type, movement type,
    umsatzart, umsatztyp, transaktionstyp, transaktionsart, art, vorgang, buchungsart, typ, zahlungsart, buchungsschlüssel, geschäftsvorfall, art der buchung, type d'opération, type opération, type de transaction, nature, tipo, tipo de movimiento, tipo movimiento, tipo de operación, tipo operazione, causale, tipologia, tipo de transação, tipo de lançamento, tipo movimento,
    mutatiesoort, soort, transactiesoort, transactietype, transaktionstyp typ, typ av transaktion, type transaksjon, transaksjonstype, laji, tapahtumalaji, typ operacji, rodzaj operacji, typ transakcji, rodzaj transakcji, rodzaj, typ pohybu, typ transakce, typ operace, typ platby, bewegungstyp, transaction details type, tip inregistrare, tehingu tüüp, type verrichting, type betaling, mutatietype, rodzaj transakcji karty, tapahtuma, тип операции, вид операции, тип транзакции, 交易类型, 交易分类, 业务类型, 取引区分, 거래구분, işlem tipi, işlem türü, typ transakcie, tranzakció típusa, tip tranzacție, vrsta prometa, vrsta transakcije, typ úhrady`,
  status: `status, state, transaction status, payment status, booking status, posting status, transaction state, status of transaction, status description, booked, zustand, buchungsstatus, umsatzstatus, bearbeitungsstatus, statut, état, estado, situación, situação, stato, stato operazione, toestand, status transakcji, stan, stav, stav transakce, tila, reserveret bogført, reserverat bokfört, is pending, pending, info, contabilizzazione, stato movimento, état de l'opération, статус, durum, transaction status code, reserved, is booked, posted, статус операции, состояние, 交易状态, 当前状态, 状态, işlem durumu, stav platby, státusz, állapot, stare, stanje naloga, status operacji`,
  account: `account number, account, account no, account name, own account, account id, account iban, acct, acct no, accountnumber, account nr, bank account, from account number, account number iban, account identifier, account title, account type, own account number, own iban, bank account number, account nickname, product, sort code account number,
    auftragskonto, iban auftragskonto, konto auftraggeber, kontonummer auftraggeber, bezeichnung auftragskonto, eigenes konto, eigene iban, kontobezeichnung, kontoname, auftraggeberkonto, iban kontoinhaber, kontonummer eigenes konto, iban des auftraggeberkontos, referenzkonto,
    compte, numéro de compte, numéro du compte, n de compte, account num, account label, cuenta, número de cuenta, nº cuenta, conto, numero conto, numero di conto, rapporto, conta, número da conta, rekening, rekeningnummer, iban bban, eigen rekening, konto, kontonummer, kontonr, kontonamn, tili, tilinumero,
    rachunek, numer rachunku, nr rachunku, rachunek własny, číslo účtu, účet, vlastní účet, konto nr, iban rachunku, kontonr, iban, bsb account number, posted account, kliendi konto, sąskaitos nr, konta numurs, this party account, fiók, számlaszám, conto o carta, iban nr, card or account, hesap, счет, wallet, pocket, saving space, portfolio, account label name, sub account, номер счета, номер счёта, счёт, рахунок, номер рахунку, 账号, 本方账号, 账户, 口座番号, 口座, 계좌번호, hesap no, hesap numarası, číslo vlastního účtu, číslo účtu vlastníka, szla szám, bankszámlaszám, cont, număr cont, broj računa, račun, source account, numer rachunku karty, 帳戶號碼, 帳號`,
  note: `notes, note, notes and #tags, your notes, own notes, personal note, transaction notes, note to self, user note, notiz, notizen, anmerkung, eigene notiz, commentaire, commentaires, note operazione, nota, notas, anteckning, notat, notering, poznámka, notatka, uwagi, opmerking, opmerkingen, notitie, notities, muistiinpano, megjegyzés, 備註`,
  unused: `time, number, record type, employee, last 4, initiated by, channel, filing id, cardholder email, city state, exchange to amount, conversion rate, funding type, accrued charges, เวลา, ช่องทาง, сума в валюті операції, сумма в валюте операции, 商家订单号, 交易来源地, 最近修改时间, 资金状态, time zone, timezone, category, categories, subcategory, sub category, parent category, main category, category split, category name, spending category, emoji, tags, tag, labels, label, address, receipt, receipts, attachment, attachments, exchange rate, fx rate, rate, exchange from, exchange to, exchange out, exchange in, batch, created by, user, user name, cardholder, card holder, card holder full name,
    card member, cardmember, account owner, card number, card no, card last four digits, last 4 digits, card, card name, card label, masked card number, bank, bank name, bank code, branch, branch code, branch name, sort code, bic, swift, swift bic, country, city, town city, postcode, zip code, postal code, region, location, original amount, original currency, foreign amount, foreign currency, amount in original currency, foreign currency amount, foreign transaction amount, amount original currency, original ccy, amount in foreign currency, foreign spend amount, transaction currency amount, source currency amount, available balance, available, balance available, available funds, vat, tax, tax amount, sales tax, vat rate, vat amount, shipping and handling amount, insurance amount, quantity, receipt id, item title, item id,
    counterparty account, counterparty account number, counterparty iban, counter account, counterparty bic, counterparty bank, counterparty sort code, payee account number, payee account, payer account, beneficiary account, beneficiary iban, recipient account, other account, other party account number, other account number, from email address, to email address, email, from email, to email, partner iban, partner bic, partner account number, partner bank code, partner e mail, creditor id, mandate id, mandate reference, sepa mandate, merchant category, merchant category code, mcc, mcc code, merchant city, merchant state, merchant country, merchant id, terminal id, bank transaction code, domain code, family code, subfamily code, balance currency, fee currency, fees currency, saving space name, spendings category, reporting, exported, reconciled, has attachment, user email, team, department, project, cost center, gl code, expense category, transfer reference id, website, phone, phone number,
    uhrzeit, zeit, zeitzone, kategorie, hauptkategorie, unterkategorie, gläubiger id, glaeubiger id, gläubiger identifikationsnummer, mandatsreferenz id, sammlerreferenz, lastschrift ursprungsbetrag, auslagenersatz ruecklastschrift, auslagenersatz rücklastschrift, kontonummer iban, iban zahlungsbeteiligter, iban zahlungsbeteiligte r, bic swift code, bic zahlungsbeteiligter, kontonummer gegenkonto, blz, bankleitzahl, name der bank, bankkonto, absender e mail adresse, empfänger e mail adresse, versand und bearbeitungsgebühr, umsatzsteuer, zugehöriger transaktionscode, wechselkurs, umrechnungskurs, originalbetrag, originalwährung, ursprungsbetrag, ursprungswährung, betrag in fremdwährung, fremdwährung, fremdwährungsbetrag, betrag fremdwährung, fremdgebühr, gegenkonto, gegeniban, iban empfänger, primanota, primanotanummer, verfügbarer saldo, steuerrelevant, saldo vor buchung,
    heure, catégorie, catégorie opération, sous catégorie, categorie parent, category parent, supplier found, pointage, pointage opération, taux de change, devise d'origine, montant d'origine, iban contrepartie, compte contrepartie, hora, categoría, subcategoría, oficina, sucursal, tipo de cambio, divisa original, importe original, cuenta contraparte, ora, categoria, sottocategoria, hashtag, carta, cambio, filiale, agência, origem, canal,
    tijd, categorie, subcategorie, tegenrekening, rekening tegenpartij, tegenrekening iban bban, tegenrekening iban, iban tegenpartij, wisselkoers, koers, oorspr bedrag, oorspr munt, oorspronkelijk bedrag, bic tegenpartij, machtigingskenmerk, incassant id, batch id, reden retour, kaartnummer, saldo voor mutatie, startsaldo, beginsaldo, naam uiteindelijke partij, naam initiërende partij, tag transactie,
    tid, kategori, underkategori, undergruppe, motkonto, fra konto, til konto, från konto, till konto, vekselkurs, växelkurs, originalbelopp, originalvaluta, saldo disponibelt, disponible, disponibel saldo, disponibelt saldo, tillgängligt saldo, clnr, clearingnummer, radnummer, produkt, afstemt, lukka, vastatili,
    godzina, kategoria, podkategoria, kurs, kurs waluty, kwota oryginalna, waluta oryginalna, kwota w walucie oryginalnej, saldo dostępne, rachunek nadawcy, rachunek odbiorcy, rachunek kontrahenta, numer rachunku kontrahenta, nr rachunku kontrahenta, numer karty, lokalizacja, bank kontrahenta, nazwa banku, čas, kategorie výdaje, protiúčet, číslo protiúčtu, kód banky, název banky, konstantní symbol, ks, specifický symbol, ss, původní částka, původní měna, kurz, štítky, type foreign currency, amount foreign currency, destination platform fee, destination platform fee currency, bsb number, bsb, card used, merchant postcode, merchant zip, sicmcc, sicmcc code, member name, nr, sl no, s no, row, radnr, clnr, sol, provedl, purchased by, cardholder name, card brand, bank card, landcode, mcc description, kartennummer, name des karteninhabers, kartennetzwerk, merchant zip code, abschlussdatum, abschlusszeit, fussnoten, umsatz geteilt, stichwörter, bic auftragskonto, bankname auftragskonto, bic swift code zahlungsbeteiligter, iban konto nr, bic blz, empfänger auftraggeber iban, empfänger auftraggeber bic, straat en nummer, postcode en plaats, informations complémentaires, initiator, orig currency, orig amount,  fee currency, card label, card state, related transaction id, spend program, closing available balance, closing available brought forward from, closing ledger brought forward from, current ledger as at, current available as at, account short name, account alias, bank rtn, card ending, address status, country code, postage and packing amount, other party account, originating bank branch, budgetgrupp, maksaja, kortinnumero, kpl, canal o sucursal, dependencia origem, imagen, sous categorie operation, tegenrekeningnummer, vastarekening, kód banky protiúčtu, číslo účtu protiúčtu, numer konta, op bank account number, isikukood või registrikood, saaja maksja konto, saaja panga kood, rekeninguittrekselnummer, afschriftnummer, rekeningnummer tegenpartij, kontonummer des empfängers, protiúčet iban, afzender, transfer group, transfer date utc, beneficiary account number, beneficiary sort code or routing number, beneficiary bic, value time, auftraggeber zahlungsempfänger, reconciliation status, total vat amount, vat total, bic swift, iban konto nr, card type, payment method, entry mode, auth code, address line 1, время, категория, mcc код, код валюты, номер карты, номер карты счета договора, тип карты, тип счета, тип счёта, код авторизации, банк получателя, бик, 对方账号, 对方账户, 对方行名, 收付款方式, 收 付款方式, 支付方式, 付款方式, 商家订单号, 商户订单号, 商户单号, 商家单号, 交易地点, 交易渠道, 渠道, 取引店, 店番, 거래점, 취급점, 분류, şube, kanal, kart no, saat, kategorie transakce, název účtu, bankovní spojení, položka, bank account details, constant symbol, specific symbol, last four digits, name on card, name on account, umsatz getätigt von, partner számlaszáma, ellenoldali számlaszám, counter account number, address status, counterparty status, reference txn id, shipping address, fuseau horaire, zona horaria, fuso orario, strefa czasowa, tijdzone, de l adresse email, à l adresse email, de l adresse e mail, à l adresse e mail, correo electrónico del remitente, correo electrónico del destinatario, indirizzo email mittente, indirizzo email destinatario, z adresu e mail, na adres e mail, van e mailadres, naar e mailadres, canale, na konto z konta, partner számla, saajan tilinumero, saajan bic tunnus, původní měna úhrady, původní částka úhrady, číslo účtu protistrany`,
}

/** A heading in lower case without accents and signs: `Paid Out (CHF)` is `paid out chf`. */
export function headingName(cell: string): string {
  return cell
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const MEANINGS: ReadonlyMap<string, readonly Meaning[]> = meaningsByName()
/** Where a name stands among those of its meaning: the smaller is preferred. */
const RANKS: ReadonlyMap<string, number> = ranks()

function entries(): { meaning: Meaning; name: string; rank: number }[] {
  return (Object.keys(NAMES) as Meaning[]).flatMap((meaning) =>
    NAMES[meaning].split(',').map((name, rank) => ({ meaning, name: headingName(name), rank })),
  )
}

function meaningsByName(): Map<string, Meaning[]> {
  const map = new Map<string, Meaning[]>()
  for (const { meaning, name } of entries()) {
    const known = map.get(name) ?? []
    if (!known.includes(meaning)) known.push(meaning)
    map.set(name, known)
  }
  return map
}

function ranks(): Map<string, number> {
  const map = new Map<string, number>()
  for (const { meaning, name, rank } of entries())
    if (!map.has(`${meaning} ${name}`)) map.set(`${meaning} ${name}`, rank)
  return map
}

/** Currencies that headings and titles name, in lower case, for patterns. */
export const CURRENCIES =
  'aed|ars|aud|bgn|bhd|brl|cad|chf|clp|cny|cop|czk|dkk|egp|eur|gbp|hkd|huf|idr|ils|inr|isk|jpy|kes|krw|kwd|mad|mxn|myr|ngn|nok|nzd|omr|pen|php|pkr|pln|qar|ron|rub|sar|sek|sgd|thb|tnd|try|twd|uah|usd|vnd|zar'
const CURRENCY_AT_END = new RegExp(` (?:in |en |w )?(${CURRENCIES})$`)
const CURRENCY_ALONE_AT_END = new RegExp(` (?:${CURRENCIES})$`)
const CURRENCY_ALONE = new RegExp(`^(${CURRENCIES})$`)
/** Currencies by other names than their codes. */
const CURRENCY_WORD_AT_END = / (?:in |en )?(?:euros?|r|rm|rs|zl|kc)$/
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\beuros?\b/i, 'EUR'],
  [/R\$/, 'BRL'],
  [/zł/, 'PLN'],
  [/Kč/, 'CZK'],
  [/€/, 'EUR'],
  [/£/, 'GBP'],
]

export interface HeadingWord {
  /** What it can mean: more than one only for words that languages share, which the column's contents settle. */
  readonly meanings: readonly Meaning[]
  readonly rank: (meaning: Meaning) => number
  /** The currency that the heading names: `Amount (GBP)`. */
  readonly currency: string | null
}

const NOTHING: readonly Meaning[] = []

/** What a heading is known to mean, also one in two languages: “Date / 日期”. No meaning where it isn't known. */
export function readHeading(cell: string): HeadingWord {
  if (SIGNS_ALONE.test(cell)) return word('direction', ['direction'], null)
  const name = readName(cell)
  return name.meanings.length === 0 && BETWEEN_NAMES.test(cell) ? (ofBothNames(cell) ?? name) : name
}

/** “+/-” holds no letter that a name could be read by. */
const SIGNS_ALONE = /^\s*(?:\+\s*[/|]?\s*[-\u2212\u2013]|±)\s*$/
const BETWEEN_NAMES = /[/|\n]/

/** What two names have in common; one in other letters needn't be known. */
function ofBothNames(cell: string): HeadingWord | null {
  const parts = cell.split(BETWEEN_NAMES).filter((part) => part.trim() !== '')
  const read = parts.map((part) => readName(part))
  const known = read.filter(({ meanings }) => meanings.length > 0)
  const [first] = known
  const areTold = parts.every((part, at) => (read[at]?.meanings.length ?? 0) > 0 || !/\p{Script=Latin}/u.test(part))
  if (first === undefined || parts.length !== 2 || !areTold) return null
  const meanings = first.meanings.filter((meaning) => known.every((one) => one.meanings.includes(meaning)))
  const currency = known.find((one) => one.currency !== null)?.currency ?? null
  return meanings.length === 0 ? null : { ...first, meanings, currency }
}

function readName(cell: string): HeadingWord {
  const name = headingName(cell)
  const sign = SIGNS.find(([pattern]) => pattern.test(cell))?.[1] ?? null
  const alone = CURRENCY_ALONE.exec(name)
  if (alone !== null) return word('amount', ['plain-amount'], (alone[1] ?? '').toUpperCase())
  // `TransferWise ID` is one word to its maker, `accountNum` two.
  const names = [...namesOf(name), ...namesOf(headingName(cell.toLowerCase()))]
  const known = names.find((one) => MEANINGS.has(one)) ?? name
  const isWhole = names[0] === known && MEANINGS.has(known)
  const ended = isWhole ? null : CURRENCY_AT_END.exec(name)
  return word(known, MEANINGS.get(known) ?? NOTHING, ended === null ? sign : (ended[1] ?? '').toUpperCase())
}

/** `Date started (Europe/London)`. */
const ZONE_AT_END = / (?:utc|gmt|local|(?:africa|america|asia|australia|europe|pacific)(?: [a-z]+){1,2})$/

/** `Date (DD/MM/YYYY)`, also in German, French and Dutch: how its days are written. */
const DAY_PATTERN =
  / (?:(d{1,2}|tt|jj)[ ]?m{2,3}[ ]?(?:y{2,4}|j{2,4}|a{2,4}|r{4})|(m{2}[ ]?(?:d{2}|tt|jj)[ ]?(?:y{2,4}|j{2,4}|a{2,4}))|(?:y{2,4}|j{4}|a{2,4}|r{4})[ ]?m{2}[ ]?(?:d{2}|tt|jj))$/

/** The order of days that a heading names; null where it names none. */
export function orderNamed(heading: string): DateOrder | null {
  const found = DAY_PATTERN.exec(headingName(heading.toLowerCase()))
  if (found === null) return null
  return found[1] === undefined ? (found[2] === undefined ? 'ymd' : 'mdy') : 'dmy'
}

/** A name as it is, then without a number, a currency or a zone at its end: `description 2`, `paid in chf`, `betrag in eur`. */
function namesOf(name: string): string[] {
  // `£000` are thousands.
  const bare = name
    .replace(/(?<!\d) ?\d{1,2}$/, '')
    .replace(ZONE_AT_END, '')
    .replace(DAY_PATTERN, '')
  return [
    name,
    bare,
    bare.replace(CURRENCY_ALONE_AT_END, ''),
    bare.replace(CURRENCY_AT_END, ''),
    bare.replace(CURRENCY_WORD_AT_END, ''),
  ]
}

function word(name: string, meanings: readonly Meaning[], currency: string | null): HeadingWord {
  return { meanings, currency, rank: (meaning) => RANKS.get(`${meaning} ${name}`) ?? 0 }
}
