/** One line of log a request. It names no one: no query, no body, no header, no address. */
import type { RequestHandler } from 'express';
import type { LogEntry } from '../ports.ts';
import { requestIdIn } from '../../runtime/http/request-id.ts';
import { isCommand } from '../commands/chapters/all.ts';

const PLACES: ReadonlySet<string> = new Set([
  '',
  'api',
  'v1',
  'ess',
  'commandes',
  'adhesions',
  'fichiers',
  'fiches',
  'paiements',
  'caisses',
  'compte',
  'lots',
  'retours',
  'envoi',
  'retrait',
  'verifications',
  'decision',
  'rapprochement',
  'contrats',
  'courriers',
  'projet',
  'calendrier.ics',
  'calendriers',
  'incidents',
  'demarches',
  'rattachement',
  'essais',
  'a-voir',
  'levee',
  'reprise-ecriture',
  'echeancier',
  'exports',
  'ess.csv',
  'ess.json',
  'journal',
  'regles',
  'etat-des-lieux',
  'etat-des-lieux.csv',
  'couverture.csv',
  'simulations',
  'moi',
  'mandats',
  'delegations',
  'openapi.json',
  'documentation',
  'sante',
  'vie',
  'pret',
  'problemes',
]);

/** A path for the log: an address typed at random may hold anything, so unknown segments become `*`. */
const loggable = (path: string): string =>
  path
    .split('/')
    .map((segment) =>
      PLACES.has(segment) || /^ess-[0-9AB]{2,3}-[0-9a-z]{8}$/.test(segment) || isCommand(segment) ? segment : '*',
    )
    .join('/');

export const access =
  (log: (entry: LogEntry) => void): RequestHandler =>
  (request, response, next) => {
    const started = performance.now();
    const { method: methode } = request;
    const chemin = loggable(request.path);
    // `close`, not `finish`: a request that its client gave up is a line too.
    response.once('close', () => {
      const { probleme, jeton, trace } = response.locals as { probleme?: string; jeton?: string; trace?: string };
      log({
        niveau: response.statusCode >= 500 ? 'erreur' : 'info',
        requete: requestIdIn(response),
        methode,
        chemin,
        statut: response.statusCode,
        ms: Math.round(performance.now() - started),
        ...(response.writableFinished ? {} : { abandonnee: true }),
        ...(probleme === undefined ? {} : { probleme }),
        ...(jeton === undefined ? {} : { jeton }),
        ...(trace === undefined ? {} : { trace }),
      });
    });
    next();
  };
