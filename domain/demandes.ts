/** Questions that the state calls for (ELI-02, DEC-15, FIN-02, DEC-11), and what their answers become. */
import { dateDe, fuseau } from './calendrier/calendrier.ts';
import { adherentsDenombres, demandesAdherents } from './contrats/adherents.ts';
import { demandesFiness, finessAttribue } from './creation/actes.ts';
import { conflitsSignales, demandesTerritoire, reexaminee, territoireRevendique } from './creation/territoire.ts';
import { avecSuites } from './decider.ts';
import type { Demande, Reponse, Reponses, TypeDemande } from './demandes.types.ts';
import type { Etat } from './etat.ts';
import type { Evenement } from './evenements.ts';
import type { Instant } from './valeurs.ts';

/** Questions to ask now, in order. One whose answer brought no event must not be asked again: `repondues` holds its key. */
export function demandes(etat: Etat, maintenant: Instant, repondues: ReadonlySet<string>): readonly Demande[] {
  if (etat.phase === 'close' || etat.rang === 0) return [];
  // The FINESS number last: the others, on which money depends, never wait for it.
  return [...demandesTerritoire(etat), ...demandesAdherents(etat, maintenant), ...demandesFiness(etat)].filter(
    ({ cle }) => !repondues.has(cle),
  );
}

const REPONSES: { readonly [T in TypeDemande]: Reponse<T> } = {
  'signaler-conflits': conflitsSignales,
  'revendiquer-territoire': territoireRevendique,
  'attribuer-finess': finessAttribue,
  'denombrer-adherents': adherentsDenombres,
};

/** Events of an answer; none when it changes nothing, or when the question no longer stands (answered by hand meanwhile). */
export function repondre<T extends TypeDemande>(
  etat: Etat,
  demande: Demande & { readonly type: T },
  reponse: Reponses[T],
  maintenant: Instant,
): readonly Evenement[] {
  const posee = demandes(etat, maintenant, new Set()).some(({ cle }) => cle === demande.cle);
  if (!posee && !reexaminee(etat, demande)) return [];
  const evenements = REPONSES[demande.type] as unknown as Reponse<T>;
  return avecSuites(etat, evenements(etat, demande, reponse, dateDe(maintenant, fuseau(etat.siege))));
}
