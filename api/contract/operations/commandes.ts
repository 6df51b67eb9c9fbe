/** One operation for each command: its own body, its own roles, its own problems. */
import { z } from 'zod';
import type { NomCommande } from '../../../domain/commandes.ts';
import { ENTREES, TABLE } from '../../../domain/table.ts';
import { OUTSIDE, TWO_PARTIES, sendersOf } from '../../../identity/rights.ts';
import { COMMANDS, isProven, isReasoned } from '../../commands/chapters/all.ts';
import { isProvenWhenTaking } from '../../commands/proofs.ts';
import { shapesOf } from '../../commands/schemas/commands.ts';
import { receipt } from '../answers/dossiers.ts';
import type { Operation, Operations } from '../operation.ts';

/** Body of a command: what its schema checks, and the role that may be said again. */
export function bodyOf(commande: NomCommande): z.ZodObject {
  const { donnees, fiche } = shapesOf(commande);
  return z.strictObject({ ...donnees, ...fiche, acteur: z.enum(OUTSIDE).exactOptional() });
}

const sentence = (commande: NomCommande): string => {
  const { phases, regle } = TABLE[commande];
  return [
    `Règle ${regle}. Phases du dossier : ${phases.join(', ')}.`,
    ...(isReasoned(commande) ? ['Se motive : `motif` ou `commentaire` est exigé.'] : []),
    ...(isProven(commande) ? ['Se prouve : `preuve` est exigée.'] : []),
    ...(isProvenWhenTaking(commande)
      ? [
          'Se prouve (`preuve`) quand elle retire à l’équipe une validation, un contrat ou de l’argent : l’autre autorité en est alors saisie (DEC-34).',
        ]
      : []),
    ...((ENTREES as readonly string[]).includes(commande)
      ? ['Un dossier s’ouvre par `POST /api/v1/ess` ; ici, la loi répond si le dossier peut encore recevoir cet acte.']
      : []),
  ].join(' ');
};

const operationOf = (commande: NomCommande): Operation => ({
  id: commande,
  sujet: 'Commandes',
  titre: COMMANDS[commande].titre,
  texte: sentence(commande),
  roles: sendersOf(commande),
  entetes: ['Idempotency-Key', 'If-Match'],
  corps: {
    contenu: { 'application/json': bodyOf(commande) },
    exemples: { exemple: { titre: COMMANDS[commande].titre, valeur: COMMANDS[commande].exemple } },
  },
  reponses: {
    200: {
      description: 'L’acte est accepté, et ses événements au journal.',
      contenu: { 'application/json': receipt },
      entetes: ['ETag', 'Idempotency-Key'],
    },
  },
  problemes: [
    'etat-incompatible',
    'regle-non-respectee',
    'donnees-refusees',
    ...(TWO_PARTIES[commande] === undefined ? [] : (['meme-organisation'] as const)),
  ],
});

/** In the order of the law's table: which chapter a command stands in changes nothing of what is published. */
export const COMMAND_OPERATIONS: Operations = Object.fromEntries(
  (Object.keys(TABLE) as NomCommande[]).map((commande) => [
    `POST /api/v1/ess/{ess}/commandes/${commande}`,
    operationOf(commande),
  ]),
);
