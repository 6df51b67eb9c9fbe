/** Somebody at the console without a browser: cookies, redirections and forms as HTTP has them, so that each can be tampered with. */
import type { ConsoleOuverte } from './ouvrir.ts';

export interface Envoi {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: NonNullable<RequestInit['body']>;
  /** Cookies sent instead of one's own. */
  readonly cookie?: string;
}

export interface Reponse {
  readonly status: number;
  readonly headers: Headers;
  readonly texte: string;
}

export interface Visiteur {
  /** Cookies of the console, by name. */
  readonly cookies: Map<string, string>;
  /** One exchange, without following anything. `chemin`: of the console, or a whole address. */
  demander(chemin: string, envoi?: Envoi): Promise<Reponse>;
  /** A form as browsers send it. */
  poster(chemin: string, champs: URLSearchParams | Readonly<Record<string, string>>, envoi?: Envoi): Promise<Reponse>;
  /** The token of the forms of this session. */
  jeton(): Promise<string>;
  connecter(compte: string, suite?: string): Promise<Reponse>;
}

const JETON = /name="_jeton" value="([^"]+)"/;

export function visiteur({ url, provider }: ConsoleOuverte): Visiteur {
  const parOrigine = new Map<string, Map<string, string>>();
  const cookiesDe = (origine: string): Map<string, string> => {
    const siens = parOrigine.get(origine) ?? new Map<string, string>();
    parOrigine.set(origine, siens);
    return siens;
  };
  const lu = ([nom = '', valeur = '']: readonly string[], siens: Map<string, string>) => {
    if (valeur === '') siens.delete(nom);
    else siens.set(nom, valeur);
  };
  async function demander(chemin: string, { method = 'GET', headers = {}, body, cookie }: Envoi = {}) {
    const adresse = new URL(chemin, url);
    const siens = cookiesDe(adresse.origin);
    const response = await fetch(adresse, {
      method,
      redirect: 'manual',
      headers: { cookie: cookie ?? [...siens].map(([nom, valeur]) => `${nom}=${valeur}`).join('; '), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    for (const pose of response.headers.getSetCookie()) {
      const [paire = ''] = pose.split(';');
      const egal = paire.indexOf('=');
      lu([paire.slice(0, egal), paire.slice(egal + 1)], siens);
    }
    return { status: response.status, headers: response.headers, texte: await response.text() };
  }
  const poster: Visiteur['poster'] = (chemin, champs, envoi = {}) =>
    demander(chemin, {
      method: 'POST',
      ...envoi,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...envoi.headers },
      body: envoi.body ?? new URLSearchParams(champs).toString(),
    });
  return {
    cookies: cookiesDe(new URL(url).origin),
    demander,
    poster,
    async jeton() {
      const { texte } = await demander('/preferences');
      const [, jeton = ''] = JETON.exec(texte) ?? [];
      return jeton;
    },
    async connecter(compte, suite = '/') {
      let adresse = `${url}/connexion/local?compte=${compte}&suite=${encodeURIComponent(suite)}`;
      for (let etapes = 0; etapes < 12; etapes += 1) {
        let reponse = await demander(adresse);
        if (reponse.status === 200 && adresse.startsWith(provider.issuer))
          reponse = await poster(adresse, { compte, code: provider.code });
        const suivante = reponse.headers.get('location');
        if (suivante === null) return reponse;
        const arrivee = new URL(suivante, adresse).href;
        if (adresse.startsWith(`${url}/connexion/retour`)) return reponse;
        adresse = arrivee;
      }
      throw new Error(`the sign-in of ${compte} does not end`);
    },
  };
}
