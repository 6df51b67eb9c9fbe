/** What a démarche is made of, as the API shows it: its revisions, their champs, its groups. */
import { instantOf } from '../world/clock.ts';
import type { Demarche, Descripteur, Groupe, Revision, TypeDeChamp } from '../world/model.ts';
import { globalId } from '../world/world.ts';

/** What a type is called, and what it is called by who does not name it in a fragment. */
export const TYPES: Readonly<Record<TypeDeChamp, readonly [champ: string, descriptor: string, without?: string]>> = {
  text: ['TextChamp', 'TextChampDescriptor'],
  textarea: ['TextChamp', 'TextareaChampDescriptor'],
  email: ['TextChamp', 'EmailChampDescriptor'],
  phone: ['TextChamp', 'PhoneChampDescriptor'],
  header_section: ['TextChamp', 'HeaderSectionChampDescriptor'],
  yes_no: ['YesNoChamp', 'YesNoChampDescriptor', 'CheckboxChamp'],
  checkbox: ['CheckboxChamp', 'CheckboxChampDescriptor'],
  date: ['DateChamp', 'DateChampDescriptor'],
  datetime: ['DatetimeChamp', 'DatetimeChampDescriptor', 'DateChamp'],
  integer_number: ['IntegerNumberChamp', 'IntegerNumberChampDescriptor'],
  decimal_number: ['DecimalNumberChamp', 'DecimalNumberChampDescriptor'],
  drop_down_list: ['DropDownListChamp', 'DropDownListChampDescriptor', 'TextChamp'],
  multiple_drop_down_list: ['MultipleDropDownListChamp', 'MultipleDropDownListChampDescriptor'],
  linked_drop_down_list: ['LinkedDropDownListChamp', 'LinkedDropDownListChampDescriptor'],
  departements: ['DepartementChamp', 'DepartementChampDescriptor', 'TextChamp'],
  regions: ['RegionChamp', 'RegionChampDescriptor', 'TextChamp'],
  siret: ['SiretChamp', 'SiretChampDescriptor'],
  rna: ['RNAChamp', 'RNAChampDescriptor'],
  dossier_link: ['DossierLinkChamp', 'DossierLinkChampDescriptor'],
  piece_justificative: ['PieceJustificativeChamp', 'PieceJustificativeChampDescriptor'],
  titre_identite: ['PieceJustificativeChamp', 'TitreIdentiteChampDescriptor'],
  carte: ['CarteChamp', 'CarteChampDescriptor'],
  repetition: ['RepetitionChamp', 'RepetitionChampDescriptor'],
};

export const champId = (stableId: number, row?: string): string =>
  globalId('Champ', row === undefined ? stableId : `${stableId}|${row}`);

export const descriptorView = ({
  stableId,
  type,
  label,
  description,
  required,
  options,
  champs,
}: Descripteur): object => ({
  __typename: TYPES[type][1],
  id: champId(stableId),
  label,
  description: description ?? null,
  required: required ?? false,
  options: options ?? null,
  champDescriptors: champs?.map(descriptorView) ?? null,
});

export const groupId = (number: number): string => globalId('GroupeInstructeur', number);

export const groupView = ({ number, label, closed, instructeurs }: Groupe): object => ({
  id: groupId(number),
  number,
  label,
  closed,
  instructeurs,
});

export const revisionView = ({ id, publieeLe, champs, annotations }: Revision): object => ({
  id: globalId('ProcedureRevision', id),
  datePublication: instantOf(publieeLe),
  champDescriptors: () => champs.map(descriptorView),
  annotationDescriptors: () => annotations.map(descriptorView),
});

/** There is always a draft: as published, where nothing is prepared. */
export const draftView = ({ brouillon, revisions: [current] }: Demarche): object => ({
  ...revisionView(brouillon ?? current),
  id: globalId('ProcedureRevision', `${current.id}-brouillon`),
  datePublication: null,
});

export const headOf = ({ number, title, state, declarative }: Demarche) => ({
  id: globalId('Procedure', number),
  number,
  title,
  state,
  declarative,
});

export const descriptorOf = (demarche: Demarche, revision: Revision): object => ({
  ...headOf(demarche),
  revision: () => revisionView(revision),
});
