/**
 * DEC-62 — the closed list of specialties: the ordinal specialties of the national nomenclature (ANS, NOS, TRE_R38),
 * general medicine out (GEN-02). A case keeps our slug; codes that name one practice over time share it, so that a team
 * and its adherents are of one specialty: options and the titles of the 2017 reform go with theirs (SM73, « médecine
 * cardiovasculaire », is the cardiology of SM04). Codes are those of the published nomenclature, SM01 to SM95.
 */
import { Refus } from '../refus.ts';

export interface Specialite {
  /** Ours, kept in the state. */
  readonly slug: string;
  /** Of TRE_R38. */
  readonly codes: readonly string[];
  readonly libelle: string;
  /** Other names, normalised; « -logue » for « -logie » goes without saying. */
  readonly synonymes: readonly string[];
}

const liste = (texte: string): readonly string[] => texte.split(' ').filter((mot) => mot !== '');
const sp = (slug: string, codes: string, libelle: string, synonymes = ''): Specialite => ({
  slug,
  codes: liste(codes),
  libelle,
  synonymes: liste(synonymes),
});

export const SPECIALITES: readonly Specialite[] = [
  sp('allergologie', 'SM57', 'Allergologie', 'allergologiste'),
  sp('anatomie-pathologique', 'SM01', 'Anatomie et cytologie pathologiques', 'anatomopathologie anatomopathologiste'),
  sp(
    'anesthesie-reanimation',
    'SM02 SM76',
    'Anesthésie-réanimation',
    'anesthesie anesthesiste anesthesiste-reanimateur',
  ),
  sp('biologie-medicale', 'SM03 SM63 SM64 SM65 SM66 SM67', 'Biologie médicale', 'biologiste biologiste-medical'),
  sp('cardiologie', 'SM04 SM73 SM79 SM80 SM81', 'Cardiologie et maladies vasculaires', 'medecine-cardiovasculaire'),
  sp('chirurgie-generale', 'SM05', 'Chirurgie générale', 'chirurgien chirurgien-general'),
  sp('chirurgie-maxillo-faciale', 'SM06 SM07 SM68 SM77', 'Chirurgie maxillo-faciale', 'chirurgien-maxillo-facial'),
  sp('chirurgie-orale', 'SM56', 'Chirurgie orale', 'chirurgien-oral'),
  sp(
    'chirurgie-orthopedique',
    'SM08',
    'Chirurgie orthopédique et traumatologie',
    'orthopedie orthopediste chirurgien-orthopediste traumatologie orthopedie-traumatologie',
  ),
  sp('chirurgie-pediatrique', 'SM09 SM69 SM70', 'Chirurgie pédiatrique', 'chirurgie-infantile chirurgien-pediatrique'),
  sp(
    'chirurgie-plastique',
    'SM10',
    'Chirurgie plastique, reconstructrice et esthétique',
    'chirurgien-plasticien chirurgie-esthetique',
  ),
  sp(
    'chirurgie-thoracique-et-cardiovasculaire',
    'SM11',
    'Chirurgie thoracique et cardio-vasculaire',
    'chirurgie-thoracique chirurgie-cardiaque chirurgien-cardiaque',
  ),
  sp('chirurgie-vasculaire', 'SM13', 'Chirurgie vasculaire', 'chirurgien-vasculaire'),
  sp(
    'chirurgie-viscerale-et-digestive',
    'SM14 SM78',
    'Chirurgie viscérale et digestive',
    'chirurgie-viscerale chirurgie-digestive chirurgien-visceral',
  ),
  sp('dermatologie', 'SM15', 'Dermatologie et vénéréologie', 'dermatologiste venereologie'),
  sp(
    'endocrinologie-diabetologie',
    'SM16 SM62',
    'Endocrinologie, diabétologie, nutrition',
    'endocrinologie endocrinologie-et-metabolisme diabetologie endocrinologue-diabetologue nutrition',
  ),
  sp('genetique-medicale', 'SM17', 'Génétique médicale', 'genetique geneticien'),
  sp('geriatrie', 'SM18', 'Gériatrie', 'geriatre'),
  sp('gynecologie-medicale', 'SM19 SM52', 'Gynécologie médicale', 'gynecologie gynecologue-medical'),
  sp(
    'gynecologie-obstetrique',
    'SM20 SM51',
    'Gynécologie-obstétrique',
    'gynecologue-obstetricien obstetrique obstetricien',
  ),
  sp('hematologie', 'SM21 SM22 SM23 SM71', 'Hématologie', 'hematologiste'),
  sp(
    'gastro-enterologie-hepatologie',
    'SM24',
    'Gastro-entérologie et hépatologie',
    'gastro-enterologie gastroenterologie gastro-enterologue gastroenterologue hepato-gastro-enterologie hepatologie hepato-gastroenterologie',
  ),
  sp('medecine-du-travail', 'SM25', 'Médecine du travail', 'medecine-et-sante-au-travail medecin-du-travail'),
  sp('medecine-interne', 'SM27 SM72', 'Médecine interne', 'interniste medecine-interne-et-immunologie-clinique'),
  sp('medecine-nucleaire', 'SM28', 'Médecine nucléaire', 'medecin-nucleaire'),
  sp(
    'medecine-physique-et-readaptation',
    'SM29',
    'Médecine physique et réadaptation',
    'medecine-physique readaptation mpr reeducation-fonctionnelle',
  ),
  sp('nephrologie', 'SM30 SM83', 'Néphrologie'),
  sp('neurochirurgie', 'SM31', 'Neuro-chirurgie', 'neuro-chirurgie neurochirurgien neuro-chirurgien'),
  sp('neurologie', 'SM32 SM84', 'Neurologie'),
  sp('neuropsychiatrie', 'SM33', 'Neuro-psychiatrie', 'neuro-psychiatrie neuropsychiatre'),
  sp(
    'oto-rhino-laryngologie',
    'SM34 SM39 SM86',
    'Oto-rhino-laryngologie et chirurgie cervico-faciale',
    'orl orl-et-chirurgie-cervico-faciale oto-rhino-laryngologiste oto-rhino',
  ),
  sp('onco-hematologie', 'SM35', 'Oncologie, option onco-hématologie'),
  sp('oncologie-medicale', 'SM36', 'Oncologie, option médicale', 'oncologie oncologue-medical cancerologie'),
  sp(
    'oncologie-radiotherapie',
    'SM37 SM45',
    'Oncologie, option radiothérapie',
    'radiotherapie radiotherapeute radio-therapie oncologue-radiotherapeute',
  ),
  sp('ophtalmologie', 'SM38 SM85', 'Ophtalmologie', 'ophtalmologiste'),
  sp('pediatrie', 'SM40 SM87 SM88 SM89 SM90', 'Pédiatrie', 'pediatre'),
  sp('pneumologie', 'SM41 SM91', 'Pneumologie'),
  sp('psychiatrie', 'SM42 SM93', 'Psychiatrie', 'psychiatre'),
  sp(
    'psychiatrie-de-l-enfant-et-de-l-adolescent',
    'SM43 SM92',
    'Psychiatrie, option enfant et adolescent',
    'pedopsychiatrie pedopsychiatre psychiatrie-enfant-et-adolescent',
  ),
  sp(
    'radiologie',
    'SM44 SM55 SM74 SM94',
    'Radio-diagnostic et imagerie médicale',
    'radiodiagnostic radio-diagnostic radiologiste imagerie-medicale radiologie-et-imagerie-medicale',
  ),
  sp(
    'medecine-intensive-reanimation',
    'SM46 SM82',
    'Médecine intensive-réanimation',
    'reanimation-medicale reanimation reanimateur',
  ),
  sp('recherche-medicale', 'SM47', 'Recherche médicale'),
  sp('rhumatologie', 'SM48', 'Rhumatologie'),
  sp('sante-publique', 'SM49 SM75 SM95', 'Santé publique et médecine sociale'),
  sp('stomatologie', 'SM50', 'Stomatologie', 'stomatologiste'),
  sp('urologie', 'SM12', 'Chirurgie urologique', 'chirurgie-urologique chirurgien-urologue'),
  sp(
    'maladies-infectieuses-et-tropicales',
    'SM58',
    'Maladies infectieuses et tropicales',
    'infectiologie maladies-infectieuses',
  ),
  sp('medecine-d-urgence', 'SM59', "Médecine d'urgence", 'urgentiste medecine-urgence'),
  sp('medecine-vasculaire', 'SM61', 'Médecine vasculaire', 'angiologie'),
  sp(
    'medecine-legale',
    'SM60',
    'Médecine légale et expertises médicales',
    'legiste medecin-legiste medecine-legale-et-expertise',
  ),
];

