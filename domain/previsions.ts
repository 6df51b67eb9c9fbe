/** What will happen if nobody does anything: the case unrolled from its latest date, deadlines and consequences only. */
import { fuseau, minuit } from './calendrier.ts';
import { Deroulement } from './deroulement.ts';
import { echeances } from './echeances.ts';
import type { Etat } from './etat.ts';
import type { Evenement } from './evenements.ts';
import { supposee } from './hypotheses.ts';
import { instant, type DateCivile } from './valeurs.ts';

/** `echeance`: the deadline whose passing brings the event, or the one of which it is a consequence. */
export type Prevision = Evenement & { readonly echeance?: string };

/**
 * Events to come up to `horizon` included (their legal date), in order of application. The number of adherents is
 * supposed unchanged. A closed case, or one in which nothing has happened, foresees nothing.
 */
export function previsions(etat: Etat, horizon: DateCivile): readonly Prevision[] {
  const dossier: Deroulement = new Deroulement(etat, { repondre: (demande) => supposee(dossier.etat, demande) });
  const prevues: Prevision[] = [];
  let horloge = etat.dernierLe === null ? instant(0) : minuit(etat.dernierLe, fuseau(etat.siege));
  for (;;) {
    const prochaine = echeances(dossier.etat).find(({ effetLe }) => effetLe <= horizon);
    if (prochaine === undefined) return prevues;
    const avant = dossier.evenements.length;
    horloge = instant(Math.max(horloge, prochaine.reveil));
    dossier.echoir(horloge);
    const nouveaux = dossier.evenements.slice(avant);
    if (nouveaux.length === 0) return prevues;
    for (const evenement of nouveaux)
      if (evenement.le <= horizon) prevues.push({ echeance: prochaine.cle, ...evenement });
  }
}
