import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkForm } from '../../demarches/mapping/check.ts';
import { readDescriptor } from '../../demarches/mapping/descriptor.ts';
import { parseMapping, UnreadableMapping, type Correspondance } from '../../demarches/mapping/file.ts';
import { proposeMapping } from '../../demarches/mapping/generate.ts';
import { readByMapping } from '../../demarches/mapping/read.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { champ, descripteurEnregistre, dossier, idDe, type ChampDuFormulaire } from './formulaire.ts';

/** Runs `ess demarche …`. */
async function ess(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const racine = join(import.meta.dirname, '../..');
  return new Promise((resolve) =>
    execFile(process.execPath, ['cli/ess.ts', 'demarche', ...argv], { cwd: racine }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    ),
  );
}

async function fichier(contenu: unknown): Promise<string> {
  const chemin = join(await temporaryFolder(), 'fichier.json');
  await writeFile(chemin, typeof contenu === 'string' ? contenu : JSON.stringify(contenu));
  return chemin;
}

interface Ecrite {
  champs: Record<string, { id: string; type: string; options?: Record<string, string> }>;
  [nom: string]: unknown;
}

let proposee: Promise<string> | undefined;
/** What the command proposes for the form. */
const proposition = (): Promise<string> =>
  (proposee ??= (async () => {
    const descripteur = await fichier(descripteurEnregistre());
    return (await ess('correspondance', '--nature', 'lettre-intention', '--descripteur', descripteur)).out;
  })());

/** The same, as someone completes it. */
async function correspondance(complete: (ecrite: Ecrite) => void = () => {}): Promise<Ecrite> {
  const ecrite = JSON.parse(await proposition()) as Ecrite;
  ecrite['jeton'] = { fichier: '/run/secrets/jeton', expireLe: '2099-01-01' };
  ecrite['groupes'] = [{ id: 'R3JvdXBlLTE=', libelle: 'ARS', region: 'nouvelle-aquitaine', instructeur: 'SW5zdC0x' }];
  complete(ecrite);
  return ecrite;
}

const lue = async (complete?: (ecrite: Ecrite) => void): Promise<Correspondance> =>
  parseMapping(JSON.stringify(await correspondance(complete)));

const formulaire = (change?: (champs: ChampDuFormulaire[]) => ChampDuFormulaire[]) =>
  readDescriptor(JSON.stringify(descripteurEnregistre(change))).form;

const remplace = (nombre: number, par: ChampDuFormulaire | undefined) => (champs: ChampDuFormulaire[]) =>
  champs.flatMap((un) => (un[1] !== nombre ? [un] : par === undefined ? [] : [par]));

describe('une première correspondance', () => {
  test('propose les annotations privées que leurs libellés disent, du seul type qui les écrit', () => {
    const annotations = [
      ['Identifiant de l’ESS', 'TextChampDescriptor'],
      ['Échéance : dernier jour pour décider', 'TextChampDescriptor'],
      ['Dernier jour pour décider', 'DateChampDescriptor'],
      ['Où en est la procédure', 'TextChampDescriptor'],
      ['Date légale de la décision', 'DateChampDescriptor'],
      ['Avis du service', 'TextareaChampDescriptor'],
    ].map(([libelle = '', type = ''], rang) => ({ id: `a${rang}`, type, libelle, obligatoire: false }));
    const descripteur = readDescriptor(JSON.stringify(descripteurEnregistre()));
    const { correspondance: proposee } = proposeMapping(
      { ...descripteur, form: { ...descripteur.form, annotations } },
      () => undefined,
      {
        adresse: '',
        jeton: { fichier: '', expireLe: '' },
        groupes: [],
        regionDe: () => undefined,
      },
    );
    expect((proposee as Correspondance).annotations).toEqual({
      ess: { id: 'a0', type: 'TextChamp', libelle: 'Identifiant de l’ESS' },
      echeance: { id: 'a2', type: 'DateChamp', libelle: 'Dernier jour pour décider' },
      etat: { id: 'a3', type: 'TextChamp', libelle: 'Où en est la procédure' },
      decision: { id: 'a4', type: 'DateChamp', libelle: 'Date légale de la décision' },
    });
  });

  test('reconnaît les champs par leurs libellés, et dit ce qu’elle laisse', async () => {
    const chemin = await fichier({ data: { demarcheDescriptor: descripteurEnregistre() } });
    const { code, out, err } = await ess('correspondance', '--descripteur', chemin);
    expect(code).toBe(0);
    const { champs, demarche, nature } = JSON.parse(out) as Ecrite;
    expect(demarche).toBe(4242);
    expect(nature).toEqual({ valeur: 'à compléter' });
    expect(Object.fromEntries(Object.entries(champs).map(([nom, { id }]) => [nom, id]))).toMatchObject({
      intitule: idDe(2),
      specialites: idDe(3),
      'referent.nom': idDe(4),
      demarcheExistante: idDe(5),
      departements: idDe(6),
      siege: idDe(7),
      medecinsPresents: idDe(8),
      partenariats: idDe(9),
      medecinsEngages: idDe(10),
      'fichier:lettre-intention': idDe(14),
    });
    expect(champs['specialites']?.options).toEqual({ Dermatologie: 'dermatologie', Cardiologie: 'cardiologie' });
    expect(champs['departements']?.options).toEqual({ '33 - Gironde': '33', '2A - Corse-du-Sud': '2A' });
    expect(err).toContain('Un champ que nous ne reprenons pas');
  });

  test('un formulaire sans siège : le code de retour le dit', async () => {
    const sansSiege = descripteurEnregistre(remplace(7, undefined));
    const { code, err } = await ess('correspondance', '--descripteur', await fichier(sansSiege));
    expect(code).toBe(1);
    expect(err).toContain('« siege »');
  });

  test('telle quelle, elle n’est pas acceptée : ce que seul l’administrateur sait reste à dire', async () => {
    const { out } = await ess('correspondance', '--descripteur', await fichier(descripteurEnregistre()));
    expect(() => parseMapping(out)).toThrow(UnreadableMapping);
    const { code, err } = await ess('verifier', await fichier(out));
    expect(code).toBe(2);
    for (const lieu of ['jeton.expireLe', 'groupes', 'nature']) expect(err).toContain(lieu);
  });
});

