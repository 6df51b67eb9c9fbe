/** `corriger`: a traced correction of a wrong date or figure (DEC-18, DEC-19, DEC-21). Never an edit: an event of its own. */
import { ajouterJours, enToutesLettres, lireDate } from '../calendrier/calendrier.ts';
import { CORRECTIONS_RESILIATION } from './resiliation.ts';
import { creationOuverteLe } from '../creation/actes.ts';
import { exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat, LettreIntention, ProjetSante } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { exiger } from '../refus.ts';
import type { DateCivile } from '../valeurs.ts';
import { finInstructionLi } from '../lettre-intention/delais.ts';
import { finTacitePs } from '../projet-sante/delais.ts';
import type { Correction } from './correction.ts';

const surLi = (etat: Etat, changement: Partial<LettreIntention>): Partial<Etat> =>
  etat.li === null ? {} : { li: { ...etat.li, ...changement } };
const surPs = (etat: Etat, changement: Partial<ProjetSante>): Partial<Etat> => ({
  projetSante: { ...etat.projetSante, ...changement },
});

/** What was done because the LI was validated; null when nothing was. */
function suitesDeLaLettre({ associationLe, finess, amorcage, projetSante, dixHuitMoisOuvertLe }: Etat): string | null {
  if (Object.keys(amorcage.signatures).length > 0) return "le contrat d'amorçage est signé";
  if (projetSante.recuLe !== null) return 'le projet de santé est déposé';
  if (associationLe !== null || finess !== null) return "l'association est créée";
  return dixHuitMoisOuvertLe === null ? null : 'la procédure des dix-huit mois est ouverte';
}
/** What was done because the PS was validated. */
function suitesDuProjet({ dotation, amorcage, paiements }: Etat): string | null {
  if (Object.keys(dotation.signatures).length > 0) return 'le contrat de dotation est signé';
  if (paiements['amorcage-2'] !== undefined) return 'la seconde tranche est ordonnancée';
  return amorcage.fin === null ? null : "le contrat d'amorçage est terminé";
}
const acquise = (decision: string, suite: string) =>
  `${decision} a produit ses effets (${suite}) : son retrait relève des autorités, hors de cette procédure`;

const LI_DECIDEE = "la validation de la lettre d'intention";
const PS_DECIDE = 'la validation du projet de santé';

/** A tacit validation without consequences falls with the date it rests on: its own date is worked out again. */
const sansTacite = <T extends { readonly decision: null | { readonly mode: 'expresse' | 'tacite' } }>({
  decision,
}: T) => (decision?.mode === 'tacite' ? { decision: null } : {});
const phaseSansTacite = ({ li }: Etat): Partial<Etat> =>
  li?.decision?.mode === 'tacite' ? { phase: 'lettre-intention' } : {};

function empecheSurLaLettre(etat: Etat, corrigee: LettreIntention): string | null {
  const { li } = etat;
  if (li === null || li.decision === null) return null;
  if (li.decision.mode === 'tacite') {
    const suite = suitesDeLaLettre(etat);
    return suite === null ? null : acquise(LI_DECIDEE, suite);
  }
  if (etat.dixHuitMoisOuvertLe !== null)
    return "la procédure des dix-huit mois est ouverte : la caisse la clôt (« clore-recouvrement ») si elle ne devait pas l'être";
  const fin = finInstructionLi({ ...etat, li: { ...corrigee, decision: null } });
  return corrigee.deposeeLe > li.decision.le || (fin !== null && li.decision.le > fin)
    ? `la décision notifiée le ${enToutesLettres(li.decision.le)} ne serait plus dans le délai de deux mois`
    : null;
}
function empecheSurLeProjet(etat: Etat, corrige: ProjetSante): string | null {
  const { decision } = etat.projetSante;
  const depuis = creationOuverteLe(etat);
  if (depuis !== null && corrige.recuLe !== null && corrige.recuLe < depuis)
    return `le projet de santé ne peut pas être reçu avant le ${enToutesLettres(depuis)}`;
  if (decision === null) return null;
  if (decision.mode === 'tacite') {
    const suite = suitesDuProjet(etat);
    return suite === null ? null : acquise(PS_DECIDE, suite);
  }
  const fin = finTacitePs({ ...corrige, decision: null }, etat);
  return fin !== null && decision.le > fin
    ? `la décision notifiée le ${enToutesLettres(decision.le)} ne serait plus dans le délai de deux mois`
    : null;
}

