/**
 * `pain.002.001.03` to `.12`: what a bank says of a file that it was given. By the standard, a level (file, batch, transfer)
 * without a status or a reason has that of the level above.
 */
import { ditUnDoublon, motifEnClair } from './motifs-iso.ts';
import {
  LIGNES_MAX,
  centimesIso,
  jourDe,
  tropDeLignes,
  type LigneRetour,
  type ReponseBeneficiaire,
  type Sort,
} from './ligne.ts';
import { RetourIllisible, deviseDe, elementDe, elementsDe, texteDe, textesDe, type Element } from './xml.ts';

/** Settled or certain to be: executed. Rejected, or cancelled before it left: rejected. */
const STATUTS: ReadonlyMap<string, Sort> = new Map<string, Sort>([
  ['ACSC', 'execute'],
  ['ACCC', 'execute'],
  ['ACWP', 'execute'],
  ['RJCT', 'rejete'],
  ['CANC', 'rejete'],
]);
/** Between the two; what is not here is shown by its code. */
const EN_COURS: ReadonlyMap<string, string> = new Map([
  ['RCVD', 'reçu par la banque'],
  ['ACTC', 'contrôle technique passé'],
  ['ACCP', 'contrôles passés'],
  ['ACSP', 'en cours de règlement'],
  ['ACWC', 'accepté avec une modification'],
  ['ACFC', 'provision vérifiée'],
  ['PDNG', 'en attente'],
  ['PATC', 'en attente d’une autre signature'],
  ['BLCK', 'bloqué par la banque'],
  ['PART', 'accepté en partie'],
  ['RCVC', 'bénéficiaire vérifié'],
  ['RVMC', 'le nom du bénéficiaire est proche, sans être le même : à vérifier'],
  ['RVNM', 'le nom du bénéficiaire n’est pas celui du compte : à vérifier'],
  ['RVNA', 'vérification du bénéficiaire impossible'],
  ['RVCM', 'vérification des bénéficiaires faite, avec des écarts'],
  ['RVNC', 'vérification des bénéficiaires inachevée'],
]);

/** Verification of payee, of a transfer or of all of a batch. « Done, with mismatches » says nothing of any one transfer. */
const BENEFICIAIRES: ReadonlyMap<string, ReponseBeneficiaire> = new Map<string, ReponseBeneficiaire>([
  ['RCVC', 'concorde'],
  ['RVMC', 'proche'],
  ['RVNM', 'different'],
  ['RVNA', 'impossible'],
]);

/** What a level says, what is above it included. */
interface Niveau {
  readonly statut: string;
  readonly codes: readonly string[];
  readonly mots: readonly string[];
  /** The level itself, or one above, was put aside as a copy: so is all that it holds, whatever else is said of it. */
  readonly copie: boolean;
}
const AUCUN: Niveau = { statut: '', codes: [], mots: [], copie: false };

function niveau(element: Element | undefined, nomDuStatut: string, dessus: Niveau): Niveau {
  const raisons = elementsDe(element, 'StsRsnInf');
  const codes = raisons.flatMap((une) => {
    const code = texteDe(elementDe(une, 'Rsn'), 'Cd') ?? texteDe(elementDe(une, 'Rsn'), 'Prtry');
    return code === undefined || code === '' ? [] : [code];
  });
  const mots = raisons.flatMap((une) => textesDe(une, 'AddtlInf').filter((dit) => dit !== ''));
  const propre = codes.length > 0 || mots.length > 0;
  const statut = texteDe(element, nomDuStatut)?.trim() || dessus.statut;
  const dits = propre ? { codes, mots } : { codes: dessus.codes, mots: dessus.mots };
  return { statut, ...dits, copie: dessus.copie || (STATUTS.get(statut) === 'rejete' && ditUnDoublon(dits.codes)) };
}

/** « AC04 compte clos (Agence de Bordeaux) », or what a status between two says. */
export function raisonDe({ codes, mots }: Pick<Niveau, 'codes' | 'mots'>): string {
  const clairs = codes.map(motifEnClair);
  const autres = mots.filter((dit) => !clairs.some((clair) => clair.toLowerCase().includes(dit.toLowerCase())));
  if (clairs.length === 0) return autres.join(' ; ');
  return `${clairs.join(' ; ')}${autres.length === 0 ? '' : ` (${autres.join(' ; ')})`}`;
}

/** The holder of the account is told of a close match alone, in the bank's own words. */
function nomDuTitulaire(resultat: ReponseBeneficiaire, { mots }: Niveau): { readonly nom?: string } {
  const nom = mots.join(' ').trim().slice(0, 140);
  return resultat !== 'proche' || nom === '' ? {} : { nom };
}

