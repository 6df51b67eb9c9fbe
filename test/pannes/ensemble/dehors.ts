/** What is outside: identity provider, mailbox, Démarche Numérique. On loopback, behind a door each on the bridge, that may be shut. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { startLocalDemarcheNumerique, type LocalDemarcheNumerique } from '../../../local/demarche-numerique/server.ts';
import { startLocalProvider, type LocalProvider } from '../../../local/identity-provider/provider.ts';
import { startLocalMailbox } from '../../../local/mailbox/mailbox.ts';
import { secret } from '../../production/processus.ts';
import type { Reseau } from './reseau.ts';

/** What of the outside may stop answering. */
export const DEHORS = ['identites', 'courrier', 'dn'] as const;
export type Dehors = (typeof DEHORS)[number];

export interface Dedans {
  readonly fournisseur: LocalProvider;
  readonly double: LocalDemarcheNumerique;
  /** Of the double, as the connector reaches it. */
  readonly adresseDn: string;
  readonly smtpUrl: string;
  readonly courrier: string;
  /** For NODE_EXTRA_CA_CERTS. */
  readonly autorite: string;
  /** For ESS_IDENTITES. */
  readonly identites: string;
  /** Shuts its door: connections are refused, as by a program that died. */
  fermerPorte(quoi: Dehors): Promise<void>;
  ouvrirPorte(quoi: Dehors): Promise<void>;
  fermer(): Promise<void>;
}

interface Porte {
  readonly adresse: string;
  readonly port: number;
  readonly faire: () => Server;
  serveur?: Server;
  readonly prises: Set<Socket>;
}

const ecouter = (porte: Porte): Promise<void> => {
  const serveur = porte.faire();
  porte.serveur = serveur;
  serveur.on('connection', (prise) => {
    porte.prises.add(prise);
    prise.once('close', () => porte.prises.delete(prise));
  });
  return new Promise((resolve, reject) =>
    serveur.once('error', reject).listen(porte.port, porte.adresse, () => resolve()),
  );
};

const clore = async (porte: Porte): Promise<void> => {
  const ferme = new Promise((resolve) => porte.serveur?.close(resolve));
  for (const prise of porte.prises) prise.destroy();
  await ferme;
};

/** Bytes, to the same port of loopback. */
const relais = (port: number) => (): Server =>
  createServer((entrant) => {
    const sortant = createConnection({ host: '127.0.0.1', port });
    for (const [un, autre] of [
      [entrant, sortant],
      [sortant, entrant],
    ] as const) {
      un.pipe(autre);
      un.on('error', () => autre.destroy());
      un.on('close', () => autre.destroy());
    }
  });

/** TLS in front of a server that speaks HTTP and believes itself alone: its addresses are put into ours on their way. */
const relaisTls = (cible: URL, ici: string, paire: { readonly cert: string; readonly key: string }) => (): Server =>
  createTlsServer(paire, (question, reponse) => {
    void (async () => {
      const corps = await buffer(question);
      const demande = request(
        {
          hostname: cible.hostname,
          port: cible.port,
          path: question.url,
          method: question.method,
          headers: { ...question.headers, host: cible.host },
        },
        (recue) => {
          void buffer(recue).then((contenu) => {
            const json = (recue.headers['content-type'] ?? '').includes('json');
            const dit = json ? Buffer.from(contenu.toString().replaceAll(cible.origin, ici)) : contenu;
            const { 'content-length': _taille, 'transfer-encoding': _forme, ...entetes } = recue.headers;
            reponse.writeHead(recue.statusCode ?? 502, { ...entetes, 'content-length': dit.length }).end(dit);
          });
        },
      );
      demande.on('error', () => question.socket.destroy());
      demande.end(corps);
    })().catch(() => question.socket.destroy());
  });

/** A certificate for these addresses, made a moment ago, that is its own authority. */
async function certificat(
  dossier: string,
  adresses: readonly string[],
): Promise<{ cert: string; key: string; fichier: string }> {
  const [fichier, cle] = [join(dossier, 'autorite.pem'), join(dossier, 'dehors.key')];
  const noms = `subjectAltName=${adresses.map((une) => `IP:${une}`).join(',')}`;
  const forme = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', cle];
  const sujet = ['-subj', '/CN=dehors', '-addext', noms, '-days', '2', '-out', fichier];
  await promisify(execFile)('openssl', ['req', '-x509', ...forme, ...sujet]);
  return { cert: await readFile(fichier, 'utf8'), key: await readFile(cle, 'utf8'), fichier };
}

export async function ouvrirDehors(reseau: Reseau, dossier: string, log: (ligne: string) => void): Promise<Dedans> {
  const adresses = { identites: '', courrier: '', dn: '' };
  for (const nom of DEHORS) adresses[nom] = await reseau.ici(nom);
  const { cert, key, fichier } = await certificat(dossier, Object.values(adresses));
  setDefaultCACertificates([...getCACertificates('default'), cert]);
  const fournisseur = await startLocalProvider({ tls: { name: adresses.identites, cert, key } });
  const courrier = join(dossier, 'courrier');
  const boite = await startLocalMailbox({ folder: courrier, log });
  const double = await startLocalDemarcheNumerique({ perMinute: 100_000, log });
  const [api, issuer, smtp] = [new URL(double.apiUrl), new URL(fournisseur.issuer), new URL(boite.smtpUrl)];
  const dn = `https://${adresses.dn}:${api.port}`;
  const porte = (nom: Dehors, port: string, faire: () => Server): Porte => ({
    adresse: adresses[nom],
    port: Number(port),
    faire,
    prises: new Set(),
  });
  const portes: Readonly<Record<Dehors, Porte>> = {
    identites: porte('identites', issuer.port, relais(Number(issuer.port))),
    courrier: porte('courrier', smtp.port, relais(Number(smtp.port))),
    dn: porte('dn', api.port, relaisTls(api, dn, { cert, key })),
  };
  for (const une of Object.values(portes)) await ecouter(une);
  return {
    fournisseur,
    double,
    adresseDn: `${dn}${api.pathname}`,
    smtpUrl: `smtp://${adresses.courrier}:${smtp.port}`,
    courrier,
    autorite: fichier,
    identites: await secret(dossier, 'identites.json', JSON.stringify(fournisseur.settings)),
    fermerPorte: (quoi) => clore(portes[quoi]),
    ouvrirPorte: (quoi) => ecouter(portes[quoi]),
    async fermer() {
      for (const une of Object.values(portes)) if (une.serveur?.listening === true) await clore(une);
      await Promise.all([boite.close(), double.close(), fournisseur.close()]);
    },
  };
}
