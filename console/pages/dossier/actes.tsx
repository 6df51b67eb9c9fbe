/** What the visitor may do in a case, beside its summary: awaited first; what is impossible says why and from when. */
import { Day, LastDay } from '../../parts/date.tsx';
import type { Schemas, Visit } from '../../shell/page.ts';
import { inList } from '../dossiers/adresses.ts';
import type { OpenCase } from './dossier.tsx';

type Possible = Schemas['ActePossible'];

/** Opening a case is not done inside one. */
const OPENING: ReadonlySet<string> = new Set(['deposer-lettre-intention', 'declarer-ess-existante', 'reprendre']);

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export function ActsAside({
  acts,
  opened,
  visit,
}: {
  readonly acts: readonly Possible[];
  readonly opened: OpenCase;
  readonly visit: Visit;
}) {
  const own = acts.filter(({ commande }) => !OPENING.has(commande));
  const possible = own.filter(({ statut }) => statut !== 'impossible');
  const awaited = possible.filter(({ attendu }) => attendu !== null);
  const others = possible.filter(({ attendu }) => attendu === null);
  const impossible = own.filter(({ statut }) => statut === 'impossible');
  const link = ({ commande, libelle }: Possible) => (
    <a href={inList(`/dossiers/${opened.ess}/actes/${commande}`, visit)}>{capital(libelle)}</a>
  );
  if (own.length === 0) return null;
  return (
    <aside class="aside no-print" aria-labelledby="agir">
      <h2 id="agir">Agir</h2>
      {awaited.length > 0 && (
        <>
          <h3>Attendu de vous</h3>
          <ul class="acts">
            {awaited.map((act) => (
              <li>
                <strong>{link(act)}</strong>
                {act.attendu !== null && act.attendu.dernierJour !== null && (
                  <>
                    <br />
                    <LastDay civil={act.attendu.dernierJour} today={opened.today} />
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {possible.length === 0 && <p>Aucun acte de votre rôle n’est possible maintenant.</p>}
      {others.length > 0 && (
        <>
          <h3>{awaited.length > 0 ? 'Possible aussi' : 'Possible'}</h3>
          <ul class="acts">
            {others.map((act) => (
              <li>
                {link(act)}
                {act.statut === 'avec-avertissement' && <span class="tag tag-warn">avec avertissement</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {impossible.length > 0 && (
        <details>
          <summary>{`Impossible maintenant, et pourquoi (${impossible.length})`}</summary>
          <ul class="acts">
            {impossible.map(({ commande, libelle, phrase, possibleLe }) => (
              <li>
                <strong>{capital(libelle)}</strong>
                <br />
                <span class="small">
                  {phrase}
                  {possibleLe !== null && (
                    <>
                      {' Possible à partir du '}
                      <Day civil={possibleLe} />.
                    </>
                  )}
                </span>
                <span class="visually-hidden">{` (${commande})`}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </aside>
  );
}
