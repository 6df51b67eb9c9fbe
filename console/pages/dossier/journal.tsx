/** `/dossiers/:ess/journal`: what happened, line by line, newest first within the page, human or by the system. */
import { Day, Moment } from '../../parts/date.tsx';
import { EventLine, named } from '../../parts/evenement.tsx';
import { RuleLink, isRule } from '../../parts/regle.tsx';
import { withQuery } from '../../shell/addresses.ts';
import { answerOf } from '../../shell/api.ts';
import { withRight, type Page, type Visit } from '../../shell/page.ts';
import { eventName } from '../../words/evenements.ts';
import { roleName } from '../../words/noms.ts';
import { LIST, inList } from '../dossiers/adresses.ts';
import { caseView, openCase } from './dossier.tsx';

const PAGE = 200;
const ACTORS = ['porteur', 'ars', 'caisse', 'national', 'exploitant', 'systeme'] as const;

/** DEC-33: what was entered wrongly is put right by the authorities, and leaves its trace. */
const mayPutRight = ({ me }: Visit): boolean => me.commandes.includes('corriger');

async function journal(visit: Visit) {
  const opened = await openCase(visit);
  const { ess, dossier } = opened;
  const { query, here } = visit;
  // The newest page first: it ends at the last line.
  const until = Math.min(dossier.rang, Number.parseInt(query.get('avant') ?? '', 10) || dossier.rang);
  const { lignes } = await answerOf(
    visit.api.GET('/api/v1/ess/{ess}/journal', {
      params: { path: { ess }, query: { apres: Math.max(0, until - PAGE), limite: PAGE } },
    }),
  );
  const actor = query.get('acteur') ?? '';
  const type = query.get('type') ?? '';
  const page = named(lignes).filter(({ rang }) => rang <= until);
  const types = [...new Set(page.map(({ evenement }) => evenement))].toSorted((a, b) =>
    eventName(a).localeCompare(eventName(b), 'fr'),
  );
  const shown = page
    .filter(({ acteur, evenement }) => (actor === '' || acteur === actor) && (type === '' || evenement === type))
    .toReversed();
  const older = until - PAGE;
  return caseView(
    visit,
    opened,
    '/journal',
    <>
      <form class="filters" action={`/dossiers/${ess}/journal`} aria-label="Filtrer le journal">
        {query.has(LIST) && <input type="hidden" name={LIST} value={query.get(LIST) ?? ''} />}
        {until < dossier.rang && <input type="hidden" name="avant" value={until} />}
        <div>
          <label for="acteur">Auteur</label>
          <select id="acteur" name="acteur">
            <option value="">Tous</option>
            {ACTORS.map((one) => (
              <option value={one} selected={one === actor}>
                {roleName(one)}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="type">Événement</label>
          <select id="type" name="type">
            <option value="">Tous</option>
            {types.map((one) => (
              <option value={one} selected={one === type}>
                {eventName(one)}
              </option>
            ))}
          </select>
        </div>
        <div>
          <button type="submit">Filtrer</button>
        </div>
      </form>
      <p>{`${shown.length} ligne${shown.length > 1 ? 's' : ''}, de la plus récente à la plus ancienne.`}</p>
      <ol class="line" reversed start={shown[0]?.rang}>
        {shown.map((line) => (
          <li class="done" id={`ligne-${line.rang}`}>
            <p>
              <Day civil={line.le} form="full" /> <span class="tag tag-plain">{roleName(line.acteur)}</span>
            </p>
            <EventLine event={line} contract={visit.contract} />
            <p class="small">
              {`Ligne ${line.rang}, écrite le `}
              <Moment instant={line.enregistreLe} />
              {isRule(line.regle) && ' · règle '}
              <RuleLink id={line.regle} />
              {' · '}
              <a href={`/dossiers/${ess}/preuve?ligne=${line.rang}`}>
                preuve<span class="visually-hidden">{` de la ligne ${line.rang}`}</span>
              </a>
              {line.acteur !== 'systeme' && mayPutRight(visit) && (
                <>
                  {' · '}
                  <a href={inList(`/dossiers/${ess}/actes/corriger?rang=${line.rang}`, visit)}>
                    Rectifier<span class="visually-hidden">{` la ligne ${line.rang}`}</span>
                  </a>
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
      <nav class="pages" aria-label="Pages du journal">
        {until < dossier.rang && <a href={withQuery(here, { avant: undefined })}>Lignes les plus récentes</a>}
        {older > 0 && <a href={withQuery(here, { avant: String(older) })}>Lignes plus anciennes</a>}
      </nav>
    </>,
  );
}

export const JOURNAL: Page = { path: '/dossiers/:ess/journal', open: withRight('lire-journal'), get: journal };
