/** Plays a scenario in the pure domain: no engine, no clock but the scenario's (`ess simuler`). */
import type { Commande } from './commandes.ts';
import { decider, evenementsDus } from './decider.ts';
import { demandes, repondre } from './demandes.ts';
import type { Demande, Reponses, TypeDemande } from './demandes.types.ts';
import { echeances } from './echeances.ts';
import { etatInitial, type Etat } from './etat.ts';
import type { Evenement } from './evenements.ts';
import { evoluerTous } from './evoluer.ts';
import { Refus } from './refus.ts';
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
import { instant, type DateCivile, type Instant } from './valeurs.ts';

interface Revendication {
  readonly ess: string;
  readonly paire: string;
  readonly conteste: boolean;
}

/** The registry of territories, as the activities keep it (DEC-15). */
class Registre {
  #revendications: readonly Revendication[] = [];

  #paires = ({ specialites, departements }: { specialites: readonly string[]; departements: readonly string[] }) =>
    specialites.flatMap((specialite) => departements.map((departement) => `${specialite}/${departement}`));

  autres(
    demande: Demande & { readonly specialites: readonly string[]; readonly departements: readonly string[] },
  ): readonly string[] {
    const paires = this.#paires(demande);
    const tenants = this.#revendications.filter(
      ({ ess, paire, conteste }) => ess !== demande.ess && !conteste && paires.includes(paire),
    );
    return [...new Set(tenants.map(({ ess }) => ess))].sort();
  }

  revendiquer(
    demande: Demande & { readonly type: 'signaler-conflits' | 'revendiquer-territoire' },
  ): Reponses['revendiquer-territoire'] {
    const autres = this.autres(demande);
    const conteste = autres.length > 0 && !demande.derogation;
    this.liberer(demande.ess);
    // A derogated claim stands beside the first one: it holds nothing against others.
    const nouvelles = this.#paires(demande).map((paire) => ({ ess: demande.ess, paire, conteste: autres.length > 0 }));
    this.#revendications = [...this.#revendications, ...nouvelles];
    return { conteste, autres };
  }

  liberer(libere: string): void {
    this.#revendications = this.#revendications.filter(({ ess }) => ess !== libere);
  }
}

/** One case being simulated: its state, and the events it has had. */
class Dossier {
  etat: Etat;
  readonly evenements: Evenement[] = [];
  readonly #repondues = new Set<string>();
  readonly #monde: Monde;
  readonly #registre: Registre;

  constructor(ess: string, monde: Monde, registre: Registre, grace: number | undefined) {
    this.etat = etatInitial(ess, grace);
    this.#monde = monde;
    this.#registre = registre;
  }

  appliquer(evenements: readonly Evenement[], maintenant: Instant): void {
    this.#enregistrer(evenements);
    this.#questionner(maintenant);
  }

  /** Applies what is due at this instant, and only that. */
  echoir(maintenant: Instant): void {
    for (let dus = evenementsDus(this.etat, maintenant); dus.length > 0; dus = evenementsDus(this.etat, maintenant))
      this.#enregistrer(dus);
    this.#questionner(maintenant);
  }

  #enregistrer(evenements: readonly Evenement[]): void {
    this.etat = evoluerTous(this.etat, evenements);
    this.evenements.push(...evenements);
    if (evenements.some(({ evenement }) => evenement === 'TerritoireLibere')) this.#registre.liberer(this.etat.ess);
  }

  #questionner(maintenant: Instant): void {
    for (;;) {
      const demande = demandes(this.etat, maintenant, this.#repondues)[0];
      if (demande === undefined) return;
      this.#repondues.add(demande.cle);
      this.#enregistrer(repondre(this.etat, demande, this.#reponse(demande), maintenant));
    }
  }

  #reponse(demande: Demande): Reponses[TypeDemande] {
    switch (demande.type) {
      case 'signaler-conflits':
        return { autres: this.#registre.autres(demande) };
      case 'revendiquer-territoire':
        return this.#registre.revendiquer(demande);
      case 'attribuer-finess':
        return { numero: this.#monde.finess ?? `${demande.departement.slice(0, 2)}0000000` };
      case 'denombrer-adherents':
        return { nombre: adherentsLe(this.#monde, demande.date) };
    }
  }
}

/** Next instant at which something is due in one of the cases, up to `fin`. */
function prochainReveil(dossiers: readonly Dossier[], apres: Instant, fin: Instant): Instant | undefined {
  const reveils = dossiers.flatMap(({ etat }) => echeances(etat).map(({ reveil }) => Math.max(reveil, apres)));
  const prochains = reveils.filter((reveil) => reveil > apres && reveil <= fin);
  return prochains.length === 0 ? undefined : instant(Math.min(...prochains));
}

/** Plays the scenario; returns its printed lines in order of application. Throws `RangeError` on an unreadable date. */
export function simuler(scenario: Scenario): readonly Ligne[] {
  const noms = labels(scenario);
  const registre = new Registre();
  const dossiers = new Map(
    noms.map((nom) => [nom, new Dossier(nom, mondeDe(scenario, nom), registre, scenario.grace)]),
  );
  const lignes: Ligne[] = [];
  const plusieurs = (nom: string) => (noms.length > 1 ? nom : null);
  const imprimes = new Map<string, number>();
  const imprimer = () => {
    for (const [nom, { evenements }] of dossiers) {
      const nouveaux = evenements.slice(imprimes.get(nom) ?? 0);
      imprimes.set(nom, evenements.length);
      lignes.push(
        ...nouveaux.map((evenement) => ligneDe(evenement, plusieurs(nom), mondeDe(scenario, nom), (ess) => ess)),
      );
    }
  };

  let horloge = instant(Number.MIN_SAFE_INTEGER);
  const avancer = (fin: Instant) => {
    const tous = [...dossiers.values()];
    for (;;) {
      const reveil = prochainReveil(tous, horloge, fin);
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
      donnees: { ...etape.donnees, le },
    } as unknown as Commande;
    const reponse = decider(dossier.etat, commande, horloge);
    if (reponse instanceof Refus)
      lignes.push(ligneRefus(le, etape.acteur, etape.commande, reponse.regle, reponse.message, plusieurs(nom)));
    else dossier.appliquer(reponse, horloge);
    dossier.echoir(horloge);
    imprimer();
  }
  if (scenario.jusquAu !== undefined) avancer(momentDe(scenario.jusquAu, siegeDe(scenario, noms[0] ?? 'a')));
  return lignes;
}
