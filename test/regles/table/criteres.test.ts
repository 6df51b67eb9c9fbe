/** What an authority reads before it decides, criterion by criterion: the figure at its threshold, what lacks, why silence gives nothing (LI-08, PS-02 to PS-08). */
import { describe, expect, it } from 'vitest';
import type { Etat } from '../../../domain/etat.ts';
import { instruction } from '../../../domain/instruction/instruction.ts';
import { d } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';

const [DEPOT] = ACTES.ENTREE as readonly [Acte];
/** The letter, deposited on 5 January with these fields beside those of the others; and what is changed of its state. */
function lettre(donnees: object = {}, changement: Partial<Etat> = {}, ...suite: readonly Acte[]) {
  const [le, acteur, commande, charge] = DEPOT;
  const { etat, journal } = vivre([[le, acteur, commande, { ...charge, ...donnees }], ...suite], '2026-01-20');
  return instruction({ etat: { ...etat, ...changement }, journal });
}
/** The projet, deposited on 1 April, after a letter with these fields. */
function projet(donnees: object = {}, changement: (etat: Etat) => Partial<Etat> = () => ({}), deLaLettre: object = {}) {
  const [le, acteur, commande, charge] = DEPOT;
  const actes: readonly Acte[] = [
    [le, acteur, commande, { ...charge, ...deLaLettre }],
    ...ACTES.PAYE.slice(1),
    ['2026-04-01', 'porteur', 'deposer-projet-sante', donnees],
  ];
  const { etat, journal } = vivre(actes, '2026-04-10');
  return instruction({ etat: { ...etat, ...changement(etat) }, journal });
}
const lu = (instruite: ReturnType<typeof instruction>, regle: string) => {
  const trouve = instruite?.criteres.find((un) => un.regle === regle);
  return trouve && [trouve.constat, trouve.phrase];
};
const ACCORDEE = { sens: 'accordee', le: d('2026-01-15') } as const;
const derogation = (etat: object): Partial<Etat> => ({
  derogation: { requise: true, sens: null, le: null, objet: null, delai: null, unicite: null, ...etat },
});
const rival = (ess: string, statut: 'en-instruction' | 'validee') =>
  ({ ess, statut }) as unknown as Etat['rivaux'][number];

