/** `/dossiers/:ess/coordonnees-bancaires`: the account that is paid, those before it, what the caisse found, what waits for it. */
import { Day, LastDay } from '../../parts/date.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Table } from '../../parts/table.tsx';
import { answerOf } from '../../shell/api.ts';
import { withRight, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { inEuros } from '../../words/money.ts';
import { paymentName, roleName } from '../../words/noms.ts';
import { ActButton } from '../acte/bouton.tsx';
import { caseView, openCase } from '../dossier/dossier.tsx';
import { inList } from '../dossiers/adresses.ts';
import { Sentences } from './regles.tsx';

type Version = Schemas['VersionDeCompte'];

const ACT = 'declarer-coordonnees-bancaires';

/** Of an account: what the caisse found of its RIB. */
function Found({ verification }: Pick<Version, 'verification'>) {
  if (verification === null) return <span class="tag tag-warn">pas encore vérifié par la caisse</span>;
  const { conforme, le } = verification;
  return (
    <>
      <span class={`tag ${conforme ? 'tag-good' : 'tag-bad'}`}>{conforme ? 'vérifié' : 'non conforme'}</span>
      {' le '}
      <Day civil={le} />
    </>
  );
}

/** Announced without its account, or erased with its record. */
const ERASED = 'non donné, ou effacé';

/** What it does to what is ordered: paid on it, or waiting. */
function Ordered({
  orders,
  waits,
  today,
}: {
  readonly orders: readonly { paiement: string; montantCentimes: number; dateLimite: string }[];
  readonly waits: string | undefined;
  readonly today: string;
}) {
  return (
    <Table
      caption="Paiements ordonnés, pas encore versés"
      quiet
      rows={orders}
      empty="Aucun paiement ordonné n’attend d’être versé."
      columns={[
        { header: 'Paiement', head: true, cell: ({ paiement }) => paymentName(paiement) },
        { header: 'Montant', number: true, cell: ({ montantCentimes }) => inEuros(montantCentimes) },
        { header: 'À verser au plus tard', cell: ({ dateLimite }) => <LastDay civil={dateLimite} today={today} /> },
        { header: 'Avec ce compte', cell: () => waits ?? 'sera versé sur le compte en vigueur' },
      ]}
    />
  );
}

function Versions({ versions }: { readonly versions: readonly Version[] }) {
  return (
    <Table
      caption="Comptes déclarés, le dernier en tête"
      quiet
      rows={versions.toReversed()}
      empty="Aucun compte n’a été déclaré."
      columns={[
        {
          header: 'Compte',
          head: true,
          cell: ({ iban, titulaire }) => (
            <>
              <span class="nowrap">{iban ?? ERASED}</span>
              <br />
              <span class="small">{titulaire ?? ERASED}</span>
            </>
          ),
        },
        {
          header: 'Déclaré',
          cell: ({ declareLe, declarePar }) => (
            <>
              <Day civil={declareLe} />
              <span class="small">{`, ${roleName(declarePar)}`}</span>
            </>
          ),
        },
        { header: 'Vérification de la caisse', cell: Found },
        {
          header: 'Remplacé',
          cell: ({ remplaceLe }) => (remplaceLe === null ? 'en vigueur' : <Day civil={remplaceLe} />),
        },
        {
          header: 'Virements faits sur ce compte',
          cell: ({ virements }) =>
            virements.map(({ paiement, montantCentimes, reference }) => (
              <span class="small block">{`${paymentName(paiement)}, ${inEuros(montantCentimes)} (${reference})`}</span>
            )),
        },
      ]}
    />
  );
}

async function bank(visit: Visit) {
  const opened = await openCase(visit);
  const { ess, dossier, today } = opened;
  const path = { params: { path: { ess } } };
  const [{ comptes, entier }, { paiements }] = await Promise.all([
    answerOf(visit.api.GET('/api/v1/ess/{ess}/comptes', path)),
    answerOf(visit.api.GET('/api/v1/ess/{ess}/paiements', path)),
  ]);
  const current = comptes.find(({ remplaceLe }) => remplaceLe === null);
  const refused = current?.verification?.conforme === false;
  const waits =
    current === undefined
      ? 'attend qu’un compte soit déclaré'
      : refused
        ? 'attend un autre compte, ou un RIB conforme'
        : dossier.ribAVerifier
          ? 'attend que la caisse vérifie ce compte'
          : undefined;
  return caseView(
    visit,
    opened,
    '/argent',
    <>
      {current === undefined ? (
        <Notice level="warn" title="Aucun compte n’est déclaré : rien ne peut être versé." />
      ) : (
        <>
          {dossier.ribAVerifier && !refused && (
            <Notice
              level="warn"
              title="Ce compte en remplace un autre : rien n’est versé avant que la caisse l’ait vérifié."
            />
          )}
          {refused && (
            <Notice level="bad" title="La caisse a trouvé le RIB de ce compte non conforme : rien n’y est versé.">
              Le motif est à l’onglet <a href={inList(`/dossiers/${ess}/pieces`, visit)}>Pièces</a>.
            </Notice>
          )}
          <h2>Compte en vigueur</h2>
          <Facts
            facts={[
              ['Titulaire', current.titulaire ?? ERASED],
              [entier ? 'IBAN' : 'IBAN, masqué', <span class="nowrap">{current.iban ?? ERASED}</span>],
              ['BIC', current.bic],
              ['Déclaré le', <Day civil={current.declareLe} />],
              ['Vérification', <Found verification={current.verification} />],
            ]}
          />
        </>
      )}
      {current === undefined
        ? await ActButton(visit, ess, ACT, 'Déclarer le compte de l’association')
        : await ActButton(visit, ess, ACT, 'Déclarer un autre compte', 'button quiet')}
      <h2>Ce que cela fait aux paiements ordonnés</h2>
      <Ordered orders={paiements.filter(({ statut }) => statut === 'ordonnance')} waits={waits} today={today} />
      {await Sentences(visit, ['DEC-13', 'DEC-52'])}
      <h2>Comptes déclarés</h2>
      <Versions versions={comptes} />
    </>,
    true,
    'Coordonnées bancaires',
  );
}

export const BANQUE: Page = {
  path: '/dossiers/:ess/coordonnees-bancaires',
  open: withRight('lire-comptes', 'lire-paiements'),
  get: bank,
};
