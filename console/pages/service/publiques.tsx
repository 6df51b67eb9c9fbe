/** Pages that anybody may read, signed in or not. */
import type { PublicPage } from '../../shell/page.ts';

const Accessibility = () => (
  <>
    <p class="lead">
      État : <strong>non conforme</strong> au référentiel général d’amélioration de l’accessibilité (RGAA 4.1), faute
      d’audit : le référentiel ne connaît pas d’autre mot tant que personne n’en a mesuré les critères.
    </p>
    <p>
      Cette déclaration dit ce qui a été vérifié, comment, et ce qui ne l’a pas été. Elle vaut pour les pages de cette
      console ; elle a été établie le 30 novembre 2026, par ceux qui la font.
    </p>
    <h2>Vérifié par des programmes, à chaque version</h2>
    <ul>
      <li>
        sur chaque page de chaque rôle, à 1440 pixels de large : les règles d’axe-core (WCAG 2.2, niveaux A et AA, et
        bonnes pratiques), sans exception ; la validité du HTML ; un seul titre de niveau 1, un titre de fenêtre, un
        lien de retour ; aucun contenu d’un autre site ;
      </li>
      <li>
        sur chaque page de chaque rôle, à 320 pixels : la page ne défile pas de côté ; sans JavaScript, elle se lit ;
      </li>
      <li>
        sur chaque page d’un rôle, en couleurs sombres puis en couleurs imposées par le système : les contrastes, la
        taille des cibles, l’accès au clavier de ce qui défile ;
      </li>
      <li>
        dans les journées jouées par les tests : après une erreur, le curseur va à la liste des erreurs, et chacune mène
        à son champ ; ce qui vient d’être fait est annoncé ; les raccourcis du clavier sont éteints tant qu’on ne les
        choisit pas.
      </li>
    </ul>
    <p>
      Ces programmes ne voient qu’une partie des critères : une page qu’ils acceptent n’est pas accessible pour autant.
    </p>
    <h2>Regardé à l’œil</h2>
    <ul>
      <li>des images d’une partie des pages de chaque rôle, la plupart à 1440 pixels de large, quelques-unes à 320.</li>
    </ul>
    <h2>Ce qui n’a pas été vérifié</h2>
    <ul>
      <li>aucun audit du RGAA, ni par un expert ni par nous ; aucun essai avec des personnes handicapées ;</li>
      <li>les lecteurs d’écran (NVDA, JAWS, VoiceOver), la commande vocale, les plages braille ;</li>
      <li>le parcours entier de chaque page au clavier ; l’agrandissement du texte à 200 % ; l’impression ;</li>
      <li>d’autres navigateurs que Chromium.</li>
    </ul>
    <h2>Contenus qui ne sont pas les nôtres</h2>
    <p>
      Les fichiers que déposent les équipes sont tels qu’elles les ont faits. Les pages de connexion sont celles des
      fournisseurs d’identité, qui ont leur propre déclaration.
    </p>
    <h2>Technologies et outils</h2>
    <p>HTML et CSS ; JavaScript pour le confort seulement. Vérifié avec Chromium, axe-core et html-validate.</p>
    <h2>Signaler une difficulté</h2>
    <p>
      Écrivez à l’administration qui vous a donné l’accès à ce service ; elle doit vous répondre et vous donner
      l’information par un autre moyen.
    </p>
    <h2>Voies de recours</h2>
    <p>
      Sans réponse qui vous satisfasse, vous pouvez écrire au Défenseur des droits, ou à son délégué dans votre région,
      ou lui envoyer un courrier gratuit, sans affranchissement : Défenseur des droits, Libre réponse 71120, 75342 Paris
      CEDEX 07.
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
