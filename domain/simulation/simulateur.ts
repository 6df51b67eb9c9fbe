/** Plays a scenario in the pure domain: no engine, no clock but the scenario's (`ess simuler`). */
import type { Commande } from '../commandes.ts';
import { enCours } from '../contrats/delais.ts';
import { juger } from '../rectification/juger.ts';
import type { Demande, Reponses, TypeDemande } from '../demandes.types.ts';
import { Deroulement, prochainReveil } from './deroulement.ts';
import { etatInitial, type Etat } from '../etat.ts';
import { dejaFinancesAutour, regarder, type Regarde } from '../creation/rivaux.ts';
import { lireDroit } from '../lire-droit.ts';
import { Refus } from '../refus.ts';
import { rangsResolus } from './controles.ts';
import {
  adherentsLe,
  dateEtape,
  labelDe,
  labels,
  ligneDe,
  ligneRefus,
  momentDe,
  mondeDe,
  siegeDe,
  type Ligne,
  type Monde,
  type Scenario,
} from './scenario.ts';
import { instant, type DateCivile, type Instant } from '../valeurs.ts';

interface Revendication {
  readonly ess: string;
  readonly paire: string;
  readonly conteste: boolean;
}
type Territoriale = Demande & { readonly type: 'signaler-conflits' | 'revendiquer-territoire' };

/** The registry of territories, as the records keep it (DEC-15): a pair has one holder, and claims that contest it. */
class Registre {
  #revendications: readonly Revendication[] = [];
  /** Releases and changes not yet told to the cases on the same territory. */
  readonly liberations: { readonly par: string; readonly le: DateCivile }[] = [];

  #paires = ({ specialites, departements }: Territoriale) =>
    specialites.flatMap((specialite) => departements.map((departement) => `${specialite}/${departement}`));

  autres(demande: Territoriale): readonly string[] {
    const paires = this.#paires(demande);
    const autres = this.#revendications.filter(({ ess, paire }) => ess !== demande.ess && paires.includes(paire));
    return [...new Set(autres.map(({ ess }) => ess))].sort();
  }

  /** Whether another holds one of the pairs uncontested, where the case does not. */
  tenue(demande: Territoriale): boolean {
    return this.#paires(demande).some((paire) => {
      const siens = this.#revendications.filter((une) => une.paire === paire && !une.conteste);
      return siens.length > 0 && siens.every(({ ess }) => ess !== demande.ess);
    });
  }

  /** Those that claim one of the pairs, and which of them is paid for it (DEC-48). */
  conflits(demande: Territoriale): Reponses['signaler-conflits'] {
    const autres = this.autres(demande);
    return { autres, financees: autres.filter((ess) => this.financee(ess)) };
  }

  /** Whether a contract of the ESS runs. */
  financee: (ess: string) => boolean = () => false;

  revendiquer(demande: Territoriale): Reponses['revendiquer-territoire'] {
    const siennes = this.#revendications.filter(({ ess }) => ess === demande.ess);
    this.#revendications = this.#revendications.filter(({ ess }) => ess !== demande.ess);
    const paires = this.#paires(demande);
    // DEC-48: what is left is free for those that contested it.
    if (siennes.some(({ paire }) => !paires.includes(paire)))
      this.liberations.push({ par: demande.ess, le: demande.le });
    const nouvelles = paires.map((paire) => {
      const tenue = this.#revendications.some((autre) => autre.paire === paire && !autre.conteste);
      const dejaTenue = siennes.some((sienne) => sienne.paire === paire && !sienne.conteste);
      return { ess: demande.ess, paire, conteste: tenue && !dejaTenue && !demande.derogation };
    });
    this.#revendications = [...this.#revendications, ...nouvelles];
    return { conteste: nouvelles.some(({ conteste }) => conteste), autres: this.autres(demande) };
  }

  liberer(par: string, le: DateCivile): void {
    this.#revendications = this.#revendications.filter(({ ess }) => ess !== par);
    this.changer(par, le);
  }

  changer(par: string, le: DateCivile): void {
    this.liberations.push({ par, le });
  }
}

/** What the world of a scenario answers to a question. */
function reponseDuMonde(
  demande: Demande,
  monde: Monde,
  registre: Registre,
  tous: readonly Etat[],
): Reponses[TypeDemande] {
  switch (demande.type) {
    case 'signaler-conflits':
      return { ...registre.conflits(demande), ...regarder(regarde(demande), tous) };
    case 'revendiquer-territoire':
      return { ...registre.revendiquer(demande), ...dejaFinancesAutour(regarde(demande), tous) };
    case 'attribuer-finess':
      return {
        numero: monde.finess === 'aucun' ? null : (monde.finess ?? `${demande.departement.slice(0, 2)}0000000`),
      };
    case 'denombrer-adherents':
      return { nombre: adherentsLe(monde, demande.date) };
  }
}

/** Nothing is known of the numbers of a question that does not give them: no letter is the same. */
const regarde = ({ ess, specialites, departements, siege = '', effectifs }: Territoriale): Regarde => ({
  ess,
  specialites,
  departements,
  siege,
  effectifs: effectifs ?? { medecinsPresents: null, liberaux: null, engages: null },
});

