/** Papers of a case, as the API gives them: letters, contracts, files. */
import { fileOf } from '../../shell/api.ts';
import { withRight, type Download, type Page, type Visit } from '../../shell/page.ts';

const inline = (visit: Visit): { inline?: true } => (visit.query.get('dans-la-page') === '1' ? { inline: true } : {});

async function letter(visit: Visit): Promise<Download> {
  const { ess = '', nom = '' } = visit.path;
  const params = { path: { ess, nom: `${nom}.pdf` } };
  const response = await fileOf(visit.api.GET('/api/v1/ess/{ess}/courriers/{nom}', { params, parseAs: 'stream' }));
  return { kind: 'download', response, name: `courrier-${ess}-${nom}.pdf`, ...inline(visit) };
}

async function contract(visit: Visit): Promise<Download> {
  const { ess = '', nom = '' } = visit.path;
  const params = { path: { ess, nom: `${nom}.pdf` } };
  const response = await fileOf(visit.api.GET('/api/v1/ess/{ess}/contrats/{nom}', { params, parseAs: 'stream' }));
  return { kind: 'download', response, name: `contrat-${nom}-${ess}.pdf`, ...inline(visit) };
}

/** The name under which the API gives it. */
const nameIn = (response: Response): string | undefined => {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '') ?? [];
  const [, plain] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  return encoded === undefined ? plain : decodeURIComponent(encoded);
};

async function file(visit: Visit): Promise<Download> {
  const { ess = '', id = '' } = visit.path;
  const params = { path: { ess, id } };
  const response = await fileOf(visit.api.GET('/api/v1/ess/{ess}/fichiers/{id}', { params, parseAs: 'stream' }));
  return { kind: 'download', response, name: nameIn(response) ?? id, ...inline(visit) };
}

export const PAPIERS: readonly Page[] = [
  { path: '/dossiers/:ess/courriers/:nom.pdf', open: withRight('lire-courrier'), get: letter },
  { path: '/dossiers/:ess/contrats/:nom.pdf', open: withRight('lire-contrat'), get: contract },
  { path: '/dossiers/:ess/fichiers/:id', open: withRight('lire-fichiers'), get: file },
];
