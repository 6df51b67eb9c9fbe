/** `/demarches`: the link with Démarche Numérique: how far it is read, what fails, what waits for someone, what differs. */
import { Day, LastDay, Moment } from '../../parts/date.tsx';
import { Facts, type Fact } from '../../parts/facts.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PostButton } from '../../parts/post-button.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { view, withRight, type Answer, type Page, type Visit } from '../../shell/page.ts';
import { demarchesOf, LIST, nameOf, type Demarche } from './lecture.ts';

const HEALTH: Readonly<Record<Demarche['sante'], readonly [look: string, words: string]>> = {
  bonne: ['good', 'tout va bien'],
  attention: ['warn', 'quelqu’un est attendu'],
  arret: ['bad', 'à l’arrêt'],
};

interface Line {
  readonly numero: number;
  readonly page: string | null;
}

const Numbered = ({ numero, page }: Line) =>
  page === null ? <>{numero}</> : <a href={page} rel="noreferrer">{`n° ${numero}`}</a>;

const Case = ({ ess }: { readonly ess: string | null }) =>
  ess === null ? <>aucun</> : <a href={`/dossiers/${ess}`}>{ess}</a>;

const when = (instant: string | null) => (instant === null ? 'jamais' : <Moment instant={instant} />);

const DAY_S = 86_400;

/** What stopped, and what to do of it. */
function Stops({ demarche, visit }: { readonly demarche: Demarche; readonly visit: Visit }) {
  const { enMarche, retardSecondes, panne, empechements, suspension, jeton, instance } = demarche;
  return (
    <>
      {!enMarche && (
        <Notice level="bad" title="Le connecteur ne tourne pas.">
          Il n’a pas pris cette démarche en main depuis plus d’une heure et demie.
        </Notice>
      )}
      {(retardSecondes === null || retardSecondes >= DAY_S) && (
        <Notice level="bad" title="Aucune relève complète depuis un jour.">
          Au-delà des trois jours de grâce, des silences s’appliqueraient à tort.
        </Notice>
      )}
      {panne !== null && (
        <Notice level="bad" title={panne.phrase}>
          {panne.depuis !== null && (
            <>
              Depuis le <Moment instant={panne.depuis} />.
            </>
          )}
        </Notice>
      )}
      {empechements.map((phrase) => (
        <Notice level="bad" title={phrase} />
      ))}
      {suspension !== null && (
        <Notice level="bad" title="Plus rien n’y est écrit.">
          {suspension.phrase}{' '}
          {visit.me.droits.includes('reprendre-ecriture') && (
            <a href={`${LIST}/${instance}/${demarche.demarche}/reprise-ecriture`}>Lever la suspension</a>
          )}
        </Notice>
      )}
      {jeton !== null && jeton.jours <= 30 && (
        <Notice
          level={jeton.jours < 0 ? 'bad' : 'warn'}
          title={jeton.jours < 0 ? 'Le jeton a expiré.' : 'Le jeton expire bientôt.'}
        >
          <Day civil={jeton.expireLe} /> : l’administrateur de la démarche doit en créer un autre.
        </Notice>
      )}
    </>
  );
}

function factsOf({ sante, releveLe, entierLe, jeton, ecriture, nombres }: Demarche): readonly Fact[] {
  const [look, words] = HEALTH[sante];
  return [
    ['Santé', <span class={`tag tag-${look}`}>{words}</span>],
    ['Dernière relève complète', when(releveLe)],
    ['Dernière relève de tous les dossiers', when(entierLe)],
    ['Jeton valable jusqu’au', jeton === null ? null : <Day civil={jeton.expireLe} />],
    ['Écriture dans Démarche Numérique', ecriture ? 'oui' : 'non, selon la correspondance'],
    ['Dossiers', `${nombres.dossiers}, dont ${nombres.importes} repris`],
  ];
}

/** The column of what may be done; none for who reads only. */
const doing = <Row extends Line>(visit: Visit, cell: Column<Row>['cell']): readonly Column<Row>[] =>
  visit.me.droits.includes('tenir-demarches') ? [{ header: 'Faire', cell }] : [];

function Waiting({ demarche, visit }: { readonly demarche: Demarche; readonly visit: Visit }) {
  const its = `${LIST}/${demarche.instance}/dossiers`;
  return (
    <Table
      caption={`Dossiers à rattacher de ${nameOf(demarche)}, le plus ancien dépôt d’abord`}
      quiet
      rows={demarche.aRattacher}
      empty="Aucun dossier n’attend."
      columns={[
        { header: 'Dossier', head: true, cell: Numbered },
        { header: 'Déposé le', cell: ({ deposeLe }) => <Day civil={deposeLe} form="short" /> },
        {
          header: 'Dernier jour',
          cell: ({ dernierJour }) => <LastDay civil={dernierJour} today={visit.today} form="short" />,
        },
        { header: 'Ce qui manque', cell: ({ phrase }) => phrase },
        ...doing<Demarche['aRattacher'][number]>(visit, ({ numero, repondu, motif, caisses }) =>
          repondu ? (
            'répondu : repris à la prochaine relève'
          ) : motif === 'caisse-a-dire' && caisses.length > 0 ? (
            <a href={`${its}/${numero}/rattachement`}>{`Dire sa caisse (n° ${numero})`}</a>
          ) : ['sans-lien', 'lien-inconnu', 'liens-contraires'].includes(motif) ? (
            <a href={`${its}/${numero}/rattachement`}>{`Rattacher (n° ${numero})`}</a>
          ) : (
            ''
          ),
        ),
      ]}
    />
  );
}

