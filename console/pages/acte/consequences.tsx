/** What an act would do, beside silence: dates, payments, who is awaited next, the letters. The API answers; nothing is written. */
import type { ComponentChildren } from 'preact';
import { Calcul } from '../../parts/calcul.tsx';
import { Day } from '../../parts/date.tsx';
import { EventLine, named } from '../../parts/evenement.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Letters } from '../../parts/courriers.tsx';
import { Ruled, Why } from '../../parts/regle.tsx';
import { Table } from '../../parts/table.tsx';
import { answerOf } from '../../shell/api.ts';
import type { Schemas, Visit } from '../../shell/page.ts';
import { inEuros } from '../../words/money.ts';
import { awaited, deadlineName, paymentName, roleName } from '../../words/noms.ts';
import { eventName } from '../../words/evenements.ts';
import type { OpenAct } from './lecture.ts';

type Variant = Schemas['Variante'];
type ChangedDate = Schemas['DateChangee'];

const MOVES: Readonly<Record<ChangedDate['sens'], string>> = {
  apparait: 'nouvelle',
  bouge: 'déplacée',
  disparait: 'n’arrivera plus',
};

const dateName = ({ sorte, cle, libelle }: ChangedDate): string => {
  const known = sorte === 'echeance' ? deadlineName(cle) : eventName(cle);
  return known === cle ? libelle : known;
};

const day = (civil: string | null) => (civil === null ? '–' : <Day civil={civil} />);

function Dates({ dates, of }: { readonly dates: Variant['difference']['dates']; readonly of: string }) {
  return (
    <>
      <h3>Dates</h3>
      <Table
        caption={`Les dates que cet acte change, à côté de celles du silence${of}`}
        quiet
        rows={dates}
        empty="Aucune date n’est changée."
        columns={[
          { header: 'Ce qui change', head: true, cell: dateName },
          { header: 'Si personne n’agit', cell: ({ avant }) => day(avant) },
          { header: 'Avec cet acte', cell: ({ apres }) => day(apres) },
          {
            header: 'Changement',
            cell: (changed) => (
              <>
                <span class="tag tag-plain">{MOVES[changed.sens]}</span>
                <Why {...changed.pourquoi}>{changed.calcul !== undefined && <Calcul calcul={changed.calcul} />}</Why>
              </>
            ),
          },
        ]}
      />
    </>
  );
}

function Payments({ payments, of }: { readonly payments: Variant['difference']['paiements']; readonly of: string }) {
  if (payments.length === 0) return null;
  const amount = (ordered: Schemas['PaiementPrevu'] | null) =>
    ordered === null ? (
      '–'
    ) : (
      <>
        {inEuros(ordered.montantCentimes)}, <Day civil={ordered.le} form="short" />
      </>
    );
  return (
    <>
      <h3>Paiements</h3>
      <Table
        caption={`Les paiements que cet acte change${of}`}
        quiet
        rows={payments}
        columns={[
          { header: 'Paiement', head: true, cell: ({ paiement }) => paymentName(paiement) },
          { header: 'Si personne n’agit', cell: ({ avant }) => amount(avant) },
          { header: 'Avec cet acte', cell: ({ apres }) => amount(apres) },
        ]}
      />
    </>
  );
}

/** Dates and payments that acts change, beside silence. `of`: which acts, where there are several. */
export function Differences({
  difference,
  of = '',
}: {
  readonly difference: Variant['difference'];
  readonly of?: string;
}) {
  const which = of === '' ? '' : ` : ${of}`;
  return (
    <>
      <Dates dates={difference.dates} of={which} />
      <Payments payments={difference.paiements} of={which} />
    </>
  );
}

/** Who is awaited next, and until when. */
export const nextAwaited = (attente: Schemas['Attente'] | null) =>
  attente === null ? (
    'plus rien n’est attendu'
  ) : (
    <>
      {`${deadlineName(attente.cle)}, attendu de ${awaited(attente.attendu)}, au plus tard le `}
      <Day civil={attente.expire} />
    </>
  );

function Refused({ variant }: { readonly variant: Variant }) {
  return (
    <>
      {variant.refus.map(({ phrase, regle, pourquoi }) => (
        <Notice level="bad" title={phrase}>
          <p>
            L’acte serait refusé. <Ruled id={regle} />
          </p>
          <Why {...pourquoi} />
        </Notice>
      ))}
    </>
  );
}

function Effects({ variant, visit }: { readonly variant: Variant; readonly visit: Visit }) {
  const { evenements, avertissements, difference, courriers } = variant;
  return (
    <>
      {avertissements.map(({ regle, phrase }) => (
        <Notice level="warn" title={phrase}>
          Cela n’empêche pas l’acte. <Ruled id={regle} />
        </Notice>
      ))}
      <h2>Ce que cela produira</h2>
      <h3>Aussitôt</h3>
      <ol class="line">
        {named(evenements).map((event) => (
          <li class="to-come">
            <p>
              <Day civil={event.le} />
              <span class="small">{` – ${roleName(event.acteur)}`}</span>
            </p>
            <EventLine event={event} contract={visit.contract} />
          </li>
        ))}
      </ol>
      <Differences difference={difference} />
      <h3>Qui est attendu ensuite</h3>
      <p>
        <strong>Avec cet acte : </strong>
        {nextAwaited(difference.attente.apres)}.
      </p>
      <p>
        <strong>Si personne n’agit : </strong>
        {nextAwaited(difference.attente.avant)}.
      </p>
      <h3>Courriers qui partiront</h3>
      <Letters letters={courriers} />
    </>
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
  const acte = { commande: name, acteur: me.role, ...body };
  const answer = await answerOf(api.POST('/api/v1/simulations', { body: { ess, actes: [acte as never] } }));
  // A letter alone would come back as a text: none is asked.
  const variant = typeof answer === 'string' ? undefined : answer.variantes[0];
  if (variant === undefined) throw new Error('the simulation of one act answers one hypothesis');
  return variant.possible
    ? { refused: false, shown: <Effects variant={variant} visit={visit} /> }
    : { refused: true, shown: <Refused variant={variant} /> };
}
