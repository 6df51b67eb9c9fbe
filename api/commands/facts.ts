/** The facts of a case that is taken up (DEC-67): each is of the form of its own command, with its date and its proof. */
import { z } from 'zod';
import type { Donnees, NomCommande } from '../../domain/commandes.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import { ruleOf } from '../http/field-rules.ts';
import { invalidFields } from '../../runtime/http/problems.ts';
import { isCommand } from './chapters/all.ts';
import { shapesOf } from './schemas/commands.ts';
import { proof } from './schemas/fields.ts';

/** What says where the case is: the first fact of a case that is taken up, or the deposit itself. */
export const entryOf = (commande: NomCommande, donnees: object): object =>
  commande === 'reprendre' ? ((donnees as Donnees['reprendre']).faits[0]?.donnees ?? {}) : donnees;

/** At most so many errors are told of one demand. */
const TOLD = 100;

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
    const read = z.strictObject({ ...shapesOf(fact.commande).donnees, preuve: proof }).safeParse(fact.donnees);
    if (read.success) return { ...fact, donnees: read.data as unknown as typeof fact.donnees };
    for (const { path, message, code } of read.error.issues)
      wrong.push({
        champ: [place, 'donnees', ...path.map(String)].join('.'),
        regle: code === 'unrecognized_keys' ? FORM_RULES.unknownField : ruleOf([fact.commande, ...path]),
        message: `Fait n° ${rank + 1} : ${message}`,
      });
    return fact;
  });
  if (wrong.length > 0) throw invalidFields(wrong.slice(0, TOLD));
  return { ...donnees, faits };
}