describe('la lettre, critère par critère (LI-08)', () => {
  it('une lettre ordinaire : le constat des chiffres, et le reste à lire', () => {
    expect(lettre()).toMatchObject({ sur: 'lettre-intention', avis: null, arret: null });
    expect(lettre()?.criteres.map(({ regle, constat, phrase }) => [regle, constat, phrase])).toEqual([
      ['ELI-01', 'rempli', 'Le territoire compte 1 département entier.'],
      ['ELI-02', 'rempli', "Aucune autre équipe connue de la même spécialité n'est sur ce territoire."],
      ['ELI-03', 'rempli', '120 médecins présents, pour 10 au moins.'],
      ['ELI-04', 'rempli', '37 engagés sur 120 libéraux ; 10 % font 12 au moins.'],
      [
        'ELI-05',
        'a-apprecier',
        'Les cibles d’adhésion se mesurent plus tard : leur réalisme se lit au projet de l’équipe.',
      ],
      [
        'ELI-06',
        'a-apprecier',
        "Une seule spécialité est déclarée ; que l'équipe en traite la plupart des problématiques, et non une pathologie, se lit au projet.",
      ],
      ['ELI-07', 'a-apprecier', 'Les coopérations envisagées ou en place se lisent au dossier.'],
      [
        'ELI-08',
        'a-apprecier',
        'L’articulation avec les hospitaliers se lit au dossier ; leur adhésion n’est pas exigée.',
      ],
      [
        'ELI-09',
        'a-apprecier',
        "L'association n'est pas encore déclarée : elle est exigée pour recevoir les financements.",
      ],
      ['ELI-10', 'a-apprecier', 'La gouvernance se lit au dossier.'],
      ['ELI-11', 'a-apprecier', 'La pertinence du projet est à l’appréciation de l’ARS et de la caisse.'],
      ['ELI-12', 'a-apprecier', 'Les quatre questions de la grille sont à l’appréciation de qui décide.'],
      ['GEN-02', 'rempli', 'La spécialité est hors médecine générale.'],
      ['GEN-04', 'rempli', 'Le dispositif s’applique à tous les départements du territoire.'],
      ['LI-03', 'a-apprecier', 'Aucune rubrique attendue n’a été signalée absente ; leur contenu se lit au dossier.'],
    ]);
  });

  it('chaque valeur dite nomme le dépôt d’où elle vient', () => {
    const source = (libelle: string, valeur: string) => ({
      libelle,
      valeur,
      evenement: 'LettreIntentionDeposee',
      le: '2026-01-05',
      rang: 1,
    });
    expect(
      Object.fromEntries(
        lettre()?.criteres.flatMap(({ regle, sources }) => (sources.length === 0 ? [] : [[regle, sources]])) ?? [],
      ),
    ).toEqual({
      'ELI-01': [source('Départements', 'Gironde (33)')],
      'ELI-03': [source('Médecins présents', '120')],
      'ELI-04': [source('Médecins engagés', '37'), source('Médecins libéraux du territoire', '120')],
      'ELI-06': [source('Spécialités', 'Dermatologie et vénéréologie')],
    });
  });

  const SEUIL = ' Le seuil sera exigé à la signature de la dotation.';
  const CPN = ' Seule la commission paritaire nationale peut y déroger.';
  const LEVE = ' La commission paritaire nationale a accordé une dérogation le 15 janvier 2026.';
  it.each<[string, string, object, Partial<Etat>, string, string]>([
    [
      'ELI-01',
      'deux départements',
      { departements: ['33', '40'] },
      {},
      'rempli',
      'Le territoire compte 2 départements entiers.',
    ],
    [
      'ELI-01',
      'un territoire en deux morceaux',
      { territoireContinu: false },
      {},
      'a-apprecier',
      "Le territoire déclaré n'est pas d'un seul tenant.",
    ],
    [
      'ELI-01',
      'un territoire dit continu',
      { territoireContinu: true },
      {},
      'rempli',
      'Le territoire compte 1 département entier.',
    ],
    [
      'ELI-02',
      'un conflit',
      {},
      { conflits: ['b'] },
      'non-rempli',
      'Une autre équipe de la même spécialité couvre une part du territoire.',
    ],
    [
      'ELI-02',
      'deux conflits',
      {},
      { conflits: ['b', 'c'] },
      'non-rempli',
      '2 autres équipes de la même spécialité couvrent une part du territoire.',
    ],
    [
      'ELI-02',
      'un conflit auquel la CPN a dérogé',
      {},
      { conflits: ['b'], ...derogation({ requise: false, unicite: ACCORDEE }) },
      'deroge',
      "La commission paritaire nationale a dérogé à l'unicité le 15 janvier 2026.",
    ],
    [
      'ELI-02',
      'un conflit auquel elle a refusé de déroger',
      {},
      { conflits: ['b'], ...derogation({ requise: false, unicite: { ...ACCORDEE, sens: 'refusee' } }) },
      'non-rempli',
      'Une autre équipe de la même spécialité couvre une part du territoire.',
    ],
    [
      'ELI-02',
      'une lettre rivale en instruction',
      {},
      { rivaux: [rival('b', 'en-instruction'), rival('c', 'validee')] },
      'a-apprecier',
      'Une autre lettre de la même spécialité est en instruction sur ce territoire : une seule pourra être financée.',
    ],
    [
      'ELI-02',
      'deux lettres rivales en instruction',
      {},
      { rivaux: [rival('b', 'en-instruction'), rival('c', 'en-instruction')] },
      'a-apprecier',
      '2 autres lettres de la même spécialité sont en instruction sur ce territoire : une seule pourra être financée.',
    ],
    [
      'ELI-03',
      'sans nombre déclaré',
      { medecinsPresents: undefined },
      {},
      'inconnu',
      "Le nombre de médecins présents n'a pas été déclaré (10 au moins).",
    ],
    ['ELI-03', 'au seuil', { medecinsPresents: 10 }, {}, 'rempli', '10 médecins présents, pour 10 au moins.'],
    [
      'ELI-03',
      'sous le seuil',
      { medecinsPresents: 9 },
      {},
      'non-rempli',
      `9 médecins présents, pour 10 au moins.${CPN}`,
    ],
    [
      'ELI-03',
      'sous le seuil, dérogation refusée',
      { medecinsPresents: 9 },
      derogation({ sens: 'refusee', le: d('2026-01-15') }),
      'non-rempli',
      `9 médecins présents, pour 10 au moins.${CPN}`,
    ],
    [
      'ELI-03',
      'sous le seuil, dérogation accordée',
      { medecinsPresents: 9 },
      derogation(ACCORDEE),
      'deroge',
      `9 médecins présents, pour 10 au moins.${LEVE}`,
    ],
    [
      'ELI-04',
      'sans engagés déclarés',
      { engages: undefined },
      {},
      'inconnu',
      "Le nombre de médecins engagés n'a pas été déclaré (10 % au moins sont attendus).",
    ],
    [
      'ELI-04',
      'sans libéraux déclarés',
      { liberaux: undefined },
      {},
      'inconnu',
      "Le nombre de médecins libéraux du territoire n'a pas été déclaré (10 % au moins sont attendus).",
    ],
    ['ELI-04', 'au seuil', { engages: 12 }, {}, 'rempli', '12 engagés sur 120 libéraux ; 10 % font 12 au moins.'],
    [
      'ELI-04',
      'au seuil, arrondi au médecin supérieur',
      { engages: 13, liberaux: 121 },
      {},
      'rempli',
      '13 engagés sur 121 libéraux ; 10 % font 13 au moins.',
    ],
    [
      'ELI-04',
      'sous le seuil',
      { engages: 11 },
      {},
      'non-rempli',
      `11 engagés sur 120 libéraux ; 10 % font 12 au moins.${SEUIL}`,
    ],
    [
      'ELI-04',
      'sous le seuil, une dérogation accordée',
      { engages: 11 },
      derogation(ACCORDEE),
      'deroge',
      `11 engagés sur 120 libéraux ; 10 % font 12 au moins.${LEVE}`,
    ],
    [
      'ELI-06',
      'deux spécialités',
      { specialites: ['dermatologie', 'rhumatologie'] },
      {},
      'non-rempli',
      `2 spécialités sont réunies.${CPN}`,
    ],
    [
      'ELI-06',
      'deux spécialités, dérogation accordée',
      { specialites: ['dermatologie', 'rhumatologie'] },
      derogation(ACCORDEE),
      'deroge',
      `2 spécialités sont réunies.${LEVE}`,
    ],
    [
      'ELI-09',
      'une association plus ancienne (DEC-47)',
      {},
      { associationLe: d('2020-05-04') },
      'rempli',
      "L'association est déclarée le 4 mai 2020.",
    ],
    [
      'LI-03',
      'des rubriques absentes',
      { rubriquesAbsentes: ['gouvernance', 'territoire'] },
      {},
      'non-rempli',
      'Contenu attendu et absent du dépôt : gouvernance, territoire.',
    ],
    [
      'LI-03',
      'sans engagement sur les missions',
      { engagementMissions: false, rubriquesAbsentes: ['gouvernance'] },
      {},
      'non-rempli',
      'Contenu attendu et absent du dépôt : gouvernance, engagement à travailler sur les missions socles.',
    ],
    [
      'LI-03',
      'avec cet engagement, et rien qui manque',
      { engagementMissions: true, rubriquesAbsentes: [] },
      {},
      'a-apprecier',
      'Aucune rubrique attendue n’a été signalée absente ; leur contenu se lit au dossier.',
    ],
  ])('%s, %s', (regle, _, donnees, changement, constat, phrase) => {
    expect(lu(lettre(donnees, changement), regle)).toEqual([constat, phrase]);
  });

  it('deux départements se lisent à la suite, par leurs noms', () => {
    expect(lettre({ departements: ['33', '40'] })?.criteres[0]?.sources.map(({ valeur }) => valeur)).toEqual([
      'Gironde (33), Landes (40)',
    ]);
  });

  it('DEC-62 : deux noms d’une même spécialité n’en font qu’une', () => {
    expect(lu(lettre({}, { specialites: ['dermatologie', 'SM15'] }), 'ELI-06')?.[0]).toBe('a-apprecier');
  });

  it('LI-03 : ce qui manque vient du dépôt, quoi qu’il se soit passé depuis', () => {
    const echange: Acte = ['2026-01-12', 'ars', 'consigner-echange', {}];
    const trouve = lettre({ rubriquesAbsentes: ['gouvernance', 'territoire'] }, {}, echange)?.criteres.find(
      ({ regle }) => regle === 'LI-03',
    );
    expect(trouve?.sources).toEqual([
      {
        libelle: 'Rubriques absentes',
        valeur: 'gouvernance, territoire',
        evenement: 'LettreIntentionDeposee',
        le: '2026-01-05',
        rang: 1,
      },
    ]);
  });

  it('DEC-67 : ce que le dossier tient d’une vie d’avant n’a pas de ligne ; DEC-33 : ce qui fut rectifié vient de la rectification', () => {
    const { etat, journal } = vivre(ACTES.ENTREE, '2026-01-20');
    const presents = (lignes: typeof journal) =>
      instruction({ etat: { ...etat, effectifs: { ...etat.effectifs, medecinsPresents: 11 } }, journal: lignes })
        ?.criteres.find(({ regle }) => regle === 'ELI-03')
        ?.sources.map(({ evenement, le, rang }) => [evenement, le, rang]);
    expect(presents(journal)).toEqual([[null, null, null]]);
    const [premiere] = journal;
    const rectifiee = { ...premiere, rang: 9, evenement: { evenement: 'FaitRectifie', le: '2026-01-18' } } as never;
    expect(presents([...journal, rectifiee, ...journal.slice(0, 1)])).toEqual([['FaitRectifie', '2026-01-18', 9]]);
    expect(lu(instruction({ etat, journal: [] }), 'LI-03')).toEqual([
      'inconnu',
      "Aucune lettre d'intention n'est au dossier.",
    ]);
  });
});

