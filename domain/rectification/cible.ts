/** What a correction is about: the fact of the journal, its field, and who may correct it. DEC-33. */
import { lireDate } from '../calendrier/calendrier.ts';
import type { Commande } from '../commandes.ts';
import type { LigneJournal } from '../demandes.types.ts';
import type { Evenement, NomEvenement } from '../evenements.ts';
import { exiger } from '../refus.ts';
import { TABLE } from '../table.ts';
import { PARTIES, type Partie, type Role } from '../valeurs.ts';
import { commandeDe, faitsDe } from './faits.ts';
import type { Valeur } from './vocabulaire.ts';

export interface Cible {
  readonly rang: number;
  readonly champ: string;
}

const EFFECTIFS = ['medecinsPresents', 'liberaux', 'engages'];
/** What the older form of `corriger` names: the event, the field, and which event of that name (the last one that fits). */
const OBJETS: Readonly<Record<string, readonly [NomEvenement, string, ((evenement: Evenement) => boolean)?]>> = {
  'depot-lettre-intention': ['LettreIntentionDeposee', 'le'],
  'completude-lettre-intention': ['LettreIntentionCompletee', 'le'],
  'reception-projet-sante': ['ProjetSanteDepose', 'recueLe'],
  'reception-precisions': ['PrecisionsRecues', 'recueLe'],
  'reception-resiliation-association': ['ResiliationNotifiee', 'recueLe'],
  ...Object.fromEntries(
    PARTIES.filter((partie) => partie !== 'association').map((partie) => [
      `reception-resiliation-${partie}`,
      [
        'ReceptionResiliationAccusee',
        'recueLe',
        (evenement: Evenement) => evenement.evenement === 'ReceptionResiliationAccusee' && evenement.partie === partie,
      ],
    ]),
  ),
};
export const OBJETS_CORRIGEABLES: readonly string[] = [...Object.keys(OBJETS), ...EFFECTIFS];

function parObjet(objet: string, journal: readonly LigneJournal[]): Cible {
  exiger(
    OBJETS_CORRIGEABLES.includes(objet),
    'DEC-33',
    `« objet » : ce qui se nomme ainsi est ${OBJETS_CORRIGEABLES.join(', ')} ; tout autre fait se désigne par « rang » et « champ », et un acte saisi trop tard s'entre par sa propre commande, à sa date.`,
    'donnees',
  );
  const [nom, champ, convient = () => true] = Object.hasOwn(OBJETS, objet) ? (OBJETS[objet] ?? []) : [undefined, objet];
  const ligne = journal.findLast(({ evenement }) =>
    nom === undefined ? objet in evenement : evenement.evenement === nom && convient(evenement),
  );
  // A letter that was complete from the start has one date only (LI-07).
  const cible = ligne ?? (objet.startsWith('completude') ? journal[0] : undefined);
  exiger(cible !== undefined, 'DEC-33', `« ${objet} » n'a pas encore de valeur : il n'y a rien à corriger.`, 'etat');
  return { rang: cible.rang, champ: champ ?? objet };
}

/** The fact and the field that the command names. Refuses, naming what lacks. */
export function cibleDe(commande: Commande<'corriger'>, journal: readonly LigneJournal[]): Cible {
  const { rang, champ, objet } = commande.donnees;
  if (objet !== undefined) return parObjet(objet, journal);
  exiger(
    rang !== undefined && champ !== undefined,
    'DEC-33',
    '« rang » et « champ » : indiquez le numéro du fait au journal, et la donnée à corriger.',
    'donnees',
  );
  return { rang, champ };
}

/** Read on the contract itself, of which each party holds a copy: what they say of their date is no one's alone. */
const SIGNATURES: readonly NomEvenement[] = ['ContratAmorcageSigne', 'ContratDotationSigne'];

/**
 * Of a fact, those who may put it right: who may do it; the ARS for the porteur; the caisse for pieces, payments, counts. What
 * an authority did in its own name (it signed, agreed, answered, had a letter), it alone puts right, and strikes.
 */
