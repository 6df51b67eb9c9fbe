/** The pages on which a browser signs out of the local provider (OpenID Connect RP-Initiated Logout 1.0). */
import type { Configuration } from 'oidc-provider';
import { page } from './sign-in.ts';

type SignOut = NonNullable<NonNullable<Configuration['features']>['rpInitiatedLogout']>;

/** `form`: the library's own, which holds what proves that this page was read here. */
export const signOut: Pick<SignOut, 'logoutSource' | 'postLogoutSuccessSource'> = {
  logoutSource(context, form) {
    context.body = page(
      'Se déconnecter',
      `${form}<p>Fermer aussi votre session chez ce fournisseur d’identité ? Sans cela, un autre sur ce poste pourrait rouvrir la console sous votre nom.</p>
<p><button form="op.logoutForm" name="logout" value="yes" autofocus>Me déconnecter</button> <button form="op.logoutForm">Rester connecté ici</button></p>`,
    );
  },
  postLogoutSuccessSource(context) {
    context.body = page('Vous êtes déconnecté', '<p>Cette fenêtre peut être fermée.</p>');
  },
};
