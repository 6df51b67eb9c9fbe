/** A formal notice (DEC-44), the answer to an objection (DEC-42), the end of a closed case (DEC-35). */
import { depuis, inscrite } from '../calculs/date.ts';
import { automatique } from '../chapitre.ts';
import { echeance, type Declenchement, type Echeance } from '../echeance.ts';
import type { Etat } from '../etat.ts';
import { courante } from '../resiliation/encours.ts';
import { finReponseSaisine } from '../resiliation/delais.ts';
import { finDuDossier } from './delais.ts';
import { objectionEnCours } from './dissolution.ts';

export function* echeancesFin(etat: Etat): Iterable<Echeance> {
  const { miseEnDemeure } = etat;
  if (miseEnDemeure !== null)
    yield echeance(
      etat,
      'mise-en-demeure',
      inscrite(depuis('MiseEnDemeure', miseEnDemeure.recueLe), 'MiseEnDemeure', miseEnDemeure.dateLimite, 'DEC-44'),
      'DEC-44',
      'alerte',
      ['porteur'],
    );
  // One answer is awaited at a time: that of a résiliation's own saisine is told by its chapter.
  const objection = objectionEnCours(etat);
  if (objection !== null && (courante(etat, 'caisse-ars')?.saisine ?? null) === null) {
    const { objectionLe, reponses } = objection;
    const muettes = (['caisse', 'ars'] as const).filter((partie) => reponses[partie] === undefined);
    yield echeance(etat, 'reponse-saisine', finReponseSaisine(objectionLe, etat), 'DEC-42', 'alerte', muettes);
  }
}

/** DEC-35 — all that is left of a closed case: the day on which it leaves. */
export function* echeancesDossierClos(etat: Etat): Iterable<Echeance> {
  if (etat.closeLe !== null && etat.archiveLe === null)
    yield echeance(etat, 'archivage', finDuDossier(etat.closeLe, etat), 'DEC-35', 'archivage', []);
}

export const archivage: Declenchement = (_etat, { effetLe, regle }) => [
  automatique(effetLe, 'DossierArchive', regle, {}),
];