function correcteurs(
  evenement: Evenement,
  commande: Commande | undefined,
  par: 'corriger' | 'annuler',
): readonly Role[] {
  if (commande === undefined) return ['caisse', 'ars'];
  const { partie } = evenement as { readonly partie?: Partie };
  const dateLisible = par === 'corriger' && SIGNATURES.includes(evenement.evenement);
  if (partie !== undefined && !dateLisible)
    return [
      ...(partie === 'association' ? [] : [partie]),
      ...(evenement.acteur === 'porteur' ? (['ars'] as const) : []),
    ];
  const { acteurs } = TABLE[commande.commande];
  const autorites = acteurs.filter((role) => role !== 'porteur');
  const pieces = /^(Pieces|Paiement|ListeNominative|RapportActivite|Adhe)/.test(evenement.evenement);
  return [
    ...autorites,
    ...(acteurs.includes('porteur') ? (['ars'] as const) : []),
    ...(pieces ? (['caisse'] as const) : []),
  ];
}

/** The line of that ordinal, if it is a fact that this actor may put right. */
export function ligneARectifier(
  rang: number,
  { commande: par, acteur }: Commande<'corriger' | 'annuler'>,
  journal: readonly LigneJournal[],
): LigneJournal {
  const ligne = journal.find((une) => une.rang === rang);
  exiger(ligne !== undefined, 'DEC-33', `« rang » : le journal n'a pas d'événement ${rang}.`, 'donnees');
  const { evenement } = ligne;
  const commande = commandeDe(evenement);
  exiger(
    commande !== undefined || evenement.evenement === 'AdherentsDenombres',
    'DEC-33',
    `« rang » : l'événement ${rang} est un effet de la règle, pas un fait saisi : corrigez le fait dont il découle.`,
  );
  const permis = correcteurs(evenement, commande, par);
  const verbe = par === 'annuler' ? "s'annule" : 'se corrige';
  exiger(permis.includes(acteur), 'ACTEUR', `Ce fait ${verbe} par : ${[...new Set(permis)].join(', ')}.`, 'role');
  return ligne;
}

/** The value that the field of this fact has now, earlier rectifications made; undefined when the fact was struck. */
export function valeurActuelle(
  { rang, evenement }: LigneJournal,
  champ: string | null,
  journal: readonly LigneJournal[],
): Valeur | null | undefined {
  const { faits, reponses } = faitsDe(journal);
  const reponse = reponses.find((une) => une.rang === rang)?.evenement;
  const fait = faits.find((un) => un.rang === rang && un.repris !== true);
  if (reponse === undefined && fait === undefined) return undefined;
  if (champ === null) return evenement.evenement;
  const porteur = (reponse ?? fait?.commande.donnees) as unknown as Readonly<Record<string, Valeur>>;
  return porteur[champ] ?? null;
}

/** A value that the field can take: refused by the form of the command when it has one, dates never in the future. */
export function exigerValeur(ligne: LigneJournal, champ: string, valeur: Valeur): void {
  const commande = commandeDe(ligne.evenement);
  const formes: Readonly<Record<string, { controle: (valeur: unknown) => boolean; attendu: string }>> =
    commande === undefined ? { nombre: ENTIER_DU_COMPTE } : { le: DATE_DU_FAIT, ...TABLE[commande.commande].forme };
  const forme = Object.hasOwn(formes, champ) ? formes[champ] : undefined;
  exiger(
    forme !== undefined,
    'DEC-33',
    `« champ » : ce qui se corrige de ce fait est ${Object.keys(formes).join(', ')}.`,
    'donnees',
  );
  exiger(forme.controle(valeur), 'DEC-33', `« valeur » : ${forme.attendu} est attendu.`, 'donnees');
}
const DATE_DU_FAIT = {
  attendu: 'une date (aaaa-mm-jj)',
  controle: (valeur: unknown) => lireDate(valeur) !== undefined,
};
const ENTIER_DU_COMPTE = {
  attendu: 'un nombre entier positif ou nul',
  controle: (valeur: unknown) => Number.isSafeInteger(valeur) && (valeur as number) >= 0,
};

/** Whoever rectifies, refuses or objects says why. */
export function exigerMotifDe({ donnees }: Commande, quoi = 'Une rectification demande un motif'): void {
  exiger(donnees.motif?.trim(), 'DEC-33', `${quoi} : renseignez le champ « motif ».`);
}