function Failing({ demarche, visit }: { readonly demarche: Demarche; readonly visit: Visit }) {
  return (
    <Table
      caption={`Dossiers de ${nameOf(demarche)} qui échouent`}
      quiet
      rows={demarche.echecs}
      empty="Aucun dossier n’échoue."
      columns={[
        { header: 'Dossier', head: true, cell: Numbered },
        { header: 'ESS', cell: Case },
        { header: 'Pourquoi', cell: ({ phrase }) => phrase },
        { header: 'Essais', number: true, cell: ({ essais }) => essais },
        { header: 'Depuis', cell: ({ depuis }) => <Moment instant={depuis} /> },
        { header: 'Prochain', cell: ({ prochainLe }) => <Moment instant={prochainLe} /> },
        ...doing<Demarche['echecs'][number]>(visit, ({ numero }) => (
          <PostButton
            visit={visit}
            action={`${LIST}/${demarche.instance}/dossiers/${numero}/essais`}
            label="Retenter"
            context={`le dossier ${numero}`}
          />
        )),
      ]}
    />
  );
}

function ToLookAt({ demarche, visit }: { readonly demarche: Demarche; readonly visit: Visit }) {
  return (
    <Table
      caption={`Ce qui est à regarder dans ${nameOf(demarche)}`}
      quiet
      rows={demarche.aVoir}
      empty="Rien n’est à regarder."
      columns={[
        { header: 'Dossier', head: true, cell: Numbered },
        { header: 'ESS', cell: Case },
        {
          header: 'Ce qui s’est passé, et que faire',
          cell: ({ statut, phrase }) => (
            <>
              <span class={`tag tag-${statut === 'incident' ? 'bad' : 'plain'}`}>
                {statut === 'incident' ? 'un acte est attendu' : 'à savoir'}
              </span>{' '}
              {phrase}
            </>
          ),
        },
        { header: 'Vu le', cell: ({ le }) => <Moment instant={le} /> },
        ...doing<Demarche['aVoir'][number]>(visit, ({ id, numero, ess, acte }) => (
          <>
            {acte !== null && ess !== null && visit.me.commandes.some((une) => une === acte) && (
              <>
                <a href={`/dossiers/${ess}/actes/${acte}`}>{`Enregistrer l’acte (n° ${numero})`}</a>
                <br />
              </>
            )}
            <a href={`${LIST}/a-voir/${id}`}>{`Lever (n° ${numero})`}</a>
          </>
        )),
      ]}
    />
  );
}

const Differences = ({ demarche }: { readonly demarche: Demarche }) => (
  <Table
    caption={`Écarts entre ${nameOf(demarche)} et nos dossiers`}
    quiet
    rows={demarche.ecarts}
    empty="Démarche Numérique et nos dossiers disent la même chose."
    columns={[
      { header: 'Dossier', head: true, cell: Numbered },
      { header: 'ESS', cell: Case },
      { header: 'Ce qui diffère', cell: ({ phrase }) => phrase },
      { header: 'Depuis', cell: ({ depuis }) => <Moment instant={depuis} /> },
    ]}
  />
);

const One = ({ demarche, visit }: { readonly demarche: Demarche; readonly visit: Visit }) => (
  <section>
    <h2>{nameOf(demarche)}</h2>
    <Stops demarche={demarche} visit={visit} />
    <Facts facts={factsOf(demarche)} />
    <h3>À rattacher</h3>
    <Waiting demarche={demarche} visit={visit} />
    <h3>Échecs</h3>
    <Failing demarche={demarche} visit={visit} />
    <h3>À regarder</h3>
    <ToLookAt demarche={demarche} visit={visit} />
    <h3>Écarts</h3>
    <Differences demarche={demarche} />
  </section>
);

async function list(visit: Visit): Promise<Answer> {
  const demarches = await demarchesOf(visit);
  return view({
    title: 'Démarche Numérique',
    back: { href: '/', label: 'Accueil' },
    wide: true,
    body: (
      <>
        {demarches.length === 0 && (
          <p>Aucune démarche n’est suivie : le connecteur de Démarche Numérique n’a pas encore tourné.</p>
        )}
        {demarches.map((demarche) => (
          <One demarche={demarche} visit={visit} />
        ))}
      </>
    ),
  });
}

export const DEMARCHES: Page = {
  path: LIST,
  open: withRight('lire-demarches'),
  menu: { label: 'Démarche Numérique', rank: 65 },
  get: list,
};
