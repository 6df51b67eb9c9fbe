/** A bank of the tests: takes our `pain.001` in, and answers as banks do, in messages that the official schemas accept. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { expect } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { LigneRetour } from '../../tresorerie/retours/retour.ts';

/** One transfer as the bank has it. */
export interface Recu {
  readonly reference: string;
  readonly montantCentimes: number;
}
export interface FichierRecu {
  readonly message: string;
  readonly lot: string;
  readonly virements: readonly Recu[];
}

const un = (fichier: string, nom: string): string => new RegExp(`<${nom}>([^<]*)</${nom}>`).exec(fichier)?.[1] ?? '';

/** What the bank reads of our file. */
export function recevoir(pain001: string): FichierRecu {
  const lu = new XMLParser({ parseTagValue: false, isArray: (nom) => nom === 'CdtTrfTxInf' }).parse(pain001) as {
    Document: {
      CstmrCdtTrfInitn: { PmtInf: { CdtTrfTxInf: { PmtId: { EndToEndId: string }; Amt: { InstdAmt: string } }[] } };
    };
  };
  return {
    message: un(pain001, 'MsgId'),
    lot: un(pain001, 'PmtInfId'),
    virements: lu.Document.CstmrCdtTrfInitn.PmtInf.CdtTrfTxInf.map(({ PmtId, Amt }) => ({
      reference: PmtId.EndToEndId,
      montantCentimes: Math.round(Number(Amt.InstdAmt) * 100),
    })),
  };
}

export const euros = (centimes: number): string => (centimes / 100).toFixed(2);
const raison = (code?: string, mots?: string) =>
  code === undefined && mots === undefined
    ? ''
    : `<StsRsnInf>${code === undefined ? '' : `<Rsn><Cd>${code}</Cd></Rsn>`}${mots === undefined ? '' : `<AddtlInf>${mots}</AddtlInf>`}</StsRsnInf>`;

export interface Niveau {
  readonly statut?: string;
  readonly code?: string;
  readonly mots?: string;
}
export interface SortDuVirement extends Niveau {
  readonly reference?: string;
  readonly le?: string;
  readonly montantCentimes?: number;
}
export interface CompteRendu extends Niveau {
  readonly version?: string;
  readonly message?: string;
  readonly creeLe?: string;
  readonly lots?: readonly (Niveau & { readonly lot?: string; readonly virements?: readonly SortDuVirement[] })[];
}

