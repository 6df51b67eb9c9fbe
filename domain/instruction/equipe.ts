/** Criteria of the team and of its territory, the same for the letter and for the projet: ELI-01…ELI-12, GEN-02, GEN-04, DER-01, DER-02. */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import { enConflit } from '../creation/conflit.ts';
import { departement } from '../creation/departements.ts';
import { PREMIERS_TEXTES, valeur } from '../droit.ts';
import type { Etat } from '../etat.ts';
import { seuil } from '../lettre-intention/eligibilite.ts';
import { libelleSpecialite, specialiteDe } from '../lettre-intention/specialites.ts';
import type { DateCivile } from '../valeurs.ts';
import { critere, dernierEvenement, source, type Critere, type Lecture } from './critere.ts';

/** The entry selects the thresholds (DEC-65). */
const entree = ({ entreeLe }: Etat): DateCivile => entreeLe ?? PREMIERS_TEXTES;

const accordee = ({ derogation }: Etat): boolean => derogation.sens === 'accordee';

/** How a criterion that the CPN may lift stands once it is not met. */
const leve = (etat: Etat) => (accordee(etat) ? ('deroge' as const) : ('non-rempli' as const));
const cpn = (etat: Etat): string =>
  accordee(etat) && etat.derogation.le !== null
    ? ` La commission paritaire nationale a accordé une dérogation le ${enToutesLettres(etat.derogation.le)}.`
    : ' Seule la commission paritaire nationale peut y déroger.';

/** ELI-01 */
function territoire(lecture: Lecture): Critere {
  const { etat } = lecture;
  const depot = dernierEvenement(lecture, 'LettreIntentionDeposee')?.evenement;
  const sources = [source(lecture, 'Départements', 'departements', etat.departements, departement)];
  return depot?.territoireContinu === false
    ? critere('ELI-01', 'a-apprecier', "Le territoire déclaré n'est pas d'un seul tenant.", sources)
    : critere(
        'ELI-01',
        'rempli',
        `Le territoire compte ${etat.departements.length} département${etat.departements.length > 1 ? 's entiers' : ' entier'}.`,
        sources,
      );
}

/** ELI-02, DEC-15, DEC-56 */
function unicite({ etat }: Lecture): Critere {
  const { conflits, rivaux, derogation } = etat;
  const enInstruction = rivaux.filter(({ statut }) => statut === 'en-instruction').length;
  if (derogation.unicite?.sens === 'accordee')
    return critere(
      'ELI-02',
      'deroge',
      `La commission paritaire nationale a dérogé à l'unicité le ${enToutesLettres(derogation.unicite.le)}.`,
    );
  if (enConflit(etat))
    return critere(
      'ELI-02',
      'non-rempli',
      `${conflits.length === 1 ? 'Une autre équipe' : `${conflits.length} autres équipes`} de la même spécialité ${conflits.length === 1 ? 'couvre' : 'couvrent'} une part du territoire.`,
    );
  return enInstruction === 0
    ? critere('ELI-02', 'rempli', "Aucune autre équipe connue de la même spécialité n'est sur ce territoire.")
    : critere(
        'ELI-02',
        'a-apprecier',
        `${enInstruction === 1 ? 'Une autre lettre' : `${enInstruction} autres lettres`} de la même spécialité ${enInstruction === 1 ? 'est' : 'sont'} en instruction sur ce territoire : une seule pourra être financée.`,
      );
}

/** ELI-03 */
function presents(lecture: Lecture): Critere {
  const { etat } = lecture;
  const { medecinsPresents } = etat.effectifs;
  const minimum = valeur(etat, 'medecinsPresents', entree(etat));
  if (medecinsPresents === null)
    return critere('ELI-03', 'inconnu', `Le nombre de médecins présents n'a pas été déclaré (${minimum} au moins).`);
  const sources = [source(lecture, 'Médecins présents', 'medecinsPresents', medecinsPresents)];
  return medecinsPresents >= minimum
    ? critere('ELI-03', 'rempli', `${medecinsPresents} médecins présents, pour ${minimum} au moins.`, sources)
    : critere(
        'ELI-03',
        leve(etat),
        `${medecinsPresents} médecins présents, pour ${minimum} au moins.${cpn(etat)}`,
        sources,
      );
}

