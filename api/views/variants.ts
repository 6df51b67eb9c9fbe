/** What a hypothesis would change, as people read it: refusals, warnings, dates, payments, who is awaited, letters. */
import type { Courrier } from '../../documents/letters/index.ts';
import { fait } from '../../documents/faits.ts';
import { echeance, enumerer, majuscule, objetEnClair } from '../../documents/libelles.ts';
import { Journal } from '../../domain/calculs/situer.ts';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import { difference, ecrits, type Attente, type PaiementPrevu } from '../../domain/simulation/difference.ts';
import type { Supposee } from '../../domain/simulation/hypotheses.ts';
import type { Identity } from '../../identity/verifier.ts';
import type { Records } from '../ports.ts';
import { explanation } from './dossier.ts';
import { lettersOf } from './letters-to-come.ts';
import { explainedAmount, explainedDate, explainedEvent } from './workings.ts';

/** What a simulation cannot know, and takes for granted. */
export const ASSUMPTIONS: readonly string[] = [
  'Personne d’autre n’agit que dans les actes indiqués.',
  'Aucune autre équipe ne revendique le même territoire d’ici là.',
  'Le nombre de médecins adhérents reste celui du dernier dénombrement.',
  'Un numéro FINESS est attribué dès qu’il peut l’être.',
];

const labelOf = (sorte: 'echeance' | 'evenement', cle: string): string => {
  if (sorte === 'echeance') return majuscule(echeance(cle));
  const [name = '', about] = cle.split('/');
  return majuscule(about === undefined || /^\d+$/.test(about) ? fait(name) : `${fait(name)} : ${objetEnClair(about)}`);
};

const awaited = (attente: Attente | null) =>
  attente === null ? null : { ...attente, libelle: majuscule(echeance(attente.cle)) };

/** The text of a letter: its paragraphs. */
export const announcedLetter = (
  { destinataire, rang, evenement, le, objet, phrases, recours }: Courrier,
  readable: boolean,
) => ({
  destinataire,
  rang,
  evenement,
  le,
  objet,
  texte: readable ? phrases : [],
  recours: readable ? recours : [],
});

interface Seen {
  readonly silence: Supposee;
  readonly hypothese: Supposee;
  /** All lines of the case, before the acts. */
  readonly journal: readonly LigneJournal[];
  readonly intitule: string | null;
  /** The association has given no account to be paid on. */
  readonly sansCompte?: boolean;
}

/** No account stands, or what it was is erased. */
export const hasNoAccount = async (
  { accountHistory }: Pick<Records, 'accountHistory'>,
  ess: string,
): Promise<boolean> => ((await accountHistory(ess)).at(-1)?.iban ?? null) === null;

/** DEC-13: an order goes nowhere without an account. Said before, to whoever may still do something about it. */
function unpayable(
  { sansCompte = false, hypothese }: Seen,
  paiements: readonly { readonly paiement: string; readonly apres: unknown }[],
) {
  const declared = hypothese.actes.some(({ commande }) => commande.commande === 'declarer-coordonnees-bancaires');
  const ordered = paiements.filter(({ apres }) => apres !== null).map(({ paiement }) => objetEnClair(paiement));
  if (!sansCompte || declared || ordered.length === 0) return [];
  return [
    {
      regle: 'DEC-13',
      phrase: `L’association n’a pas donné de compte bancaire : sans lui, aucun versement ne se fera (${enumerer(ordered)}).`,
    },
  ];
}

/** The letters that the acts would send at once. */
export const lettersOfVariant = ({ hypothese, journal, intitule }: Omit<Seen, 'silence'>): readonly Courrier[] =>
  hypothese.actes.flatMap(({ ecritures, avant }) => lettersOf(avant, ecritures, intitule, journal));

/** A letter is read by its addressee, and by who would send it: the author of all the acts. */
export const mayRead = ({ role }: Identity, { actes }: Supposee, { destinataire }: Courrier): boolean =>
  destinataire === role || actes.every(({ commande }) => commande.acteur === role);

/** The letters that the silence of the ARS would send when its delay ends: read by their addressees, and by who was silent. */
export const lettersOfSilence = (
  { role }: Identity,
  { silence: { tacite }, journal, intitule }: Pick<Seen, 'silence' | 'journal' | 'intitule'>,
) =>
  tacite === null
    ? []
    : lettersOf(tacite.avant, [tacite.ecriture], intitule, journal).map((courrier) =>
        announcedLetter(courrier, courrier.destinataire === role || role === 'ars'),
      );

export function variantView(identity: Identity, seen: Seen) {
  const { silence, hypothese, journal } = seen;
  const law = hypothese.debut;
  const events = ecrits(hypothese);
  const places = new Journal([
    ...journal,
    ...hypothese.actes.flatMap(({ ecritures }) => ecritures.flatMap(({ lignes }) => lignes)),
  ]);
  const { dates, paiements, attente } = difference(silence, hypothese);
  const payment = (prevu: PaiementPrevu | null) => {
    if (prevu === null) return null;
    const { calcul, ...dit } = prevu;
    return { ...dit, ...(calcul === undefined ? {} : { calcul: explainedAmount(law, calcul) }) };
  };
  return {
    possible: hypothese.actes.every(({ refus }) => refus === null),
    refus: hypothese.actes.flatMap(({ commande: { commande, acteur, donnees }, refus }) =>
      refus === null
        ? []
        : [
            {
              ...{ commande, acteur, le: donnees.le, regle: refus.regle, phrase: refus.phrase },
              pourquoi: explanation(refus.regle),
            },
          ],
    ),
    avertissements: [...events.flatMap(({ avertissements = [] }) => avertissements), ...unpayable(seen, paiements)],
    evenements: events.map((evenement) => explainedEvent(law, evenement, places)),
    difference: {
      dates: dates.map(({ calcul, regle, ...changed }) => ({
        ...changed,
        libelle: labelOf(changed.sorte, changed.cle),
        ...(calcul === undefined ? {} : { calcul: explainedDate(law, calcul, places) }),
        pourquoi: explanation(regle),
      })),
      paiements: paiements.map(({ paiement, avant, apres }) => ({
        paiement,
        avant: payment(avant),
        apres: payment(apres),
      })),
      attente: { avant: awaited(attente.avant), apres: awaited(attente.apres) },
    },
    courriers: lettersOfVariant(seen).map((courrier) =>
      announcedLetter(courrier, mayRead(identity, hypothese, courrier)),
    ),
  };
}
