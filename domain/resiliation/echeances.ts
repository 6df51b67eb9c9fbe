/** T15…T18 — effect of a résiliation, answer to a saisine; DEC-40, DEC-41 — notification and second receipt. */
import type { Etat, Resiliation } from '../etat.ts';
import { type Echeance, echeance, type Declenchement } from '../echeance.ts';
import { justifie } from '../calculs/calculs.ts';
import { calculNotification, calculReponseSaisine, calculSecondeReception } from './delais.ts';
import { courante, prochainEffet } from './encours.ts';
import { regleFondement } from './fondements.ts';
import type { Role } from '../valeurs.ts';
import { automatique } from '../chapitre.ts';
import { calculRemboursement } from '../recouvrement/dus.ts';

export function* echeancesResiliation(etat: Etat): Iterable<Echeance> {
  const prochain = prochainEffet(etat);
  if (prochain !== null) {
    const { contrat, origine, fondement } = prochain.resiliation;
    const sienne = contrat === 'amorcage' ? 'RES-A-01' : 'RES-D-01';
    const regle = origine === 'ess' ? sienne : regleFondement(contrat, fondement);
    const { effet: effetLe, calcul } = prochain;
    yield echeance(etat, 'effet-resiliation', calcul, regle, 'resiliation', [], { grace: true, effetLe });
  }
  const lettre = courante(etat, 'ess');
  const accord = courante(etat, 'caisse-ars');
  if (lettre !== null) yield* secondeReception(etat, lettre);
  if (accord !== null) yield* notification(etat, accord);
}

/** DEC-41 — received by one authority, and the other says nothing. */
function* secondeReception(etat: Etat, lettre: Resiliation): Iterable<Echeance> {
  const limite = calculSecondeReception(lettre, etat);
  const muette: Role = lettre.receptions.ars === undefined ? 'ars' : 'caisse';
  if (limite !== null) yield echeance(etat, 'reception-resiliation', limite, 'DEC-41', 'alerte', [muette]);
}

function* notification(etat: Etat, accord: Resiliation): Iterable<Echeance> {
  const limite = calculNotification(accord, etat);
  if (limite !== null)
    yield echeance(etat, 'notification-resiliation', limite, 'DEC-40', 'caducite', ['ars', 'caisse'], { grace: true });
  const reponse = calculReponseSaisine(accord, etat);
  const { caisse, ars } = accord.saisine?.reponses ?? {};
  const muets: Role[] = [
    ...(caisse === undefined ? ['caisse' as const] : []),
    ...(ars === undefined ? ['ars' as const] : []),
  ];
  const saisine = accord.contrat === 'amorcage' ? 'RES-A-03' : 'RES-D-04';
  if (reponse !== null) yield echeance(etat, 'reponse-saisine', reponse, saisine, 'alerte', muets);
}

/** RES-A-04, RES-D-05 — the notice has run: the contract is over. */
export const effetDeLaResiliation: Declenchement = (etat, { effetLe }) => {
  const prochain = prochainEffet(etat);
  if (prochain === null) return [];
  const { contrat, origine } = prochain.resiliation;
  return [
    automatique(effetLe, 'ResiliationEffective', contrat === 'amorcage' ? 'RES-A-04' : 'RES-D-05', {
      contrat,
      origine,
      ...justifie({ dateLimite: calculRemboursement(effetLe, etat) }),
    }),
  ];
};

/** DEC-40 — the agreement was not notified in its two months. */
export const accordNonNotifie: Declenchement = (etat, { effetLe, regle }) => {
  const accord = courante(etat, 'caisse-ars');
  return accord === null
    ? []
    : [
        automatique(effetLe, 'ResiliationCaduque', regle, {
          contrat: accord.contrat,
          origine: 'caisse-ars',
          cause: 'non-notifiee',
        }),
      ];
};
