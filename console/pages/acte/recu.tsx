/** `/dossiers/:ess/recus/:de-:a`: what an act wrote, the letters it made, and what comes next. */
import { Day, LastDay } from '../../parts/date.tsx';
import { EventLine, named } from '../../parts/evenement.tsx';
import { ownPath } from '../../shell/addresses.ts';
import { ApiProblem, answerOf } from '../../shell/api.ts';
import { view, withRight, type Page, type Visit } from '../../shell/page.ts';
import { roleName } from '../../words/noms.ts';
import { openCase, teamOf } from '../dossier/dossier.tsx';
import { NEXT, inList, listOf } from '../dossiers/adresses.ts';
import { Shortcuts, shortcutsOf } from '../personne/raccourcis.tsx';
import { teamName } from '../dossiers/colonnes.tsx';

/** What awaits this visitor elsewhere: the next one. */
async function nextTask(visit: Visit, ess: string) {
  if (!visit.me.droits.includes('lire-a-faire')) return undefined;
  const { lignes } = await answerOf(visit.api.GET('/api/v1/a-faire', { params: { query: { limite: 20 } } }));
  return lignes.find((task) => task.ess !== ess);
}

/** The case that came after this one in the list that it was opened from. */
async function nextOfList(visit: Visit) {
  const href = ownPath(visit.query.get(NEXT) ?? undefined, '');
  const [, ess] = /^\/dossiers\/(ess-[0-9a-z-]+)\?/.exec(href) ?? [];
  if (ess === undefined) return undefined;
  try {
    const dossier = await answerOf(visit.api.GET('/api/v1/ess/{ess}', { params: { path: { ess } } }));
    return { href, team: teamOf(dossier, visit) };
  } catch (error) {
    // An address that somebody changed by hand names no case of theirs.
    if (error instanceof ApiProblem && [400, 404].includes(error.status)) return undefined;
    throw error;
  }
}

async function receipt(visit: Visit) {
  const opened = await openCase(visit);
  const { ess, team } = opened;
  const [from, to] = [Number(visit.path['de']), Number(visit.path['a'])];
  const back = { href: inList(`/dossiers/${ess}`, visit), label: team };
  const list = listOf(visit);
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 1 || to < from || to - from > 200)
    return view({ title: 'Reçu introuvable', status: 404, back, body: <p>Aucun acte n’a écrit ces lignes.</p> });
  const mayList = visit.me.droits.includes('lister-courriers');
  const [{ lignes }, courriers, next, inOrder, keys] = await Promise.all([
    answerOf(
      visit.api.GET('/api/v1/ess/{ess}/journal', {
        params: { path: { ess }, query: { apres: from - 1, limite: to - from + 1 } },
      }),
    ),
    mayList ? answerOf(visit.api.GET('/api/v1/ess/{ess}/courriers', { params: { path: { ess } } })) : undefined,
    nextTask(visit, ess),
    nextOfList(visit),
    list === undefined ? false : shortcutsOf(visit),
  ]);
  const letters = (courriers?.courriers ?? []).filter(({ rang }) => rang >= from && rang <= to);
  return view({
    title: `Reçu – ${team}`,
    back,
    strap: <p>Étape 3 sur 3 : c’est fait, et c’est écrit.</p>,
    body: (
      <>
        <Shortcuts on={keys} />
        <h2>{`Écrit au journal : ${lignes.length} ligne${lignes.length > 1 ? 's' : ''}`}</h2>
        <ol class="line">
          {named(lignes).map((line) => (
            <li class="done">
              <p>
                <Day civil={line.le} form="full" /> <span class="tag tag-plain">{roleName(line.acteur)}</span>
              </p>
              <EventLine event={line} contract={visit.contract} />
              <p class="small">
                <a href={`/dossiers/${ess}/journal#ligne-${line.rang}`}>{`Ligne ${line.rang} du journal`}</a>
              </p>
            </li>
          ))}
        </ol>
        {letters.length > 0 && (
          <>
            <h2>Courriers</h2>
            <ul>
              {letters.map(({ objet, destinataire, envoyeLe }) => (
                <li>{`${objet} – pour : ${roleName(destinataire)}${envoyeLe === null ? ' (part dans un instant)' : ''}`}</li>
              ))}
            </ul>
          </>
        )}
        <h2>Ensuite</h2>
        <ul class="choices">
          {inOrder !== undefined && (
            <li>
              <a class="button" rel="next" href={inOrder.href}>{`Dossier suivant de votre liste : ${inOrder.team}`}</a>
            </li>
          )}
          {next !== undefined && (
            <li>
              <a
                class={inOrder === undefined ? 'button' : 'button quiet'}
                href={`/dossiers/${next.ess}`}
              >{`Ce qui vous attend ensuite : ${teamName(next, visit.contract)}`}</a>{' '}
              {next.libelle}
              {next.dernierJour !== null && (
                <>
                  {', '}
                  <LastDay civil={next.dernierJour} today={visit.today} />
                </>
              )}
            </li>
          )}
          <li>
            <a href={inList(`/dossiers/${ess}`, visit)}>Revenir à ce dossier</a>
          </li>
          {list !== undefined && (
            <li>
              <a href={list}>Revenir à votre liste</a>
            </li>
          )}
          <li>
            <a href="/">Revenir à ce qui est à faire</a>
          </li>
        </ul>
      </>
    ),
  });
}

export const RECU: Page = { path: '/dossiers/:ess/recus/:de-:a', open: withRight('lire-journal'), get: receipt };
