/** The facts of a case that is taken up (DEC-67): each is of the form of its own command, with its date and its proof. */
import { z } from 'zod';
import type { Donnees, NomCommande } from '../../domain/commandes.ts';
import { DATES_PAR_LE_SERVICE } from '../../domain/decider.ts';
import { Problem, invalidFields } from '../../runtime/http/problems.ts';
import { parse } from '../http/validation.ts';
import { isCommand } from './chapters/all.ts';
import { shapesOf } from './schemas/commands.ts';
import { civilDate, proof } from './schemas/fields.ts';

/** What says where the case is: the first fact of a case that is taken up, or the deposit itself. */
export const entryOf = (commande: NomCommande, donnees: object): object =>
  commande === 'reprendre' ? ((donnees as Donnees['reprendre']).faits[0]?.donnees ?? {}) : donnees;

/** At most so many errors are told of one demand. */
const TOLD = 100;

/** A date that the porteur asks for and that nobody has confirmed yet (DEC-29): the fact counts from its own `le`. */
const asked = { declareLe: civilDate.exactOptional() };

/** The data of one fact as its command reads them, with its proof; throws the problem that lists every wrong field. */
export const readFact = (commande: NomCommande, donnees: unknown): Readonly<Record<string, unknown>> =>
  parse(
    z.strictObject({
      ...shapesOf(commande).donnees,
      preuve: proof,
      ...(DATES_PAR_LE_SERVICE.includes(commande) ? asked : {}),
    }),
    donnees,
    commande,
  );

/** The facts as their commands read them; throws the problem that lists every wrong field of every fact. */
export function completeFacts(donnees: Donnees['reprendre']): Donnees['reprendre'] {
  const wrong: Parameters<typeof invalidFields>[0][number][] = [];
  const faits = donnees.faits.map((fact, rank) => {
    const place = `faits.${rank}`;
    if (!isCommand(fact.commande) || fact.commande === 'reprendre') {
      const message = `Fait n° ${rank + 1} : cette commande n’existe pas, ou ne se reprend pas.`;
      wrong.push({ champ: `${place}.commande`, regle: 'DEC-67', message });
      return fact;
    }
    try {
      return { ...fact, donnees: readFact(fact.commande, fact.donnees) as unknown as typeof fact.donnees };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      for (const { champ, regle, message } of error.supplement.erreurs ?? [])
        wrong.push({ champ: `${place}.donnees.${champ}`, regle, message: `Fait n° ${rank + 1} : ${message}` });
    }
    return fact;
  });
  if (wrong.length > 0) throw invalidFields(wrong.slice(0, TOLD));
  return { ...donnees, faits };
}