const avecDepot = (li: LettreIntention, valeur: DateCivile): LettreIntention => ({
  ...li,
  deposeeLe: valeur,
  // A complete deposit: the two dates are one fact (LI-07).
  ...(li.piecesCompletesLe === li.deposeeLe ? { piecesCompletesLe: valeur } : {}),
});
const avecReception = (ps: ProjetSante, valeur: DateCivile): ProjetSante => ({
  ...ps,
  recuLe: valeur,
  ...(ps.premierDepot === ps.recuLe ? { premierDepot: valeur } : {}),
});
const avecReponse = (ps: ProjetSante, valeur: DateCivile): ProjetSante =>
  ps.precisions === null ? ps : { ...ps, precisions: { ...ps.precisions, recuesLe: valeur } };
/** A tacit validation of a transitional regime takes its interruption of aid with it (TRA-B). */
const surPsSansTacite = (etat: Etat, corrige: ProjetSante): Partial<Etat> => ({
  ...surPs(etat, { ...corrige, ...sansTacite(corrige) }),
  ...(corrige.decision?.mode === 'tacite' ? { transition: { ...etat.transition, aideInterrompueLe: null } } : {}),
});

/** The last day of an instruction that ended by silence. */
const dernierJour = (taciteLe: DateCivile) => ajouterJours(taciteLe, -1);
const pasATemps = (valeur: DateCivile, taciteLe: DateCivile): string | null =>
  valeur > dernierJour(taciteLe)
    ? `un acte du ${enToutesLettres(valeur)} est postérieur au dernier jour du délai (${enToutesLettres(dernierJour(taciteLe))}) : il est sans effet (DEC-16)`
    : null;

/** What can be corrected, by name (`objet`). */
export const CORRECTIONS: Readonly<Record<string, Correction>> = {
  'depot-lettre-intention': {
    nature: 'date',
    lire: ({ li }) => li?.deposeeLe ?? null,
    ecrire: (etat, valeur: DateCivile) =>
      etat.li === null
        ? {}
        : {
            entreeLe: valeur,
            ...phaseSansTacite(etat),
            ...surLi(etat, { ...avecDepot(etat.li, valeur), ...sansTacite(etat.li) }),
          },
    empeche: (etat, valeur: DateCivile) =>
      etat.li === null ? null : empecheSurLaLettre(etat, avecDepot(etat.li, valeur)),
  },
  'completude-lettre-intention': {
    nature: 'date',
    lire: ({ li }) => li?.piecesCompletesLe ?? null,
    ecrire: (etat, valeur: DateCivile) =>
      etat.li === null
        ? {}
        : { ...phaseSansTacite(etat), ...surLi(etat, { piecesCompletesLe: valeur, ...sansTacite(etat.li) }) },
    empeche: (etat, valeur: DateCivile) => {
      if (etat.li === null) return null;
      if (valeur < etat.li.deposeeLe)
        return `la lettre d'intention a été déposée le ${enToutesLettres(etat.li.deposeeLe)}`;
      return empecheSurLaLettre(etat, { ...etat.li, piecesCompletesLe: valeur });
    },
  },
  // DEC-19: an act notified in time (its date is `valeur`) was entered after the grace. The tacit validation is lifted
  // while nothing rests on it; the act may be entered during a new grace, or silence takes effect again, at its date.
  'decision-lettre-intention': {
    nature: 'date',
    lire: ({ li }) => (li?.decision?.mode === 'tacite' ? li.decision.le : null),
    ecrire: (etat, _valeur, rouvertLe) => ({
      phase: 'lettre-intention',
      ...surLi(etat, { decision: null, rouverteLe: rouvertLe }),
    }),
    empeche: (etat, valeur: DateCivile) => {
      const suite = suitesDeLaLettre(etat);
      return suite === null ? pasATemps(valeur, etat.li?.decision?.le ?? valeur) : acquise(LI_DECIDEE, suite);
    },
  },
  'decision-projet-sante': {
    nature: 'date',
    lire: ({ projetSante: { decision } }) => (decision?.mode === 'tacite' ? decision.le : null),
    ecrire: (etat, _valeur, rouvertLe) => surPsSansTacite(etat, { ...etat.projetSante, rouvertLe }),
    empeche: (etat, valeur: DateCivile) => {
      const suite = suitesDuProjet(etat);
      return suite === null ? pasATemps(valeur, etat.projetSante.decision?.le ?? valeur) : acquise(PS_DECIDE, suite);
    },
  },
  'reception-projet-sante': {
    nature: 'date',
    lire: ({ projetSante }) => projetSante.recuLe,
    ecrire: (etat, valeur: DateCivile) => surPsSansTacite(etat, avecReception(etat.projetSante, valeur)),
    empeche: (etat, valeur: DateCivile) => empecheSurLeProjet(etat, avecReception(etat.projetSante, valeur)),
  },
  'reception-precisions': {
    nature: 'date',
    lire: ({ projetSante }) => projetSante.precisions?.recuesLe ?? null,
    ecrire: (etat, valeur: DateCivile) => surPsSansTacite(etat, avecReponse(etat.projetSante, valeur)),
    empeche: (etat, valeur: DateCivile) => {
      const demandeesLe = etat.projetSante.precisions?.demandeesLe ?? valeur;
      return valeur < demandeesLe
        ? `les précisions ont été demandées le ${enToutesLettres(demandeesLe)}`
        : empecheSurLeProjet(etat, avecReponse(etat.projetSante, valeur));
    },
  },
  ...CORRECTIONS_RESILIATION,
  ...Object.fromEntries(
    (['medecinsPresents', 'liberaux', 'engages'] as const).map((effectif) => [
      effectif,
      {
        nature: 'nombre',
        lire: ({ effectifs }) => effectifs[effectif],
        ecrire: (etat, valeur: number) => ({ effectifs: { ...etat.effectifs, [effectif]: valeur } }),
        empeche: () => null,
      } satisfies Correction,
    ]),
  ),
};

