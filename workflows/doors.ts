/**
 * The engine's own door. Whoever reaches the engine can send a Signal or an Update with anything in it, decoded or not:
 * what is no message is refused here, like any wrong form, and never stops a case.
 */
import { lireDate } from '../domain/calendrier/calendrier.ts';
import { objet } from '../domain/formes.ts';
import { Refus } from '../domain/refus.ts';
import { estTexteSain } from '../domain/saisie.ts';
import { IDENTIFIANT_ESS } from '../domain/valeurs.ts';
import type { Message, TerritoireLibere } from './messages.ts';
import { estIllisible } from './payload-converter.ts';

const IDENTIFIANT = /^[\x21-\x7e]{1,200}$/;

const lisible = (valeur: unknown): valeur is Readonly<Record<string, unknown>> =>
  objet(valeur) && !estIllisible(valeur);

const illisible = (phrase: string) => new Refus('SAISIE', phrase, 'donnees');

/** What was received as a message; a refusal when it is none. Its data are the law's to look at. `id`: required of an Update. */
export function lireMessage(recu: unknown, { id: exige }: { readonly id: boolean }): Message | Refus {
  if (!lisible(recu)) return illisible('Cette demande est illisible : rien n’en a été lu.');
  const { id, empreinte, siRang, acteur, cherchee } = recu;
  if (id === undefined ? exige : typeof id !== 'string' || !IDENTIFIANT.test(id))
    return illisible('« id » : un identifiant de 1 à 200 caractères visibles est attendu.');
  if (empreinte !== undefined && (typeof empreinte !== 'string' || !IDENTIFIANT.test(empreinte)))
    return illisible('« empreinte » : un texte court est attendu.');
  if (siRang !== undefined && !Number.isSafeInteger(siRang))
    return illisible('« siRang » : un nombre entier est attendu.');
  if (cherchee !== undefined && typeof cherchee !== 'boolean')
    return illisible('« cherchee » : vrai ou faux est attendu.');
  if (acteur !== undefined && (typeof acteur !== 'string' || !estTexteSain(acteur)))
    return illisible('« acteur » : un rôle est attendu.');
  return { ...recu, acteur: acteur ?? 'systeme' } as unknown as Message;
}

/** DEC-15 — who freed its territory, and when; undefined when the Signal does not say so. */
export function lireLiberation(recue: unknown): TerritoireLibere | undefined {
  if (!lisible(recue)) return undefined;
  const { par, le } = recue;
  const date = lireDate(le);
  return typeof par === 'string' && IDENTIFIANT_ESS.test(par) && date !== undefined ? { par, le: date } : undefined;
}

/** Whether notices of the case keep failing; undefined when the Signal does not say so. */
export const lireSouffrance = (recue: unknown): boolean | undefined =>
  lisible(recue) && typeof recue['enSouffrance'] === 'boolean' ? recue['enSouffrance'] : undefined;
