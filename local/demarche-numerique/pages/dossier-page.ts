/** A dossier on a page: what it contains, its history, its messages. */
import { instantOf } from '../world/clock.ts';
import { saisieOf, visible } from '../world/content.ts';
import { downloadPath, isListed } from '../world/files.ts';
import type { Contenu, Descripteur, Dossier } from '../world/model.ts';
import { ETATS } from '../world/steps.ts';
import type { World } from '../world/world.ts';
import { html, type Html } from './html.ts';

const DATE = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Europe/Paris' });
export const dateInWords = (ms: number): Html => html`<time datetime="${instantOf(ms)}">${DATE.format(ms)}</time>`;

export const stateInWords = ({ etat, cache }: Dossier): string =>
  cache === null ? ETATS[etat] : `${cache.raison === 'expired' ? 'expiré' : 'retiré'} (${ETATS[etat]})`;

export function facts(dossier: Dossier): Html {
  const { deposeLe, modifieLe, expireLe, groupe, demarche, motivation } = dossier;
  return html`<dl>
    <dt>Démarche</dt>
    <dd>nº ${demarche.number}, ${demarche.title}</dd>
    <dt>État</dt>
    <dd>${stateInWords(dossier)}</dd>
    <dt>Groupe instructeur</dt>
    <dd>${groupe.label}</dd>
    <dt>Déposé le</dt>
    <dd>${dateInWords(deposeLe)}</dd>
    <dt>Dernière modification</dt>
    <dd>${dateInWords(modifieLe)}</dd>
    ${
      expireLe !== null &&
      html`<dt>Expire le</dt>
        <dd>${dateInWords(expireLe)}</dd>`
    }
    ${
      motivation !== null &&
      html`<dt>Motivation</dt>
        <dd>${motivation}</dd>`
    }
  </dl>`;
}

/** What the applicant typed, or the annotations: the champs that are shown. */
export function contentTable(world: World, caption: string, champs: readonly Descripteur[], contenu: Contenu): Html {
  const rows = visible(champs, contenu).map((champ) =>
    champ.type === 'header_section'
      ? html`<tr>
          <th scope="rowgroup" colspan="2">${champ.label}</th>
        </tr>`
      : html`<tr>
          <th scope="row">${champ.label}</th>
          <td>${shown(world, champ, contenu)}</td>
        </tr>`,
  );
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function shown(world: World, champ: Descripteur, contenu: Contenu): Html {
  const { type, stableId, champs = [] } = champ;
  if (type === 'repetition') {
    const lines = (contenu.lignes.get(stableId) ?? []).map((row) =>
      champs.map((column) => saisieOf(contenu, column, row)?.valeur ?? '').join(' '),
    );
    return html`<ol>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ol>`;
  }
  const valeur = saisieOf(contenu, champ)?.valeur ?? '';
  if (type === 'piece_justificative')
    return fileLinks(world, Array.isArray(valeur) ? (valeur as readonly string[]) : []);
  if (type === 'yes_no' || type === 'checkbox') return html`${{ true: 'oui', false: 'non' }[String(valeur)] ?? ''}`;
  return html`${Array.isArray(valeur) ? valeur.join(', ') : valeur}`;
}

export const fileLinks = (world: World, ids: readonly string[]): Html =>
  html`${ids
    .map((id) => world.fichiers.get(id))
    .filter((fichier) => fichier !== undefined)
    .filter(isListed)
    .map((fichier) => html`<a href="${downloadPath(world, fichier)}">${fichier.nom}</a> `)}`;

export function history(world: World, { traitements, messages }: Dossier): Html {
  return html`<h2>Historique</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Le</th>
          <th scope="col">Événement</th>
          <th scope="col">Par</th>
        </tr>
      </thead>
      <tbody>
        ${traitements.map(
          ({ le, event, emailAgent }) =>
            html`<tr>
              <td>${dateInWords(le)}</td>
              <td>${event.replaceAll('_', ' ')}</td>
              <td>${emailAgent ?? ''}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <h2>Messagerie</h2>
    ${messages.map(
      ({ email, le, body, pieces, correction, supprimeLe }) =>
        html`<article>
          <h3>${email}, ${dateInWords(le)}</h3>
          ${correction !== null && html`<p>Demande de correction (${correction.raison}) : ${correction.resolueLe === null ? 'en attente' : html`résolue le ${dateInWords(correction.resolueLe)}`}</p>`}
          <p>${supprimeLe === null ? body : html`<em>Message supprimé</em>`}</p>
          ${fileLinks(world, pieces)}
        </article>`,
    )}`;
}
