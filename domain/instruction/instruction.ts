/** What is in instruction, criterion by criterion: LI-03, LI-05, LI-08, PS-02…PS-04, PS-09. */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import { PREMIERS_TEXTES, liste } from '../droit.ts';
import type { Echeance } from '../echeance.ts';
import { echeances } from '../echeances.ts';
import type { Avis } from '../etat.ts';
import { instructionSansSuite } from '../fin/delais.ts';
import { incomplete } from '../lettre-intention/delais.ts';
import { limiteDepot, opposee } from '../projet-sante/delais.ts';
import { critere, dernierEvenement, type Critere, type Lecture } from './critere.ts';
import { CRITERES_EQUIPE } from './equipe.ts';

/** Why the silence of the ARS gives nothing for now. */
export interface Arret {
  readonly regle: string;
  readonly phrase: string;
}

export interface Instruction {
  readonly sur: 'lettre-intention' | 'projet-sante';
  readonly criteres: readonly Critere[];
  readonly avis: Avis | null;
  /** The deadline of the decision, and what silence does at its end; null while it does not run. */
  readonly decision: Echeance | null;
  readonly arret: Arret | null;
  /** What an unfavourable decision may be founded on: criteria of the letter, grounds of the projet. */
  readonly fondements: readonly string[];
}

/** LI-03: only what the deposit says that it lacks is known to lack. */
function contenuDeLaLettre(lecture: Lecture): Critere {
  const depot = dernierEvenement(lecture, 'LettreIntentionDeposee');
  if (depot === undefined) return critere('LI-03', 'inconnu', "Aucune lettre d'intention n'est au dossier.");
  const { rubriquesAbsentes, engagementMissions, evenement, le } = depot.evenement;
  const { rang } = depot;
  const absentes = [
    ...(rubriquesAbsentes ?? []),
    ...(engagementMissions === false ? ['engagement à travailler sur les missions socles'] : []),
  ];
  const unes = [...new Set(absentes)];
  return unes.length > 0
    ? critere('LI-03', 'non-rempli', `Contenu attendu et absent du dépôt : ${unes.join(', ')}.`, [
        { libelle: 'Rubriques absentes', valeur: unes.join(', '), evenement, le, rang },
      ])
    : critere(
        'LI-03',
        'a-apprecier',
        'Aucune rubrique attendue n’a été signalée absente ; leur contenu se lit au dossier.',
      );
}

function surLaLettre(lecture: Lecture): readonly Critere[] {
  const { etat } = lecture;
  const connus: typeof CRITERES_EQUIPE = { ...CRITERES_EQUIPE, 'LI-03': contenuDeLaLettre };
  return liste(etat, 'criteresLettreIntention', etat.li?.deposeeLe ?? etat.entreeLe ?? PREMIERS_TEXTES).map(
    (regle) => connus[regle]?.(lecture) ?? critere(regle, 'a-apprecier', 'À lire au dossier.'),
  );
}

/** PS-02 */
function dansLesTemps({ etat }: Lecture): Critere {
  const limite = limiteDepot(etat);
  const { premierEnvoi } = etat.projetSante;
  if (limite === null || premierEnvoi === null)
    return critere('PS-02', 'a-apprecier', 'Aucune date limite de dépôt ne se compte pour ce dossier.');
  return critere(
    'PS-02',
    premierEnvoi <= limite ? 'rempli' : 'non-rempli',
    `Envoyé le ${enToutesLettres(premierEnvoi)} ; à déposer au plus tard le ${enToutesLettres(limite)}.`,
  );
}

