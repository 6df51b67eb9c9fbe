/** « Et si… » : from a real state, hypothetical acts and the silence of everyone else. Nothing is touched. */
import { fuseau, lireDate, minuit, plusTard, dateDe, lendemain } from '../calendrier/calendrier.ts';
import type { Commande } from '../commandes.ts';
import { juger } from '../rectification/juger.ts';
import { demandes } from '../demandes.ts';
import type { Demande, LigneJournal, Reponses, TypeDemande } from '../demandes.types.ts';
import { supposee } from './registres.ts';
import { Deroulement, prochainReveil, type Ecriture } from './deroulement.ts';
import type { Etat } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { Refus } from '../refus.ts';
import { instant, type DateCivile, type Instant } from '../valeurs.ts';

/** What an act or the passing of time would give. */
export type Suite =
  | { readonly sorte: 'evenement'; readonly evenement: Evenement }
  | { readonly sorte: 'refus'; readonly commande: Commande; readonly regle: string; readonly phrase: string };

/** An act of the hypothesis: refused, or what is written of it at once, answers to its questions included. */
export interface ActeJoue {
  readonly commande: Commande;
  /** The case before it. */
  readonly avant: Etat;
  readonly refus: null | { readonly nature: Refus['nature']; readonly regle: string; readonly phrase: string };
  readonly ecritures: readonly Ecriture[];
}

export interface Supposee {
  readonly suites: readonly Suite[];
  readonly actes: readonly ActeJoue[];
  /** The case at the start, once what was due is applied; after the acts; at the end. */
  readonly debut: Etat;
  readonly apresActes: Etat;
  readonly etat: Etat;
  /** The first thing that silence would decide after the acts (LI-09, PS-08), and the case before it. */
  readonly tacite: null | { readonly avant: Etat; readonly ecriture: Ecriture };
}

/** DEC-02: silence was consent. */
const estTacite = ({ lignes }: Ecriture): boolean =>
  lignes.some(({ evenement }) => 'mode' in evenement && evenement.mode === 'tacite');

function taciteDans(apresActes: Etat, ecritures: readonly Ecriture[]): Supposee['tacite'] {
  const rang = ecritures.findIndex(estTacite);
  const ecriture = ecritures[rang];
  return ecriture === undefined ? null : { avant: ecritures[rang - 1]?.etat ?? apresActes, ecriture };
}

/** Answers to the questions of a case that is only supposed: what is known, else what is most likely. */
export type Connu = (etat: Etat, demande: Demande) => Reponses[TypeDemande] | null | undefined;

const DU_TERRITOIRE: readonly TypeDemande[] = ['signaler-conflits', 'revendiquer-territoire'];

/** How the world of a hypothesis answers, and when its acts are judged. */
export interface Cadre {
  /** All lines of the case, where its life must be played again (DEC-33). */
  readonly journal?: readonly LigneJournal[];
  readonly repondre?: Connu;
  /** Acts are sent now: one of a day to come is refused, as it would be; else it waits for its day. */
  readonly envoi?: boolean;
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
  { journal = [], repondre: connu = () => undefined, envoi = false }: Cadre = {},
): Supposee {
  const zone = fuseau(etat.siege);
  const dossier: Deroulement = new Deroulement(
    etat,
    {
      repondre: (demande) => {
        const dit = connu(dossier.etat, demande);
        return dit === undefined ? supposee(dossier.etat, demande) : dit;
      },
    },
    journal,
    // Asked when it arose: the registers tell the case of what changes there since (DEC-15, DEC-56).
    demandes(etat, maintenant, new Set()).filter(({ type }) => DU_TERRITOIRE.includes(type)),
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
  const debut = dossier.etat;
  const joues: ActeJoue[] = [];
  for (const acte of actes) {
    const le = lireDate(acte.donnees.le);
    // An act of today is done now; one of a later day, at the end of that day.
    if (!envoi && le !== undefined && le > dateDe(horloge, zone)) avancer(instant(minuit(lendemain(le), zone) - 1));
    const decision = juger(dossier.etat, acte, horloge, dossier.journal);
    relever();
    const [avant, debutActe] = [dossier.etat, dossier.ecritures.length];
    if (decision instanceof Refus)
      suites.push({ sorte: 'refus', commande: acte, regle: decision.regle, phrase: decision.message });
    else {
      dossier.appliquer(decision, horloge);
      dossier.echoir(horloge);
    }
    const refus =
      decision instanceof Refus ? { nature: decision.nature, regle: decision.regle, phrase: decision.message } : null;
    joues.push({ commande: acte, avant, refus, ecritures: dossier.ecritures.slice(debutActe) });
  }
  const [apresActes, dejaEcrites] = [dossier.etat, dossier.ecritures.length];
  avancer(minuit(lendemain(plusTard(jusquAu, dateDe(horloge, zone))), zone));
  relever();
  const tacite = taciteDans(apresActes, dossier.ecritures.slice(dejaEcrites));
  return { suites, actes: joues, debut, apresActes, etat: dossier.etat, tacite };
}
