/** The form of a démarche, as the public page of the service saves it; and a dossier of it. */
import type { Dossier } from '../../demarches/client/dossier.ts';

export const idDe = (nombre: number): string => Buffer.from(`Champ-${nombre}`).toString('base64');

type Champ = readonly [type: string, nombre: number, label: string, reste?: object];
const descripteur = ([type, nombre, label, reste = {}]: Champ) => ({
  __typename: `${type}ChampDescriptor`,
  id: idDe(nombre),
  label,
  required: false,
  ...reste,
});

const LETTRE: readonly Champ[] = [
  ['HeaderSection', 1, 'Le projet'],
  ['Text', 2, 'Intitulé du projet'],
  [
    'DropDownList',
    3,
    'Spécialité médicale couverte par l’ESS',
    { options: ['Dermatologie', 'Cardiologie', 'Podologie'] },
  ],
  ['Text', 4, 'Nom du référent'],
  ['YesNo', 5, 'S’intègre-t-elle dans une démarche existante ?'],
  [
    'MultipleDropDownList',
    6,
    'Territoires couverts (départements)',
    { options: ['33 - Gironde', '2A - Corse-du-Sud'] },
  ],
  ['Departement', 7, 'Département du siège de l’ESS'],
  ['IntegerNumber', 8, 'Nombre de médecins de la spécialité présents sur le territoire'],
  ['Textarea', 9, 'Partenariats envisagés (un par ligne)'],
  [
    'Repetition',
    10,
    'Annexe 1 : médecins engagés',
    {
      champDescriptors: [
        ['Text', 11, 'Nom'] as Champ,
        ['Text', 12, 'Prénom'] as Champ,
        ['Text', 13, 'RPPS'] as Champ,
      ].map(descripteur),
    },
  ],
  ['PieceJustificative', 14, 'Lettre d’intention signée'],
  ['Phone', 15, 'Un champ que nous ne reprenons pas'],
];

/** What `…/preremplir/<démarche>/schema` gives. */
export const descripteurEnregistre = (
  change: (champs: Champ[]) => Champ[] = (champs) => champs,
  reste: object = {},
) => ({
  number: 4242,
  title: 'Création d’une ESS',
  state: 'publiee',
  declarative: null,
  revision: {
    id: 'UmV2aXNpb24tMQ==',
    datePublication: '2026-01-05T10:00:00+01:00',
    champDescriptors: change([...LETTRE]).map(descripteur),
    annotationDescriptors: [['Text', 90, 'Identifiant de l’ESS'] as Champ].map(descripteur),
  },
  ...reste,
});

export type { Champ as ChampDuFormulaire };

/** A field of a dossier. */
export const champ = (typename: string, nombre: number, reste: object = {}): Dossier['champs'][number] =>
  ({
    __typename: typename,
    id: idDe(nombre),
    champDescriptorId: idDe(nombre),
    label: 'libellé',
    stringValue: null,
    ...reste,
  }) as unknown as Dossier['champs'][number];

export const dossier = (champs: readonly Dossier['champs'][number][]): Dossier =>
  ({ __typename: 'Dossier', number: 12, champs, annotations: [] }) as unknown as Dossier;
