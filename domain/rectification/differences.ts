/** What a rectification changes, as people read it: dates, amounts, decisions, phase, letters to correct. DEC-33, DEC-34. */
import type { LigneJournal } from '../demandes.types.ts';
import { DESTINATAIRES } from '../effets.ts';
import { echeances } from '../echeances.ts';
import type { Etat } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import type { Rejeu } from './rejeu.ts';
import type { Difference } from './vocabulaire.ts';

type Vue = ReadonlyMap<string, string | number | null>;
const vue = (entrees: Iterable<readonly [string, string | number | null]>): Vue => new Map(entrees);

const decisions = ({ li, projetSante }: Etat): Vue =>
  vue([
    ['lettre-intention', li?.decision ? `${li.decision.sens} ${li.decision.le}` : null],
    ['projet-sante', projetSante.decision ? `${projetSante.decision.sens} ${projetSante.decision.le}` : null],
  ]);
const contrats = ({ amorcage, dotation }: Etat): Vue =>
  vue(
    Object.entries({ amorcage, dotation }).flatMap(([nom, { concluLe, finiLe }]) => [
      [`${nom} conclu`, concluLe] as const,
      [`${nom} fini`, finiLe] as const,
    ]),
  );
const paiements = (etat: Etat): Vue =>
  vue(
    Object.entries(etat.paiements)
      .filter(([, { statut }]) => statut !== 'interrompu')
      .map(([cle, { montantCentimes }]) => [cle, montantCentimes] as const),
  );
const recouvrements = (etat: Etat): Vue =>
  vue(Object.entries(etat.recouvrements).map(([cle, { montantCentimes }]) => [cle, montantCentimes] as const));
/** What waits for the rectification itself is no effect of it. */
const DE_LA_RECTIFICATION = ['rectification', 'confirmation-date'];
const delais = (etat: Etat): Vue =>
  vue(
    echeances(etat)
      .filter(({ cle, effet }) => effet !== 'rappel' && !DE_LA_RECTIFICATION.includes(cle))
      .map(({ cle, expire }) => [cle, expire] as const),
  );

function* comparer(quoi: Difference['quoi'], avant: Vue, apres: Vue): Iterable<Difference> {
  for (const cle of new Set([...avant.keys(), ...apres.keys()])) {
    const [un, autre] = [avant.get(cle) ?? null, apres.get(cle) ?? null];
    if (un !== autre) yield { quoi, cle, avant: un, apres: autre };
  }
}

/** What identifies a letter: its event and what it is about. */
export const sujet = (evenement: Evenement): string => {
  const { paiement, partie, recouvrement, contrat, periode } = evenement as unknown as Readonly<
    Record<string, string | number | undefined>
  >;
  return [evenement.evenement, paiement, partie, recouvrement, contrat, periode]
    .filter((un) => un !== undefined)
    .join(' ');
};

/**
 * Letters of the journal that tell what is no longer true: of another date, or of what did not happen. What a person did is
 * found by its ordinal; what followed, by its subject.
 */
function* courriers(journal: readonly LigneJournal[], avant: Rejeu, apres: Rejeu): Iterable<Difference> {
  const parSujet = ({ evenements }: Rejeu) => new Map(evenements.map((evenement) => [sujet(evenement), evenement.le]));
  const [anciennes, nouvelles] = [parSujet(avant), parSujet(apres)];
  for (const { rang, evenement } of journal) {
    if (DESTINATAIRES[evenement.evenement] === undefined) continue;
    const donne = ({ donnes }: Rejeu) => donnes.get(rang)?.find((un) => un.evenement === evenement.evenement)?.le;
    const [un, autre] =
      donne(avant) === undefined
        ? [anciennes.get(sujet(evenement)), nouvelles.get(sujet(evenement)) ?? null]
        : [donne(avant), donne(apres) ?? null];
    if (un !== undefined && un !== autre)
      yield { quoi: 'courrier', cle: evenement.evenement, avant: un, apres: autre, rang };
  }
}

/** What people lose or gain: decisions, contracts, phase, sums. `reel` and `corrige`: the case before and after. */
export const differencesDeFond = (reel: Etat, corrige: Etat): readonly Difference[] => [
  ...comparer('decision', decisions(reel), decisions(corrige)),
  ...comparer('contrat', contrats(reel), contrats(corrige)),
  ...comparer('phase', vue([['phase', reel.phase]]), vue([['phase', corrige.phase]])),
  ...comparer('paiement', paiements(reel), paiements(corrige)),
  ...comparer('recouvrement', recouvrements(reel), recouvrements(corrige)),
];

/** `reel` and `corrige`: the case before and after; `avant` and `apres`: its life played again, without and with the change. */
export function differences(
  reel: Etat,
  corrige: Etat,
  journal: readonly LigneJournal[],
  avant: Rejeu,
  apres: Rejeu,
): readonly Difference[] {
  // Until a count is answered anew, what is known of its year: that it is asked again changes no deadline by itself.
  const compte = { ...corrige, denombrements: { ...apres.comptes, ...corrige.denombrements } };
  const dejaImpossibles = new Set(avant.impossibles.map(({ rang }) => rang));
  return [
    ...differencesDeFond(reel, corrige),
    ...comparer('echeance', delais(reel), delais(compte)),
    ...courriers(journal, avant, apres),
    ...apres.impossibles
      .filter(({ rang }) => !dejaImpossibles.has(rang))
      .map(({ rang, commande, refus }) => ({
        quoi: 'impossible' as const,
        cle: commande.commande,
        avant: commande.donnees.le,
        apres: refus.message,
        rang,
      })),
  ];
}
