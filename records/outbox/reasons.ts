/** Why a letter did not arrive, without whom: mail servers write addresses and names in their answers. */
import type { IncidentKind } from './incidents.ts';

/** Kinds of which a mail server speaks; the words of the others are ours, and name no one. */
const SENTENCES: Readonly<Partial<Record<IncidentKind, string>>> = {
  'envoi-impossible': 'Le courriel ne part pas',
  'adresse-refusee': 'Le serveur de messagerie a refusé une adresse',
  'courriel-revenu': 'Le courriel est revenu',
};

/** RFC 5321, §4.2; RFC 3463, §2; names that Node and the mailer give to what failed. Closed forms: they hold no text. */
const CODES =
  /(?<![\w.@-])(?:[45]\d\d|[45]\.\d{1,2}\.\d{1,2}|E(?:CONNREFUSED|CONNRESET|CONNECTION|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|DNS|SOCKET|AUTH|ENVELOPE|MESSAGE|TLS|PIPE|PROTOCOL))(?![\w.@-])/g;

/** A closed sentence, and the codes that the answer holds: what somebody who sees no person needs to act. */
export function reasonWithoutPeople(nature: IncidentKind, message: string): string {
  const sentence = SENTENCES[nature];
  if (sentence === undefined) return message;
  const codes = [...new Set(message.match(CODES) ?? [])].slice(0, 4);
  return codes.length === 0 ? sentence : `${sentence} (${codes.join(', ')})`;
}
