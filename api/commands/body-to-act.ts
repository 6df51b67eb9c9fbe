/** A body becomes an act: who may send it, what it must hold, what of it is personal, what it leaves out. */
import type { Donnees, NomCommande } from '../../domain/commandes.ts';
import { phraseActeur } from '../../domain/decider.ts';
import { octets } from '../../domain/octets.ts';
import { OCTETS_PAR_DEMANDE } from '../../domain/saisie.ts';
import type { Role } from '../../domain/valeurs.ts';
import { sendersOf } from '../../identity/rights.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import { invalidFields } from '../../runtime/http/problems.ts';
import { ofRefusal } from '../http/errors.ts';
import { parse } from '../http/validation.ts';
import { checkBankDetails } from './bank-details.ts';
import { requireContents } from './contents.ts';
import { completeFacts } from './facts.ts';
import { completeLetter, completeProject, type Completed, type Warning } from './rubrics.ts';
import { schemaOf, split } from './schemas/commands.ts';
import { completePieces } from './structured-pieces.ts';

/** A command ready to be sent. `fiche`: what the workflow will never see. */
export interface Act<N extends NomCommande = NomCommande> {
  readonly commande: N;
  readonly acteur: Role;
  readonly donnees: Donnees[N];
  readonly fiche: Readonly<Record<string, unknown>> | undefined;
  readonly avertissements: readonly Warning[];
}

/** The law's table, before anything is read of the body: who may not act learns nothing of the form. */
export function requireSender(commande: NomCommande, role: Role): void {
  if (!sendersOf(commande).includes(role)) throw ofRefusal('role', 'ACTEUR', phraseActeur(commande, role));
}

/** Reads a body `{ acteur?, ...donnees }`; throws the problem that lists every wrong field. */
export function readAct(commande: NomCommande, role: Role, body: Readonly<Record<string, unknown>>): Act {
  const { acteur, ...fields } = body;
  if (acteur !== undefined && acteur !== role)
    throw invalidFields([
      {
        champ: 'acteur',
        regle: 'API-03',
        message: `L’acteur annoncé n’est pas le rôle de votre jeton (${role}).`,
      },
    ]);
  const parsed = parse(schemaOf(commande), fields, commande);
  requireContents(commande, parsed);
  const { donnees, fiche } = split(commande, parsed);
  const { totaux, ...completed } = complete(commande, donnees, fiche);
  requireBounded(completed.donnees);
  return { commande, acteur: role, fiche: totaux === undefined ? fiche : { ...fiche, totaux }, ...completed };
}

/** The id of a fiche joins what is sent. */
const FICHE_BYTES = 64;

/** What no case takes in (`exigerSain`) is refused here by the name of its heaviest field. */
function requireBounded(donnees: object): void {
  if (octets(donnees) + FICHE_BYTES <= OCTETS_PAR_DEMANDE) return;
  const [champ = 'corps'] = Object.entries(donnees)
    .toSorted(([, a], [, b]) => octets(b) - octets(a))
    .map(([nom]) => nom);
  throw invalidFields([
    {
      champ,
      regle: FORM_RULES.form,
      message: `Cette demande est trop longue (${OCTETS_PAR_DEMANDE / 1024} Ko au plus, hors fiche) : abrégez ce champ, ou séparez-la en plusieurs.`,
    },
  ]);
}

function complete(
  commande: NomCommande,
  donnees: Donnees[NomCommande],
  fiche: Readonly<Record<string, unknown>> | undefined,
): Completed<Donnees[NomCommande]> & { readonly totaux?: Readonly<Record<string, unknown>> } {
  switch (commande) {
    case 'deposer-lettre-intention':
      return completeLetter(donnees as Donnees['deposer-lettre-intention'], fiche);
    case 'deposer-projet-sante':
      return completeProject(donnees, fiche);
    case 'deposer-pieces':
      return completePieces(donnees as Donnees['deposer-pieces'], fiche);
    case 'declarer-coordonnees-bancaires':
      return checkBankDetails(donnees, fiche);
    case 'reprendre':
      return { donnees: completeFacts(donnees as Donnees['reprendre']), avertissements: [] };
    default:
      return { donnees, avertissements: [] };
  }
}
