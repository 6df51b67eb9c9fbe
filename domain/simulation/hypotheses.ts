/** « Et si… » : from a real state, hypothetical acts and the silence of everyone else. Nothing is touched. */
import { fuseau, lireDate, minuit, plusTard, dateDe, lendemain } from '../calendrier/calendrier.ts';
import type { Commande } from '../commandes.ts';
import { juger } from '../rectification/juger.ts';
import type { Demande, LigneJournal, Reponses, TypeDemande } from '../demandes.types.ts';
import { Deroulement, prochainReveil } from './deroulement.ts';
import type { Etat } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { Refus } from '../refus.ts';
import { instant, type DateCivile, type Instant } from '../valeurs.ts';

/** What an act or the passing of time would give. */
export type Suite =
  | { readonly sorte: 'evenement'; readonly evenement: Evenement }
  | { readonly sorte: 'refus'; readonly commande: Commande; readonly regle: string; readonly phrase: string };

/** Supposed answers: no new conflict, the number of adherents unchanged, a FINESS number to come. */
export function supposee(etat: Etat, demande: Demande): Reponses[TypeDemande] {
  switch (demande.type) {
    case 'signaler-conflits':
      return { autres: etat.conflits, rivaux: etat.rivaux, dejaFinances: etat.dejaFinances };
    case 'revendiquer-territoire':
      return {
        conteste: etat.conflits.length > 0 && !demande.derogation,
        autres: etat.conflits,
        dejaFinances: etat.dejaFinances,
      };
    case 'attribuer-finess':
      return { numero: '' };
    case 'denombrer-adherents':
      return { nombre: Object.values(etat.denombrements).at(-1)?.nombre ?? null };
  }
}

/**
 * Unrolls the case from `maintenant`: each act at its date (never before now), deadlines in between, then silence until
 * the end of `jusquAu`. Returns what would be journalled, in order, refusals included.
 */
export function supposer(
  etat: Etat,
  maintenant: Instant,
  actes: readonly Commande[],
  jusquAu: DateCivile,
  journal: readonly LigneJournal[] = [],
): { readonly suites: readonly Suite[]; readonly etat: Etat } {
  const zone = fuseau(etat.siege);
  const dossier: Deroulement = new Deroulement(
    etat,
    { repondre: (demande) => supposee(dossier.etat, demande) },
    journal,
  );
  const suites: Suite[] = [];
  let lus = 0;
  const relever = () => {
    suites.push(...dossier.evenements.slice(lus).map((evenement) => ({ sorte: 'evenement' as const, evenement })));
    lus = dossier.evenements.length;
  };
  let horloge = maintenant;
  const avancer = (fin: Instant) => {
    for (
      let reveil = prochainReveil([dossier.etat], horloge, fin);
      reveil !== undefined;
      reveil = prochainReveil([dossier.etat], horloge, fin)
    ) {
      horloge = reveil;
      dossier.echoir(horloge);
    }
    horloge = instant(Math.max(horloge, fin));
  };

  dossier.echoir(horloge);
  for (const acte of actes) {
    const le = lireDate(acte.donnees.le);
    // An act of today is done now; one of a later day, at the end of that day.
    if (le !== undefined && le > dateDe(horloge, zone)) avancer(instant(minuit(lendemain(le), zone) - 1));
    const decision = juger(dossier.etat, acte, horloge, dossier.journal);
    relever();
    if (decision instanceof Refus)
      suites.push({ sorte: 'refus', commande: acte, regle: decision.regle, phrase: decision.message });
    else dossier.appliquer(decision, horloge);
  }
  avancer(minuit(lendemain(plusTard(jusquAu, dateDe(horloge, zone))), zone));
  relever();
  return { suites, etat: dossier.etat };
}