describe('ce qui arrête le silence sur la lettre', () => {
  const PIECES: Acte = [
    '2026-01-10',
    'ars',
    'demander-pieces-lettre-intention',
    { piecesManquantes: ['gouvernance', 'territoire'] },
  ];
  const COMPLETE: Acte = ['2026-01-15', 'porteur', 'completer-lettre-intention', {}];
  it('rien : le délai court', () => {
    expect(lettre()).toMatchObject({ arret: null, decision: { cle: 'decision-lettre-intention' } });
  });
  it('des pièces demandées (DEC-07), jusqu’à ce qu’elles viennent', () => {
    const phrase =
      "Des pièces sont attendues de l'équipe (gouvernance, territoire) : le délai ne court pas, et le silence ne produit rien.";
    expect(lettre({}, {}, PIECES)).toMatchObject({ arret: { regle: 'DEC-07', phrase } });
    expect(lettre({}, {}, PIECES, COMPLETE)?.arret).toBeNull();
  });
  it('d’autres pièces, après une première réponse (DEC-55)', () => {
    const { etat, journal } = vivre([...ACTES.ENTREE, PIECES], '2026-01-20');
    const li = etat.li && { ...etat.li, piecesCompletesLe: d('2026-01-15'), suspendueLe: d('2026-01-18') };
    expect(instruction({ etat: { ...etat, li }, journal })?.arret?.regle).toBe('DEC-55');
  });
  it.each<[string, object, unknown]>([
    [
      'une dérogation attendue (DEC-14)',
      {},
      {
        regle: 'DEC-14',
        phrase:
          'Une décision de la commission paritaire nationale est attendue : le délai ne court pas, et le silence ne produit rien.',
      },
    ],
    [
      'une dérogation refusée (DEC-26)',
      { sens: 'refusee', le: d('2026-01-15') },
      {
        regle: 'DEC-26',
        phrase:
          'La commission paritaire nationale a refusé la dérogation : seul un refus est possible, et le silence ne produit rien.',
      },
    ],
    ['accordée, plus rien', ACCORDEE, null],
    ['refusée mais non requise, rien', { requise: false, sens: 'refusee', le: d('2026-01-15') }, null],
  ])('%s', (_, changement, arret) => {
    expect(lettre({}, derogation(changement))?.arret).toEqual(arret);
  });
});

