/** What people must join to an act: a content, a proof. The law takes both as given (DEC-53, DEC-54). */
import type { NomCommande } from '../../domain/commandes.ts';
import { invalidFields } from '../../runtime/http/problems.ts';

type Fields = Readonly<Record<string, unknown>>;

const held = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** Fields any of which is a content, by command. */
const CONTENTS: Readonly<Partial<Record<NomCommande, readonly string[]>>> = {
  'deposer-projet-sante': ['projetSante', 'contenu'],
  'repondre-precisions': ['commentaire', 'projetSante', 'contenu'],
};

/** Fields one of which must be given; none for the other commands. */
export const contentsOf = (commande: NomCommande): readonly string[] => CONTENTS[commande] ?? [];

/** Throws the problem that says what lacks. A content said to be empty is the law's to refuse. */
export function requireContents(commande: NomCommande, body: Fields): void {
  const fields = CONTENTS[commande];
  if (fields !== undefined && body['contenu'] === undefined && !fields.some((field) => held(body[field])))
    throw invalidFields([
      {
        champ: fields[0] ?? 'contenu',
        regle: 'DEC-54',
        message: 'Cet envoi ne contient rien : remplissez le formulaire, ou joignez un fichier déjà envoyé au dossier.',
      },
    ]);
  if (body['deposeLe'] !== undefined && body['preuve'] === undefined)
    throw invalidFields([
      {
        champ: 'preuve',
        regle: 'DEC-53',
        message: 'Une date d’envoi antérieure à la réception se prouve : dites comment elle est certaine.',
      },
    ]);
}
