/** What may happen in a démarche within a year, at random: applicants, agents, administrator, faults, outages. */
import { REGIONS } from '../../../domain/creation/regions.ts';
import { keepFile } from '../../../local/demarche-numerique/world/files.ts';
import { agentOf, NUMERO_LETTRE, NUMERO_PROJET, ROBOT } from '../../../local/demarche-numerique/ready-made/index.ts';
import * as agents from '../../../local/demarche-numerique/world/agent.ts';
import * as applicants from '../../../local/demarche-numerique/world/applicant.ts';
import type { FaultKind } from '../../../local/demarche-numerique/faults.ts';
import { Refus, type Decision, type Dossier, type Profil } from '../../../local/demarche-numerique/world/model.ts';
import { dateOf } from '../../../local/demarche-numerique/world/clock.ts';
import { changing, publish } from '../../../local/demarche-numerique/world/revisions.ts';
import { isTermine, pendingCorrection } from '../../../local/demarche-numerique/world/steps.ts';
import { PDF } from '../../documents/received/fichiers-essai.ts';
import { PROJET, type Region } from './region.ts';
import { LETTRE } from '../../local/demarche-numerique/lettre.ts';

export type Hasard = () => number;

/** mulberry32: the same numbers for the same seed, on every machine. */
export function hasard(graine: number): Hasard {
  let a = graine >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const parmi = <T>(tirer: Hasard, choix: readonly T[]): T => choix[Math.floor(tirer() * choix.length)] as T;

const HEURE = 3_600_000;
/** No silence here: the client waits for it, and its own test plays it. */
const PANNES: readonly FaultKind[] = [
  'erreur-500',
  'passerelle',
  'coupure',
  'reponse-perdue',
  'trop-de-demandes',
  'donnees-partielles',
  'erreur-racine',
];
/** Several caisses share the last one: without the caisse, its letters wait for someone (DEC-66). */
const DEPARTEMENTS = ['33', '40', '24', '35', '13', '75', '64'];
const SPECIALITES = ['Dermatologie', 'Cardiologie', 'Pneumologie', 'Neurologie', 'Rhumatologie'];

/** The agent of the dossier's group, as an ARS acts there. */
function agentDe({ groupe }: Dossier): Profil {
  const region = REGIONS.find(({ nom }) => groupe.label === `ARS ${nom}`);
  return region === undefined ? ROBOT : agentOf(region.code);
}

type Acte = (region: Region, dossier: Dossier, tirer: Hasard) => unknown;

const modifier: Acte = ({ dn }, dossier, tirer) =>
  applicants.modifier(dn.world, dossier, {
    1027: `Coopération ${Math.floor(tirer() * 1000)}`,
    1024: String(40 + Math.floor(tirer() * 20)),
  });
const deposer: Acte = ({ dn }, dossier) => applicants.redeposer(dn.world, dossier);
const demander: Acte = ({ dn }, dossier) =>
  agents.envoyerMessage(dn.world, dossier, agentDe(dossier), { body: 'Il manque la liste.', correction: 'incomplete' });
const decider =
  (decision: Decision, motivation: string): Acte =>
  ({ dn }, dossier) =>
    agents.decider(dn.world, dossier, agentDe(dossier), { decision, motivation });

/** By what the dossier allows, the likelier written more than once. */
const ACTES = {
  'le déposant modifie sans déposer': modifier,
  'le déposant modifie et dépose': (region, dossier, tirer) => {
    modifier(region, dossier, tirer);
    deposer(region, dossier, tirer);
  },
  'le déposant écrit': ({ dn }, dossier) => applicants.ecrire(dn.world, dossier, 'Bonjour, où en est mon dossier ?'),
  'le déposant retire': ({ dn }, dossier) => applicants.retirer(dn.world, dossier),
  'le déposant restaure': ({ dn }, dossier) => applicants.restaurer(dn.world, dossier),
  'un agent instruit': ({ dn }, dossier) => agents.passerEnInstruction(dn.world, dossier, agentDe(dossier)),
  'un agent demande une correction': demander,
  'l’ARS demande des pièces ici': (region, dossier) => ici(region, dossier, 'demande'),
  'l’ARS valide ici': (region, dossier) => ici(region, dossier, 'validation'),
  'l’ARS refuse ici': (region, dossier) => ici(region, dossier, 'refus'),
  'un agent supprime sa demande': ({ dn }, dossier) => {
    const message = dossier.messages.find(({ correction, supprimeLe }) => correction !== null && supprimeLe === null);
    const auteur = dossier.groupe.instructeurs.find(({ email }) => email === message?.email);
    if (message !== undefined && auteur !== undefined) agents.supprimerMessage(dn.world, dossier, auteur, message);
  },
  'un agent accepte': decider('accepte', 'Conforme au cahier des charges'),
  'un agent refuse': decider('refuse', 'Territoire déjà couvert'),
  'un agent classe sans suite': decider('sans_suite', 'Doublon'),
  'un agent rouvre': ({ dn }, dossier) => agents.repasserEnInstruction(dn.world, dossier, agentDe(dossier)),
  'un agent étiquette': (_region, dossier) => agents.ajouterLabel(dossier, dossier.demarche.labels[0]?.id ?? ''),
} as const satisfies Readonly<Record<string, Acte>>;

function possibles(dossier: Dossier): readonly (keyof typeof ACTES)[] {
  if (dossier.cache !== null) return ['le déposant restaure'];
  if (isTermine(dossier)) return ['le déposant écrit', 'un agent étiquette', 'un agent rouvre'];
  if (dossier.etat === 'en_instruction')
    return [
      'un agent demande une correction',
      'l’ARS demande des pièces ici',
      'l’ARS demande des pièces ici',
      'l’ARS valide ici',
      'l’ARS refuse ici',
      'un agent accepte',
      'un agent accepte',
      'un agent refuse',
      'un agent classe sans suite',
      'un agent étiquette',
    ];
  const autres = ['un agent instruit', 'le déposant retire', 'le déposant écrit'] as const;
  return pendingCorrection(dossier) === undefined
    ? [
        'le déposant modifie sans déposer',
        'le déposant modifie et dépose',
        'un agent demande une correction',
        ...autres,
      ]
    : [
        'le déposant modifie et dépose',
        'le déposant modifie et dépose',
        'le déposant modifie et dépose',
        'un agent supprime sa demande',
        ...autres,
      ];
}

/** In our product, where the dossier has a case; what the law refuses is not of this test. */
async function ici(
  region: Region,
  { number, groupe }: Dossier,
  quoi: 'demande' | 'validation' | 'refus',
): Promise<void> {
  const { lettres, dn } = region;
  const suivi = (await region.suivis()).find(({ numero }) => numero === number);
  const code = REGIONS.find(({ nom }) => groupe.label === `ARS ${nom}`)?.code;
  const ars = code === undefined ? undefined : lettres.api.ars(code);
  if (suivi?.ess === undefined || suivi.ess === null || ars === undefined) return;
  const maintenant = dn.world.clock.now();
  const le = dateOf(maintenant);
  const params = { path: { ess: suivi.ess }, header: { 'Idempotency-Key': `${quoi}-${number}-${maintenant}` } };
  const motif = 'Au regard du cahier des charges, la caisse entendue.';
  if (quoi === 'validation')
    await ars.POST('/api/v1/ess/{ess}/commandes/valider-lettre-intention', { params, body: { le, motif } });
  else if (quoi === 'refus')
    await ars.POST('/api/v1/ess/{ess}/commandes/refuser-lettre-intention', {
      params,
      body: { le, motif, critere: 'ELI-04' },
    });
  else
    await ars.POST('/api/v1/ess/{ess}/commandes/demander-pieces-lettre-intention', {
      params,
      body: { le, piecesManquantes: ['liste-medecins-engages'], delai: dateOf(maintenant + 30 * 86_400_000) },
    });
}

const surDemarche: Readonly<Record<string, (region: Region, tirer: Hasard) => void>> = {
  'une révision change un libellé': ({ dn, lettres }, tirer) => {
    const demarche = dn.world.demarches.get(lettres.correspondance.demarche);
    const label = `Coopérations en place (${Math.floor(tirer() * 100)})`;
    if (demarche !== undefined)
      publish(dn.world, demarche, { champs: changing(demarche.revisions[0].champs, 1027, { label }) });
  },
  'une révision change le type d’un champ facultatif': ({ dn, lettres }) => {
    const demarche = dn.world.demarches.get(lettres.correspondance.demarche);
    const [revision] = demarche?.revisions ?? [];
    const type = revision?.champs.find(({ stableId }) => stableId === 1025)?.type === 'text' ? 'textarea' : 'text';
    if (demarche !== undefined && revision !== undefined)
      publish(dn.world, demarche, { champs: changing(revision.champs, 1025, { type }) });
  },
  'Démarche Numérique tombe, de minutes à des semaines': ({ dn }, tirer) => {
    const from = dn.world.clock.now();
    dn.faults.outage(from, from + Math.round(HEURE * 0.1 * 1.06 ** (tirer() * 150)));
  },
  'quelques appels échouent': ({ dn }, tirer) =>
    dn.faults.next({ kind: parmi(tirer, PANNES), times: 1 + Math.floor(tirer() * 3), after: Math.floor(tirer() * 6) }),
  'la deuxième page échoue': ({ dn }) => dn.faults.next({ kind: 'erreur-500', secondPage: true }),
  'un dossier ne se lit pas dans la liste': ({ dn }, tirer) => {
    const numeros = [...dn.world.dossiers.keys()];
    if (numeros.length > 0) dn.faults.unreadable.add(parmi(tirer, numeros));
  },
  'il se lit de nouveau': ({ dn }) => dn.faults.unreadable.clear(),
  'le jeton expire': ({ dn }) => {
    dn.tokens[0].expireLe = dn.world.clock.now();
  },
  'un autre jeton est donné': ({ dn }) => {
    dn.tokens[0].expireLe = null;
  },
};

/** One thing that happens; its name. */
export async function unEvenement(region: Region, tirer: Hasard): Promise<string> {
  const dossiers = [...region.dn.world.dossiers.values()].filter(({ demarche }) => demarche.number === NUMERO_LETTRE);
  const sort = tirer();
  if (sort < 0.2 || dossiers.length === 0) {
    const departement = parmi(tirer, DEPARTEMENTS);
    const valeurs = { ...LETTRE, 1002: parmi(tirer, SPECIALITES), 1020: optionDe(departement), 1021: departement };
    return `un dépôt (${region.depose(valeurs).number})`;
  }
  if (sort < 0.32) {
    const nom = parmi(tirer, Object.keys(surDemarche));
    surDemarche[nom]?.(region, tirer);
    return nom;
  }
  const dossier = parmi(tirer, dossiers);
  const nom = parmi(tirer, possibles(dossier));
  try {
    await ACTES[nom](region, dossier, tirer);
    return `${nom} (${dossier.number})`;
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return `${nom} (${dossier.number}) : ${error.message}`;
  }
}

/**
 * A project is deposited: of a letter that was validated here, of another one, of an unknown one, of none, or naming two cases
 * that are not the same; its number, and what it names.
 */
export async function unProjet(region: Region, tirer: Hasard): Promise<string> {
  const { world } = region.dn;
  const lettres = [...world.dossiers.values()].filter(({ demarche }) => demarche.number === NUMERO_LETTRE);
  const suivis = new Map((await region.suivis()).map(({ numero, ess }) => [numero, ess ?? undefined]));
  const essDe = (numero: number | undefined) => (numero === undefined ? undefined : suivis.get(numero));
  const validees = lettres.filter(({ number }) => {
    const decision = region.etats.get(essDe(number) ?? '')?.li?.decision;
    return decision !== null && decision !== undefined && decision.sens !== 'refusee';
  });
  const sort = tirer();
  const choix = sort < 0.75 && validees.length > 0 ? validees : lettres;
  const nommee = sort < 0.1 || lettres.length === 0 ? undefined : sort < 0.2 ? 999_999 : parmi(tirer, choix).number;
  const propre = essDe(nommee);
  const autres = [...region.etats.keys()].filter((ess) => ess !== propre);
  const ess = sort > 0.9 && propre !== undefined && autres.length > 0 ? parmi(tirer, autres) : undefined;
  const signe = keepFile(world, { nom: 'projet.pdf', type: 'application/pdf', contenu: PDF }).id;
  const lien = {
    ...(nommee === undefined ? {} : { 2003: String(nommee) }),
    ...(ess === undefined ? {} : { 2004: ess }),
  };
  const { number } = region.depose({ ...PROJET, ...lien, 2080: [signe] }, NUMERO_PROJET);
  return `${number}, de ${nommee ?? 'rien'}${ess === undefined ? '' : ` et de ${ess}`}`;
}

const NOMS: Readonly<Record<string, string>> = {
  '33': 'Gironde',
  '40': 'Landes',
  '24': 'Dordogne',
  '64': 'Pyrénées-Atlantiques',
  '35': 'Ille-et-Vilaine',
  '13': 'Bouches-du-Rhône',
  '75': 'Paris',
};
const optionDe = (departement: string): readonly string[] => [`${departement} - ${NOMS[departement] ?? ''}`];