/** PS-03, PS-04, LI-05: what the deposit says of its content. */
function* contenuDuProjet(lecture: Lecture): Iterable<Critere> {
  const depot = dernierEvenement(lecture, 'ProjetSanteDepose');
  if (depot === undefined) return;
  const { rang, evenement: dit } = depot;
  const { evenement, le } = dit;
  const dePlus = { evenement, le, rang };
  const absentes = dit.rubriquesAbsentes ?? [];
  yield absentes.length > 0
    ? critere('PS-03', 'non-rempli', `Contenu attendu et absent du dépôt : ${absentes.join(', ')}.`, [
        { libelle: 'Rubriques absentes', valeur: absentes.join(', '), ...dePlus },
      ])
    : critere(
        'PS-03',
        'a-apprecier',
        'Aucune rubrique attendue n’a été signalée absente ; leur contenu se lit au dossier.',
      );
  yield dit.documentDeploiement === undefined
    ? critere('PS-04', 'inconnu', 'Le dépôt ne dit pas si le document de déploiement est joint.')
    : critere(
        'PS-04',
        dit.documentDeploiement ? 'rempli' : 'non-rempli',
        dit.documentDeploiement
          ? 'Le document de déploiement est joint.'
          : 'Le document de déploiement n’est pas joint : il doit être transmis à la caisse et à l’ARS.',
        [{ libelle: 'Document de déploiement', valeur: dit.documentDeploiement ? 'joint' : 'absent', ...dePlus }],
      );
  const nombre = dit.indicateursQualitatifs ?? 0;
  const deja = lecture.etat.li?.indicateurQualitatif === true;
  yield nombre > 0 || deja
    ? critere(
        'LI-05',
        'rempli',
        nombre > 0
          ? `${nombre} indicateur${nombre > 1 ? 's' : ''} qualitatif${nombre > 1 ? 's' : ''}.`
          : "Un indicateur qualitatif est défini dans la lettre d'intention.",
      )
    : critere('LI-05', 'inconnu', 'Aucun indicateur qualitatif n’a été compté.');
}

/** What the contract of the team, and the rules of its seat, ask again of the projet. */
const REPRIS = ['ELI-01', 'ELI-02', 'ELI-03', 'ELI-04', 'ELI-07', 'ELI-09', 'ELI-10'] as const;

function surLeProjet(lecture: Lecture): readonly Critere[] {
  return [
    dansLesTemps(lecture),
    ...contenuDuProjet(lecture),
    ...REPRIS.flatMap((regle) => CRITERES_EQUIPE[regle]?.(lecture) ?? []),
  ];
}

function arretDeLaLettre({ etat }: Lecture): Arret | null {
  const { li, derogation } = etat;
  if (li === null) return null;
  if (incomplete(li))
    return {
      regle: li.suspendueLe === null ? 'DEC-07' : 'DEC-55',
      phrase: `Des pièces sont attendues de l'équipe (${li.piecesManquantes.join(', ')}) : le délai ne court pas, et le silence ne produit rien.`,
    };
  if (derogation.requise && derogation.sens !== 'accordee')
    return {
      regle: derogation.sens === 'refusee' ? 'DEC-26' : 'DEC-14',
      phrase:
        derogation.sens === 'refusee'
          ? 'La commission paritaire nationale a refusé la dérogation : seul un refus est possible, et le silence ne produit rien.'
          : 'Une décision de la commission paritaire nationale est attendue : le délai ne court pas, et le silence ne produit rien.',
    };
  return null;
}

function arretDuProjet({ etat }: Lecture): Arret | null {
  const ps = etat.projetSante;
  if (ps.precisions !== null && ps.precisions.recuesLe === null)
    return {
      regle: 'PS-07',
      phrase: `Des précisions sont attendues de l'équipe jusqu'au ${enToutesLettres(ps.precisions.delai)} : le délai ne court pas, et le silence ne produit rien.`,
    };
  if (opposee(ps) && ps.oppositionLe !== null)
    return {
      regle: 'PS-08',
      phrase: `La caisse s'est opposée le ${enToutesLettres(ps.oppositionLe)} : le silence ne produit rien.`,
    };
  return null;
}

/** What is in instruction now; null when nothing is. */
export function instruction(lecture: Lecture): Instruction | null {
  const { etat } = lecture;
  const { li, projetSante: ps } = etat;
  const echeance = (cle: string) => echeances(etat).find((une) => une.cle === cle) ?? null;
  if (li !== null && li.decision === null && etat.phase === 'lettre-intention')
    return {
      sur: 'lettre-intention',
      criteres: surLaLettre(lecture),
      avis: li.avis,
      decision: echeance('decision-lettre-intention'),
      arret: arretDeLaLettre(lecture),
      fondements: liste(etat, 'criteresLettreIntention', li.deposeeLe),
    };
  if (ps.recuLe !== null && ps.decision === null && !instructionSansSuite(etat))
    return {
      sur: 'projet-sante',
      criteres: surLeProjet(lecture),
      avis: ps.avis,
      decision: echeance('decision-projet-sante'),
      arret: arretDuProjet(lecture),
      fondements: liste(etat, 'fondementsProjetSante', ps.recuLe),
    };
  return null;
}
