/** Criteria, as the case meets them: the finding in words, what it rests on, and the line of the journal that says it. */
import { Day } from '../../parts/date.tsx';
import { Why } from '../../parts/regle.tsx';
import { Table } from '../../parts/table.tsx';
import type { Schemas } from '../../shell/page.ts';
import { eventName } from '../../words/evenements.ts';

type Criterion = Schemas['Critere'];

const FINDINGS: Readonly<Record<Criterion['constat'], readonly [words: string, look: string]>> = {
  rempli: ['rempli', 'tag-good'],
  'non-rempli': ['non rempli', 'tag-bad'],
  deroge: ['dérogation accordée', 'tag-warn'],
  'a-apprecier': ['à apprécier', 'tag-plain'],
  inconnu: ['non renseigné', 'tag-warn'],
};

/** What the figures say first; then what a person has to read. */
const ORDER: readonly Criterion['constat'][] = ['non-rempli', 'inconnu', 'deroge', 'rempli', 'a-apprecier'];

/** What the case says of a criterion, in two words. */
export function Finding({ constat }: Pick<Criterion, 'constat'>) {
  const [words, look] = FINDINGS[constat];
  return <span class={`tag ${look}`}>{words}</span>;
}

function Sources({ ess, sources }: { readonly ess: string; readonly sources: Criterion['sources'] }) {
  return (
    <>
      {sources.map(({ libelle, valeur, evenement, le, rang }) => (
        <span class="small block">
          {`${libelle} : ${valeur} – `}
          {rang === null || evenement === null ? (
            'valeur du dossier'
          ) : (
            <>
              <a href={`/dossiers/${ess}/journal#ligne-${rang}`}>{eventName(evenement).toLowerCase()}</a>
              {le !== null && (
                <>
                  {' du '}
                  <Day civil={le} />
                </>
              )}
            </>
          )}
        </span>
      ))}
    </>
  );
}

export function Criteria({ ess, criteria }: { readonly ess: string; readonly criteria: readonly Criterion[] }) {
  return (
    <Table
      caption="Critères, et ce que le dossier en dit"
      quiet
      rows={criteria.toSorted((a, b) => ORDER.indexOf(a.constat) - ORDER.indexOf(b.constat))}
      columns={[
        { header: 'Critère', head: true, cell: ({ titre }) => titre },
        {
          header: 'Constat',
          cell: Finding,
        },
        {
          header: 'Ce que le dossier en dit, et d’où cela vient',
          cell: ({ phrase, sources, pourquoi }) => (
            <>
              {phrase}
              <Sources ess={ess} sources={sources} />
              <Why {...pourquoi} />
            </>
          ),
        },
      ]}
    />
  );
}