/** By its own name, never by an inherited one. */
const correctionDe = (objet: string): Correction | undefined =>
  Object.hasOwn(CORRECTIONS, objet) ? CORRECTIONS[objet] : undefined;

/** The state once a correction is applied; unchanged for an unknown object (the fold never throws). */
export function appliquerCorrection(
  etat: Etat,
  { objet, valeur, le, rouvertLe = le }: Evenement<'CorrectionApportee'>,
): Partial<Etat> {
  return correctionDe(objet)?.ecrire(etat, valeur as never, rouvertLe) ?? {};
}

export const decisionsCorrection: Decisions<'corriger'> = {
  corriger: (etat, commande, { aujourdhui }) => {
    const { objet, valeur } = commande.donnees;
    exigerMotif(commande, 'DEC-18', 'Une correction');
    const correction = correctionDe(objet);
    exiger(
      correction !== undefined,
      'DEC-18',
      `« objet » : ce qui peut être corrigé est ${Object.keys(CORRECTIONS).join(', ')}.`,
      'donnees',
    );
    const ancienne = correction.lire(etat);
    exiger(ancienne !== null, 'DEC-18', `« ${objet} » n'a pas encore de valeur : il n'y a rien à corriger.`, 'etat');
    if (correction.nature === 'date') {
      exiger(
        typeof valeur === 'string' && lireDate(valeur) !== undefined,
        'DEC-18',
        '« valeur » : une date (aaaa-mm-jj) est attendue.',
        'donnees',
      );
      exiger(valeur <= aujourdhui, 'DEC-18', '« valeur » : la date est dans le futur.', 'donnees');
    } else
      exiger(
        typeof valeur === 'number' && Number.isInteger(valeur) && valeur >= 0,
        'DEC-18',
        '« valeur » : un nombre entier est attendu.',
        'donnees',
      );
    const empeche = correction.empeche(etat, valeur as never);
    exiger(empeche === null, 'DEC-18', `La correction est refusée : ${empeche}.`, 'etat');
    const rouvre = objet.startsWith('decision-');
    return [
      fait(commande, 'CorrectionApportee', rouvre ? 'DEC-19' : 'DEC-18', {
        objet,
        ancienne,
        valeur,
        ...(rouvre ? { rouvertLe: aujourdhui } : {}),
      }),
    ];
  },
};

export const evolutionsCorrection: Evolutions<'CorrectionApportee'> = {
  CorrectionApportee: (etat, evenement) => ({
    ...appliquerCorrection(etat, evenement),
    corrections: etat.corrections + 1,
  }),
};
