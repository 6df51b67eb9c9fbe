/** What a team may seize the caisse and the ARS of, until when, and what has come of it: RES-A-03, RES-D-04, DEC-42. */
import type { CalculDate } from '../calculs/date.ts';
import type { Dissolution, Etat, Resiliation } from '../etat.ts';
import { calculObjection, contratDeLObjection } from '../fin/delais.ts';
import { calculFinSaisine, calculReponseSaisine, finReponseSaisine } from '../resiliation/delais.ts';
import { calculEffetRetenu, courante } from '../resiliation/encours.ts';
import type { DateCivile, TypeContrat } from '../valeurs.ts';

export interface VoieDeSaisine {
  readonly objet: 'resiliation' | 'dissolution';
  readonly contrat: TypeContrat;
  readonly regle: string;
  /** Reception, by the association, of the letter that may be contested. */
  readonly notifieeLe: DateCivile;
  /** Last day on which a saisine is received in time. */
  readonly dernierJour: CalculDate;
  /** End of the day on which the résiliation takes effect; null while a saisine suspends it, and for a dissolution. */
  readonly effet: CalculDate | null;
  readonly saisie: {
    readonly recueLe: DateCivile;
    readonly reponses: NonNullable<Resiliation['saisine']>['reponses'];
    /** Last day of the answers; null once both have answered. */
    readonly reponse: CalculDate | null;
  } | null;
}

function contreLaDissolution(etat: Etat, dissolution: Dissolution): VoieDeSaisine | null {
  const { lettreLe, objectionLe, reponses } = dissolution;
  if (dissolution.confirmeeLe === null || lettreLe === null) return null;
  const contrat = contratDeLObjection(etat);
  const tranchee = reponses.ars !== undefined && reponses.caisse !== undefined;
  return {
    objet: 'dissolution',
    contrat,
    regle: 'DEC-42',
    notifieeLe: lettreLe,
    dernierJour: calculObjection(contrat, lettreLe, etat),
    effet: null,
    saisie:
      objectionLe === null
        ? null
        : { recueLe: objectionLe, reponses, reponse: tranchee ? null : finReponseSaisine(objectionLe, etat) },
  };
}

/** What stands against the team now; null when nothing was notified to it, or it is over. */
export function voieDeSaisine(etat: Etat): VoieDeSaisine | null {
  const contre = etat.dissolution === null ? null : contreLaDissolution(etat, etat.dissolution);
  if (contre !== null) return contre;
  const accord = courante(etat, 'caisse-ars');
  const notifieeLe = accord?.receptions.association;
  const dernierJour = accord === null ? null : calculFinSaisine(accord, etat);
  if (accord === null || notifieeLe === undefined || dernierJour === null) return null;
  const { contrat, saisine } = accord;
  return {
    objet: 'resiliation',
    contrat,
    regle: contrat === 'amorcage' ? 'RES-A-03' : 'RES-D-04',
    notifieeLe,
    dernierJour,
    effet: calculEffetRetenu(etat, accord),
    saisie:
      saisine === null
        ? null
        : { recueLe: saisine.recueLe, reponses: saisine.reponses, reponse: calculReponseSaisine(accord, etat) },
  };
}
