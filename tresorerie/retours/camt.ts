/**
 * `camt.053` (statement) and `camt.054` (advice): what was booked on the caisse's account. A debit of ours is an execution, a
 * credit under one of our references a transfer that came back (DEC-38); most entries are none of ours.
 */
import { ECRITURES_MAX, centimesIso, jourDe, tropDeLignes, type LigneRetour } from './ligne.ts';
import { raisonDe } from './pain002.ts';
import { RetourIllisible, deviseDe, elementDe, elementsDe, texteDe, textesDe, type Element } from './xml.ts';

/** Message → its reports, by the names of the standard. */
const MESSAGES = [
  ['BkToCstmrStmt', 'Stmt'],
  ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
] as const;

/** The elements of either message, when it is one. */
export const camtDe = (document: Element): readonly Element[] | undefined => {
  for (const [message, releves] of MESSAGES) {
    const element = elementDe(document, message);
    if (element !== undefined) return elementsDe(element, releves);
  }
  return undefined;
};

/** One line a transfer, or a batch booked in one amount; an entry without reference has none. */
export function lireCamt(releves: readonly Element[], zone: string): LigneRetour[] {
  const ecritures = releves.flatMap((releve) => elementsDe(releve, 'Ntry'));
  if (ecritures.length > ECRITURES_MAX) throw tropDeLignes(ECRITURES_MAX);
  const lignes = ecritures.flatMap((ecriture, rang) => lignesDe(ecriture, rang + 1, zone));
  if (lignes.length > ECRITURES_MAX) throw tropDeLignes(ECRITURES_MAX);
  return lignes;
}

type Commun = Pick<LigneRetour, 'statut' | 'le' | 'raison' | 'refus'>;

function lignesDe(ecriture: Element, rang: number, zone: string): LigneRetour[] {
  const ou = `Écriture n° ${rang}`;
  const commun = communDe(ecriture, ou, zone);
  const details = elementsDe(ecriture, 'NtryDtls');
  const virements = details.flatMap((detail) => elementsDe(detail, 'TxDtls'));
  const seul = virements.length === 1 ? ecriture : undefined;
  const nommes = virements.filter((un) => referenceDe(un) !== undefined);
  if (nommes.length > 0) return virements.map((un) => duVirement(un, commun, seul, ou));
  const lots = details.flatMap((detail) => elementsDe(detail, 'Btch'));
  if (lots.length > 0) return lots.map((lot) => duLot(lot, commun, lots.length === 1 ? ecriture : undefined, ou));
  const lot = virements.map((un) => texteDe(elementDe(un, 'Refs'), 'PmtInfId')).find((un) => un !== undefined);
  return [{ ...(lot === undefined ? {} : { lot, sauf: [] }), ...commun, ...montantDe(ecriture, 'Amt', ou) }];
}

function communDe(ecriture: Element, ou: string, zone: string): Commun {
  const comptable = etatDe(ecriture);
  const date = elementDe(ecriture, 'BookgDt') ?? elementDe(ecriture, 'ValDt');
  const le = texteDe(date, 'Dt') ?? texteDe(date, 'DtTm');
  if (le === undefined) throw new RetourIllisible(`${ou} : elle ne porte pas de date (BookgDt).`);
  const sens = texteDe(ecriture, 'CdtDbtInd');
  if (sens !== 'DBIT' && sens !== 'CRDT') throw new RetourIllisible(`${ou} : « CdtDbtInd » vaut « DBIT » ou « CRDT ».`);
  const jour = jourDe(le, zone);
  if (comptable !== 'BOOK') return { statut: 'attente', le: jour, raison: `écriture non comptabilisée (${comptable})` };
  const extourne = /^(true|1)$/.test(texteDe(ecriture, 'RvslInd')?.trim() ?? '');
  if (sens === 'CRDT')
    return { statut: 'retourne', le: jour, ...(extourne ? { raison: 'débit annulé par la banque' } : {}) };
  // A credit that is taken back: what had come back has left again, and nobody has ordered it anew.
  const refus =
    'La banque reprend un crédit qu’elle avait passé (RvslInd) : rapprochez-le avec elle avant toute réémission.';
  return { statut: 'execute', le: jour, ...(extourne ? { refus } : {}) };
}

