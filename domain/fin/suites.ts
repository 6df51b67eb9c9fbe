/** What follows by itself when a project ends: contract, orders, instruction, territory; a closed case that goes on again. DEC-35, DEC-42…46. */
import { plusTard } from '../calendrier/calendrier.ts';
import { automatique, type Consequence, type Evolutions } from '../chapitre.ts';
import { termePasse } from '../contrats/delais.ts';
import type { Etat } from '../etat.ts';
import { justifie } from '../calculs/calculs.ts';
import { calculRemboursement } from '../recouvrement/dus.ts';
import { motifDeCloture, phaseApres } from '../suivi/cloture.ts';
import { CONTRATS, type Phase, type TypeContrat } from '../valeurs.ts';
import {
  contratResilie,
  couvert,
  dissolutionAcquise,
  finDesContrats,
  finiParLaDissolution,
  instructionSansSuite,
  projetArreteLe,
} from './delais.ts';

/** DEC-42 — with the consequences of a résiliation, dated by the dissolution. */
export const dissolutionEffective: Consequence = (etat) => {
  const { dissolution } = etat;
  if (dissolution === null || !dissolutionAcquise(etat)) return null;
  const passe = (contrat: TypeContrat) => contrat === 'amorcage' && termePasse(etat, dissolution.le);
  const contrat = CONTRATS.find((un) => finiParLaDissolution(etat[un], dissolution) && !passe(un));
  if (contrat === undefined) return null;
  const le = plusTard(dissolution.le, etat[contrat].concluLe ?? dissolution.le);
  return automatique(le, 'ResiliationEffective', 'DEC-42', {
    contrat,
    origine: 'caisse-ars',
    ...justifie({ dateLimite: calculRemboursement(le, etat) }),
    cause: 'dissolution',
  });
};

/** DEC-46 — its silence produces nothing, and it is said. */
export const instructionSansObjet: Consequence = (etat, le) =>
  instructionSansSuite(etat) && etat.projetSante.sansObjetLe === null
    ? automatique(projetArreteLe(etat) ?? etat.amorcage.finiLe ?? le, 'InstructionSansObjet', 'DEC-46', {})
    : null;

/** DEC-45 — the territory is free once no contract runs and none can follow, from the day on which it is so. */
export const territoireLibere: Consequence = (etat, le) =>
  (etat.territoire === 'revendique' || etat.territoire === 'conteste') &&
  (!couvert(etat, le) || motifDeCloture(etat, le) !== null)
    ? automatique(
        projetArreteLe(etat) ??
          finDesContrats(etat, contratResilie(etat) && etat.liberations === 0 ? (etat.entreeLe ?? le) : le),
        'TerritoireLibere',
        'DEC-45',
        {},
      )
    : null;

/** The phase to which the events before the closing had led. */
function phaseRouverte(etat: Etat): Phase {
  if (etat.dotation.concluLe !== null) return 'dotation';
  if (etat.amorcage.concluLe !== null) return 'amorcage';
  return etat.li !== null && etat.li.decision?.sens !== 'validee' ? 'lettre-intention' : 'creation';
}

/** DEC-35 — what came after the closing makes the procedure go on. */
export const dossierRouvert: Consequence = (etat, le) => {
  if (etat.phase !== 'close' || etat.closeLe === null) return null;
  const rouvertLe = plusTard(le, etat.closeLe);
  return motifDeCloture(etat, rouvertLe) === null
    ? automatique(rouvertLe, 'DossierRouvert', 'DEC-35', { phase: phaseApres({ ...etat, phase: phaseRouverte(etat) }) })
    : null;
};

export const evolutionsSuitesFin: Evolutions<'InstructionSansObjet' | 'DossierRouvert' | 'DossierArchive'> = {
  InstructionSansObjet: (etat, { le }) => ({ projetSante: { ...etat.projetSante, sansObjetLe: le } }),
  DossierRouvert: (_etat, { phase }) => ({ phase, motifCloture: null, closeLe: null }),
  DossierArchive: (_etat, { le }) => ({ archiveLe: le }),
};
