/** An act that is not sent: checked as it would be, judged by the law, and told with what it would change. Nothing is written. */
import type { Commande } from '../../domain/commandes.ts';
import type { Etat } from '../../domain/etat.ts';
import type { Identity } from '../../identity/verifier.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { ofRefusal } from '../http/errors.ts';
import type { ApiDeps } from '../ports.ts';
import { forecast } from '../views/forecast.ts';
import { withinExtent } from '../views/other-cases.ts';
import { hasNoAccount, variantView } from '../views/variants.ts';
import { requireOtherOrganisation, requireReason } from './act-to-receipt.ts';
import { preparedAct, type Sending } from './send-command.ts';

type Deps = Pick<ApiDeps, 'cases' | 'records' | 'workshop'>;

/** The case is no longer as its author saw it. */
function requireSeen({ rang }: Etat, siRang: number | undefined): void {
  if (siRang !== undefined && siRang !== rang)
    throw new Problem('etat-modifie', `Le dossier a changé depuis votre lecture : il en est à l’événement ${rang}.`);
}

/** Acts of one case, one after the other: each is announced on top of those before it that the law takes. */
export function announcing(deps: Deps, identity: Identity) {
  const before = new Map<string, readonly Commande[]>();
  return async (sending: Omit<Sending, 'cle'>) => {
    const { ess } = sending;
    const { act, etat, intitule } = await preparedAct(deps, identity, sending);
    requireReason(act);
    await requireOtherOrganisation(deps.records, identity, ess, act.commande);
    const given = before.get(ess) ?? [];
    if (given.length === 0) requireSeen(etat, sending.siRang);
    const { commande, acteur, donnees } = act;
    const acts = [...given, { commande, acteur, donnees } as Commande];
    const { issues, journal } = await forecast(deps, identity, etat, [given, acts], { envoi: true });
    const [silence, whole] = issues;
    const last = whole?.actes.at(-1);
    if (silence === undefined || whole === undefined || last === undefined) throw new Error('no act was played');
    if (last.refus !== null) throw ofRefusal(last.refus.nature, last.refus.regle, last.refus.phrase);
    before.set(ess, acts);
    const hypothese = { ...whole, actes: [last] };
    const known = [...journal, ...silence.actes.flatMap(({ ecritures }) => ecritures.flatMap(({ lignes }) => lignes))];
    const compared = { ...silence, debut: silence.apresActes };
    const sansCompte = await hasNoAccount(deps.records, ess);
    const seen = variantView(identity, { silence: compared, hypothese, journal: known, intitule, sansCompte });
    return withinExtent(deps.records, identity, { rang: last.avant.rang, ...seen });
  };
}
