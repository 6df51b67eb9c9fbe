/** First page of an act: its form, what the law says of it now, and why it is impossible when it is. */
import { Day } from '../../parts/date.tsx';
import { SchemaFields } from '../../parts/champs/champs.tsx';
import { labelIn } from '../../parts/champs/noms.ts';
import { FormPage, type Errors } from '../../parts/formulaire.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Ruled, Why } from '../../parts/regle.tsx';
import type { Form } from '../../shell/forms.ts';
import { view, type View, type Visit } from '../../shell/page.ts';
import { Parts, PartsList, sectionsOf } from '../depot/parties.tsx';
import { OF_THE_PROJECT, TRAME_PROJET } from '../depot/trame-projet.ts';
import { mayKeep } from '../personne/espace.ts';
import { inList } from '../dossiers/adresses.ts';
import { DraftFields, KEEP } from './brouillon.tsx';
import { KeptKey } from './cle.tsx';
import { READ_AT, STEP } from './champs.ts';
import { FILE_LABELS, SendFile, namesFiles } from './fichiers.tsx';
import type { OpenAct } from './lecture.ts';

/** The act that has a trame of its own. */
const PROJET = 'deposer-projet-sante';

export function impossible({ possible: { phrase, pourquoi, possibleLe } }: OpenAct) {
  return (
    <Notice level="warn" title={phrase ?? 'Cet acte n’est pas possible maintenant.'}>
      {possibleLe !== null && (
        <p>
          Il le sera à partir du <Day civil={possibleLe} form="full" />, si rien ne change d’ici là.
        </p>
      )}
      <Why {...pourquoi} />
    </Notice>
  );
}

function Situation({ act }: { readonly act: OpenAct }) {
  const { statut, avertissements } = act.possible;
  return (
    <>
      {statut === 'impossible' && impossible(act)}
      {avertissements.map(({ regle, phrase }) => (
        <Notice level="warn" title={phrase}>
          Cela n’empêche pas l’acte. <Ruled id={regle} />
        </Notice>
      ))}
    </>
  );
}

/** `changes`: what happened since the case was read. */
export function formView(
  visit: Visit,
  act: OpenAct,
  {
    form,
    errors,
    changes,
    readAt,
    drafts,
  }: {
    form: Form;
    errors: Errors;
    changes?: preact.ComponentChildren;
    readAt?: string;
    /** What had been begun. */
    drafts?: preact.ComponentChildren;
  },
): View {
  const { opened, name, title, own, common, known } = act;
  const path = inList(`/dossiers/${opened.ess}/actes/${name}`, visit);
  const wrongInside = common.some((field) =>
    Object.keys({ ...errors, ...form.fields }).some((key) => {
      const inside = key === field.name || key.startsWith(`${field.name}.`);
      return inside && (errors[key] !== undefined || form.one(key) !== '');
    }),
  );
  const parts = name === PROJET ? sectionsOf(TRAME_PROJET, own, OF_THE_PROJECT) : undefined;
  const sending = namesFiles(own) && <SendFile visit={visit} form={form} errors={errors} />;
  return view({
    title,
    back: { href: inList(`/dossiers/${opened.ess}`, visit), label: opened.team },
    ...(Object.keys(errors).length === 0 ? {} : { status: 400 }),
    strap: <p>{`${opened.team} – étape 1 sur 3 : saisir. Rien n’est envoyé avant la troisième.`}</p>,
    body: (
      <>
        {changes}
        {drafts}
        <Situation act={act} />
        {parts !== undefined && (
          <>
            <p>
              Le formulaire suit la trame type du projet de santé. Une rubrique laissée vide est signalée, et n’empêche
              pas le dépôt ; un projet déjà rédigé se joint aussi en fichier, à la dernière partie.
            </p>
            <PartsList sections={parts} form={form} />
          </>
        )}
        <FormPage
          visit={visit}
          action={path}
          submit="Vérifier ce que cela produira"
          errors={errors}
          labelAt={(path) => FILE_LABELS[path] ?? labelIn([...own, ...common], path)}
          files={namesFiles(own)}
          after={
            mayKeep(visit) && (
              <button class="quiet" type="submit" name={KEEP} value="oui">
                Garder en brouillon
              </button>
            )
          }
        >
          <DraftFields form={form} />
          <input type="hidden" name={STEP} value="verifier" />
          {visit.restored && <KeptKey form={form} />}
          <input type="hidden" name={READ_AT} value={readAt ?? opened.etag} />
          {parts === undefined ? (
            <>
              <SchemaFields fields={own} form={form} errors={errors} known={known} />
              {sending}
            </>
          ) : (
            <Parts sections={parts} form={form} errors={errors} known={known} after={{ depot: sending }} />
          )}
          {common.length > 0 && (
            <details open={wrongInside}>
              <summary>Preuve de la date, auteur, commentaire</summary>
              <SchemaFields fields={common} form={form} errors={errors} known={known} />
            </details>
          )}
        </FormPage>
      </>
    ),
  });
}
