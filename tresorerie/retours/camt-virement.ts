/** What one entry of a `camt` books: a transfer, or a batch in one amount. DEC-37, DEC-38. */
import { centimesIso, type LigneRetour } from './ligne.ts';
import { motifsDe } from './motifs-iso.ts';
import { raisonDe } from './pain002.ts';
import { REMBOURSEMENT_POSSIBLE, referenceDansLesMots, referenceDite, refusDe, type Nomme } from './references.ts';
import { RetourIllisible, deviseDe, elementDe, elementsDe, texteDe, textesDe, type Element } from './xml.ts';

/** What an entry says of all that it books. */
export type Commun = Pick<LigneRetour, 'statut' | 'le' | 'raison' | 'refus'>;

/** The bank undoes what it had booked. */
export const estExtourne = (ecriture: Element): boolean =>
  /^(true|1)$/.test(texteDe(ecriture, 'RvslInd')?.trim() ?? '');

/** What people read on the statement. */
export const motsDe = (element: Element): string =>
  [
    ...elementsDe(element, 'RmtInf').flatMap((un) => textesDe(un, 'Ustrd')),
    ...textesDe(element, 'AddtlTxInf'),
    ...textesDe(element, 'AddtlNtryInf'),
  ].join(' ');

const familleDe = (element: Element): Element | undefined =>
  elementDe(elementDe(elementDe(element, 'BkTxCd'), 'Domn'), 'Fmly');

/** Returns of transfers that the account's holder had issued, by the code of their family or of their kind. */
const estRetour = (...codes: readonly Element[]): boolean =>
  codes.map(familleDe).some((famille) => texteDe(famille, 'Cd') === 'ICDT' || ['RRTN', 'RJCT'].includes(texteDe(famille, 'SubFmlyCd') ?? '')); // prettier-ignore

const FRAIS: readonly string[] = ['CHRG', 'COMM', 'COME', 'COMI', 'COMT', 'FEES', 'TAXE', 'INTR'];
/** What the bank asks for its service, under the reference of the transfer or not. */
export const sontDesFrais = (...codes: readonly Element[]): boolean =>
  codes.some((un) => FRAIS.includes(texteDe(familleDe(un), 'SubFmlyCd') ?? ''));

/** What words name; a credit is a return only if it says so otherwise too: anybody may quote a reference. */
export function nommeDans(
  mots: readonly string[],
  { statut }: Commun,
  ecriture: Element,
  virement: readonly Element[],
): Nomme {
  const dit = referenceDansLesMots(mots.join(' '));
  if (statut !== 'retourne' || (dit.reference ?? dit.lot) === undefined || dit.refus !== undefined) return dit;
  const retour = virement.some((un) => Object.hasOwn(un, 'RtrInf')) || estRetour(ecriture, ...virement);
  return retour || estExtourne(ecriture) ? dit : { ...dit, refus: REMBOURSEMENT_POSSIBLE };
}

export function montantDe(
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

/** Whether the bank takes something for itself in what it books. */
const fraisCompris = (element: Element | undefined, ou: string): boolean =>
  elementsDe(element, 'Chrgs').some((frais) => {
    const lignes = [...elementsDe(frais, 'Rcrd'), ...(Object.hasOwn(frais, 'Amt') ? [frais] : [])];
    const nul = (dit: Element, nom: string) => montantDe(dit, nom, ou).montantCentimes === 0;
    if (lignes.length === 0) return !nul(frais, 'TtlChrgsAndTaxAmt');
    return lignes.some((un) => !/^(false|0)$/.test(texteDe(un, 'ChrgInclInd')?.trim() ?? '') && !nul(un, 'Amt'));
  });

/** Its own side prevails: an entry may net what left and what came back. */
function sensDe(virement: Element, commun: Commun, ecriture: Element): Commun {
  const sens = texteDe(virement, 'CdtDbtInd');
  const propre = sens === 'DBIT' ? 'execute' : sens === 'CRDT' ? 'retourne' : commun.statut;
  return commun.statut === 'attente' || estExtourne(ecriture) ? commun : { ...commun, statut: propre };
}

/** `seul`: the entry, when this transfer is all that it books. */
export function duVirement(
  virement: Element,
  groupe: Commun,
  ecriture: Element,
  seul: Element | undefined,
  ou: string,
): LigneRetour {
  const commun = sensDe(virement, groupe, ecriture);
  const refs = elementDe(virement, 'Refs');
  const lot = referenceDite(texteDe(refs, 'PmtInfId'));
  const donnee = referenceDite(texteDe(refs, 'EndToEndId'));
  // The other bank's own reference may stand there, and ours in the words.
  const nomme: Nomme =
    donnee !== undefined && referenceDansLesMots(donnee).reference === donnee
      ? {}
      : nommeDans([motsDe(virement), ...(seul === undefined ? [] : [motsDe(seul)])], commun, ecriture, [virement]);
  const reference = nomme.reference ?? donnee;
  const details = elementDe(virement, 'AmtDtls');
  const demande = montantDe(elementDe(details, 'InstdAmt'), 'Amt', ou);
  // What the bank takes for itself is in what it books, and is not what was paid.
  const montants =
    fraisCompris(virement, ou) || fraisCompris(seul, ou)
      ? [demande]
      : [
          montantDe(virement, 'Amt', ou),
          montantDe(elementDe(details, 'TxAmt'), 'Amt', ou),
          demande,
          montantDe(seul, 'Amt', ou),
        ];
  return {
    ...(reference === undefined ? {} : { reference }),
    ...(nomme.dansLesMots === undefined ? {} : { dansLesMots: nomme.dansLesMots }),
    ...(lot === undefined || reference === undefined ? {} : { lot }),
    ...commun,
    ...(montants.find((un) => Object.keys(un).length > 0) ?? {}),
    ...refusDe(commun, nomme, montants.find((un) => Object.keys(un).length > 0) ?? {}),
    ...raisonDuRetour(virement),
  };
}

function raisonDuRetour(virement: Element): Pick<LigneRetour, 'motifs' | 'raison'> {
  const retour = elementDe(virement, 'RtrInf');
  const donnee = elementDe(retour, 'Rsn');
  const codes = [texteDe(donnee, 'Cd') ?? texteDe(donnee, 'Prtry') ?? []].flat();
  const raison = raisonDe({ codes, mots: textesDe(retour, 'AddtlInf') });
  return { ...(codes.length === 0 ? {} : { motifs: motifsDe(codes) }), ...(raison === '' ? {} : { raison }) };
}

/** A batch booked in one amount. */
export function duLot(lot: Element, commun: Commun, seul: Element | undefined, ou: string): LigneRetour {
  const nom = referenceDite(texteDe(lot, 'PmtInfId')) ?? referenceDite(texteDe(lot, 'MsgId'));
  const nombre = texteDe(lot, 'NbOfTxs');
  const total = montantDe(lot, 'TtlAmt', ou);
  return {
    ...(nom === undefined ? {} : { lot: nom, sauf: [] }),
    ...commun,
    ...(total.montantCentimes === undefined ? montantDe(seul, 'Amt', ou) : total),
    ...refusDe(commun, total),
    ...(nombre === undefined || !/^\d{1,15}$/.test(nombre) ? {} : { nombre: Number(nombre) }),
  };
}
