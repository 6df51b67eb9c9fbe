/**
 * `pain.002.001.03` to `.12`: what a bank says of a file that it was given. By the standard, a level (file, batch, transfer)
 * without a status or a reason has that of the level above.
 */
import { ditUnDoublon, motifEnClair, motifsDe } from './motifs-iso.ts';
import {
  LIGNES_MAX,
  centimesIso,
  jourDe,
  lisible,
  nomLisible,
  tropDeLignes,
  type LigneRetour,
  type ReponseBeneficiaire,
  type Sort,
} from './ligne.ts';
import { referenceDite } from './references.ts';
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
  return {
    statut,
    ...dits,
    copie: dessus.copie || (STATUTS.get(statut) === 'rejete' && ditUnDoublon(dits.codes, dits.mots)),
  };
}

/** « AC04 compte clos (Agence de Bordeaux) », or what a status between two says. */
export function raisonDe({ codes, mots }: Pick<Niveau, 'codes' | 'mots'>): string {
  const clairs = codes.map(motifEnClair);
  const autres = mots
    .map((dit) => lisible(dit))
    .filter((dit) => dit !== '' && !clairs.some((clair) => clair.toLowerCase().includes(dit.toLowerCase())));
  if (clairs.length === 0) return lisible(autres.join(' ; '));
  return lisible(`${clairs.join(' ; ')}${autres.length === 0 ? '' : ` (${autres.join(' ; ')})`}`);
}

/** The holder of the account is told of a close match alone, in the bank's own words. */
function nomDuTitulaire(resultat: ReponseBeneficiaire, { mots }: Niveau): { readonly nom?: string } {
  const nom = nomLisible(mots.join(' '));
  return resultat !== 'proche' || nom === '' ? {} : { nom };
}

function sortDe(dit: Niveau): Pick<LigneRetour, 'statut' | 'motifs' | 'raison' | 'beneficiaire'> {
  const statut = STATUTS.get(dit.statut) ?? 'attente';
  if (statut === 'execute') return { statut };
  const resultat = BENEFICIAIRES.get(dit.statut);
  const enCours = dit.statut === '' ? '' : `${dit.statut} ${EN_COURS.get(dit.statut) ?? ''}`.trim();
  const raison = [statut === 'attente' ? enCours : '', raisonDe(dit)].filter((un) => un !== '').join(' : ');
  return {
    statut: dit.copie && statut === 'rejete' ? 'doublon' : statut,
    ...(dit.codes.length === 0 ? {} : { motifs: motifsDe(dit.codes) }),
    ...(raison === '' ? {} : { raison }),
    ...(resultat === undefined ? {} : { beneficiaire: { resultat, ...nomDuTitulaire(resultat, dit) } }),
  };
}

/** What is said of one batch, in one block or several. */
interface DuLot {
  readonly dits: Niveau[];
  readonly siens: LigneRetour[];
  /** A transfer of it that the bank does not name was put aside as a copy. */
  copieSansNom: boolean;
}

