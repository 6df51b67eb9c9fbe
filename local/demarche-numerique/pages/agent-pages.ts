/** The agent's pages: instruction, messages and corrections, decisions, and going back on them. */
import * as agents from '../world/agent.ts';
import type { Decision, Dossier, Profil, RaisonCorrection } from '../world/model.ts';
import { isTermine } from '../world/steps.ts';
import type { World } from '../world/world.ts';
import { contentTable, facts, history } from './dossier-page.ts';
import { fieldOf, files } from './form-values.ts';
import { html, page } from './html.ts';

const CORRECTIONS: Readonly<Record<string, RaisonCorrection>> = {
  'corriger-incomplet': 'incomplete',
  'corriger-incorrect': 'incorrect',
};
const DECISIONS: Readonly<Record<string, Decision>> = {
  accepter: 'accepte',
  refuser: 'refuse',
  'classer-sans-suite': 'sans_suite',
};

/** Who acts on the page: the agent of the group, where there is another than the robot. */
function agentOf({ groupe: { instructeurs, label } }: Dossier): Profil {
  const agent = instructeurs.at(-1);
  if (agent === undefined) throw new Error(`The group ${label} has no instructor.`);
  return agent;
}

export function agentPage(world: World, dossier: Dossier, errors?: readonly string[]): string {
  const { etat, number, revision } = dossier;
  return page(
    `Dossier nº ${number}, instruction`,
    html`<p><a href="/dossiers/${number}">Le voir comme déposant</a></p>
      ${facts(dossier)}
      <form method="post" enctype="multipart/form-data">
        <p>Vous agissez comme ${agentOf(dossier).email}.</p>
        ${etat === 'en_construction' && html`<p><button type="submit" name="acte" value="passer-en-instruction">Passer en instruction</button></p>`}
        ${etat === 'en_instruction' && html`<p><button type="submit" name="acte" value="repasser-en-construction">Repasser en construction</button></p>`}
        ${isTermine(dossier) && html`<p><button type="submit" name="acte" value="repasser-en-instruction">Repasser en instruction</button> <button type="submit" name="acte" value="archiver">Archiver</button></p>`}
        ${
          etat === 'en_instruction' &&
          html`<fieldset>
            <legend>Décider</legend>
            <p><label for="motivation">Motivation</label> <textarea id="motivation" name="motivation"></textarea></p>
            <p>
              <label for="justificatif">Justificatif</label> <input type="file" id="justificatif" name="justificatif" />
            </p>
            <p>
              <button type="submit" name="acte" value="accepter">Accepter</button>
              <button type="submit" name="acte" value="refuser">Refuser</button>
              <button type="submit" name="acte" value="classer-sans-suite">Classer sans suite</button>
            </p>
          </fieldset>`
        }
        <fieldset>
          <legend>Écrire au déposant</legend>
          <p><label for="message">Votre message</label> <textarea id="message" name="message"></textarea></p>
          <p><label for="piece">Pièce jointe</label> <input type="file" id="piece" name="piece" /></p>
          <p>
            <button type="submit" name="acte" value="ecrire">Envoyer</button>
            <button type="submit" name="acte" value="corriger-incomplet">Demander de compléter</button>
            <button type="submit" name="acte" value="corriger-incorrect">Demander de corriger</button>
          </p>
        </fieldset>
      </form>
      ${contentTable(world, 'Annotations privées', revision.annotations, dossier.annotations)}
      ${contentTable(world, 'Ce qui est déposé', revision.champs, dossier.contenu)} ${history(world, dossier)}`,
    errors,
  );
}

/** `false`: no such act. */
export async function agentAct(world: World, dossier: Dossier, form: FormData): Promise<boolean> {
  const agent = agentOf(dossier);
  const act = fieldOf(form, 'acte');
  const correction = CORRECTIONS[act];
  const decision = DECISIONS[act];
  if (act === 'ecrire' || correction !== undefined) {
    const [piece] = await files(world, form, 'piece');
    agents.envoyerMessage(world, dossier, agent, {
      body: fieldOf(form, 'message'),
      ...(piece === undefined ? {} : { piece }),
      ...(correction === undefined ? {} : { correction }),
    });
  } else if (decision !== undefined) {
    const [justificatif = null] = await files(world, form, 'justificatif');
    const motivation = fieldOf(form, 'motivation') || null;
    agents.decider(world, dossier, agent, { decision, motivation, justificatif });
  } else if (act === 'passer-en-instruction') agents.passerEnInstruction(world, dossier, agent);
  else if (act === 'repasser-en-construction') agents.repasserEnConstruction(world, dossier, agent);
  else if (act === 'repasser-en-instruction') agents.repasserEnInstruction(world, dossier, agent);
  else if (act === 'archiver') agents.archiver(world, dossier);
  else return false;
  return true;
}
