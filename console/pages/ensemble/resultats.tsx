/** What one act became in each of several cases: done, or why not, in words. */
import { Table } from '../../parts/table.tsx';
import { RuleLink } from '../../parts/regle.tsx';
import type { Problem } from '../../shell/api.ts';
import type { Schemas } from '../../shell/page.ts';
import { eventName } from '../../words/evenements.ts';
import { nextAwaited } from '../acte/consequences.tsx';
import { named } from '../../parts/evenement.tsx';

/** Of the API, whose contract leaves the shape of each open. */
export interface Result {
  readonly ess: string | null;
  readonly statut: number;
  readonly recu?: Pick<Schemas['Recu'], 'evenements' | 'rang'>;
  readonly annonce?: Schemas['ActeSimule'];
  readonly probleme?: Problem;
}

/** « 2 possibles, 1 refusé » */
export function counted(results: readonly Result[], one: string, several: string): string {
  const done = results.filter(({ statut }) => statut === 200).length;
  const refused = results.length - done;
  return [
    `${done} ${done > 1 ? several : one}`,
    ...(refused === 0 ? [] : [`${refused} refusé${refused > 1 ? 's' : ''}`]),
  ].join(', ');
}

function Outcome({ result }: { readonly result: Result }) {
  const { recu, annonce, probleme } = result;
  if (recu !== undefined)
    return (
      <>
        {named(recu.evenements)
          .map(({ evenement }) => eventName(evenement))
          .join(' ; ')}
      </>
    );
  if (annonce !== undefined)
    return (
      <>
        {annonce.avertissements.map(({ phrase }) => (
          <span class="small block">{phrase}</span>
        ))}
        {`Ensuite : `}
        {nextAwaited(annonce.difference.attente.apres)}
        {annonce.courriers.length > 0 &&
          ` – ${annonce.courriers.length} courrier${annonce.courriers.length > 1 ? 's' : ''}`}
      </>
    );
  const errors = probleme?.erreurs ?? [];
  return (
    <>
      {errors.length === 0 ? probleme?.detail : errors.map(({ champ, message }) => `${champ} : ${message}`).join(' ')}{' '}
      {probleme?.regle !== undefined && <RuleLink id={probleme.regle} />}
    </>
  );
}

export function ResultTable({
  results,
  caption,
  names,
}: {
  readonly results: readonly Result[];
  readonly caption: string;
  /** Of the cases, where the list still has them. */
  readonly names: ReadonlyMap<string, string>;
}) {
  return (
    <Table
      caption={caption}
      quiet
      rows={results}
      columns={[
        {
          header: 'Dossier',
          head: true,
          cell: ({ ess }) => (
            <>
              <a href={`/dossiers/${ess ?? ''}`}>{names.get(ess ?? '') ?? ess}</a>
              <br />
              <span class="small nowrap">{ess}</span>
            </>
          ),
        },
        {
          header: 'Résultat',
          cell: ({ statut, annonce }) =>
            statut === 200 ? (
              <span class="tag tag-good">{annonce === undefined ? 'fait' : 'possible'}</span>
            ) : (
              <span class="tag tag-bad">refusé</span>
            ),
        },
        { header: 'Quoi, ou pourquoi', cell: (result) => <Outcome result={result} /> },
      ]}
    />
  );
}
