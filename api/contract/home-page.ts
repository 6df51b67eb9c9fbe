/** The first page: what this service is, for whom, and how one gets in. Words of ours alone. */
import { htmlPage } from './html-page.ts';

/** `demonstration`: the service accepts cases with a clock of their own; it is not one where decisions are real. */
export const homePage = (demonstration: boolean): string =>
  htmlPage(
    'Équipes de soins spécialisés',
    `<h1>Équipes de soins spécialisés</h1>
<p>Ce service suit chaque équipe de soins spécialisés (ESS), de sa lettre d’intention à la fin de ses contrats : dépôts, décisions, délais, pièces, versements.</p>
${demonstration ? '<p><strong>Installation d’essai ou de démonstration</strong> : rien de ce qui s’y fait n’est réel.</p>\n' : ''}<h2>Pour qui</h2>
<ul>
<li>les <strong>équipes</strong> et leurs promoteurs, qui déposent et signent ;</li>
<li>les <strong>agences régionales de santé</strong>, qui instruisent et décident, dans leur région ;</li>
<li>les <strong>caisses</strong>, qui donnent leur avis, vérifient les pièces et paient ;</li>
<li>l’<strong>échelon national</strong>, qui lit ; l’<strong>exploitant</strong>, qui veille sur le service.</li>
</ul>
<h2>Entrer</h2>
<p>Cette adresse est celle de l’API : un programme (la console, le système d’un partenaire) y parle pour vous, avec un jeton du fournisseur d’identité de votre organisation. <code>GET /api/v1/moi</code> dit qui ce jeton fait de vous, et ce que vous pouvez.</p>
${demonstration ? '<p>Sur cette machine, <code>npm run --silent ess -- jeton porteur-01</code> donne un jeton ; la documentation le reçoit par son bouton « Authorize ».</p>\n' : '<p>Vous n’avez pas de compte, ou pas de rôle ? L’administrateur du service dans votre organisation les donne.</p>\n'}<h2>Lire</h2>
<ul>
<li><a href="/api/v1/documentation">la documentation de l’API</a>, avec ses exemples (<a href="/api/v1/openapi.json">contrat OpenAPI</a>) ;</li>
<li><a href="/regles">les règles appliquées</a>, avec leurs sources ;</li>
<li><a href="/problemes">ce que veut dire chaque erreur</a> ;</li>
<li><a href="/sante">l’état du service</a>.</li>
</ul>`,
  );
