/** `/dossiers/:ess/et-si`: two hypotheses beside silence: dates, payments, who is awaited. Nothing is written, nobody is told. */
import { Notice } from '../../parts/notice.tsx';
import { Why } from '../../parts/regle.tsx';
import { answerOf } from '../../shell/api.ts';
import { withRight, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { longDate } from '../../words/dates.ts';
import { Differences, nextAwaited } from '../acte/consequences.tsx';
import { caseView, openCase, type OpenCase } from '../dossier/dossier.tsx';
import { hypothesesOf, type Hypothesis } from './hypotheses.ts';

const CHOICES = [
  ['a', 'Première hypothèse'],
  ['b', 'Comparée à'],
] as const;

/** The chosen ones, once each. */
function chosenOf(visit: Visit, hypotheses: readonly Hypothesis[]): readonly Hypothesis[] {
  const names = CHOICES.map(([field]) => visit.query.get(field) ?? '');
  return [...new Set(names)].flatMap((name) => hypotheses.find((one) => one.name === name) ?? []);
}

const CIVIL = /^\d{4}-\d{2}-\d{2}$/;

async function variantsOf(visit: Visit, { ess }: OpenCase, chosen: readonly Hypothesis[], le: string) {
  const variantes = chosen.map(({ name, acts }) => ({ nom: name, actes: acts.map((act) => ({ ...act, le })) }));
  const answer = await answerOf(
    visit.api.POST('/api/v1/simulations', { body: { ess, variantes: variantes as never } }),
  );
  return typeof answer === 'string' ? undefined : answer;
}

function Variant({ label, variant }: { readonly label: string; readonly variant: Schemas['Variante'] }) {
  return (
    <section aria-label={label}>
      <h2>{label}</h2>
      {variant.refus.map(({ phrase, pourquoi }) => (
        <Notice level="warn" title={phrase}>
          <Why {...pourquoi} />
        </Notice>
      ))}
      {variant.possible && (
        <>
          <p>
            <strong>Ensuite : </strong>
            {nextAwaited(variant.difference.attente.apres)}.
          </p>
          <Differences difference={variant.difference} of={label} />
        </>
      )}
    </section>
  );
}

async function whatIf(visit: Visit) {
  const opened = await openCase(visit);
  const { dossier, today } = opened;
  const hypotheses = hypothesesOf(dossier);
  const chosen = chosenOf(visit, hypotheses);
  const asked = visit.query.get('le') ?? '';
  const le = CIVIL.test(asked) ? asked : today;
  const answer = chosen.length === 0 ? undefined : await variantsOf(visit, opened, chosen, le);
  return caseView(
    visit,
    opened,
    '/etapes',
    <>
      <p>Rien n’est écrit, personne n’est prévenu : voici ce que la loi ferait de ce dossier.</p>
      {hypotheses.length === 0 ? (
        <p>Ce dossier est clos : rien ne peut plus y arriver.</p>
      ) : (
        <form class="filters of-sentences" aria-label="Choisir les hypothèses">
          {CHOICES.map(([field, label]) => (
            <div>
              <label for={`hypothese-${field}`}>{label}</label>
              <select id={`hypothese-${field}`} name={field}>
                <option value="">{field === 'a' ? 'Choisir…' : 'Rien d’autre que le silence'}</option>
                {hypotheses.map(({ name, label: words }) => (
                  <option value={name} selected={visit.query.get(field) === name}>
                    {words}
                  </option>
                ))}
              </select>
            </div>
          ))}
          <div>
            <label for="hypothese-le">Le</label>
            <input id="hypothese-le" name="le" type="date" value={le} />
          </div>
          <div>
            <button type="submit">Comparer</button>
          </div>
        </form>
      )}
      {answer !== undefined && (
        <>
          <p>{`Acte du ${longDate(le)}, comparé à ce qui arriverait si personne n’agissait, jusqu’au ${longDate(answer.jusquAu)}.`}</p>
          <div class="side-by-side">
            {answer.variantes.map((variant) => (
              <Variant label={chosen.find(({ name }) => name === variant.nom)?.label ?? ''} variant={variant} />
            ))}
          </div>
          <details>
            <summary>Ce que ce calcul tient pour acquis</summary>
            <ul>
              {answer.suppositions.map((one) => (
                <li>{one}</li>
              ))}
            </ul>
          </details>
        </>
      )}
    </>,
    true,
    'Et si…',
  );
}

export const ET_SI: Page = { path: '/dossiers/:ess/et-si', open: withRight('simuler'), get: whatIf };
