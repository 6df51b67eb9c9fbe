/** What a résiliation by the caisse and the ARS may be founded on, and from when: RES-A-02, RES-D-02, RES-D-03, C09, C21. */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import type { Etat } from '../etat.ts';
import { limiteAbsenceMissions, missionSocleComplete, operationnelle } from '../suivi/missions.ts';
import { listeDeClause } from '../droit.ts';
import { exiger } from '../refus.ts';
import { FONDEMENTS_RESILIATION, type DateCivile, type FondementResiliation, type TypeContrat } from '../valeurs.ts';
import { finAvantFondement } from '../projet-sante/preavis.ts';

/** The article that gives this ground. */
export const regleFondement = (contrat: TypeContrat, fondement: string | null): string =>
  contrat === 'amorcage' ? 'RES-A-02' : fondement === 'absence-action-socle' ? 'RES-D-03' : 'RES-D-02';

const estFondement = (texte: string | undefined): texte is FondementResiliation =>
  (FONDEMENTS_RESILIATION as readonly (string | undefined)[]).includes(texte);

/** RES-A-02, RES-D-02, RES-D-03 — the ground exists for this contract, and is open on that day. */
export function exigerFondementOuvert(
  etat: Etat,
  contrat: TypeContrat,
  fondement: string | undefined,
  le: DateCivile,
): FondementResiliation {
  const regle = contrat === 'amorcage' ? 'RES-A-02' : 'RES-D-02';
  exiger(
    estFondement(fondement),
    regle,
    `La résiliation doit se fonder sur l'un des cas du contrat : renseignez « fondement » avec ${FONDEMENTS_RESILIATION.join(', ')}.`,
  );
  const possibles: readonly FondementResiliation[] = listeDeClause(
    etat,
    contrat === 'amorcage' ? 'fondementsResiliationAmorcage' : 'fondementsResiliationDotation',
    { signeLe: etat[contrat].concluLe, ouvertLe: le },
  );
  exiger(
    possibles.includes(fondement),
    regle,
    `Ce cas n'est pas prévu par ce contrat ; ses cas sont : ${possibles.join(', ')}.`,
  );
  if (fondement === 'ps-non-depose') {
    const limite = finAvantFondement(etat);
    const { premierEnvoi } = etat.projetSante;
    exiger(
      premierEnvoi === null ||
        (limite !== null && premierEnvoi > limite && etat.projetSante.decision?.sens !== 'valide'),
      'RES-A-02',
      'Le projet de santé a été déposé dans le délai, ou validé : ce cas de résiliation n’est pas ouvert.',
    );
    exiger(
      limite !== null && le > limite,
      'RES-A-02',
      `Le projet de santé peut être déposé jusqu'au ${limite === null ? '—' : enToutesLettres(limite)} : ce cas de résiliation ne s'ouvre que le lendemain (DEC-53).`,
    );
  }
  // C21, second test: one action is enough for the amorçage contract (002:461).
  if (fondement === 'absence-action-socle' && contrat === 'amorcage')
    exiger(
      !operationnelle(etat),
      'RES-A-02',
      'Une action de la mission socle est constatée : ce cas de résiliation n’est pas ouvert.',
    );
  if (fondement === 'absence-action-socle' && contrat === 'dotation') {
    const limite = limiteAbsenceMissions(etat);
    exiger(
      limite !== null && le > limite,
      'RES-D-03',
      `L'absence de mission socle ne peut être invoquée qu'un an après la validation du projet de santé${limite === null ? '' : `, soit après le ${enToutesLettres(limite)}`}.`,
    );
    exiger(
      !missionSocleComplete(etat),
      'RES-D-03',
      'Les deux activités de la mission socle sont constatées : ce cas de résiliation n’est pas ouvert.',
    );
  }
  return fondement;
}