describe('verifier', () => {
  test('une correspondance et son formulaire : rien n’empêche de démarrer', async () => {
    const { code, out } = await ess(
      'verifier',
      await fichier(await correspondance()),
      '--descripteur',
      await fichier(descripteurEnregistre()),
    );
    expect({ code, out }).toMatchObject({ code: 0 });
    // The form has an option that is no specialty of ours: someone is told, and nothing stops.
    expect(out).toContain('l’option « Podologie » n’a pas de correspondance');
  });

  test('une autre démarche, une démarche déclarative, une région inconnue, un jeton expiré', async () => {
    const mapping = await fichier(
      await correspondance((ecrite) => {
        ecrite['jeton'] = { fichier: '/run/secrets/jeton', expireLe: '2026-01-01' };
        ecrite['groupes'] = [{ id: 'R3JvdXBlLTE=', libelle: 'ARS', region: 'aquitaine' }];
      }),
    );
    const autre = await fichier(descripteurEnregistre(undefined, { number: 1, declarative: 'accepte' }));
    const { code, out } = await ess('verifier', mapping, '--descripteur', autre);
    expect(code).toBe(1);
    for (const phrase of [
      /démarche 1, pas de la 4242/,
      /déclarative/,
      /aucune région « aquitaine »/,
      /a expiré le 1er janvier 2026/,
    ])
      expect(out).toMatch(phrase);
  });

  test.each<[string, (champs: ChampDuFormulaire[]) => ChampDuFormulaire[], RegExp]>([
    [
      'un champ disparu, et le plus proche',
      remplace(8, ['IntegerNumber', 80, 'Médecins présents sur le territoire']),
      new RegExp(`medecinsPresents.*n’est pas dans le formulaire.*${idDe(80)}`),
    ],
    [
      'un champ d’un autre type',
      remplace(8, ['Text', 8, 'Nombre de médecins de la spécialité présents sur le territoire']),
      /de type TextChamp, et IntegerNumberChamp est attendu/,
    ],
    [
      'une ligne qui n’a plus de nom',
      remplace(10, ['Repetition', 10, 'Annexe 1 : médecins engagés', { champDescriptors: [] }]),
      /medecinsEngages\.nom/,
    ],
  ])('arrête sur %s', async (_, change, phrase) => {
    const arrets = checkForm(await lue(), formulaire(change)).filter(({ niveau }) => niveau === 'arret');
    expect(arrets.map((un) => un.phrase).join('\n')).toMatch(phrase);
  });

  test('un libellé changé n’est qu’un avertissement', async () => {
    const constats = checkForm(await lue(), formulaire(remplace(2, ['Text', 2, 'Nom du projet'])));
    expect(constats.filter(({ niveau }) => niveau === 'arret')).toEqual([]);
    expect(constats.map(({ phrase }) => phrase).join()).toContain('son libellé est devenu « Nom du projet »');
  });

  test('une annotation obligatoire que rien ne remplit arrête', async () => {
    const form = formulaire();
    const exigeante = { ...form, annotations: form.annotations.map((une) => ({ ...une, obligatoire: true })) };
    const vide = await lue((ecrite) => {
      ecrite['annotations'] = {};
    });
    expect(
      checkForm(vide, exigeante).some(({ niveau, phrase }) => niveau === 'arret' && /obligatoire/.test(phrase)),
    ).toBe(true);
    // As it is proposed.
    expect(checkForm(await lue(), exigeante).filter(({ niveau }) => niveau === 'arret')).toEqual([]);
  });

  test.each<[string, (ecrite: Ecrite) => void, RegExp]>([
    [
      'un champ qui n’est pas des nôtres',
      (un) => (un.champs['pointure'] = { id: idDe(1), type: 'TextChamp', libelle: '' } as never),
      /pointure/,
    ],
    ['une adresse en clair', (un) => (un['adresse'] = 'http://demarche.exemple.fr/graphql'), /adresse.*https/],
    [
      'le même groupe deux fois',
      (un) => (un['groupes'] = [0, 1].map(() => ({ id: 'R3JvdXBlLTE=', libelle: 'ARS', region: 'corse' }))),
      /groupes\.1\.id/,
    ],
  ])('refuse un fichier avec %s', async (_, change, phrase) => {
    await expect(lue(change)).rejects.toThrow(phrase);
  });
});

