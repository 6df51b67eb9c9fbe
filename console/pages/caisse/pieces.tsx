/** `/pieces`: the teams whose pieces wait to be checked; `/pieces/:ess`: one piece, its file beside its check list, then the next. */
import { randomUUID } from 'node:crypto';
import { Day, LastDay } from '../../parts/date.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Fields, FormPage, errorsFrom, type Errors } from '../../parts/formulaire.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Why } from '../../parts/regle.tsx';
import { Table } from '../../parts/table.tsx';
import { withQuery } from '../../shell/addresses.ts';
import type { Contract } from '../../shell/contract.ts';
import { ApiProblem, answerOf } from '../../shell/api.ts';
import { redirect, view, type Answer, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { eventName } from '../../words/evenements.ts';
import { inEuros } from '../../words/money.ts';
import { PIECE_STATES, paymentName, spaced } from '../../words/noms.ts';
import { teamName } from '../dossiers/colonnes.tsx';
import { Pages } from '../dossiers/pages.tsx';
import { teamOf, type Case } from '../dossier/dossier.tsx';

type Piece = Schemas['PieceAControler'];
type Task = Schemas['LigneAFaire'];
const PAGE = 50;
const QUEUE = '/pieces';
const TAGS: Readonly<Record<string, string>> = { conforme: 'tag-good', 'non-conforme': 'tag-bad', deposee: 'tag-warn' };

/** Who checks pieces: whose acts have that one. */
const checks = ({ commandes }: Visit['me']): boolean => commandes.includes('verifier-pieces');

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const pieceName = ({ code, cycle }: Pick<Piece, 'code' | 'cycle'>, visit: Visit): string =>
  `${capital(visit.contract.label(code) ?? spaced(code))}${cycle === null ? '' : ` (année ${cycle} du contrat)`}`;

const waiting = (visit: Visit, apres: string) =>
  answerOf(
    visit.api.GET('/api/v1/a-faire', {
      params: {
        query: { commande: ['verifier-pieces'].join(',') as never, limite: PAGE, ...(apres === '' ? {} : { apres }) },
      },
    }),
  );

/** One line a team: the first last day of those that its pieces have. */
function byTeam(lines: readonly Task[]): readonly (Task & { readonly codes: readonly string[] })[] {
  const codesOf = ({ connus }: Task) =>
    Array.isArray(connus['pieces']) ? (connus['pieces'] as readonly { code: string }[]).map(({ code }) => code) : [];
  return [...Map.groupBy(lines, ({ ess }) => ess).values()].flatMap((ofOne) => {
    const [first] = ofOne;
    return first === undefined ? [] : [{ ...first, codes: [...new Set(ofOne.flatMap(codesOf))] }];
  });
}

async function queue(visit: Visit): Promise<Answer> {
  const { lignes, suivant, le } = await waiting(visit, visit.query.get('apres') ?? '');
  return view({
    title: 'Pièces à vérifier',
    back: { href: '/', label: 'Accueil' },
    wide: true,
    body: (
      <>
        <Table
          caption="Équipes dont des pièces attendent d’être vérifiées, par dernier jour"
          rows={byTeam(lignes)}
          empty="Aucune pièce n’attend d’être vérifiée."
          columns={[
            {
              header: 'Équipe',
              head: true,
              cell: (task) => (
                <>
                  <a href={`${QUEUE}/${task.ess}`}>{teamName(task, visit.contract)}</a>
                  <br />
                  <span class="small nowrap">{task.ess}</span>
                </>
              ),
            },
            {
              header: 'Pièces',
              cell: ({ codes }) => codes.map((code) => visit.contract.label(code) ?? spaced(code)).join(' ; '),
            },
            { header: 'Attendu depuis', cell: ({ depuis }) => <Day civil={depuis} form="short" /> },
            {
              header: 'Au plus tard',
              cell: ({ dernierJour }) =>
                dernierJour === null ? (
                  <span class="small">sans date limite</span>
                ) : (
                  <LastDay civil={dernierJour} today={le} form="short" />
                ),
            },
            { header: 'Sans acte', cell: ({ silence }) => silence.phrase },
          ]}
        />
        <Pages visit={visit} suivant={suivant} />
      </>
    ),
  });
}

interface OpenPieces {
  readonly ess: string;
  readonly team: string;
  readonly dossier: Case;
  readonly etag: string;
  readonly pieces: readonly Piece[];
}

async function open(visit: Visit): Promise<OpenPieces> {
  const ess = visit.path['ess'] ?? '';
  const params = { path: { ess } };
  const [read, { pieces }] = await Promise.all([
    visit.api.GET('/api/v1/ess/{ess}', { params }),
    answerOf(visit.api.GET('/api/v1/ess/{ess}/pieces', { params })),
  ]);
  const dossier = await answerOf(Promise.resolve(read));
  return { ess, team: teamOf(dossier, visit), dossier, etag: read.response.headers.get('etag') ?? '', pieces };
}

const READ_AT = 'lu';
const KEY = 'cle';

/** What is to be found in the file: its check list. */
function CheckList({ piece, contract }: { readonly piece: Piece; readonly contract: Contract }) {
  return (
    <ul class="check-list">
      {piece.points.map(({ point, constat, attendu, pourquoi }) => (
        <li>
          {contract.labelIn('PointDeControle', point)}{' '}
          {attendu !== null && (
            <strong>{point === 'dans-la-subvention' ? `(${inEuros(attendu)} au plus) ` : `(${attendu}) `}</strong>
          )}
          <span class={`tag ${constat === 'dit' ? 'tag-good' : constat === 'contraire' ? 'tag-bad' : 'tag-plain'}`}>
            {contract.labelIn('ConstatDeControle', constat)}
          </span>
          <Why {...pourquoi} />
        </li>
      ))}
    </ul>
  );
}
/** The file itself, in the page where browsers draw it. */
function File({ ess, piece }: { readonly ess: string; readonly piece: Piece }) {
  const [first] = piece.fichiers;
  if (first === undefined)
    return (
      <Notice level="info" title="Aucun fichier de cette pièce n’est dans le dossier.">
        La pièce a été reçue autrement : vérifiez l’original.
      </Notice>
    );
  return (
    <>
      {first.type === 'application/pdf' ? (
        <iframe
          class="viewer"
          title={`Fichier ${first.nom}`}
          src={`/dossiers/${ess}/fichiers/${first.id}?dans-la-page=1`}
        ></iframe>
      ) : (
        <p>Ce fichier ne se montre pas dans la page : ouvrez-le.</p>
      )}
      <ul>
        {piece.fichiers.map(({ id, nom }) => (
          <li>
            <a href={`/dossiers/${ess}/fichiers/${id}`}>{nom}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Others({
  opened,
  piece,
  visit,
}: {
  readonly opened: OpenPieces;
  readonly piece: Piece | undefined;
  readonly visit: Visit;
}) {
  return (
    <>
      <h2>Toutes les pièces</h2>
      <Table
        caption="Pièces du dossier, celles à vérifier d’abord"
        quiet
        rows={opened.pieces}
        empty="Aucune pièce n’a été déposée."
        columns={[
          {
            header: 'Pièce',
            head: true,
            cell: (one) =>
              one.cle === piece?.cle ? (
                <span aria-current="true">{pieceName(one, visit)}</span>
              ) : (
                <a href={withQuery(`${QUEUE}/${opened.ess}`, { piece: one.cle })}>{pieceName(one, visit)}</a>
              ),
          },
          {
            header: 'État',
            cell: ({ statut, motif }) => (
              <>
                <span class={`tag ${TAGS[statut] ?? ''}`}>{PIECE_STATES[statut] ?? statut}</span>
                {motif !== null && <span class="small">{` ${motif}`}</span>}
              </>
            ),
          },
          {
            header: 'Déposée',
            cell: ({ deposeeLe }) => (deposeeLe === null ? '' : <Day civil={deposeeLe} form="short" />),
          },
          { header: 'Paiements qui l’attendent', cell: ({ paiements }) => paiements.map(paymentName).join(' ; ') },
        ]}
      />
    </>
  );
}

async function one(visit: Visit, errors: Errors = {}): Promise<Answer> {
  const opened = await open(visit);
  const { ess, team, etag, pieces } = opened;
  const asked = visit.query.get('piece') ?? visit.form.one('piece');
  const piece = pieces.find(({ cle }) => cle === asked) ?? pieces[0];
  return view({
    title: piece === undefined ? `Pièces – ${team}` : `${pieceName(piece, visit)} – ${team}`,
    back: { href: QUEUE, label: 'Pièces à vérifier' },
    wide: true,
    strap: (
      <p>
        <a href={`/dossiers/${ess}`}>{team}</a> <code>{ess}</code>
      </p>
    ),
    body: (
      <>
        {piece !== undefined && (
          <div class="beside">
            <section aria-labelledby="fichier">
              <h2 id="fichier">Le fichier</h2>
              <File ess={ess} piece={piece} />
            </section>
            <section aria-labelledby="controle">
              <h2 id="controle">À vérifier</h2>
              <Facts
                facts={[
                  ['État', <span class={`tag ${TAGS[piece.statut] ?? ''}`}>{PIECE_STATES[piece.statut]}</span>],
                  ['Déposée le', piece.deposeeLe === null ? null : <Day civil={piece.deposeeLe} />],
                  ['Montant déclaré', piece.montantCentimes === null ? null : inEuros(piece.montantCentimes)],
                  ['Paiements qui l’attendent', piece.paiements.map(paymentName).join(' ; ') || null],
                ]}
              />
              <CheckList piece={piece} contract={visit.contract} />
              <FormPage
                visit={visit}
                action={`${QUEUE}/${ess}`}
                submit="Consigner et passer à la suivante"
                errors={errors}
              >
                <input type="hidden" name="piece" value={piece.cle} />
                <input type="hidden" name={READ_AT} value={etag} />
                <input
                  type="hidden"
                  name={KEY}
                  value={visit.form.one(KEY) === '' ? randomUUID() : visit.form.one(KEY)}
                />
                <Fields
                  form={visit.form}
                  errors={errors}
                  fields={[
                    {
                      name: 'conforme',
                      label: 'Votre constat',
                      kind: 'select',
                      required: true,
                      choices: [
                        ['oui', 'Conforme'],
                        ['non', 'Non conforme'],
                      ],
                    },
                    { name: 'motif', label: 'Pourquoi, si elle ne l’est pas', kind: 'area', maxLength: 500 },
                    { name: 'le', label: 'Vérifiée le', kind: 'date', required: true, value: visit.today },
                  ]}
                />
              </FormPage>
              <p class="small apart">
                <a href={`/dossiers/${ess}/actes/verifier-pieces`}>
                  Vérifier plusieurs pièces d’un coup, en voyant d’abord ce que cela produira
                </a>
              </p>
            </section>
          </div>
        )}
        <Others opened={opened} piece={piece} visit={visit} />
      </>
    ),
  });
}

/** After a finding: the next piece of the case, else the next team, else the queue, which says that nothing is left. */
async function nextOf(visit: Visit, ess: string): Promise<string> {
  const { pieces } = await answerOf(visit.api.GET('/api/v1/ess/{ess}/pieces', { params: { path: { ess } } }));
  const left = pieces.find(({ statut }) => statut === 'deposee');
  if (left !== undefined) return withQuery(`${QUEUE}/${ess}`, { piece: left.cle });
  const { lignes } = await waiting(visit, '');
  const other = lignes.find((line) => line.ess !== ess);
  return other === undefined ? QUEUE : `${QUEUE}/${other.ess}`;
}

async function find(visit: Visit): Promise<Answer> {
  const { form, api } = visit;
  const { ess, pieces } = await open(visit);
  const piece = pieces.find(({ cle }) => cle === form.one('piece'));
  if (piece === undefined) return redirect(`${QUEUE}/${ess}`);
  const found = form.one('conforme');
  if (found === '') return one(visit, { conforme: 'Dites si la pièce est conforme.' });
  const motif = form.one('motif');
  try {
    const { evenements } = await answerOf(
      api.POST('/api/v1/ess/{ess}/commandes/verifier-pieces', {
        params: { path: { ess }, header: { 'If-Match': form.header(READ_AT), 'Idempotency-Key': form.header(KEY) } },
        body: {
          le: form.one('le'),
          pieces: [
            {
              code: piece.code,
              conforme: found === 'oui',
              ...(piece.cycle === null ? {} : { exercice: piece.cycle }),
              ...(motif === '' ? {} : { motif }),
            },
          ],
        },
      }),
    );
    const names = (evenements as readonly { readonly evenement: string }[]).map(({ evenement }) =>
      eventName(evenement),
    );
    return redirect(
      await nextOf(visit, ess),
      `${pieceName(piece, visit)} : ${found === 'oui' ? 'conforme' : 'non conforme'}. Écrit au journal : ${names.join(', ').toLowerCase()}.`,
    );
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.status === 412)
      return one(visit, {
        '': 'Depuis votre lecture, le dossier a changé. Rien n’a été envoyé : relisez, puis consignez.',
      });
    if (![400, 409, 422].includes(error.status)) throw error;
    const of = errorsFrom(error.problem);
    return one(
      visit,
      Object.fromEntries(
        Object.entries(of).map(([field, sentence]) => [
          /^pieces\.0\.motif$/.test(field) ? 'motif' : field === 'le' ? 'le' : '',
          sentence,
        ]),
      ),
    );
  }
}

export const PIECES_A_VERIFIER: readonly Page[] = [
  { path: QUEUE, open: checks, menu: { label: 'Pièces', rank: 24 }, get: queue },
  { path: `${QUEUE}/:ess`, open: checks, get: (visit) => one(visit), post: find },
];
