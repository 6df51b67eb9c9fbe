/** The applicant's pages: deposit, edit, submit again, write, withdraw, restore. */
import { deposer, ecrire, modifier, redeposer, restaurer, retirer } from '../world/applicant.ts';
import { emptyContent, write } from '../world/content.ts';
import type { Demarche, Dossier } from '../world/model.ts';
import { pendingCorrection } from '../world/steps.ts';
import { profil, type World } from '../world/world.ts';
import { contentTable, facts, history } from './dossier-page.ts';
import { formFields } from './form-fields.ts';
import { fieldOf, valuesOf } from './form-values.ts';
import { html, page } from './html.ts';

/** `form`: what was sent and refused, shown again. */
export async function depositPage(world: World, demarche: Demarche, form?: FormData, errors?: readonly string[]) {
  const [{ champs }] = demarche.revisions;
  const contenu = emptyContent();
  if (form !== undefined) write(contenu, champs, await valuesOf(world, champs, form), world.clock.now(), () => 'ligne');
  const value = (name: string) => (form === undefined ? '' : fieldOf(form, name));
  return page(
    demarche.title,
    html`<form method="post" enctype="multipart/form-data">
      <h2>Le déposant</h2>
      <p>
        <label for="prenom">Prénom</label>
        <input type="text" id="prenom" name="prenom" required value="${value('prenom')}" />
      </p>
      <p><label for="nom">Nom</label> <input type="text" id="nom" name="nom" required value="${value('nom')}" /></p>
      <p>
        <label for="courriel">Courriel du compte</label>
        <input id="courriel" name="courriel" type="email" required value="${value('courriel')}" />
      </p>
      ${formFields(world, champs, contenu)}
      <p><button type="submit">Déposer le dossier</button></p>
    </form>`,
    errors,
  );
}

/** The dossier deposited. */
export async function deposit(world: World, demarche: Demarche, form: FormData): Promise<Dossier> {
  return deposer(world, {
    demarche: demarche.number,
    usager: profil('User', 1, fieldOf(form, 'courriel')),
    demandeur: { nom: fieldOf(form, 'nom'), prenom: fieldOf(form, 'prenom') },
    valeurs: await valuesOf(world, demarche.revisions[0].champs, form),
  });
}

export function applicantPage(world: World, dossier: Dossier, errors?: readonly string[]): string {
  const editable = dossier.etat === 'en_construction' && dossier.cache === null;
  const correction = pendingCorrection(dossier);
  return page(
    `Dossier nº ${dossier.number}`,
    html`<p><a href="/dossiers/${dossier.number}/instruction">Le voir comme agent</a></p>
      ${correction !== undefined && html`<p role="alert">Correction demandée : ${correction.body}</p>`}
      ${facts(dossier)}
      ${editable && html`<p><a href="/dossiers/${dossier.number}/modifier">Modifier le dossier</a></p>`}
      <form method="post">
        ${editable && html`<p><button type="submit" name="acte" value="redeposer">Déposer les modifications</button> <button type="submit" name="acte" value="retirer">Retirer le dossier</button></p>`}
        ${dossier.cache !== null && html`<p><button type="submit" name="acte" value="restaurer">Restaurer le dossier</button></p>`}
        <p><label for="message">Message à l’administration</label> <textarea id="message" name="message"></textarea></p>
        <p><button type="submit" name="acte" value="ecrire">Envoyer le message</button></p>
      </form>
      ${contentTable(world, 'Ce qui est déposé', dossier.revision.champs, dossier.contenu)}
      ${dossier.tampon !== null && contentTable(world, 'Modifications non déposées', dossier.revision.champs, dossier.tampon)}
      ${history(world, dossier)}`,
    errors,
  );
}

export const editPage = (world: World, dossier: Dossier, errors?: readonly string[]): string =>
  page(
    `Modifier le dossier nº ${dossier.number}`,
    html`<form method="post" enctype="multipart/form-data">
      ${formFields(world, dossier.revision.champs, dossier.tampon ?? dossier.contenu)}
      <p>
        <button type="submit" name="acte" value="enregistrer">Enregistrer</button>
        <button type="submit" name="acte" value="redeposer">Déposer les modifications</button>
      </p>
    </form>`,
    errors,
  );

export async function edit(world: World, dossier: Dossier, form: FormData): Promise<void> {
  modifier(world, dossier, await valuesOf(world, dossier.revision.champs, form));
  if (fieldOf(form, 'acte') === 'redeposer') redeposer(world, dossier);
}

/** `false`: no such act. */
export function applicantAct(world: World, dossier: Dossier, form: FormData): boolean {
  switch (fieldOf(form, 'acte')) {
    case 'redeposer':
      redeposer(world, dossier);
      return true;
    case 'retirer':
      retirer(world, dossier);
      return true;
    case 'restaurer':
      restaurer(world, dossier);
      return true;
    case 'ecrire':
      ecrire(world, dossier, fieldOf(form, 'message'));
      return true;
    default:
      return false;
  }
}
