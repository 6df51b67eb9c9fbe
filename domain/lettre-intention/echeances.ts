/** T1 — the decision on the letter of intent, and what the silence of the ARS gives (LI-09); answers that are awaited (DEC-55). */
import type { Etat } from '../etat.ts';
import { type Echeance, echeance, type Declenchement } from '../echeance.ts';
import type { DateCivile } from '../valeurs.ts';
import { calculInstructionLi, calculSignatureAmorcage } from './delais.ts';
import { depuis, inscrite, type CalculDate } from '../calculs/date.ts';
import { justifie } from '../calculs/calculs.ts';
import { automatique } from '../chapitre.ts';
import { avertissementConflit } from '../creation/conflit.ts';
import { avertissementPreavis } from '../projet-sante/preavis.ts';

export function* echeancesLettreIntention(etat: Etat): Iterable<Echeance> {
  const finLi = calculInstructionLi(etat);
  if (finLi !== null)
    yield echeance(etat, 'decision-lettre-intention', finLi, 'LI-09', 'validation-tacite', ['ars'], {
      grace: true,
      saisieLe: etat.li?.saisieLe ?? null,
    });
  const { li, derogation } = etat;
  if (li !== null && li.decision === null && li.delaiPieces !== null && li.piecesManquantes.length > 0)
    yield echeance(
      etat,
      'pieces-lettre-intention',
      donnee('PiecesLettreIntentionDemandees', li.piecesDemandeesLe ?? li.deposeeLe, li.delaiPieces),
      'DEC-55',
      'alerte',
      ['porteur'],
    );
  // The CPN is no party: the ARS, which asked it, follows its answer.
  if (derogation.delai !== null)
    yield echeance(
      etat,
      'derogation-cpn',
      donnee('DerogationConsignee', li?.deposeeLe ?? etat.entreeLe ?? derogation.delai, derogation.delai),
      'DEC-55',
      'alerte',
      ['ars'],
    );
}

/** DEC-55 — a delay that a person gave in that act: how it was put off is told by the act itself. */
const donnee = (evenement: string, le: DateCivile, dernier: DateCivile): CalculDate =>
  inscrite(depuis(evenement, le), evenement, dernier, 'DEC-55');

/** LI-09 — silence: the letter is deemed validated. */
export const silenceSurLaLettre: Declenchement = (etat, { effetLe, regle }) => {
  const avertissements = [...avertissementPreavis(etat, effetLe), ...avertissementConflit(etat)];
  return [
    {
      ...automatique(effetLe, 'LettreIntentionValidee', regle, {
        mode: 'tacite',
        ...justifie({ dateLimite: calculSignatureAmorcage(effetLe, etat) }),
      }),
      ...(avertissements.length === 0 ? {} : { avertissements }),
    },
  ];
};
