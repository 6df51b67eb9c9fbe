/** The frame of every page: skip link, who one is and for whom, menu, banners, the one `h1`, footer. */
import type { ComponentChildren, VNode } from 'preact';
import type { Assets } from '../shell/assets.ts';
import type { Health } from '../shell/health.ts';
import type { Identity } from './identite.tsx';
import { IdentityBar } from './identite.tsx';
import { Notice } from './notice.tsx';

export interface Frame {
  readonly assets: Assets;
  readonly title: string;
  readonly back?: { readonly href: string; readonly label: string };
  readonly strap?: ComponentChildren;
  readonly wide?: boolean;
  readonly children?: ComponentChildren;
  /** Absent before one is signed in. */
  readonly identity?: Identity;
  readonly menu?: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
  readonly health?: Health;
  /** What has just been done. */
  readonly said?: string;
  /** Accounts of nobody, data of no team. */
  readonly demonstration?: boolean;
  /** Words searched for, kept in the box. */
  readonly searched?: string;
}

const SERVICE = 'Équipes de soins spécialisés';

function Banners({ health, said }: Pick<Frame, 'health' | 'said'>) {
  return (
    <>
      {health?.api === false && (
        <Notice level="bad" title="Le service ne répond pas.">
          Rien ne peut être lu ni enregistré pour l’instant ; ce que vous saisissez n’est pas perdu. Réessayez dans un
          instant.
        </Notice>
      )}
      {health?.api === true && !health.records && (
        <Notice level="bad" title="La base ne répond pas.">
          Les dossiers se lisent en partie seulement, et aucun acte n’est possible pour l’instant.
        </Notice>
      )}
      {health?.api === true && !health.engine && (
        <Notice level="warn" title="Lecture seule.">
          Le moteur des dossiers ne répond pas : vous lisez l’état enregistré, et aucun acte n’est possible pour
          l’instant.
        </Notice>
      )}
      {said !== undefined && (
        <Notice level="good" title={said} announced>
          {null}
        </Notice>
      )}
    </>
  );
}

export function Layout(frame: Frame): VNode {
  const { assets, title, back, strap, wide = false, children, identity, menu = [], demonstration, searched } = frame;
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <title>{`${title} – ${SERVICE}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.style} />
        <script type="module" src={assets.script} />
      </head>
      <body>
        <a class="skip" href="#contenu">
          Aller au contenu
        </a>
        <header class="top">
          <div class="top-line">
            <a class="service" href="/">
              {SERVICE}
            </a>
            {demonstration === true && <span class="tag tag-demo">Démonstration</span>}
            {identity !== undefined && (
              <form class="search" action="/dossiers" role="search">
                <label class="visually-hidden" for="recherche-globale">
                  Chercher une équipe : nom, lieu ou identifiant
                </label>
                <input
                  id="recherche-globale"
                  name="recherche"
                  type="search"
                  placeholder="Nom, lieu ou identifiant"
                  value={searched}
                  maxLength={200}
                />
                <button class="quiet" type="submit">
                  Chercher
                </button>
              </form>
            )}
          </div>
          {identity !== undefined && <IdentityBar {...identity} />}
          {menu.length > 0 && (
            <nav class="menu" aria-label="Menu principal">
              <ul>
                {menu.map(({ href, label, current }) => (
                  <li>
                    <a href={href} {...(current ? { 'aria-current': 'page' as const } : {})}>
                      {label}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </header>
        <main id="contenu" class={wide ? 'wide' : undefined} tabIndex={-1}>
          <Banners {...frame} />
          {back !== undefined && (
            <p class="back">
              <a href={back.href}>{`‹ ${back.label}`}</a>
            </p>
          )}
          <div class="heading">
            <h1>{title}</h1>
            {strap !== undefined && <div class="strap">{strap}</div>}
          </div>
          {children}
        </main>
        <footer class="bottom">
          <ul>
            <li>
              <a href="/regles">Règles appliquées</a>
            </li>
            <li>
              <a href="/accessibilite">Accessibilité : non conforme</a>
            </li>
            <li>
              <a href="/donnees">Vos données et cookies</a>
            </li>
          </ul>
        </footer>
      </body>
    </html>
  );
}
