/** Second page of a deposit: what was typed, what it lacks, who would decide and by when, the letters; then the button that sends it. */
import { Facts } from '../../parts/facts.tsx';
import { Letters } from '../../parts/courriers.tsx';
import { Notice } from '../../parts/notice.tsx';
import { RuleLink, Ruled, Why } from '../../parts/regle.tsx';
import { idOf } from '../../parts/formulaire.tsx';
import type { NamedField } from '../../parts/champs/forme.ts';
import { FORM_TOKEN, type Form } from '../../shell/forms.ts';
import { view, type Schemas, type View, type Visit } from '../../shell/page.ts';
import { Carried, Answers } from '../acte/verifier.tsx';
import { Differences, nextAwaited } from '../acte/consequences.tsx';
import { KEY, STEP } from '../acte/champs.ts';

type Opening = Schemas['DepotVerifie'];

function Lacks({ opening, fields }: { readonly opening: Opening; readonly fields: readonly NamedField[] }) {
  const { avertissements } = opening;
  if (avertissements.length === 0) return <Notice level="good" title="Toutes les rubriques attendues sont remplies." />;
  return (
    <Notice level="warn" title="À compléter, ou à savoir. Rien de cela n’empêche le dépôt.">
      <ul>
        {avertissements.map(({ champ, regle, phrase }) => {
          const field = fields.find(({ name }) => name === champ);
          return (
            <li>
              {phrase}
              {field !== undefined && <span class="small">{` Champ : ${field.label}.`}</span>} <RuleLink id={regle} />
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

export function openingView(
  visit: Visit,
  {
    path,
    fields,
    body,
    form,
    opening,
    key,
  }: {
    readonly path: string;
    readonly fields: readonly NamedField[];
    readonly body: Readonly<Record<string, unknown>>;
    readonly form: Form;
    readonly opening: Opening;
    readonly key: string;
  },
): View {
  const { possible, refus, difference, courriers, ars, caisse } = opening;
  const hidden = (step: string) => (
    <>
      <input type="hidden" name={FORM_TOKEN} value={visit.session.formToken} />
      <input type="hidden" name={STEP} value={step} />
      <Carried form={form} />
    </>
  );
  return view({
    title: 'Vérifier : déposer une lettre d’intention',
    back: { href: '/', label: 'À faire' },
    strap: <p>Étape 2 sur 3 : vérifier. Rien n’est encore envoyé.</p>,
    body: (
      <>
        {refus.map(({ phrase, regle, pourquoi }) => (
          <Notice level="bad" title={phrase}>
            <p>
              Le dépôt serait refusé. <Ruled id={regle} />
            </p>
            <Why {...pourquoi} />
          </Notice>
        ))}
        {possible && <Lacks opening={opening} fields={fields} />}
        <h2>Votre lettre</h2>
        <Answers fields={fields} body={body} />
        {possible && (
          <>
            <h2>Ce que ce dépôt ouvrira</h2>
            <Facts
              facts={[
                ['ARS qui décidera', visit.contract.region(ars)],
                ['Caisse de rattachement, qui rend son avis', visit.contract.caisse(caisse)],
                ['Attendu ensuite', nextAwaited(difference.attente.apres)],
              ]}
            />
            <Differences difference={difference} />
            <h3>Courriers qui partiront</h3>
            <Letters letters={courriers} />
          </>
        )}
        <div class="buttons">
          {possible && (
            <form method="post" action={path}>
              {hidden('envoyer')}
              <input type="hidden" name={KEY} value={key} />
              <button type="submit">Déposer la lettre d’intention</button>
            </form>
          )}
          <form method="post" action={`${path}#${idOf('intitule')}`}>
            {hidden('modifier')}
            <button class="quiet" type="submit">
              Modifier
            </button>
          </form>
          <a href="/">Abandonner</a>
        </div>
      </>
    ),
  });
}
