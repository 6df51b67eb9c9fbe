/**
 * `camt.053` (statement) and `camt.054` (advice): what was booked on the caisse's account. A debit of ours is an execution, a
 * credit under one of our references a transfer that came back (DEC-38); most entries are none of ours.
 */
import { ibanElectronique } from '../comptes.ts';
import { ECRITURES_MAX, jourDe, tropDeLignes, type LigneRetour } from './ligne.ts';
import {
  duLot,
  duVirement,
  estExtourne,
  montantDe,
  motsDe,
  nommeDans,
  sontDesFrais,
  type Commun,
} from './camt-virement.ts';
import { referenceDite, refusDe } from './references.ts';
import { RetourIllisible, elementDe, elementsDe, texteDe, type Element } from './xml.ts';

/** Message → its reports, by the names of the standard. */
const MESSAGES = [
  ['BkToCstmrStmt', 'Stmt'],
  ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
] as const;

/** Either message and its reports, when it is one. */
export const camtDe = (
  document: Element,
): { readonly rapport: Element; readonly releves: readonly Element[] } | undefined => {
  for (const [message, releves] of MESSAGES) {
    const rapport = elementDe(document, message);
    if (rapport !== undefined) return { rapport, releves: elementsDe(rapport, releves) };
  }
  return undefined;
};

/** One line a transfer, or a batch booked in one amount; an entry without reference has none. */
export function lireCamt(rapport: Element, releves: readonly Element[], zone: string): LigneRetour[] {
  const creeLe = texteDe(elementDe(rapport, 'GrpHdr'), 'CreDtTm');
  const ecritures = releves.flatMap((releve) => {
    const jour = texteDe(releve, 'CreDtTm') ?? creeLe;
    const iban = texteDe(elementDe(elementDe(releve, 'Acct'), 'Id'), 'IBAN');
    const compte = iban === undefined ? {} : { compte: ibanElectronique(iban) };
    return elementsDe(releve, 'Ntry').map((ecriture) => ({ ecriture, jour, compte }));
  });
  if (ecritures.length > ECRITURES_MAX) throw tropDeLignes(ECRITURES_MAX);
  const lignes = ecritures.flatMap(({ ecriture, jour, compte }, rang) =>
    lignesDe(ecriture, jour, rang + 1, zone).map((ligne) => ({ ...ligne, ...compte })),
  );
  if (lignes.length > ECRITURES_MAX) throw tropDeLignes(ECRITURES_MAX);
  return lignes;
}

function lignesDe(ecriture: Element, jour: string | undefined, rang: number, zone: string): LigneRetour[] {
  const ou = `Écriture n° ${rang}`;
  const commun = communDe(ecriture, jour, ou, zone);
  const details = elementsDe(ecriture, 'NtryDtls');
  const virements = details.flatMap((detail) => elementsDe(detail, 'TxDtls'));
  if (sontDesFrais(ecriture, ...virements)) return [{ ...commun, ...montantDe(ecriture, 'Amt', ou) }];
  // Nothing but an entry of one transfer speaks of that transfer.
  const seul = virements.length === 1 ? ecriture : undefined;
  const lus = virements.map((un) => duVirement(un, commun, ecriture, seul, ou));
  if (lus.some(({ reference }) => reference !== undefined)) return lus;
  const lots = details.flatMap((detail) => elementsDe(detail, 'Btch'));
  const lusEnBloc = lots.map((lot) => duLot(lot, commun, lots.length === 1 ? ecriture : undefined, ou));
  if (lusEnBloc.some(({ lot }) => lot !== undefined)) return lusEnBloc;
  const nomme = virements
    .map((un) => referenceDite(texteDe(elementDe(un, 'Refs'), 'PmtInfId')))
    .find((un) => un !== undefined);
  const dit = nomme === undefined ? nommeDans([motsDe(ecriture)], commun, ecriture, []) : { lot: nomme, sauf: [] };
  const { nombre } = lusEnBloc.length === 1 ? (lusEnBloc[0] ?? {}) : {};
  return [
    {
      ...dit,
      ...commun,
      ...montantDe(ecriture, 'Amt', ou),
      ...(nombre === undefined ? {} : { nombre }),
      ...refusDe(commun, dit),
    },
  ];
}

function communDe(ecriture: Element, releveLe: string | undefined, ou: string, zone: string): Commun {
  const comptable = etatDe(ecriture);
  const date = elementDe(ecriture, 'BookgDt') ?? elementDe(ecriture, 'ValDt');
  const ecrit = texteDe(date, 'Dt') ?? texteDe(date, 'DtTm');
  const le = ecrit ?? releveLe;
  if (le === undefined) throw new RetourIllisible(`${ou} : elle ne porte pas de date (BookgDt).`);
  const sens = texteDe(ecriture, 'CdtDbtInd');
  if (sens !== 'DBIT' && sens !== 'CRDT') throw new RetourIllisible(`${ou} : « CdtDbtInd » vaut « DBIT » ou « CRDT ».`);
  const jour = jourDe(le, zone);
  if (comptable !== 'BOOK')
    return { statut: 'attente', le: jour, raison: `écriture non comptabilisée${comptable === '' ? '' : ` (${comptable})`}` }; // prettier-ignore
  // Of the entry, the day of the statement alone is known: that is no day on which money moved.
  const sansDate = ecrit === undefined ? `${ou} : elle ne porte pas de date (BookgDt).` : undefined;
  const extourne = estExtourne(ecriture);
  if (sens === 'CRDT')
    return { statut: 'retourne', le: jour, ...(extourne ? { raison: 'débit annulé par la banque' } : {}), ...refusDe({ refus: sansDate }) }; // prettier-ignore
  // A credit that is taken back: what had come back has left again, and nobody has ordered it anew.
  const repris = extourne
    ? 'La banque reprend un crédit qu’elle avait passé (RvslInd) : rapprochez-le avec elle avant toute réémission.'
    : undefined;
  return { statut: 'execute', le: jour, ...refusDe({ refus: repris }, { refus: sansDate }) };
}

/** A text at first, one of two elements from version 7 on. */
function etatDe(ecriture: Element): string {
  const lu = Object.hasOwn(ecriture, 'Sts') ? ecriture['Sts'] : undefined;
  if (typeof lu === 'string') return lu;
  const choix = elementDe(ecriture, 'Sts');
  return texteDe(choix, 'Cd') ?? texteDe(choix, 'Prtry') ?? '';
}