/** A `pain.002`: a level that says nothing is left without a status. */
export function pain002({
  version = '12',
  message = 'L1',
  creeLe = '2026-06-16T08:00:00',
  lots = [],
  ...groupe
}: CompteRendu): string {
  const balise = (nom: string, valeur?: string) => (valeur === undefined ? '' : `<${nom}>${valeur}</${nom}>`);
  const corps = lots
    .map(
      ({ lot = message, virements = [], ...dit }) =>
        `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${lot}</OrgnlPmtInfId>${balise('PmtInfSts', dit.statut)}${raison(dit.code, dit.mots)}${virements
          .map(
            ({ reference, statut, code, mots, le, montantCentimes }) =>
              `<TxInfAndSts>${balise('OrgnlEndToEndId', reference)}${balise('TxSts', statut)}${raison(code, mots)}${balise('AccptncDtTm', le)}${montantCentimes === undefined ? '' : `<OrgnlTxRef><Amt><InstdAmt Ccy="EUR">${euros(montantCentimes)}</InstdAmt></Amt></OrgnlTxRef>`}</TxInfAndSts>`,
          )
          .join('')}</OrgnlPmtInfAndSts>`,
    )
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.${version}"><CstmrPmtStsRpt>
<GrpHdr><MsgId>R1</MsgId><CreDtTm>${creeLe}</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>${message}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>${balise('GrpSts', groupe.statut)}${raison(groupe.code, groupe.mots)}</OrgnlGrpInfAndSts>
${corps}</CstmrPmtStsRpt></Document>`;
}

export interface Ecriture {
  readonly sens: 'DBIT' | 'CRDT';
  readonly montantCentimes: number;
  readonly le: string;
  readonly comptable?: string;
  readonly virements?: readonly {
    readonly reference?: string;
    readonly lot?: string;
    readonly montantCentimes?: number;
    readonly code?: string;
  }[];
  readonly lot?: { readonly nom: string; readonly nombre?: number };
}

/** A `camt.053` or `camt.054`, version 2 or 8. */
export function camt(type: '053' | '054', ecritures: readonly Ecriture[], version: '02' | '08' = '08'): string {
  const neuf = version === '08';
  const [message, releve] = type === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  const montant = (centimes: number) => `<Amt Ccy="EUR">${euros(centimes)}</Amt>`;
  const solde = `<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp>${montant(0)}<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-06-16</Dt></Dt></Bal>`;
  const virement = (v: NonNullable<Ecriture['virements']>[number], sens: string, seul: number) => {
    const refs = `<Refs>${v.lot === undefined ? '' : `<PmtInfId>${v.lot}</PmtInfId>`}<EndToEndId>${v.reference ?? 'NOTPROVIDED'}</EndToEndId></Refs>`;
    const centimes = v.montantCentimes ?? seul;
    const somme = neuf
      ? `${montant(centimes)}<CdtDbtInd>${sens}</CdtDbtInd>`
      : `<AmtDtls><TxAmt>${montant(centimes)}</TxAmt></AmtDtls>`;
    return `<TxDtls>${refs}${somme}${v.code === undefined ? '' : `<RtrInf><Rsn><Cd>${v.code}</Cd></Rsn></RtrInf>`}</TxDtls>`;
  };
  const ecriture = ({ sens, montantCentimes, le, comptable = 'BOOK', virements = [], lot }: Ecriture) => {
    const bloc =
      lot === undefined
        ? ''
        : `<Btch><PmtInfId>${lot.nom}</PmtInfId>${lot.nombre === undefined ? '' : `<NbOfTxs>${lot.nombre}</NbOfTxs>`}</Btch>`;
    const details = virements.map((un) => virement(un, sens, montantCentimes)).join('');
    return `<Ntry>${montant(montantCentimes)}<CdtDbtInd>${sens}</CdtDbtInd><Sts>${neuf ? `<Cd>${comptable}</Cd>` : comptable}</Sts><BookgDt><Dt>${le}</Dt></BookgDt><BkTxCd/>${bloc + details === '' ? '' : `<NtryDtls>${bloc}${details}</NtryDtls>`}</Ntry>`;
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${type}.001.${version}"><${message}>
<GrpHdr><MsgId>R1</MsgId><CreDtTm>2026-06-16T08:00:00</CreDtTm></GrpHdr>
<${releve}><Id>1</Id><CreDtTm>2026-06-16T08:00:00</CreDtTm><Acct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id></Acct>${type === '053' ? solde : ''}${ecritures.map(ecriture).join('')}</${releve}></${message}></Document>`;
}

const schema = (nom: string) => readFileSync(join(import.meta.dirname, 'xsd', `${nom}.xsd`), 'utf8');

/** Fails unless the official schema of the message, which its namespace names, accepts it. */
export async function conforme(message: string): Promise<void> {
  const [, nom = ''] = /xsd:([a-z]+\.\d{3}\.\d{3}\.\d{2})"/.exec(message) ?? [];
  const { errors } = await validateXML({
    xml: { fileName: 'message.xml', contents: message },
    schema: { fileName: `${nom}.xsd`, contents: schema(nom) },
  });
  expect(errors).toEqual([]);
}

/** What a file says, without the account of its statement: the tests' banks keep one. */
export const sansCompte = (lignes: readonly LigneRetour[]): readonly LigneRetour[] =>
  lignes.map((ligne) => {
    const autre: { compte?: string } & LigneRetour = { ...ligne };
    delete (autre as { compte?: string }).compte;
    return autre;
  });
