/** Letters that would leave, as they would: nothing is sent. */
import type { Schemas } from '../shell/api.ts';
import { roleName } from '../words/noms.ts';
import { Day } from './date.tsx';

type Letter = Schemas['CourrierAnnonce'];

/** As they would leave: read before deciding, since they create rights. */
export function Letters({ letters }: { readonly letters: readonly Letter[] }) {
  return (
    <>
      {letters.length === 0 ? (
        <p>Aucun courrier ne partira.</p>
      ) : (
        letters.map(({ destinataire, objet, le, texte, recours }) => (
          <details class="letter">
            <summary>{`Pour : ${roleName(destinataire)} – ${objet}`}</summary>
            <div class="paper">
              <p class="small">
                Daté du <Day civil={le} />
              </p>
              {[...texte, ...recours].map((paragraph) => (
                <p class="typed">{paragraph}</p>
              ))}
            </div>
          </details>
        ))
      )}
    </>
  );
}
