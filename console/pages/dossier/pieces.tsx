/** `/dossiers/:ess/pieces`: what was asked for, what was deposited, what was found conform, and the files. */
import { Day, Moment } from '../../parts/date.tsx';
import { Table } from '../../parts/table.tsx';
import { answerOf } from '../../shell/api.ts';
import { withRight, type Page, type Visit } from '../../shell/page.ts';
import { inEuros } from '../../words/money.ts';
import { PIECE_STATES, roleName, spaced } from '../../words/noms.ts';
import { caseView, openCase } from './dossier.tsx';

const SIZES = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
/** « 1,2 Mo ». */
const size = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${SIZES.format(bytes / 1024)} Ko` : `${SIZES.format(bytes / 1024 / 1024)} Mo`;

const TAGS: Readonly<Record<string, string>> = { conforme: 'tag-good', 'non-conforme': 'tag-bad', deposee: 'tag-warn' };

async function pieces(visit: Visit) {
  const opened = await openCase(visit);
  const { ess, dossier } = opened;
  const { fichiers } = await answerOf(visit.api.GET('/api/v1/ess/{ess}/fichiers', { params: { path: { ess } } }));
  const label = (code: string) => {
    const words = visit.contract.label(code) ?? spaced(code);
    return words.charAt(0).toUpperCase() + words.slice(1);
  };
  return caseView(
    visit,
    opened,
    '/pieces',
    <>
      <h2>Pièces</h2>
      <Table
        caption="Pièces du dossier"
        quiet
        rows={Object.entries(dossier.pieces)}
        empty="Aucune pièce n’a été déposée."
        columns={[
          {
            header: 'Pièce',
            head: true,
            cell: ([key, { code }]) => (
              <>
                {label(code)}
                {key !== code && <span class="small">{` (${key.replace(`${code}-`, 'exercice ')})`}</span>}
              </>
            ),
          },
          {
            header: 'État',
            cell: ([, { statut, motif }]) => (
              <>
                <span class={`tag ${TAGS[statut] ?? ''}`}>{PIECE_STATES[statut] ?? statut}</span>
                {motif !== null && <span class="small">{` ${motif}`}</span>}
              </>
            ),
          },
          {
            header: 'Déposée',
            cell: ([, { deposeeLe }]) => (deposeeLe === null ? '' : <Day civil={deposeeLe} form="short" />),
          },
          {
            header: 'Vérifiée',
            cell: ([, { verifieeLe }]) => (verifieeLe === null ? '' : <Day civil={verifieeLe} form="short" />),
          },
          {
            header: 'Montant',
            number: true,
            cell: ([, { montantCentimes }]) => (montantCentimes === null ? '' : inEuros(montantCentimes)),
          },
        ]}
      />
      <h2>Fichiers</h2>
      <Table
        caption="Fichiers du dossier"
        quiet
        rows={fichiers}
        empty="Aucun fichier."
        columns={[
          {
            header: 'Fichier',
            head: true,
            cell: ({ id, nom }) => <a href={`/dossiers/${ess}/fichiers/${id}`}>{nom}</a>,
          },
          {
            header: 'Pièce',
            cell: ({ code, exercice }) => `${label(code)}${exercice === null ? '' : ` (${exercice})`}`,
          },
          { header: 'Taille', number: true, cell: ({ taille }) => size(taille) },
          { header: 'Antivirus', cell: ({ examen }) => (examen === 'sain' ? 'sain' : 'non analysé') },
          { header: 'Déposé par', cell: ({ deposePar }) => roleName(deposePar) },
          { header: 'Le', cell: ({ deposeLe }) => <Moment instant={deposeLe} /> },
        ]}
      />
    </>,
    true,
  );
}

export const PIECES: Page = { path: '/dossiers/:ess/pieces', open: withRight('lire-fichiers'), get: pieces };
