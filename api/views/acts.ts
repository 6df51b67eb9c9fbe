/** What one may do in a case, act by act: possible or not, why, from when, with which fields. */
import { isDeepStrictEqual } from 'node:util';
import type { Attente } from '../../domain/attentes/attente.ts';
import { attentes } from '../../domain/attentes/attentes.ts';
import { dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import type { Etat } from '../../domain/etat.ts';
import type { Possible } from '../../domain/possibles/possibles.ts';
import { TWO_PARTIES } from '../../identity/rights.ts';
import type { Identity } from '../../identity/verifier.ts';
import { SAME_ORGANISATION } from '../commands/act-to-receipt.ts';
import { COMMANDS, isReasoned } from '../commands/chapters/all.ts';
import type { ApiDeps } from '../ports.ts';
import { actSchema } from './act-schema.ts';
import { explanation } from './dossier.ts';
import { clockOf } from './forecast.ts';

/** What the case knows of the fields of this act: by the law's own answer, and as what is awaited of the role names it. */
export function knownFields(
  { commande, connus }: Possible,
  aFaire: readonly Attente[],
): Readonly<Record<string, unknown>> {
  const [premiere, ...autres] = aFaire.filter(({ actes }) => actes[0] === commande).map((attente) => attente.connus);
  // Awaited of two objects: which one is for who acts to say.
  const communs = Object.entries(premiere ?? {}).filter(([champ, valeur]) =>
    autres.every((autre) => isDeepStrictEqual(autre[champ], valeur)),
  );
  return { ...connus, ...Object.fromEntries(communs) };
}

type Said = Possible & { readonly possibleLe: DateCivile | null };

/** Already refused by the law, it keeps that reason; else no day will make it possible. */
const ofAnotherParty = (said: Said): Said =>
  said.statut === 'impossible' && said.possibleLe === null
    ? said
    : { ...said, ...SAME_ORGANISATION, statut: 'impossible', avertissements: [], possibleLe: null };

export async function acts(
  { cases, records, workshop }: Pick<ApiDeps, 'cases' | 'records' | 'workshop'>,
  identity: Identity,
  etat: Etat,
) {
  const maintenant = await clockOf(cases, etat.ess);
  const journal = await records.readJournal(etat.ess, { apresRang: 0, limite: etat.rang });
  const { role, regions, caisses } = identity;
  const aFaire = attentes(etat).filter(({ de }) => de === role);
  const le = dateDe(maintenant, fuseau(etat.siege));
  const found = await workshop.run(identity, 'actes', {
    etat,
    journal,
    maintenant,
    identite: { role, regions, caisses },
  });
  // The law knows roles; that both are of one organisation stands in the records.
  const { organisation } = identity;
  const closed = await records.otherPartyFamilies({ ess: etat.ess, organisation, role });
  return {
    ess: etat.ess,
    rang: etat.rang,
    le,
    role,
    actes: found.map((said) => {
      const one = closed.includes(TWO_PARTIES[said.commande] ?? '') ? ofAnotherParty(said) : said;
      const { commande, statut, regle, phrase, avertissements, possibleLe } = one;
      const attendu = aFaire.find(({ actes }) => actes.includes(commande));
      const connus = { le, ...knownFields(one, aFaire) };
      return {
        commande,
        libelle: COMMANDS[commande].titre,
        statut,
        phrase,
        pourquoi: explanation(regle),
        possibleLe,
        avertissements,
        attendu: attendu === undefined ? null : { cle: attendu.cle, dernierJour: attendu.dernierJour },
        motive: isReasoned(commande),
        connus: statut === 'impossible' ? {} : connus,
        schema: statut === 'impossible' ? null : actSchema(one, connus, journal),
      };
    }),
  };
}
