/** T15…T18 — effect of a résiliation, answer to a saisine. */
import type { Etat } from '../etat.ts';
import { type Echeance, echeance, type Declenchement } from '../echeance.ts';
import { effetResiliation, limiteReponseSaisine, versionDuPreavis } from './delais.ts';
import { versionDuDelai } from '../droit.ts';
import { regleFondement } from './fondements.ts';
import type { Role } from '../valeurs.ts';
import { automatique } from '../chapitre.ts';
import { limiteRemboursement } from '../recouvrement/dus.ts';

export function* echeancesResiliation(etat: Etat): Iterable<Echeance> {
  if (etat.resiliation === null) return;
  const effet = effetResiliation(etat.resiliation, etat);
  const { contrat, origine, fondement } = etat.resiliation;
  const sienne = contrat === 'amorcage' ? 'RES-A-01' : 'RES-D-01';
  const regle = origine === 'ess' ? sienne : regleFondement(contrat, fondement);
  if (effet !== null)
    yield echeance(etat, 'effet-resiliation', effet, regle, 'resiliation', [], {
      grace: true,
      effetLe: effet,
      ...versionDuPreavis(etat, etat.resiliation),
    });
  const reponse = limiteReponseSaisine(etat.resiliation, etat);
  const { caisse, ars } = etat.resiliation.saisine?.reponses ?? {};
  const muets: Role[] = [
    ...(caisse === undefined ? ['caisse' as const] : []),
    ...(ars === undefined ? ['ars' as const] : []),
  ];
  const saisine = contrat === 'amorcage' ? 'RES-A-03' : 'RES-D-04';
  if (reponse !== null)
    yield echeance(
      etat,
      'reponse-saisine',
      reponse,
      saisine,
      'alerte',
      muets,
      versionDuDelai(etat, 'reponseSaisine', etat.resiliation.saisine?.recueLe ?? reponse),
    );
}

/** RES-A-04, RES-D-05 — the notice has run: the contract is over. */
export const effetDeLaResiliation: Declenchement = (etat, { effetLe }) =>
  etat.resiliation === null
    ? []
    : [
        automatique(
          effetLe,
          'ResiliationEffective',
          etat.resiliation.contrat === 'amorcage' ? 'RES-A-04' : 'RES-D-05',
          {
            contrat: etat.resiliation.contrat,
            dateLimite: limiteRemboursement(effetLe, etat),
          },
        ),
      ];
