/** Giving up and disappearing: renunciation, formal notice, abandon. DEC-43, DEC-44. Nothing here is ever done by a timer. */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import { enCours, termePasse } from '../contrats/delais.ts';
import type { Echeance } from '../echeance.ts';
import { echeances, retards } from '../echeances.ts';
import type { Contrat, Etat } from '../etat.ts';
import { exiger } from '../refus.ts';
import type { DateCivile } from '../valeurs.ts';
import { justifie } from '../calculs/calculs.ts';
import { calculMiseEnDemeure, contratEnCours, contratResilie, finSilencePorteur, projetArreteLe } from './delais.ts';

const ARRETE = 'Le porteur a déjà renoncé, ou son abandon est déjà constaté.';

/** Signed by the porteur, it waits for the others. */
const signeParLePorteur = ({ concluLe, signatures }: Contrat): boolean =>
  concluLe === null && signatures.association !== undefined;

/** DEC-44 — what an authority still owes: its silence is not the porteur's. No deadline asks for a signature of the dotation. */
function attenduDUneAutorite(etat: Etat): string | undefined {
  if (signeParLePorteur(etat.dotation)) return 'signature-contrat-dotation';
  const aSigne = signeParLePorteur(etat.amorcage);
  const due = [...echeances(etat), ...retards(etat)].find(
    ({ effet, attendu }) =>
      effet !== 'rappel' &&
      (attendu.includes('ars') || attendu.includes('caisse')) &&
      (aSigne || !attendu.includes('porteur')),
  );
  return due?.cle;
}

/** DEC-44 — a deadline of the porteur that is past, the latest. */
const manquee = (etat: Etat): Echeance | undefined =>
  retards(etat)
    .filter(({ attendu }) => attendu.includes('porteur'))
    .toSorted((a, b) => a.expire.localeCompare(b.expire))
    .at(-1);

function exigerSilence(etat: Etat, le: DateCivile): Echeance {
  exiger(
    !contratEnCours(etat),
    'DEC-44',
    'Un contrat est en cours : il se résilie (« proposer-resiliation »), il n’y a pas d’abandon à constater.',
    'etat',
  );
  exiger(projetArreteLe(etat) === null, 'DEC-44', ARRETE, 'etat');
  exiger(
    !contratResilie(etat),
    'DEC-44',
    'Un contrat a été résilié : aucun autre ne peut suivre, et il n’y a plus rien à abandonner.',
    'etat',
  );
  const due = attenduDUneAutorite(etat);
  exiger(
    due === undefined && !(etat.derogation.requise && etat.derogation.sens === null),
    'DEC-44',
    `Un acte est attendu d'une autorité${due === undefined ? ' (la dérogation demandée)' : ` (« ${due} »)`} : le silence du porteur ne peut pas lui être reproché.`,
    'etat',
  );
  const echeance = manquee(etat);
  exiger(echeance !== undefined, 'DEC-44', "Aucune échéance du porteur n'est dépassée.", 'etat');
  const silence = finSilencePorteur(echeance.expire, etat.porteurActifLe, etat);
  exiger(
    le > silence,
    'DEC-44',
    `La mise en demeure suppose 2 mois sans aucun acte du porteur après l'échéance « ${echeance.cle} » : elle est possible après le ${enToutesLettres(silence)}.`,
  );
  return echeance;
}

export const decisionsFin: Decisions<'renoncer' | 'mettre-en-demeure' | 'constater-abandon'> = {
  renoncer: (etat, commande) => {
    const { le } = commande.donnees;
    exiger(
      !contratEnCours(etat) || (!enCours(etat.dotation) && termePasse(etat, le)),
      enCours(etat.dotation) ? 'RES-D-01' : 'RES-A-01',
      "Un contrat est en cours : on n'y renonce pas, on le résilie (« resilier »).",
      'etat',
    );
    exiger(projetArreteLe(etat) === null, 'DEC-43', ARRETE, 'etat');
    exiger(
      !contratResilie(etat),
      'DEC-43',
      'Le contrat a été résilié : aucun autre ne peut suivre, et il n’y a plus à renoncer.',
      'etat',
    );
    const { finiLe } = etat.amorcage;
    if (finiLe !== null) exigerApres(le, finiLe, "le terme du contrat d'amorçage", 'DEC-43');
    return [fait(commande, 'Renonciation', etat.amorcage.concluLe === null ? 'DEC-23' : 'DEC-43', {})];
  },

  'mettre-en-demeure': (etat, commande) => {
    const { le, recueLe = le } = commande.donnees;
    exigerApres(recueLe, le, "l'envoi de la mise en demeure", 'DEC-44');
    exiger(etat.miseEnDemeure === null, 'DEC-44', 'Une mise en demeure est déjà en cours.', 'etat');
    const { cle } = exigerSilence(etat, le);
    return [
      fait(commande, 'MiseEnDemeure', 'DEC-44', {
        echeance: cle,
        recueLe,
        ...justifie({ dateLimite: calculMiseEnDemeure(recueLe, etat) }),
      }),
    ];
  },

  'constater-abandon': (etat, commande) => {
    const { miseEnDemeure } = etat;
    exiger(
      miseEnDemeure !== null,
      'DEC-44',
      "L'abandon se constate après une mise en demeure restée sans suite (« mettre-en-demeure ») : aucune n'est en cours, ou un acte du porteur l'a privée d'effet.",
      'etat',
    );
    exiger(!contratEnCours(etat), 'DEC-44', "Un contrat est en cours : il n'y a pas d'abandon à constater.", 'etat');
    const { dateLimite } = miseEnDemeure;
    exiger(
      commande.donnees.le > dateLimite,
      'DEC-44',
      `Le porteur peut agir jusqu'au ${enToutesLettres(dateLimite)} : l'abandon ne se constate que le lendemain.`,
    );
    exigerMotif(commande, 'DEC-44', "Le constat d'abandon");
    return [fait(commande, 'AbandonConstate', 'DEC-44', {})];
  },
};

export const evolutionsFin: Evolutions<'Renonciation' | 'MiseEnDemeure' | 'AbandonConstate'> = {
  Renonciation: (_etat, { le }) => ({ renonceeLe: le, miseEnDemeure: null }),
  MiseEnDemeure: (_etat, { le, recueLe, dateLimite, echeance }) => ({
    miseEnDemeure: { le, recueLe, dateLimite, echeance },
  }),
  AbandonConstate: (_etat, { le }) => ({ abandonneLe: le, miseEnDemeure: null }),
};
