/** `/caisse/lots`: what a batch would take, the batches made, one of them with its transfers, and what becomes of it. */
import { Day, Moment } from '../../parts/date.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Fields, FormPage, errorsFrom, type Errors } from '../../parts/formulaire.tsx';
import { Notice } from '../../parts/notice.tsx';
import { RuleLink } from '../../parts/regle.tsx';
import { Table } from '../../parts/table.tsx';
import { ApiProblem, answerOf, fileOf } from '../../shell/api.ts';
import { redirect, type Answer, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { inEuros } from '../../words/money.ts';
import { paymentName } from '../../words/noms.ts';
import { CAISSE, caisseView, inCaisse, ofCaisse, reads, type Caisse } from './caisse.tsx';

type Batch = Schemas['Lot'];
const PART = '/caisse/lots';
const holds = ({ me }: Visit): boolean => me.droits.includes('tenir-lots');

export const hiddenCaisse = (caisse: Caisse) => <input type="hidden" name={CAISSE} value={caisse} />;

function State({ suite }: Pick<Batch, 'suite'>) {
  if (suite === 'envoye') return <span class="tag tag-good">envoyé</span>;
  if (suite === 'retire') return <span class="tag tag-plain">retiré</span>;
  return <span class="tag tag-warn">à envoyer</span>;
}

/** What the next batch would take, and the form that makes it. */
async function Next({
  visit,
  caisse,
  errors,
}: {
  readonly visit: Visit;
  readonly caisse: Caisse;
  readonly errors: Errors;
}) {
  const { paiements, totalCentimes } = await answerOf(
    visit.api.GET('/api/v1/caisses/{caisse}/paiements', { params: { path: { caisse } } }),
  );
  const left = paiements.filter((one) => !one.coordonneesBancaires || one.beneficiaireAVerifier);
  const taken = paiements.length - left.length;
  const leftCents = left.reduce((sum, { montantCentimes }) => sum + montantCentimes, 0);
  return (
    <section class="aside" aria-labelledby="prochain">
      <h2 id="prochain">Prochain lot</h2>
      {paiements.length === 0 ? (
        <p>Rien n’est à mettre en lot.</p>
      ) : (
        <>
          <Facts
            facts={[
              ['Virements', taken],
              ['Total', <strong>{inEuros(totalCentimes - leftCents)}</strong>],
              [
                'Laissés de côté',
                left.length === 0 ? null : (
                  <a href={inCaisse('/caisse/paiements', caisse, { etat: 'a-payer' })}>
                    {`${left.length}, pour ${inEuros(leftCents)} : voir pourquoi`}
                  </a>
                ),
              ],
            ]}
          />
          <FormPage visit={visit} action={PART} submit="Composer le lot" errors={errors}>
            {hiddenCaisse(caisse)}
            <Fields
              form={visit.form}
              errors={errors}
              fields={[
                {
                  name: 'le',
                  label: 'Jour où la banque paie',
                  kind: 'date',
                  required: true,
                  help: 'Un jour de banque, à venir. Le lot prend tout ce qui est à payer et n’est dans aucun lot.',
                },
              ]}
            />
          </FormPage>
        </>
      )}
    </section>
  );
}

async function list(visit: Visit, caisse: Caisse, errors: Errors = {}): Promise<Answer> {
  const { lots } = await answerOf(visit.api.GET('/api/v1/caisses/{caisse}/lots', { params: { path: { caisse } } }));
  return caisseView({
    visit,
    caisse,
    part: PART,
    body: (
      <>
        {holds(visit) && (await Next({ visit, caisse, errors }))}
        <h2>Lots</h2>
        <Table
          caption="Lots composés, du plus récent au plus ancien"
          quiet
          rows={lots}
          empty="Aucun lot n’a été composé."
          columns={[
            {
              header: 'Lot',
              head: true,
              cell: ({ numero }) => <a href={inCaisse(`${PART}/${numero}`, caisse)}>{`Lot n° ${numero}`}</a>,
            },
            { header: 'État', cell: (lot) => <State {...lot} /> },
            { header: 'Jour de paiement', cell: ({ executionLe }) => <Day civil={executionLe} form="short" /> },
            { header: 'Virements', number: true, cell: ({ nombre }) => nombre },
            { header: 'Total', number: true, cell: ({ totalCentimes }) => inEuros(totalCentimes) },
            { header: 'Composé', cell: ({ creeLe }) => <Moment instant={creeLe} /> },
          ]}
        />
      </>
    ),
  });
}

async function compose(visit: Visit, caisse: Caisse): Promise<Answer> {
  try {
    const { lot, avertissements = [] } = await answerOf(
      visit.api.POST('/api/v1/caisses/{caisse}/lots', {
        params: { path: { caisse } },
        body: { le: visit.form.one('le') },
      }),
    );
    const left = avertissements.map(({ phrase }) => phrase).join(' ');
    if (lot === null) return redirect(inCaisse(PART, caisse), `Aucun lot : rien ne peut être payé. ${left}`.trim());
    return redirect(
      inCaisse(`${PART}/${lot.numero}`, caisse),
      `Lot n° ${lot.numero} composé : ${lot.nombre} virement${lot.nombre > 1 ? 's' : ''}, ${inEuros(lot.totalCentimes)}. ${left}`.trim(),
    );
  } catch (error) {
    if (error instanceof ApiProblem && [400, 409, 422].includes(error.status))
      return list(visit, caisse, errorsFrom(error.problem));
    throw error;
  }
}

const numberOf = (visit: Visit): number => Number.parseInt(visit.path['numero'] ?? '', 10) || 0;
const content = (visit: Visit, caisse: Caisse) =>
  answerOf(
    visit.api.GET('/api/v1/caisses/{caisse}/lots/{numero}/virements', {
      params: { path: { caisse, numero: numberOf(visit) } },
    }),
  );

async function one(visit: Visit, caisse: Caisse): Promise<Answer> {
  const { lot, virements, obstacles, prises } = await content(visit, caisse);
  const at = `${PART}/${lot.numero}`;
  return caisseView({
    visit,
    caisse,
    part: PART,
    title: `Lot n° ${lot.numero}`,
    body: (
      <>
        {obstacles.length > 0 && (
          <Notice level="bad" title="Ce lot ne part pas tel qu’il est.">
            <ul>
              {obstacles.map(({ regle, phrase }) => (
                <li>
                  {phrase} <RuleLink id={regle} />
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <Facts
          facts={[
            ['État', <State {...lot} />],
            ['Jour de paiement demandé', <Day civil={lot.executionLe} form="full" />],
            ['Virements', lot.nombre],
            ['Somme de contrôle', <strong>{inEuros(lot.totalCentimes)}</strong>],
            ['Identifiant pour la banque', <code>{lot.identifiant}</code>],
            ['Empreinte du fichier', <code class="digest">{lot.sha256}</code>],
            ['Composé', <Moment instant={lot.creeLe} />],
            [
              'Fichier pris',
              prises.length === 0 ? (
                'jamais'
              ) : (
                <ul>
                  {prises.map(({ le, organisation }) => (
                    <li>
                      <Moment instant={le} />
                      {organisation !== null && ` par l’organisation ${organisation}`}
                    </li>
                  ))}
                </ul>
              ),
            ],
          ]}
        />
        {holds(visit) && (
          <ul class="buttons-list no-print">
            {lot.suite !== 'retire' && obstacles.length === 0 && (
              <li>
                <a class="button" href={inCaisse(`${at}/fichier.xml`, caisse)}>
                  Prendre le fichier pour la banque (pain.001)
                </a>
              </li>
            )}
            <li>
              <a class="button quiet" href={inCaisse(`${at}/fichier.csv`, caisse)}>
                Relire en tableur (CSV)
              </a>
            </li>
            {lot.suite === null && (
              <>
                <li>
                  <a class="button quiet" href={inCaisse(`${at}/envoi`, caisse)}>
                    Dire qu’il est envoyé…
                  </a>
                </li>
                <li>
                  <a class="button quiet" href={inCaisse(`${at}/retrait`, caisse)}>
                    Retirer ce lot…
                  </a>
                </li>
              </>
            )}
          </ul>
        )}
        <h2>Virements</h2>
        <Table
          caption="Virements du lot, par référence"
          quiet
          rows={virements}
          columns={[
            { header: 'Référence', head: true, cell: ({ reference }) => <code class="nowrap">{reference}</code> },
            {
              header: 'Équipe',
              cell: ({ ess, intitule }) => <a href={`/dossiers/${ess}/argent`}>{intitule ?? ess}</a>,
            },
            { header: 'Paiement', cell: ({ paiement }) => paymentName(paiement) },
            { header: 'Montant', number: true, cell: ({ montantCentimes }) => inEuros(montantCentimes) },
            {
              header: 'Ce qu’en dit la banque',
              cell: ({ sort }) =>
                sort === null ? (
                  <span class="small">rien encore</span>
                ) : (
                  visit.contract.labelIn('SortLigneBancaire', sort)
                ),
            },
          ]}
          foot={
            <tr>
              <th scope="row" colSpan={3}>
                Total
              </th>
              <td class="number">{inEuros(lot.totalCentimes)}</td>
              <td></td>
            </tr>
          }
        />
      </>
    ),
  });
}

async function file(visit: Visit, caisse: Caisse): Promise<Answer> {
  const numero = numberOf(visit);
  const format = visit.path['format'] === 'csv' ? 'csv' : 'xml';
  const response = await fileOf(
    visit.api.GET('/api/v1/caisses/{caisse}/lots/{nom}', {
      params: { path: { caisse, nom: `${numero}.${format}` } },
      parseAs: 'stream',
    }),
  );
  return { kind: 'download', response, name: `lot-${caisse}-${numero}.${format}` };
}

/** One page to confirm, whatever is to be said of a batch: what it is, what follows. */
async function confirm(visit: Visit, caisse: Caisse, what: 'envoi' | 'retrait', errors: Errors = {}): Promise<Answer> {
  const { lot, obstacles } = await content(visit, caisse);
  const sending = what === 'envoi';
  return caisseView({
    visit,
    caisse,
    part: PART,
    title: sending ? `Dire que le lot n° ${lot.numero} est envoyé` : `Retirer le lot n° ${lot.numero}`,
    body: (
      <>
        <Facts
          facts={[
            ['Lot', `n° ${lot.numero}, ${lot.nombre} virement${lot.nombre > 1 ? 's' : ''}`],
            ['Total', inEuros(lot.totalCentimes)],
            ['Jour de paiement', <Day civil={lot.executionLe} form="full" />],
          ]}
        />
        <p class="after">
          {sending
            ? 'Un lot envoyé ne se retire plus : ses paiements passent « envoyés à la banque », et attendent son retour.'
            : 'Ses paiements sont de nouveau à mettre en lot, sous d’autres références. Si le fichier a été pris, détruisez-le : envoyé à la banque, il ferait payer deux fois.'}
        </p>
        {sending && obstacles.length > 0 && (
          <Notice level="bad" title="Ce lot ne part pas tel qu’il est.">
            <ul>
              {obstacles.map(({ phrase }) => (
                <li>{phrase}</li>
              ))}
            </ul>
          </Notice>
        )}
        <FormPage
          visit={visit}
          action={`${PART}/${lot.numero}/${what}`}
          submit={sending ? 'Le lot est envoyé' : 'Retirer le lot'}
          errors={errors}
        >
          {hiddenCaisse(caisse)}
          <Fields
            form={visit.form}
            errors={errors}
            fields={
              sending
                ? obstacles.length === 0
                  ? []
                  : [
                      {
                        name: 'dejaParti',
                        label: 'La banque a déjà ce fichier : le consigner, et dire quels virements rappeler',
                        kind: 'check',
                      },
                    ]
                : [{ name: 'motif', label: 'Pourquoi', kind: 'area', required: true, maxLength: 500 }]
            }
          />
        </FormPage>
      </>
    ),
  });
}

const settle =
  (what: 'envoi' | 'retrait') =>
  async (visit: Visit, caisse: Caisse): Promise<Answer> => {
    const numero = numberOf(visit);
    const params = { path: { caisse, numero } };
    try {
      const { avertissements = [] } = await answerOf(
        what === 'envoi'
          ? visit.api.POST('/api/v1/caisses/{caisse}/lots/{numero}/envoi', {
              params,
              body: visit.form.one('dejaParti') === 'oui' ? { dejaParti: true } : {},
            })
          : visit.api.POST('/api/v1/caisses/{caisse}/lots/{numero}/retrait', {
              params,
              body: { motif: visit.form.one('motif') },
            }),
      );
      const said = what === 'envoi' ? `Le lot n° ${numero} est envoyé.` : `Le lot n° ${numero} est retiré.`;
      return redirect(
        inCaisse(`${PART}/${numero}`, caisse),
        [said, ...avertissements.map(({ phrase }) => phrase)].join(' '),
      );
    } catch (error) {
      if (error instanceof ApiProblem && [400, 409, 422].includes(error.status))
        return confirm(visit, caisse, what, errorsFrom(error.problem));
      throw error;
    }
  };

export const LOTS: readonly Page[] = [
  {
    path: PART,
    open: reads('lire-lots'),
    get: ofCaisse((visit, caisse) => list(visit, caisse)),
    post: ofCaisse(compose),
  },
  { path: `${PART}/:numero`, open: reads('lire-lots'), get: ofCaisse(one) },
  { path: `${PART}/:numero/fichier.:format`, open: reads('tenir-lots'), get: ofCaisse(file) },
  ...(['envoi', 'retrait'] as const).map((what) => ({
    path: `${PART}/:numero/${what}`,
    open: reads('tenir-lots'),
    get: ofCaisse((visit, caisse) => confirm(visit, caisse, what)),
    post: ofCaisse(settle(what)),
  })),
];
