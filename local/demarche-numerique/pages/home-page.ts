/** The first page: the démarches, the dossiers, the clock. */
import type { World } from '../world/world.ts';
import { dateInWords, stateInWords } from './dossier-page.ts';
import { html, page } from './html.ts';

export function homePage(world: World, errors?: readonly string[]): string {
  const dossiers = [...world.dossiers.values()].toReversed();
  return page(
    'Doublure de Démarche Numérique',
    html`<p>Elle tient lieu de Démarche Numérique pour essayer : on y dépose un dossier, puis on l’y instruit.</p>
      <ul>
        ${[...world.demarches.values()].map(
          ({ number, title }) =>
            html`<li><a href="/demarches/${number}/nouveau">Déposer : ${title}</a> (démarche nº ${number})</li>`,
        )}
      </ul>
      <table>
        <caption>
          ${dossiers.length === 0 ? 'Aucun dossier' : 'Dossiers, du plus récent au plus ancien'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Numéro</th>
            <th scope="col">Démarche</th>
            <th scope="col">État</th>
            <th scope="col">Déposé le</th>
            <th scope="col">Agir</th>
          </tr>
        </thead>
        <tbody>
          ${dossiers.map(
            (dossier) =>
              html`<tr>
                <td>${dossier.number}</td>
                <td>${dossier.demarche.title}</td>
                <td>${stateInWords(dossier)}</td>
                <td>${dateInWords(dossier.deposeLe)}</td>
                <td>
                  <a href="/dossiers/${dossier.number}">en déposant du nº ${dossier.number}</a>,
                  <a href="/dossiers/${dossier.number}/instruction">en agent</a>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
      <h2>L’horloge</h2>
      <p>Il est ${dateInWords(world.clock.now())} à Paris. Avancée, elle s’arrête là où elle est mise.</p>
      <form method="post" action="/avancer">
        <p>
          <label for="jours">Avancer, en jours</label>
          <input id="jours" name="jours" type="number" min="1" max="3650" required />
        </p>
        <p><button type="submit">Avancer</button></p>
      </form>`,
    errors,
  );
}