describe('le projet, critère par critère', () => {
  it('dans l’ordre : le dépôt, son contenu, puis ce que la lettre disait déjà', () => {
    const lue = projet({ indicateursQualitatifs: 1 });
    expect(lue).toMatchObject({
      sur: 'projet-sante',
      avis: null,
      arret: null,
      decision: { cle: 'decision-projet-sante' },
    });
    expect(lue?.criteres.map(({ regle }) => regle)).toEqual(
      'PS-02 PS-03 PS-04 LI-05 ELI-01 ELI-02 ELI-03 ELI-04 ELI-07 ELI-09 ELI-10'.split(' '),
    );
    expect(lu(lue, 'ELI-09')).toEqual(['rempli', "L'association est déclarée le 3 février 2026."]);
    expect(lue?.fondements).toEqual([
      'cahier-des-charges',
      'criteres-conventionnels',
      'criteres-reglementaires',
      'destabilisation-offre',
    ]);
  });

  const envoye = (premierEnvoi: string | null) => (etat: Etat) => ({
    projetSante: { ...etat.projetSante, premierEnvoi: premierEnvoi === null ? null : d(premierEnvoi) },
  });
  /** The letter is of 5 January: six months end on Sunday 5 July, hence on the 6th. */
  it.each([
    ['2026-07-06', 'rempli', 'Envoyé le 6 juillet 2026 ; à déposer au plus tard le 6 juillet 2026.'],
    ['2026-07-07', 'non-rempli', 'Envoyé le 7 juillet 2026 ; à déposer au plus tard le 6 juillet 2026.'],
    [null, 'a-apprecier', 'Aucune date limite de dépôt ne se compte pour ce dossier.'],
  ])('PS-02, envoyé le %s', (le, constat, phrase) => {
    expect(lu(projet({}, envoye(le)), 'PS-02')).toEqual([constat, phrase]);
  });
  it('PS-02, sans délai à compter : une équipe déjà conforme', () => {
    expect(
      lu(
        projet({}, () => ({ regime: 'en-fonctionnement-conforme' })),
        'PS-02',
      )?.[0],
    ).toBe('a-apprecier');
  });

  const AUCUNE = 'Aucun indicateur qualitatif n’a été compté.';
  it.each<[string, string, object, object, string, string]>([
    [
      'PS-03',
      'des rubriques absentes',
      { rubriquesAbsentes: ['gouvernance', 'missions'] },
      {},
      'non-rempli',
      'Contenu attendu et absent du dépôt : gouvernance, missions.',
    ],
    [
      'PS-03',
      'rien qui manque',
      {},
      {},
      'a-apprecier',
      'Aucune rubrique attendue n’a été signalée absente ; leur contenu se lit au dossier.',
    ],
    ['PS-04', 'rien de dit', {}, {}, 'inconnu', 'Le dépôt ne dit pas si le document de déploiement est joint.'],
    ['PS-04', 'joint', { documentDeploiement: true }, {}, 'rempli', 'Le document de déploiement est joint.'],
    [
      'PS-04',
      'absent',
      { documentDeploiement: false },
      {},
      'non-rempli',
      'Le document de déploiement n’est pas joint : il doit être transmis à la caisse et à l’ARS.',
    ],
    ['LI-05', 'un indicateur', { indicateursQualitatifs: 1 }, {}, 'rempli', '1 indicateur qualitatif.'],
    ['LI-05', 'deux indicateurs', { indicateursQualitatifs: 2 }, {}, 'rempli', '2 indicateurs qualitatifs.'],
    [
      'LI-05',
      'aucun, mais un dans la lettre',
      { indicateursQualitatifs: 0 },
      { indicateurQualitatif: true },
      'rempli',
      "Un indicateur qualitatif est défini dans la lettre d'intention.",
    ],
    ['LI-05', 'rien de dit, rien dans la lettre', {}, { indicateurQualitatif: false }, 'inconnu', AUCUNE],
  ])('%s, %s', (regle, _, donnees, deLaLettre, constat, phrase) => {
    expect(
      lu(
        projet(donnees, () => ({}), deLaLettre),
        regle,
      ),
    ).toEqual([constat, phrase]);
  });

  it('ce que le dépôt dit de son contenu vient du dépôt', () => {
    const lue = projet({ rubriquesAbsentes: ['gouvernance', 'missions'], documentDeploiement: true });
    const sources = (regle: string) => lue?.criteres.find((un) => un.regle === regle)?.sources;
    const rang = vivre(
      [...ACTES.PAYE, ['2026-04-01', 'porteur', 'deposer-projet-sante', {}]],
      '2026-04-10',
    ).journal.find(({ evenement }) => evenement.evenement === 'ProjetSanteDepose')?.rang;
    const depot = { evenement: 'ProjetSanteDepose', le: '2026-04-01', rang };
    expect(sources('PS-03')).toEqual([{ libelle: 'Rubriques absentes', valeur: 'gouvernance, missions', ...depot }]);
    expect(sources('PS-04')).toEqual([{ libelle: 'Document de déploiement', valeur: 'joint', ...depot }]);
    const absent = projet({ documentDeploiement: false })?.criteres.find(({ regle }) => regle === 'PS-04');
    expect(absent?.sources.map(({ valeur }) => valeur)).toEqual(['absent']);
  });
});

