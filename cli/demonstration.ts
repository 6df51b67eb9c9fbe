/**
 * The demonstration of `npm start`: scenario S05, a whole life with the whole form of the letter of intent; then a few teams
 * as they would stand today, so that each role finds something to do.
 */
import { join } from 'node:path';
import { ajouterJours } from '../domain/calendrier/calendrier.ts';
import type { DateCivile } from '../domain/valeurs.ts';
import type { Etape, Scenario } from '../domain/simulation/scenario.ts';
import { clientFor, type Ground } from './ground.ts';
import { readScenario } from './scenario-file.ts';

const S05 = join(import.meta.dirname, '..', 'test', 'regles', 'scenarios', 'S05-nominal-cinq-ans.json');

/** An account of nobody: the IBAN that banks give as an example. */
const COMPTE = { iban: 'FR7630006000011234567890189', bic: 'AGRIFRPPXXX', titulaire: 'Association (démonstration)' };

/** What S05 leaves out of the form because the law does not need it (§14.1). */
const FORMULAIRE = {
  intitule: 'ESS dermatologie de Gironde (démonstration)',
  canal: 'demarches-simplifiees',
  referent: { nom: 'Médecin 01', profession: 'Dermatologue', courriel: 'porteur@exemple.invalid' },
  promoteurs: [{ nom: 'Médecin 01' }, { nom: 'Médecin 02' }],
  raisons: 'Délais d’accès à un avis dermatologique supérieurs à six mois dans le département.',
  partenariats: ['CPTS du territoire', 'Centre hospitalier universitaire'],
  gouvernance: 'Conseil d’administration composé de dermatologues libéraux en exercice.',
  axes: ['Télé-expertise sous 72 heures', 'Parcours des lésions suspectes'],
  engagementMissions: true,
};

/** The life that everything follows (S05), without its form. */
export const nominalScenario = (): Promise<Scenario> => readScenario(S05);

export async function demonstrationScenario(): Promise<Scenario> {
  const scenario = await nominalScenario();
  const [depot, ...suite] = scenario.etapes as [Etape, ...Etape[]];
  const etapes = suite.map((etape) =>
    etape.commande === 'declarer-coordonnees-bancaires'
      ? { ...etape, donnees: { ...etape.donnees, ...COMPTE } }
      : etape,
  );
  return { ...scenario, etapes: [{ ...depot, donnees: { ...depot.donnees, ...FORMULAIRE } }, ...etapes] };
}

/** A step of a team, `jours` days before today. */
const etape = (
  aujourdhui: DateCivile,
  ess: string,
  jours: number,
  acteur: Etape['acteur'],
  commande: string,
  donnees?: Etape['donnees'],
): Etape => ({
  ess,
  le: ajouterJours(aujourdhui, -jours),
  acteur,
  commande,
  ...(donnees === undefined ? {} : { donnees }),
});

const equipe = (intitule: string, specialite: string, departement: string, engages: number) => ({
  ...FORMULAIRE,
  intitule: `${intitule} (démonstration)`,
  specialites: [specialite],
  departements: [departement],
  siege: departement,
  medecinsPresents: 140,
  liberaux: 120,
  engages,
});

const conformes = (...codes: readonly string[]) => ({ pieces: codes.map((code) => ({ code, conforme: true })) });
const PIECES = ['liste-medecins-engages', 'statuts', 'budget-previsionnel'];
const DEPOSEES = {
  pieces: PIECES.map((code) =>
    code === 'budget-previsionnel'
      ? { code, montantCentimes: 8_000_000, signePar: ['president', 'tresorier'] }
      : { code },
  ),
};

/** The account that the caisse of the demonstration pays from: its orders can be put in a batch. */
export async function donnerLeCompte(terrain: Ground): Promise<void> {
  const { error } = await clientFor(terrain, 'caisse-gironde').PUT('/api/v1/caisses/{caisse}/compte', {
    params: { path: { caisse: 'gironde' } },
    body: {
      titulaire: 'Caisse (démonstration)',
      iban: 'FR1420041010050500013M02606',
      adresse: { rue: 'Place de l’Europe', codePostal: '33000', ville: 'Bordeaux' },
    } as never,
  });
  if (error !== undefined) throw new Error(error.detail);
}

/** Teams of Gironde at several moments of the procedure; their clocks end today. */
export function scenarioDuJour(aujourdhui: DateCivile): Scenario {
  const de = (ess: string) => (jours: number, acteur: Etape['acteur'], commande: string, donnees?: Etape['donnees']) =>
    etape(aujourdhui, ess, jours, acteur, commande, donnees);
  const [cardio, pneumo, rhumato, endocrino] = [de('a'), de('b'), de('c'), de('d')];
  const etapes = [
    // Silence will decide within days; the caisse has said nothing.
    cardio(54, 'porteur', 'deposer-lettre-intention', equipe('ESS cardiologie du Bordelais', 'cardiologie', '33', 41)),
    // Under instruction, with the opinion of the caisse.
    pneumo(20, 'porteur', 'deposer-lettre-intention', equipe('ESS pneumologie du Médoc', 'pneumologie', '33', 38)),
    pneumo(6, 'caisse', 'rendre-avis', { sur: 'lettre-intention', sens: 'favorable' }),
    // Validated: pieces to check, a contract to sign.
    rhumato(75, 'porteur', 'deposer-lettre-intention', equipe('ESS rhumatologie de Gironde', 'rhumatologie', '33', 39)),
    rhumato(40, 'caisse', 'rendre-avis', { sur: 'lettre-intention', sens: 'favorable' }),
    rhumato(25, 'ars', 'valider-lettre-intention'),
    rhumato(18, 'porteur', 'declarer-association'),
    rhumato(12, 'porteur', 'declarer-coordonnees-bancaires', COMPTE),
    rhumato(5, 'porteur', 'deposer-pieces', DEPOSEES),
    // Paid once, its projet de santé under instruction.
    endocrino(
      190,
      'porteur',
      'deposer-lettre-intention',
      equipe('ESS endocrinologie d’Aquitaine', 'endocrinologie', '33', 44),
    ),
    endocrino(165, 'caisse', 'rendre-avis', { sur: 'lettre-intention', sens: 'favorable' }),
    endocrino(150, 'ars', 'valider-lettre-intention'),
    endocrino(145, 'porteur', 'declarer-association'),
    endocrino(140, 'porteur', 'declarer-coordonnees-bancaires', COMPTE),
    endocrino(135, 'porteur', 'deposer-pieces', DEPOSEES),
    endocrino(134, 'caisse', 'verifier-pieces', conformes(...PIECES)),
    endocrino(130, 'porteur', 'signer-contrat-amorcage'),
    endocrino(130, 'ars', 'signer-contrat-amorcage'),
    endocrino(130, 'caisse', 'signer-contrat-amorcage'),
    endocrino(110, 'caisse', 'executer-paiement', { paiement: 'amorcage-1', reference: 'VIR-2026-0001' }),
    endocrino(50, 'porteur', 'deposer-projet-sante', {
      recueLe: ajouterJours(aujourdhui, -50),
      indicateursQualitatifs: 1,
    }),
    endocrino(47, 'ars', 'accuser-reception-projet-sante', { recueLe: ajouterJours(aujourdhui, -50) }),
  ];
  return {
    titre: 'Quatre équipes de Gironde, où elles en seraient aujourd’hui',
    monde: { adherents: {} },
    etapes: etapes.toSorted((a, b) => a.le.localeCompare(b.le)),
    jusquAu: aujourdhui,
  };
}