/** What a rank may name. */
const journalDe = ({ journal }: Deroulement) =>
  journal.map(({ rang, evenement: { evenement } }) => ({ rang, evenement }));

function dossier(nom: string, scenario: Scenario, registre: Registre, tous: () => readonly Etat[]): Deroulement {
  const monde = mondeDe(scenario, nom);
  const droit = scenario.droit === undefined ? undefined : lireDroit(scenario.droit);
  return new Deroulement(etatInitial(nom, scenario.grace, undefined, droit), {
    repondre: (demande) => reponseDuMonde(demande, monde, registre, tous()),
    liberer: (ess, le) => registre.liberer(ess, le),
    changer: (ess, le) => registre.changer(ess, le),
  });
}

/** A step of a scenario that is about to be judged. */
export interface Pas {
  readonly nom: string;
  readonly dossier: Deroulement;
  readonly commande: Commande;
  readonly horloge: Instant;
  /** What the world would answer: nothing of it changes. */
  readonly connu: (demande: Demande) => Reponses[TypeDemande];
}

/** Plays the scenario; returns its printed lines in order of application. Throws `RangeError` as `derouler` does. */
export const simuler = (scenario: Scenario): readonly Ligne[] => derouler(scenario).lignes;

/**
 * The same, with the cases as it leaves them. `avant`, `apres`: see each step judged. Throws `RangeError` with a French
 * sentence on an unreadable date, text of law or rank.
 */
export function derouler(
  scenario: Scenario,
  { avant, apres }: { readonly avant?: (pas: Pas) => void; readonly apres?: (pas: Pas, refus: boolean) => void } = {},
): { readonly lignes: readonly Ligne[]; readonly dossiers: ReadonlyMap<string, Deroulement> } {
  const noms = labels(scenario);
  const registre = new Registre();
  const dossiers: ReadonlyMap<string, Deroulement> = new Map(
    noms.map((nom) => [nom, dossier(nom, scenario, registre, () => [...dossiers.values()].map(({ etat }) => etat))]),
  );
  registre.financee = (ess) => {
    const etat = dossiers.get(ess)?.etat;
    return etat !== undefined && (enCours(etat.amorcage) || enCours(etat.dotation));
  };
  const etats = () => [...dossiers.values()].map(({ etat }) => etat);
  const lignes: Ligne[] = [];
  const plusieurs = (nom: string) => (noms.length > 1 ? nom : null);
  const imprimes = new Map<string, number>();
  let horloge = instant(Number.MIN_SAFE_INTEGER);
  const imprimer = () => {
    for (let libere = registre.liberations.shift(); libere !== undefined; libere = registre.liberations.shift())
      for (const dossier of dossiers.values()) dossier.reexaminer(libere.par, libere.le, horloge);
    for (const [nom, { evenements }] of dossiers) {
      const nouveaux = evenements.slice(imprimes.get(nom) ?? 0);
      imprimes.set(nom, evenements.length);
      lignes.push(
        ...nouveaux.map((evenement) => ligneDe(evenement, plusieurs(nom), mondeDe(scenario, nom), (ess) => ess)),
      );
    }
  };

  const avancer = (fin: Instant) => {
    const tous = [...dossiers.values()];
    for (;;) {
      const reveil = prochainReveil(
        tous.map(({ etat }) => etat),
        horloge,
        fin,
      );
      if (reveil === undefined) break;
      horloge = reveil;
      for (const dossier of tous) dossier.echoir(horloge);
      imprimer();
    }
    horloge = instant(Math.max(horloge, fin));
  };

  for (const etape of scenario.etapes) {
    const nom = labelDe(etape);
    const siege = siegeDe(scenario, nom);
    const dossier = dossiers.get(nom);
    if (dossier === undefined) continue;
    const le: DateCivile = dateEtape(etape.le, siege);
    avancer(momentDe(etape.saisiLe ?? etape.le, siege));
    const commande = {
      commande: etape.commande,
      acteur: etape.acteur,
      donnees: { ...rangsResolus(etape, journalDe(dossier)), le },
    } as unknown as Commande;
    const connu = (demande: Demande) =>
      demande.type === 'revendiquer-territoire'
        ? {
            conteste: registre.tenue(demande) && !demande.derogation,
            autres: registre.autres(demande),
            ...dejaFinancesAutour(regarde(demande), etats()),
          }
        : reponseDuMonde(demande, mondeDe(scenario, nom), registre, etats());
    avant?.({ nom, dossier, commande, horloge, connu });
    const reponse = juger(dossier.etat, commande, horloge, dossier.journal);
    if (reponse instanceof Refus)
      lignes.push(ligneRefus(le, etape.acteur, etape.commande, reponse.regle, reponse.message, plusieurs(nom)));
    else dossier.appliquer(reponse, horloge);
    dossier.echoir(horloge);
    apres?.({ nom, dossier, commande, horloge, connu }, reponse instanceof Refus);
    imprimer();
  }
  if (scenario.jusquAu !== undefined) avancer(momentDe(scenario.jusquAu, siegeDe(scenario, noms[0] ?? 'a')));
  return { lignes, dossiers };
}