describe('ce qui arrête le silence sur le projet', () => {
  const suivi = (changement: Partial<Etat['projetSante']>) =>
    projet({}, (etat) => ({ projetSante: { ...etat.projetSante, ...changement } }))?.arret;
  const demandees = { demandeesLe: d('2026-04-05'), delai: d('2026-05-05'), recuesLe: null } as never;
  it.each<[string, Partial<Etat['projetSante']>, unknown]>([
    ['rien', {}, null],
    [
      'des précisions attendues (PS-07)',
      { precisions: demandees },
      {
        regle: 'PS-07',
        phrase:
          "Des précisions sont attendues de l'équipe jusqu'au 5 mai 2026 : le délai ne court pas, et le silence ne produit rien.",
      },
    ],
    [
      'des précisions reçues : rien',
      { precisions: { ...(demandees as object), recuesLe: d('2026-04-08') } as never },
      null,
    ],
    [
      'l’opposition de la caisse (PS-08)',
      { oppositionLe: d('2026-04-08') },
      { regle: 'PS-08', phrase: "La caisse s'est opposée le 8 avril 2026 : le silence ne produit rien." },
    ],
    [
      'une opposition levée (DEC-59) : rien',
      { oppositionLe: d('2026-04-08'), oppositionLeveeLe: d('2026-04-09') },
      null,
    ],
  ])('%s', (_, changement, arret) => {
    expect(suivi(changement)).toEqual(arret);
  });
});

describe('rien n’est en instruction', () => {
  it.each<[string, readonly Acte[]]>([
    ['avant le dépôt', []],
    ['la lettre décidée, le projet attendu', ACTES.CREATION],
    ['le projet décidé', ACTES.DOTATION],
    ['le dossier clos', ACTES.CLOSE],
  ])('%s', (_, actes) => {
    expect(instruction(vivre(actes, '2026-06-01'))).toBeNull();
  });
  it('une lettre que le porteur a retirée', () => {
    expect(instruction(vivre([...ACTES.ENTREE, ['2026-01-10', 'porteur', 'renoncer']], '2026-01-12'))).toBeNull();
  });
  it('un projet dont l’amorçage est résilié (DEC-46)', () => {
    expect(
      projet({}, (etat) => ({ amorcage: { ...etat.amorcage, fin: 'resilie', finiLe: d('2026-04-20') } })),
    ).toBeNull();
  });
});
