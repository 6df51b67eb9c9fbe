/** Pages that anybody may read, signed in or not. */
import type { PublicPage } from '../../shell/page.ts';

const Accessibility = () => (
  <>
    <p class="lead">
      État : <strong>partiellement conforme</strong> au référentiel général d’amélioration de l’accessibilité (RGAA
      4.1). Cette déclaration dit ce qui a été vérifié, comment, et ce qui ne l’a pas été.
    </p>
    <h2>Vérifié par des programmes, sur chaque page de chaque rôle</h2>
    <ul>
      <li>les règles d’axe-core (WCAG 2.2, niveaux A et AA), sans exception ;</li>
      <li>la validité du HTML, un seul titre de niveau 1, un titre de fenêtre par page, un lien de retour ;</li>
      <li>l’affichage à 320 et à 1440 pixels de large sans défilement horizontal de la page ;</li>
      <li>les couleurs sombres et les couleurs imposées par le système ;</li>
      <li>le fonctionnement sans JavaScript.</li>
    </ul>
    <h2>Ce qui n’a pas été vérifié</h2>
    <ul>
      <li>aucun audit par un expert ni aucun essai avec des personnes handicapées n’a encore eu lieu ;</li>
      <li>les lecteurs d’écran (NVDA, JAWS, VoiceOver) n’ont pas été essayés à la main ;</li>
      <li>les documents PDF déposés par les équipes sont tels qu’elles les ont faits.</li>
    </ul>
    <h2>Signaler une difficulté</h2>
    <p>
      Écrivez à l’administration qui vous a donné l’accès à ce service ; elle doit vous répondre et vous donner
      l’information par un autre moyen. Sans réponse, vous pouvez saisir le Défenseur des droits.
    </p>
  </>
);

const Data = () => (
  <>
    <p>
      Ce service ne dépose que les cookies nécessaires à votre connexion : l’un désigne votre session, les autres durent
      quelques minutes, le temps d’une connexion ou d’une phrase affichée. Aucun ne vous suit ailleurs ; rien n’est
      demandé à un autre site.
    </p>
    <h2>Votre session</h2>
    <p>
      Elle se ferme après une heure sans usage, et de toute façon dix heures après la connexion. Un formulaire envoyé
      trop tard est gardé une heure, chiffré, pour vous être rendu à la connexion suivante ; il est ensuite effacé.
    </p>
    <h2>Ce que vous faites</h2>
    <p>
      Chaque acte est écrit au journal du dossier sous votre rôle, et gardé à part avec votre identifiant : c’est
      l’obligation de qui manie des fonds publics. Chaque lecture qui nomme des personnes est consignée de même.
    </p>
  </>
);

export const PUBLIC_PAGES: readonly PublicPage[] = [
  { path: '/accessibilite', title: 'Déclaration d’accessibilité', body: Accessibility },
  { path: '/donnees', title: 'Vos données et cookies', body: Data },
];