describe('schema', () => {
  test('notre schéma suffit ; ce qui n’en est pas un est refusé', async () => {
    const racine = join(import.meta.dirname, '../..');
    const bon = await ess('schema', join(racine, 'demarches/schema/demarche-numerique.graphql'));
    expect(bon).toMatchObject({ code: 0 });
    expect((await ess('schema', await fichier('bonjour'))).code).toBe(2);
  });
});

describe('un dossier lu par sa correspondance', () => {
  const COMPLET = [
    champ('TextChamp', 2, { texte: ' ESS Exemple ' }),
    champ('DropDownListChamp', 3, { choix: 'Dermatologie' }),
    champ('YesNoChamp', 5, { ouiNon: null }),
    champ('MultipleDropDownListChamp', 6, { values: ['33 - Gironde', '2A - Corse-du-Sud'] }),
    champ('DepartementChamp', 7, { departement: { code: '33', name: 'Gironde' }, stringValue: '33 - Gironde' }),
    champ('IntegerNumberChamp', 8, { entier: '140' }),
    champ('TextChamp', 9, { texte: '- Hôpital\n\n• Maison de santé\r\n' }),
    champ('RepetitionChamp', 10, {
      rows: [
        { id: 'a', champs: [champ('TextChamp', 11, { texte: 'Médecin 01' }), champ('TextChamp', 12, { texte: 'Un' })] },
        { id: 'b', champs: [champ('TextChamp', 11, { texte: 'Médecin 02' })] },
        { id: 'c', champs: [] },
      ],
    }),
  ];

  test('donne le corps de l’acte, et dit ce qui n’est pas repris', async () => {
    const lecture = readByMapping(dossier(COMPLET), await lue());
    expect(lecture.nature).toBe('lettre-intention');
    expect(lecture.corps).toEqual({
      intitule: 'ESS Exemple',
      specialites: ['dermatologie'],
      departements: ['33', '2A'],
      siege: '33',
      medecinsPresents: 140,
      partenariats: ['Hôpital', 'Maison de santé'],
      medecinsEngages: [{ nom: 'Médecin 01', prenom: 'Un' }],
    });
    expect(lecture.manquants).toEqual([]);
    expect(lecture.constats).toEqual([
      { champ: 'medecinsEngages', phrase: '1 ligne(s) incomplète(s) n’ont pas été reprises' },
    ]);
  });

  const sans = (nombre: number, par?: (typeof COMPLET)[number]) =>
    COMPLET.flatMap((un) => (un.id !== idDe(nombre) ? [un] : par === undefined ? [] : [par]));

  test.each([
    [
      'un département sans code',
      sans(7, champ('DepartementChamp', 7, { departement: null, stringValue: 'Gironde' })),
      'siege',
    ],
    ['une option nouvelle', sans(3, champ('DropDownListChamp', 3, { choix: 'Podologie' })), 'specialites'],
    ['un champ caché', sans(7), 'siege'],
    ['un type inconnu', sans(7, champ('PlanetChamp', 7)), 'siege'],
  ])('%s : le champ manque, et rien n’est inventé', async (_, champs, nom) => {
    const lecture = readByMapping(dossier(champs), await lue());
    expect(lecture.manquants).toEqual([nom]);
    expect(Object.keys(lecture.corps)).not.toContain(nom);
  });

  test('un champ facultatif d’un type inconnu est laissé, le dossier passe', async () => {
    const lecture = readByMapping(dossier(sans(2, champ('PlanetChamp', 2))), await lue());
    expect(lecture.manquants).toEqual([]);
    expect(lecture.constats).toContainEqual({ champ: 'intitule', phrase: 'ce champ est devenu un PlanetChamp' });
  });

  test('une nature que personne ne dit n’est pas devinée', async () => {
    const mapping = await lue((ecrite) => {
      ecrite['nature'] = { champ: idDe(50), libelle: 'Objet', valeurs: { Lettre: 'lettre-intention' } };
    });
    expect(readByMapping(dossier(COMPLET), mapping).nature).toBeUndefined();
    const autre = champ('DropDownListChamp', 50, { choix: 'Autre' });
    expect(readByMapping(dossier([...COMPLET, autre]), mapping).nature).toBeUndefined();
    const lettre = champ('DropDownListChamp', 50, { choix: 'Lettre' });
    expect(readByMapping(dossier([...COMPLET, lettre]), mapping).nature).toBe('lettre-intention');
  });
});
