/** What the journal of a case makes be written in Démarche Numérique: which event, on which dossier, in which words. */
import { createHash } from 'node:crypto';
import { inWords } from '../../records/demarches/dates.ts';
import type { Nature } from '../mapping/targets.ts';

/** Fields that are read of an event, whichever it is. */
interface Fact {
  readonly evenement?: string;
  readonly le?: string;
  readonly mode?: string;
  readonly regle?: string;
  readonly motif?: string;
  readonly critere?: string;
  readonly dateLimite?: string;
  readonly piecesManquantes?: readonly string[];
}

interface Worded {
  readonly texte: string;
  /** Said of its letter: when it goes along, and when it does not. */
  readonly courrier?: { readonly joint: string; readonly absent?: string };
}

export type Effect =
  | (Worded & { readonly acte: 'decision'; readonly etat: 'accepte' | 'refuse' | 'sans_suite' })
  | (Worded & {
      readonly acte: 'demande';
      readonly raison: 'incomplete' | 'incorrect';
      /** Codes of what is asked for, said in words before it is written (`pieces.ts`). */
      readonly pieces: readonly string[];
    });

const DECIDED: Readonly<Record<Nature, { readonly oui: string; readonly non: string; readonly quoi: string }>> = {
  'lettre-intention': { oui: 'LettreIntentionValidee', non: 'LettreIntentionRefusee', quoi: 'La lettre d’intention' },
  'projet-sante': { oui: 'ProjetSanteValide', non: 'ProjetSanteRefuse', quoi: 'Le projet de santé' },
};

const DECISION = { joint: 'La décision est jointe.' };

/** Of an event, on a dossier of that nature; undefined: nothing is written there. */
export function effectOf(line: unknown, nature: Nature): Effect | undefined {
  const { evenement, le = '', mode, regle, motif, critere, dateLimite, piecesManquantes = [] } = line as Fact;
  const { oui, non, quoi } = DECIDED[nature];
  const e = nature === 'lettre-intention' ? 'e' : '';
  switch (evenement) {
    case oui:
      return {
        acte: 'decision',
        etat: 'accepte',
        texte:
          mode === 'tacite'
            ? `${quoi} est réputé${e} validé${e} le ${inWords(le)}, de manière tacite, faute de réponse dans le délai (règle ${regle ?? 'LI-09'}). Cette date est celle de la décision ; celle que porte Démarche Numérique est celle de son enregistrement.`
            : `${quoi} est validé${e} le ${inWords(le)}.`,
        ...(mode === 'tacite' ? { courrier: { joint: 'L’attestation est jointe.' } } : { courrier: DECISION }),
      };
    case non: {
      const because = [motif, critere === undefined ? undefined : `critère ${critere}`].filter(
        (one) => one !== undefined,
      );
      const why = because.length === 0 ? '' : ` Motif : ${because.join(' ; ')}.`;
      return {
        acte: 'decision',
        etat: 'refuse',
        texte: `${quoi} est refusé${e} le ${inWords(le)}.${why}`,
        courrier: DECISION,
      };
    }
    case 'Renonciation':
      return { acte: 'decision', etat: 'sans_suite', texte: `L’équipe a renoncé le ${inWords(le)}.` };
    case 'PiecesLettreIntentionDemandees':
    case 'PrecisionsDemandees': {
      if ((evenement === 'PrecisionsDemandees') !== (nature === 'projet-sante')) return undefined;
      const delay = dateLimite === undefined ? '' : ` Réponse attendue au plus tard le ${inWords(dateLimite)}.`;
      return nature === 'lettre-intention'
        ? {
            acte: 'demande',
            raison: 'incomplete',
            texte: `Des éléments manquent à la lettre d’intention.${delay}`,
            courrier: { joint: 'Le courrier est joint.' },
            pieces: piecesManquantes,
          }
        : {
            acte: 'demande',
            raison: 'incorrect',
            texte: `Des précisions sont demandées sur le projet de santé.${delay}`,
            courrier: {
              joint: 'Elles sont dites dans le courrier joint.',
              absent: 'Le courrier qui les dit vous parvient par une autre voie.',
            },
            pieces: [],
          };
    }
    default:
      return undefined;
  }
}

/** What marks there that an effect is ours: the service has no idempotency, its texts are searched for it. */
export const markOf = (cle: string): string => `[ESS ${createHash('sha256').update(cle).digest('hex').slice(0, 12)}]`;
