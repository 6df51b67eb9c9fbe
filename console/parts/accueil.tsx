/** The first page: what this is, for whom, how to sign in; in a demonstration, whose accounts may be tried. */
import type { Demonstration } from '../shell/shell.ts';
import { Notice } from './notice.tsx';

interface WelcomeProps {
  readonly next: string;
  readonly providers: readonly { readonly id: string; readonly nom: string }[];
  readonly demonstration?: Demonstration;
}

const signInAt = (provider: string, next: string, account?: string): string =>
  `/connexion/${provider}?${new URLSearchParams({ suite: next, ...(account === undefined ? {} : { compte: account }) }).toString()}`;

export function Welcome({ next, providers, demonstration }: WelcomeProps) {
  return (
    <>
      <p class="lead">
        De la lettre d’intention à la reconduction de la dotation : chaque équipe a un dossier, chaque délai a sa date
        et sa règle, chacun voit ce qui est attendu de lui et ce que produira son silence.
      </p>
      {demonstration === undefined ? (
        <>
          <h2>Se connecter</h2>
          <ul class="choices">
            {providers.map(({ id, nom }) => (
              <li>
                <a class="button" href={signInAt(id, next)}>{`Se connecter avec ${nom}`}</a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <Notice level="info" title="Ceci est une démonstration.">
            Les équipes, les personnes et les montants sont inventés ; aucun courrier ne part hors de cette machine. Les
            comptes ci-dessous ne sont ceux de personne. La page de connexion demande le code de l’installation, que «
            npm start » a écrit dans le terminal.
          </Notice>
          <h2>Choisir un rôle</h2>
          <ul class="cards">
            {demonstration.accounts.map(({ account, title, text }) => (
              <li class="card">
                <h3>{title}</h3>
                <p>{text}</p>
                <p class="card-foot">
                  <a class="button" href={signInAt(providers[0]?.id ?? '', next, account)}>
                    Se connecter <span class="visually-hidden">{`: ${title}`}</span>
                  </a>
                  <code>{account}</code>
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