/** « Chirurgie viscérale et digestive » → `chirurgie-viscerale-et-digestive`. */
const normaliser = (texte: string): string =>
  texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

const noms = ({ slug, codes, libelle, synonymes }: Specialite): readonly string[] => {
  const propres = [slug, normaliser(libelle), ...synonymes];
  // Who practises it is often said for it: « rhumatologue ».
  const praticiens = propres.filter((nom) => nom.endsWith('logie')).map((nom) => nom.replace(/ie$/, 'ue'));
  return [...propres, ...praticiens, ...codes.map(normaliser)];
};

const PAR_NOM: ReadonlyMap<string, string> = new Map(
  SPECIALITES.flatMap((specialite) => noms(specialite).map((nom) => [nom, specialite.slug] as const)).reverse(),
);
const PAR_SLUG: ReadonlyMap<string, Specialite> = new Map(SPECIALITES.map((une) => [une.slug, une]));

/** The slug of a specialty, whichever of its names is given; undefined when none is its name. */
export const specialiteDe = (texte: string): string | undefined => PAR_NOM.get(normaliser(texte));

/** Label of a slug; one that is none of ours stays as it is. */
export const libelleSpecialite = (slug: string): string => PAR_SLUG.get(slug)?.libelle ?? slug;

/** Number of letters to change from one word to the other. */
function distance(a: string, b: string): number {
  let ligne = Array.from({ length: b.length + 1 }, (_, colonne) => colonne);
  for (const [rang, lettre] of [...a].entries()) {
    const suivante = [rang + 1];
    for (const [colonne, autre] of [...b].entries())
      suivante.push(
        Math.min(
          (ligne[colonne + 1] ?? 0) + 1,
          (suivante[colonne] ?? 0) + 1,
          (ligne[colonne] ?? 0) + (lettre === autre ? 0 : 1),
        ),
      );
    ligne = suivante;
  }
  return ligne[b.length] ?? 0;
}

