/** `/caisse/paiements`: every order of the caisse, where it is, what holds it back, and how its amount was found. */
import { Calcul } from '../../parts/calcul.tsx';
import { Day, LastDay } from '../../parts/date.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Table } from '../../parts/table.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { withQuery } from '../../shell/addresses.ts';
import { answerOf } from '../../shell/api.ts';
import type { Page, Schemas, Visit } from '../../shell/page.ts';
import { orderTag } from '../../words/argent.ts';
import { inEuros } from '../../words/money.ts';
import { paymentName } from '../../words/noms.ts';
import { FROM_THE_START } from '../dossiers/adresses.ts';
import { teamName } from '../dossiers/colonnes.tsx';
import { Pages } from '../dossiers/pages.tsx';
import { caisseView, inCaisse, ofCaisse, reads, type Caisse } from './caisse.tsx';

type Order = Schemas['OrdreDePayer'];
const PAGE = 50;
const STATES = ['a-payer', 'en-lot', 'envoye', 'retenu', 'rejete', 'retourne', 'execute', 'interrompu'] as const;

/** What is unpaid may be late; what is paid has a date. */
const isOver = ({ etat }: Order): boolean => etat === 'execute' || etat === 'interrompu';

/** Where one goes to lift what holds an order back. */
const remedyFor = (order: Order, caisse: Caisse): string =>
  order.obstacle === 'compte-a-verifier'
    ? `/pieces/${order.ess}?piece=rib`
    : order.obstacle === 'beneficiaire-a-verifier'
      ? inCaisse(`/caisse/beneficiaires/${order.ess}`, caisse)
      : `/dossiers/${order.ess}/argent`;

/** The sum of one payment: asked of its case alone, when one wants it. */
async function Working({ visit, asked }: { readonly visit: Visit; readonly asked: string }) {
  const [ess = '', paiement = ''] = asked.split('~');
  const { paiements } = await answerOf(visit.api.GET('/api/v1/ess/{ess}/paiements', { params: { path: { ess } } }));
  const payment = paiements.find((one) => one.paiement === paiement);
  if (payment === undefined) return null;
  return (
    <section class="aside" id="pourquoi" aria-labelledby="pourquoi-titre">
      <h2 id="pourquoi-titre">{`${paymentName(paiement)} : ${inEuros(payment.montantCentimes)}, pourquoi`}</h2>
      {payment.calculs === undefined && <p>Ce paiement a été repris ou consigné sans son calcul.</p>}
      <div class="beside">
        {Object.entries(payment.calculs ?? {}).map(([name, calcul]) => (
          <div>
            <h3>{name === 'dateLimite' ? 'Ce dernier jour' : 'Ce montant'}</h3>
            <Calcul calcul={calcul} />
          </div>
        ))}
      </div>
      <p>
        <a href={withQuery(visit.here, { pourquoi: undefined })}>Fermer</a>
      </p>
    </section>
  );
}

async function payments(visit: Visit, caisse: Caisse) {
  const { api, query, here, today, contract } = visit;
  const etat = query.get('etat') ?? '';
  const state = STATES.find((one) => one === etat);
  const { ordres, nombres, suivant } = await answerOf(
    api.GET('/api/v1/caisses/{caisse}/ordres', {
      params: {
        path: { caisse },
        query: {
          limite: PAGE,
          apres: Number.parseInt(query.get('apres') ?? '0', 10) || 0,
          ...(state === undefined ? {} : { etat: state }),
        },
      },
    }),
  );
  const why = query.get('pourquoi') ?? '';
  const working = /^ess-[0-9a-z-]+~[\w-]+$/.test(why) ? await Working({ visit, asked: why }) : null;
  const tab = (name: string, label: string, count: number) => ({
    href: withQuery(here, { ...FROM_THE_START, etat: name, pourquoi: undefined }),
    label: `${label} (${count})`,
    current: etat === name,
  });
  const total = Object.values(nombres).reduce((sum, count) => sum + count, 0);
  const countOf = (one: string): number => nombres[one as keyof typeof nombres] ?? 0;
  const blocked = ordres.filter(({ obstacle }) => obstacle !== null).length;
  return caisseView({
    visit,
    caisse,
    part: '/caisse/paiements',
    body: (
      <>
        <Tabs
          label="Par état"
          tabs={[
            tab('', 'Tous', total),
            ...STATES.filter((one) => countOf(one) > 0 || one === etat).map((one) =>
              tab(one, contract.labelIn('EtatOrdre', one), countOf(one)),
            ),
          ]}
        />
        {blocked > 0 && (
          <Notice
            level="warn"
            title={`${blocked === 1 ? 'Un ordre n’entre' : `${blocked} ordres n’entrent`} dans aucun lot : la raison est dans son état.`}
          />
        )}
        {working}
        <Table
          caption="Ordres de payer : ce qui reste à faire par dernier jour, ce qui est fini ensuite"
          rows={ordres}
          empty="Aucun ordre de payer."
          columns={[
            {
              header: 'Équipe',
              head: true,
              cell: (order) => (
                <>
                  <a href={`/dossiers/${order.ess}/argent`}>{teamName(order, contract)}</a>
                  <br />
                  <span class="small nowrap">{order.ess}</span>
                </>
              ),
            },
            { header: 'Paiement', cell: ({ paiement }) => paymentName(paiement) },
            {
              header: 'Montant',
              number: true,
              cell: (order) => (
                <>
                  {inEuros(order.montantCentimes)}
                  {order.resteCentimes !== null && order.resteCentimes !== order.montantCentimes && !isOver(order) && (
                    <span class="small">
                      <br />
                      {`reste ${inEuros(order.resteCentimes)}`}
                    </span>
                  )}
                  <br />
                  <a class="small" href={`${withQuery(here, { pourquoi: `${order.ess}~${order.paiement}` })}#pourquoi`}>
                    Pourquoi ?
                    <span class="visually-hidden">{` ${paymentName(order.paiement)}, ${teamName(order, contract)}`}</span>
                  </a>
                </>
              ),
            },
            {
              header: 'État',
              cell: (order) => (
                <>
                  <span class={`tag ${orderTag(order.etat)}`}>{contract.labelIn('EtatOrdre', order.etat)}</span>
                  {order.lot !== null && (
                    <>
                      {' '}
                      <a href={inCaisse(`/caisse/lots/${order.lot}`, caisse)}>{`lot n° ${order.lot}`}</a>
                    </>
                  )}
                  {order.obstacle !== null && (
                    <>
                      <br />
                      <a
                        href={remedyFor(order, caisse)}
                      >{`Bloqué : ${contract.labelIn('ObstacleOrdre', order.obstacle)}.`}</a>
                    </>
                  )}
                </>
              ),
            },
            {
              header: 'Au plus tard',
              cell: (order) =>
                isOver(order) ? (
                  <Day civil={order.dateLimite} form="short" />
                ) : (
                  <LastDay civil={order.dateLimite} today={today} form="short" />
                ),
            },
            {
              header: 'Référence',
              cell: ({ reference }) => (reference === null ? '' : <code class="nowrap">{reference}</code>),
            },
          ]}
        />
        <Pages visit={visit} suivant={suivant === null ? null : String(suivant)} />
      </>
    ),
  });
}

export const PAIEMENTS: Page = {
  path: '/caisse/paiements',
  open: reads('lire-paiements-caisse'),
  get: ofCaisse(payments),
};