/** Lines of a report, in its order: each transfer that it names, then what it says of the rest of each batch. */
export function lirePain002(document: Element, zone: string): LigneRetour[] {
  const rapport = elementDe(document, 'CstmrPmtStsRpt');
  const creeLe = texteDe(elementDe(rapport, 'GrpHdr'), 'CreDtTm');
  if (creeLe === undefined) throw new RetourIllisible('Ce compte rendu pain.002 n’a pas de date (GrpHdr, CreDtTm).');
  const jour = jourDe(creeLe, zone);
  const groupe = elementDe(rapport, 'OrgnlGrpInfAndSts');
  const message = referenceDite(texteDe(groupe, 'OrgnlMsgId'));
  const dessus = niveau(groupe, 'GrpSts', AUCUN);
  const lignes: LigneRetour[] = [];
  const lots = new Map<string, DuLot>();
  for (const un of elementsDe(rapport, 'OrgnlPmtInfAndSts')) {
    // Our files have one batch, of the file's own name.
    const lot = referenceDite(texteDe(un, 'OrgnlPmtInfId')) ?? message;
    const dit = niveau(un, 'PmtInfSts', dessus);
    const virements = elementsDe(un, 'TxInfAndSts');
    if (virements.length > LIGNES_MAX) throw tropDeLignes(LIGNES_MAX);
    const siens = virements.flatMap((virement) => ligneDe(virement, lot, dit, jour, zone));
    lignes.push(...siens);
    if (lot === undefined) continue;
    const duLot = lots.get(lot) ?? { dits: [], siens: [], copieSansNom: false };
    duLot.dits.push(dit);
    duLot.siens.push(...siens);
    duLot.copieSansNom ||= !dit.copie && virements.some((virement) => estCopieSansNom(virement, dit));
    lots.set(lot, duLot);
  }
  const restes = [...lots].map(([lot, dit]) => duReste(lot, dit, jour));
  // Nothing is said of any batch: all is said at the top.
  if (message !== undefined && lots.size === 0)
    restes.push(duReste(message, { dits: [dessus], siens: lignes, copieSansNom: false }, jour));
  if (lignes.length > LIGNES_MAX) throw tropDeLignes(LIGNES_MAX);
  if (lignes.length + restes.length === 0 && dessus.statut !== '')
    throw new RetourIllisible(
      `La banque répond « ${[dessus.statut, raisonDe(dessus)].filter((un) => un !== '').join(' : ')} », sans dire de quel fichier (OrgnlMsgId) : demandez-le-lui.`,
    );
  return [...lignes, ...restes];
}

function duReste(lot: string, { dits, siens, copieSansNom }: DuLot, le: LigneRetour['le']): LigneRetour {
  const [premier = AUCUN, ...autres] = dits;
  const sort = sortDe(premier);
  const refus = copieSansNom
    ? 'Un virement de ce lot rejeté est une copie que la banque a écartée, et elle ne dit pas lequel : demandez-le-lui, et ne réémettez rien du lot avant.'
    : autres.some((autre) => sortDe(autre).statut !== sort.statut)
      ? 'Le fichier dit deux choses du même lot : rapprochez-le avec la banque.'
      : undefined;
  return {
    lot,
    sauf: siens.flatMap(({ reference }) => (reference === undefined ? [] : [reference])),
    le,
    ...sort,
    ...(refus === undefined ? {} : { refus }),
  };
}

const referenceDe = (virement: Element) => referenceDite(texteDe(virement, 'OrgnlEndToEndId'));
const estCopieSansNom = (virement: Element, dessus: Niveau): boolean =>
  referenceDe(virement) === undefined && niveau(virement, 'TxSts', dessus).copie;

/** An execution is of the day on which the money left, when the file says it, and not of the day the order was taken. */
function jourDuVirement(virement: Element, sort: Sort, zone: string): LigneRetour['le'] | undefined {
  const regle = sort === 'execute' ? elementDe(virement, 'FctvIntrBkSttlmDt') : undefined;
  const le = texteDe(regle, 'Dt') ?? texteDe(regle, 'DtTm') ?? texteDe(virement, 'AccptncDtTm');
  return le === undefined ? undefined : jourDe(le, zone);
}

function ligneDe(
  virement: Element,
  lot: string | undefined,
  dessus: Niveau,
  jour: LigneRetour['le'],
  zone: string,
): LigneRetour[] {
  const dit = niveau(virement, 'TxSts', dessus);
  const reference = referenceDe(virement);
  const prevu = elementDe(elementDe(virement, 'OrgnlTxRef'), 'Amt');
  const montant = texteDe(prevu, 'InstdAmt');
  const devise = deviseDe(prevu, 'InstdAmt');
  const sort = sortDe(dit);
  const commun = {
    ...(lot === undefined ? {} : { lot }),
    ...sort,
    le: jourDuVirement(virement, sort.statut, zone) ?? jour,
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