/** A text at first, one of two elements from version 7 on. */
function etatDe(ecriture: Element): string {
  const lu = Object.hasOwn(ecriture, 'Sts') ? ecriture['Sts'] : undefined;
  if (typeof lu === 'string') return lu;
  const choix = elementDe(ecriture, 'Sts');
  return texteDe(choix, 'Cd') ?? texteDe(choix, 'Prtry') ?? '';
}

function referenceDe(virement: Element): string | undefined {
  const dite = texteDe(elementDe(virement, 'Refs'), 'EndToEndId');
  return dite === undefined || dite === '' || dite === 'NOTPROVIDED' ? undefined : dite;
}

function montantDe(
  element: Element | undefined,
  nom: string,
  ou: string,
): Pick<LigneRetour, 'montantCentimes' | 'refus'> {
  const montant = texteDe(element, nom);
  const devise = deviseDe(element, nom);
  if (montant === undefined) return {};
  // Another's entry may be in yens, or in shares: it keeps no line of ours from being read.
  const enDevise =
    devise === undefined || devise === 'EUR' ? undefined : `Le montant est en ${devise}, et non en euros.`;
  try {
    return { montantCentimes: centimesIso(montant, ou), ...(enDevise === undefined ? {} : { refus: enDevise }) };
  } catch (error) {
    if (!(error instanceof RetourIllisible)) throw error;
    return { refus: enDevise ?? error.message };
  }
}

/** `seul`: the entry, when this transfer is all that it books. */
function duVirement(virement: Element, commun: Commun, seul: Element | undefined, ou: string): LigneRetour {
  const refs = elementDe(virement, 'Refs');
  const lot = texteDe(refs, 'PmtInfId');
  const reference = referenceDe(virement);
  const details = elementDe(virement, 'AmtDtls');
  const demande = montantDe(elementDe(details, 'InstdAmt'), 'Amt', ou);
  const frais = elementsDe(virement, 'Chrgs').length > 0 || elementsDe(seul, 'Chrgs').length > 0;
  // What the bank takes for itself is in what it books, and is not what was paid.
  const montants = frais
    ? [demande]
    : [
        montantDe(virement, 'Amt', ou),
        montantDe(elementDe(details, 'TxAmt'), 'Amt', ou),
        demande,
        montantDe(seul, 'Amt', ou),
      ];
  const raison = raisonDuRetour(virement);
  return {
    ...(reference === undefined ? {} : { reference }),
    ...(lot === undefined || reference === undefined ? {} : { lot }),
    ...commun,
    ...(montants.find((un) => Object.keys(un).length > 0) ?? {}),
    ...(commun.refus === undefined ? {} : { refus: commun.refus }),
    ...(raison === '' ? {} : { raison }),
  };
}

function raisonDuRetour(virement: Element): string {
  const retour = elementDe(virement, 'RtrInf');
  const raison = elementDe(retour, 'Rsn');
  const code = texteDe(raison, 'Cd') ?? texteDe(raison, 'Prtry');
  return raisonDe({ codes: code === undefined ? [] : [code], mots: textesDe(retour, 'AddtlInf') });
}

/** A batch booked in one amount. */
function duLot(lot: Element, commun: Commun, seul: Element | undefined, ou: string): LigneRetour {
  const nom = texteDe(lot, 'PmtInfId') ?? texteDe(lot, 'MsgId');
  const nombre = texteDe(lot, 'NbOfTxs');
  const total = montantDe(lot, 'TtlAmt', ou);
  return {
    ...(nom === undefined ? {} : { lot: nom, sauf: [] }),
    ...commun,
    ...(total.montantCentimes === undefined ? montantDe(seul, 'Amt', ou) : total),
    ...(nombre === undefined || !/^\d{1,15}$/.test(nombre) ? {} : { nombre: Number(nombre) }),
  };
}