const PROPOSEES = 3;
/** What is compared: a longer text is none of ours, and its end says no more. */
const LETTRES = 60;

/** The specialties whose name is nearest to what was written, the nearest first. */
export function specialitesProches(texte: string): readonly Specialite[] {
  const cherche = normaliser(texte).slice(0, LETTRES);
  return SPECIALITES.map((specialite) => ({
    specialite,
    ecart: Math.min(
      ...noms(specialite).map((nom) => (cherche.length > 3 && nom.startsWith(cherche) ? 1 : distance(cherche, nom))),
    ),
  }))
    .toSorted((a, b) => a.ecart - b.ecart)
    .slice(0, PROPOSEES)
    .map(({ specialite }) => specialite);
}

/** What is said of a name that is none of ours, with the nearest. */
export const phraseSpecialiteInconnue = (texte: string): string =>
  `« ${texte.slice(0, LETTRES)} » n'est pas une spécialité de la nomenclature nationale ; les plus proches : ${specialitesProches(
    texte,
  )
    .map(({ slug, libelle }) => `${libelle} (« ${slug} »)`)
    .join(', ')}.`;

/** The slugs of these specialties, each once. Refuses one that is unknown, naming the nearest. */
export const exigerSpecialites = (textes: readonly string[]): readonly string[] => [
  ...new Set(
    textes.map((texte) => {
      const slug = specialiteDe(texte);
      // The sentence looks the whole nomenclature up: it is made for the unknown alone.
      if (slug === undefined)
        throw new Refus('DEC-62', `« specialites » : ${phraseSpecialiteInconnue(texte)}`, 'donnees');
      return slug;
    }),
  ),
];