function sortDe(dit: Niveau): Pick<LigneRetour, 'statut' | 'raison' | 'beneficiaire'> {
  const statut = STATUTS.get(dit.statut) ?? 'attente';
  if (statut === 'execute') return { statut };
  const resultat = BENEFICIAIRES.get(dit.statut);
  const enCours = dit.statut === '' ? '' : `${dit.statut} ${EN_COURS.get(dit.statut) ?? ''}`.trim();
  const raison = [statut === 'attente' ? enCours : '', raisonDe(dit)].filter((un) => un !== '').join(' : ');
  return {
    statut: dit.copie && statut === 'rejete' ? 'doublon' : statut,
    ...(raison === '' ? {} : { raison }),
    ...(resultat === undefined ? {} : { beneficiaire: { resultat, ...nomDuTitulaire(resultat, dit) } }),
  };
}

/** Lines of a report, in its order: each transfer that it names, then what it says of the rest of each batch. */
export function lirePain002(document: Element, zone: string): LigneRetour[] {
  const rapport = elementDe(document, 'CstmrPmtStsRpt');
  const creeLe = texteDe(elementDe(rapport, 'GrpHdr'), 'CreDtTm');
  if (creeLe === undefined) throw new RetourIllisible('Ce compte rendu pain.002 n’a pas de date (GrpHdr, CreDtTm).');
  const jour = jourDe(creeLe, zone);
  const groupe = elementDe(rapport, 'OrgnlGrpInfAndSts');
  const message = texteDe(groupe, 'OrgnlMsgId');
  const dessus = niveau(groupe, 'GrpSts', AUCUN);
  const lots = elementsDe(rapport, 'OrgnlPmtInfAndSts');
  const lignes: LigneRetour[] = [];
  const nommes = new Set<string>();
  for (const un of lots) {
    const lot = texteDe(un, 'OrgnlPmtInfId') ?? message;
    const dit = niveau(un, 'PmtInfSts', dessus);
    const virements = elementsDe(un, 'TxInfAndSts');
    if (virements.length > LIGNES_MAX) throw tropDeLignes(LIGNES_MAX);
    const siens = virements.flatMap((virement) => ligneDe(virement, lot, dit, jour, zone));
    lignes.push(...siens);
    if (lot === undefined) continue;
    if (nommes.has(lot)) throw new RetourIllisible(`Le sort du lot ${lot} est dit deux fois.`);
    nommes.add(lot);
    lignes.push(duReste(lot, dit, jour, siens));
  }
  // Our files have one batch, of the file's own name: it was spoken of just now, or all is said at the top.
  if (message !== undefined && nommes.size === 0) lignes.push(duReste(message, dessus, jour, lignes));
  if (lignes.length > LIGNES_MAX + nommes.size) throw tropDeLignes(LIGNES_MAX);
  return lignes;
}

const duReste = (lot: string, dit: Niveau, le: LigneRetour['le'], siens: readonly LigneRetour[]): LigneRetour => ({
  lot,
  sauf: siens.flatMap(({ reference }) => (reference === undefined ? [] : [reference])),
  le,
  ...sortDe(dit),
});

const INCONNUE = 'NOTPROVIDED';

function ligneDe(
  virement: Element,
  lot: string | undefined,
  dessus: Niveau,
  jour: LigneRetour['le'],
  zone: string,
): LigneRetour[] {
  const dit = niveau(virement, 'TxSts', dessus);
  const donnee = texteDe(virement, 'OrgnlEndToEndId');
  const reference = donnee === undefined || donnee === '' || donnee === INCONNUE ? undefined : donnee;
  const le = texteDe(virement, 'AccptncDtTm');
  const prevu = elementDe(elementDe(virement, 'OrgnlTxRef'), 'Amt');
  const montant = texteDe(prevu, 'InstdAmt');
  const devise = deviseDe(prevu, 'InstdAmt');
  const sort = sortDe(dit);
  const commun = {
    ...(lot === undefined ? {} : { lot }),
    ...sort,
    le: le === undefined ? jour : jourDe(le, zone),
    ...(montant === undefined
      ? {}
      : { montantCentimes: centimesIso(montant, reference ?? 'Un virement sans référence') }),
    ...(devise === undefined || devise === 'EUR' ? {} : { refus: `Le montant est en ${devise}, et non en euros.` }),
  };
  if (reference !== undefined) return [{ reference, ...commun }];
  // What is said of the batch is said of it too; anything else cannot be laid at a transfer's door.
  if (sort.statut === 'attente' || (lot !== undefined && dit.statut === dessus.statut)) return [];
  return [
    { ...commun, refus: `Ce virement ${dit.statut} ne porte pas sa référence de bout en bout (OrgnlEndToEndId).` },
  ];
}
