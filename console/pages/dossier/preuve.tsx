/** `/dossiers/:ess/preuve`: the hash of each line of the journal, and the file that anybody checks without us. */
import { Day } from '../../parts/date.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Table } from '../../parts/table.tsx';
import { withQuery } from '../../shell/addresses.ts';
import { answerOf, fileOf } from '../../shell/api.ts';
import { withRight, type Answer, type Page, type Visit } from '../../shell/page.ts';
import { eventName } from '../../words/evenements.ts';
import { moment } from '../../words/dates.ts';
import { roleName } from '../../words/noms.ts';
import { caseView, openCase } from './dossier.tsx';

const MOST = 200;
/** « 1er mars 2027 à 14:05 », from microseconds since 1970. */
const writtenAt = (micros: string): string => moment(new Date(Math.floor(Number(micros) / 1000)).toISOString());

async function proof(visit: Visit): Promise<Answer> {
  const opened = await openCase(visit);
  const { ess } = opened;
  const { lignes } = await answerOf(visit.api.GET('/api/v1/ess/{ess}/preuve', { params: { path: { ess } } }));
  const asked = lignes.find(({ rang }) => String(rang) === visit.query.get('ligne'));
  const previous = asked === undefined ? undefined : lignes.find(({ rang }) => rang === asked.rang - 1);
  const until = asked === undefined ? lignes.length : Math.min(lignes.length, asked.rang + MOST / 2);
  const shown = lignes.slice(Math.max(0, until - MOST), until).toReversed();
  return {
    ...caseView(
      visit,
      opened,
      '/journal',
      <>
        <p>
          Chaque ligne du journal porte une empreinte, calculée sur tout ce qu’elle dit et sur l’empreinte de la ligne
          d’avant : changer une ligne changerait toutes celles qui suivent.
        </p>
        <p>
          <a class="button" href={`/dossiers/${ess}/preuve.json`}>
            Prendre la preuve (JSON)
          </a>
        </p>
        <p>
          Quiconque la vérifie sans ce service : <code>{`npm run ess -- verifier --preuve preuve-${ess}.json`}</code>
        </p>
        {asked !== undefined && (
          <section class="aside" aria-labelledby="ligne-prouvee">
            <h2 id="ligne-prouvee">{`Preuve de la ligne ${asked.rang}`}</h2>
            <Facts
              facts={[
                ['Ce qui s’est passé', eventName(asked.evenement)],
                ['Date du fait', <Day civil={asked.le} form="full" />],
                ['Écrite le', writtenAt(asked.enregistreMicros)],
                ['Par', roleName(asked.acteur)],
                ['Empreinte de la ligne', <code class="digest">{asked.empreinte}</code>],
                [
                  'Empreinte de la ligne d’avant',
                  previous === undefined ? (
                    'aucune : c’est la première'
                  ) : (
                    <code class="digest">{previous.empreinte}</code>
                  ),
                ],
                [
                  'Contenu',
                  asked.contenu === null
                    ? 'il nomme un dossier hors de votre périmètre : son empreinte seule est donnée'
                    : null,
                ],
              ]}
            />
          </section>
        )}
        <Table
          caption="Empreintes, de la ligne la plus récente à la plus ancienne"
          rows={shown}
          columns={[
            {
              header: 'Ligne',
              head: true,
              number: true,
              cell: ({ rang }) => <a href={withQuery(`/dossiers/${ess}/preuve`, { ligne: String(rang) })}>{rang}</a>,
            },
            { header: 'Événement', cell: ({ evenement }) => eventName(evenement) },
            { header: 'Date', cell: ({ le }) => <Day civil={le} form="short" /> },
            { header: 'Empreinte', cell: ({ empreinte }) => <code>{`${empreinte.slice(0, 24)}…`}</code> },
          ]}
        />
      </>,
      true,
    ),
    title: `Preuve – ${opened.team}`,
    back: { href: `/dossiers/${ess}/journal`, label: 'Journal' },
  };
}

async function file(visit: Visit): Promise<Answer> {
  const ess = visit.path['ess'] ?? '';
  const response = await fileOf(
    visit.api.GET('/api/v1/ess/{ess}/preuve', { params: { path: { ess } }, parseAs: 'stream' }),
  );
  return { kind: 'download', response, name: `preuve-${ess}.json` };
}

export const PREUVE: readonly Page[] = [
  { path: '/dossiers/:ess/preuve', open: withRight('lire-journal'), get: proof },
  { path: '/dossiers/:ess/preuve.json', open: withRight('lire-journal'), get: file },
];
