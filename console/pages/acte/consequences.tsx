/** What an act would do, beside what silence would do: asked of the API, which writes nothing. */
import type { ComponentChildren } from 'preact';
import { Day } from '../../parts/date.tsx';
import { EventLine, named, type AnyEvent } from '../../parts/evenement.tsx';
import { Notice } from '../../parts/notice.tsx';
import { RuleLink, Why, type Explained } from '../../parts/regle.tsx';
import { answerOf } from '../../shell/api.ts';
import type { Visit } from '../../shell/page.ts';
import { roleName } from '../../words/noms.ts';
import type { OpenAct } from './lecture.ts';

type Suite = AnyEvent & { readonly pourquoi: Explained };

/** The same thing on the same day: what both futures hold. */
const sameAs = ({ pourquoi: _pourquoi, ...event }: Suite): string => JSON.stringify(event);

/** What is in `these` and not in `those`. */
const only = (these: readonly Suite[], those: readonly Suite[]): readonly Suite[] => {
  const held = new Set(those.map(sameAs));
  return these.filter((one) => !held.has(sameAs(one)));
};

function Future({
  suites,
  visit,
  none,
}: {
  readonly suites: readonly Suite[];
  readonly visit: Visit;
  readonly none: string;
}) {
  if (suites.length === 0) return <p>{none}</p>;
  return (
    <ol class="line">
      {suites.map((suite) => (
        <li class="to-come">
          <p>
            <Day civil={suite.le} />
            <span class="small">{` – ${roleName(suite.acteur)}`}</span>
          </p>
          <EventLine event={suite} contract={visit.contract}>
            <Why {...suite.pourquoi} />
          </EventLine>
        </li>
      ))}
    </ol>
  );
}

export interface Consequences {
  readonly shown: ComponentChildren;
  readonly refused: boolean;
}

/** Throws the API's problem when the body is not of the form (fields under `actes.0.`). */
export async function consequencesOf(
  visit: Visit,
  { opened: { ess }, name }: OpenAct,
  body: Readonly<Record<string, unknown>>,
): Promise<Consequences> {
  const { api, me } = visit;
  if (!me.droits.includes('simuler'))
    return { shown: <p>Votre rôle ne simule pas les actes : la loi jugera celui-ci à l’envoi.</p>, refused: false };
  const simulate = (actes: readonly object[]) =>
    answerOf(api.POST('/api/v1/simulations', { body: { ess, actes: actes as never } }));
  const [acted, silent] = await Promise.all([simulate([{ commande: name, acteur: me.role, ...body }]), simulate([])]);
  const lines = ({ suites }: { suites: readonly unknown[] }) =>
    (named(suites) as readonly Suite[]).filter(({ evenement }) => evenement !== 'RappelEmis');
  const [withAct, without] = [lines(acted), lines(silent)];
  const refusal = withAct.find(({ evenement }) => evenement === 'CommandeRefusee') as
    (Suite & { readonly phrase?: string }) | undefined;
  if (refusal !== undefined)
    return {
      refused: true,
      shown: (
        <Notice level="bad" title={refusal.phrase ?? 'La règle ne permet pas cet acte.'}>
          <p>
            L’acte serait refusé. Règle <RuleLink id={refusal.regle} />.
          </p>
          <Why {...refusal.pourquoi} />
        </Notice>
      ),
    };
  return {
    refused: false,
    shown: (
      <>
        <h2>Ce que cela produira</h2>
        <div class="beside">
          <section aria-labelledby="avec">
            <h3 id="avec">Avec cet acte, puis le silence de tous</h3>
            <Future
              suites={only(withAct, without)}
              visit={visit}
              none="Rien de plus que sans lui, dans les dix-huit mois."
            />
          </section>
          <section aria-labelledby="sans">
            <h3 id="sans">Sans lui, et qui n’arrivera plus</h3>
            <Future
              suites={only(without, withAct)}
              visit={visit}
              none="Rien de ce que le silence produirait n’est changé."
            />
          </section>
        </div>
      </>
    ),
  };
}