/** ELI-04 */
function engages(lecture: Lecture): Critere {
  const { etat } = lecture;
  const { engages: adherents, liberaux } = etat.effectifs;
  const pourCent = valeur(etat, 'adhesionInitiale', entree(etat));
  if (adherents === null || liberaux === null)
    return critere(
      'ELI-04',
      'inconnu',
      `Le nombre de médecins ${adherents === null ? 'engagés' : 'libéraux du territoire'} n'a pas été déclaré (${pourCent} % au moins sont attendus).`,
    );
  const minimum = seuil(liberaux, pourCent);
  return critere(
    'ELI-04',
    adherents >= minimum ? 'rempli' : leve(etat),
    `${adherents} engagés sur ${liberaux} libéraux ; ${pourCent} % font ${minimum} au moins.${adherents >= minimum ? '' : accordee(etat) ? cpn(etat) : ' Le seuil sera exigé à la signature de la dotation.'}`,
    [
      source(lecture, 'Médecins engagés', 'engages', adherents),
      source(lecture, 'Médecins libéraux du territoire', 'liberaux', liberaux),
    ],
  );
}

/** ELI-06, DER-01 */
function specialite(lecture: Lecture): Critere {
  const { etat } = lecture;
  const distinctes = new Set(etat.specialites.map((une) => specialiteDe(une) ?? une)).size;
  const sources = [source(lecture, 'Spécialités', 'specialites', etat.specialites, libelleSpecialite)];
  return distinctes > 1
    ? critere('ELI-06', leve(etat), `${distinctes} spécialités sont réunies.${cpn(etat)}`, sources)
    : critere(
        'ELI-06',
        'a-apprecier',
        "Une seule spécialité est déclarée ; que l'équipe en traite la plupart des problématiques, et non une pathologie, se lit au projet.",
        sources,
      );
}

/** ELI-09 */
const association = ({ etat }: Lecture): Critere =>
  etat.associationLe === null
    ? critere(
        'ELI-09',
        'a-apprecier',
        "L'association n'est pas encore déclarée : elle est exigée pour recevoir les financements.",
      )
    : critere('ELI-09', 'rempli', `L'association est déclarée le ${enToutesLettres(etat.associationLe)}.`);

/** GEN-02, GEN-04: the deposit of any other is refused. */
const recevable = (regle: 'GEN-02' | 'GEN-04'): Critere =>
  critere(
    regle,
    'rempli',
    regle === 'GEN-02'
      ? 'La spécialité est hors médecine générale.'
      : 'Le dispositif s’applique à tous les départements du territoire.',
  );

/** Those that no figure tells: a person reads them in the file. */
const aLire = (regle: string, phrase: string): Critere => critere(regle, 'a-apprecier', phrase);

/** By rule: what the case says of it. */
export const CRITERES_EQUIPE: Readonly<Record<string, (lecture: Lecture) => Critere>> = {
  'ELI-01': territoire,
  'ELI-02': unicite,
  'ELI-03': presents,
  'ELI-04': engages,
  'ELI-05': () =>
    aLire('ELI-05', 'Les cibles d’adhésion se mesurent plus tard : leur réalisme se lit au projet de l’équipe.'),
  'ELI-06': specialite,
  'ELI-07': () => aLire('ELI-07', 'Les coopérations envisagées ou en place se lisent au dossier.'),
  'ELI-08': () =>
    aLire('ELI-08', 'L’articulation avec les hospitaliers se lit au dossier ; leur adhésion n’est pas exigée.'),
  'ELI-09': association,
  'ELI-10': () => aLire('ELI-10', 'La gouvernance se lit au dossier.'),
  'ELI-11': () => aLire('ELI-11', 'La pertinence du projet est à l’appréciation de l’ARS et de la caisse.'),
  'ELI-12': () => aLire('ELI-12', 'Les quatre questions de la grille sont à l’appréciation de qui décide.'),
  'GEN-02': () => recevable('GEN-02'),
  'GEN-04': () => recevable('GEN-04'),
};
