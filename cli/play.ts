/** Plays a scenario through the HTTP API on a real engine, with skipped time (`ess jouer`). */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isCommand, isProven, isReasoned } from '../api/commands/chapters/all.ts';
import { isProvenWhenLate, isProvenWhenTaking } from '../api/commands/proofs.ts';
import { shapesOf } from '../api/commands/schemas/commands.ts';
import type { components } from '../api/client/index.ts';
import {
  dateEtape,
  labelDe,
  labels,
  ligneDe,
  ligneRefus,
  momentDe,
  mondeDe,
  ouverture,
  siegeDe,
  type Etape,
  type Ligne,
  type Scenario,
} from '../domain/simulation/scenario.ts';
import { rangsResolus } from '../domain/simulation/controles.ts';
import type { Commande } from '../domain/commandes.ts';
import { caissesDe } from '../domain/creation/caisses.ts';
import { arsCompetente, caissesCompetentes } from '../domain/creation/competence.ts';
import { ENTREES } from '../domain/table.ts';
import { CODES_PIECES, type Instant } from '../domain/valeurs.ts';
import { CONNECTEUR, accountOf } from '../local/identity-provider/directory.ts';
import { inClosedWords } from './closed-words.ts';
import { sendBlank } from './documents.ts';
import { adhesionsOfWorld } from './world.ts';
import { advance, atRest, clientFor, readJournal, readView, type PlayedCase, type Ground } from './ground.ts';

/** What the client gives back: one or the other. */
interface Reponse {
  readonly data?: components['schemas']['Recu'];
  readonly error?: components['schemas']['Probleme'];
}

/** Plays the scenario; returns its lines, the same as `simuler`. Throws on whatever is not a decision of the law. */
export async function play(scenario: Scenario, terrain: Ground): Promise<readonly Ligne[]> {
  const noms = labels(scenario);
  const plusieurs = (label: string) => (noms.length > 1 ? label : null);
  const dossiers = new Map<string, PlayedCase>();
  const lignes: Ligne[] = [];
  const ajouter = (ligne: Ligne) => {
    lignes.push(ligne);
    terrain.onLine?.(ligne);
  };
  const nommer = (ess: string) => [...dossiers.values()].find((joue) => joue.ess === ess)?.label ?? ess;

  const imprimer = async () => {
    // What one case does may reach another (a territory set free): all are at rest before any is read.
    for (const joue of dossiers.values()) await atRest(terrain, joue);
    for (const label of noms) {
      const joue = dossiers.get(label);
      if (joue === undefined) continue;
      for (const { rang, evenement } of await readJournal(terrain, joue)) {
        joue.rang = rang;
        joue.journal.push({ rang, evenement: evenement.evenement });
        joue.archived ||= evenement.evenement === 'DossierArchive';
        ajouter(ligneDe(sansPreuveJointe(evenement), plusieurs(label), mondeDe(scenario, label), nommer));
      }
    }
  };

  let maintenant = '';
  for (const ecrite of scenario.etapes) {
    const label = labelDe(ecrite);
    const siege = siegeDe(scenario, label);
    const moment = momentDe(ecrite.saisiLe ?? ecrite.le, siege);
    await advance(terrain, [...dossiers.values()], moment, imprimer);
    const donnees = rangsResolus(ecrite, dossiers.get(label)?.journal ?? []);
    const etape: Etape = { ...ecrite, ...(donnees === undefined ? {} : { donnees }) };
    const le = dateEtape(etape.le, siege);
    const saisie = dateEtape(etape.saisiLe ?? etape.le, siege);
    if (saisie > maintenant) maintenant = saisie;
    const prouvee = aProuver(etape, le, maintenant);
    const ouvre = (ENTREES as readonly string[]).includes(etape.commande);
    const connu = dossiers.get(label);
    const reponse =
      ouvre && connu === undefined
        ? await ouvrir(terrain, etape, { le, moment, grace: scenario.grace, droit: scenario.droit })
        : await commander(terrain, etape, { le, prouvee }, connu);
    if (reponse.data !== undefined && connu === undefined) {
      const { ess } = reponse.data;
      const { decalage } = await readView(terrain, ess);
      const joue: PlayedCase = { label, ess, offset: decalage, rang: 0, journal: [], advances: 0, archived: false };
      dossiers.set(label, joue);
      await donnerMandats(terrain, scenario, joue, compteDOuverture(etape));
      await creerMonde(terrain, scenario, joue);
    } else if (reponse.error !== undefined) {
      const { status, detail, regle, title } = reponse.error;
      if (regle === undefined || ![400, 403, 409, 422].includes(status))
        throw new Error(`${etape.commande} (${etape.le}): the API answered ${status} ${title} ${detail}`);
      const phrase = [...dossiers.values()].reduce((texte, { ess, label: nom }) => texte.replaceAll(ess, nom), detail);
      ajouter(ligneRefus(le, etape.acteur, etape.commande, regle, phrase, plusieurs(label)));
    }
    const joue = dossiers.get(label);
    // Its effects first, then those that they have on others. Alone, it is looked at once, by `imprimer`.
    if (joue !== undefined && dossiers.size > 1) await atRest(terrain, joue);
    await imprimer();
  }
  if (scenario.jusquAu !== undefined)
    await advance(
      terrain,
      [...dossiers.values()],
      momentDe(scenario.jusquAu, siegeDe(scenario, noms[0] ?? 'a')),
      imprimer,
    );
  return lignes;
}

/** Who sends a step, where it belongs to the authority of that place. */
function compteDe({ acteur, donnees }: Etape, lieu: { readonly region: string; readonly caisse: string }): string {
  // Nobody signs in as the clock: the API is left to say so.
  if (acteur === 'systeme') return 'national';
  const { nature } = (donnees?.['preuve'] ?? {}) as { readonly nature?: unknown };
  // DEC-29: what a platform has stamped, its connector brings.
  return acteur === 'porteur' && nature === 'plateforme' ? CONNECTEUR : accountOf(acteur, lieu);
}
const NULLE_PART = { region: '', caisse: '' };

/** Who the actor of an entry is: the ARS of the territory that it names, the caisse of its seat. */
function compteDOuverture(etape: Etape): string {
  const {
    departements = [],
    siege = '',
    caisse,
  } = ouverture(etape.donnees) as Partial<Record<'siege' | 'caisse', string>> & {
    readonly departements?: readonly string[];
  };
  const [premiere] = caissesDe(siege);
  return compteDe(etape, { region: arsCompetente(departements, siege), caisse: caisse ?? premiere?.code ?? '' });
}

/** Who the actor of a step is: the authority to which the act belongs, as things stand (DEC-47, DEC-49). */
async function compteDEtape(terrain: Ground, etape: Etape, { ess }: PlayedCase): Promise<string> {
  const { commande, acteur, donnees = {} } = etape;
  if (acteur !== 'ars' && acteur !== 'caisse') return compteDe(etape, NULLE_PART);
  const { etat } = await readView(terrain, ess);
  const [caisse = etat.caisse] = caissesCompetentes(etat, { commande, acteur, donnees } as unknown as Commande);
  return compteDe(etape, { region: etat.ars, caisse });
}

/** DEC-29 — whether the API asks how the date of this step is certain, and the file does not say it: it is taken as proved. */
function aProuver({ commande, acteur, donnees = {} }: Etape, le: string, maintenant: string): boolean {
  if (!isCommand(commande) || acteur === 'porteur' || donnees['preuve'] !== undefined) return false;
  const { recueLe } = donnees;
  const jour = typeof recueLe === 'string' && recueLe > le ? recueLe : le;
  return isProven(commande) || isProvenWhenTaking(commande) || (isProvenWhenLate(commande) && jour < maintenant);
}

/** What is joined to a step because the API asks for it: no part of the file, it is not printed. */
const PREUVE_JOINTE = { nature: 'avis-reception', reference: 'SCENARIO-0' };

const sansPreuveJointe = <T>(valeur: T): T =>
  JSON.parse(
    JSON.stringify(valeur, (cle, dedans: unknown) =>
      cle === 'preuve' && isDeepStrictEqual(dedans, PREUVE_JOINTE) ? undefined : dedans,
    ),
  ) as T;

/** A file may say more than the command knows: the simulator ignores it, and the API, which is strict, is not told. */
function champsConnus({ commande, acteur, donnees = {} }: Etape, prouvee: boolean): Record<string, unknown> {
  if (!isCommand(commande)) return donnees;
  const { donnees: propres, fiche } = shapesOf(commande);
  const connus = Object.fromEntries(Object.entries(donnees).filter(([champ]) => champ in propres || champ in fiche));
  const motive = !isReasoned(commande) || connus['motif'] !== undefined;
  return {
    ...Object.fromEntries(
      Object.entries(connus).flatMap(([champ, valeur]) => {
        const admise = inClosedWords(champ, propres[champ], valeur);
        return admise === undefined ? [] : [[champ, admise]];
      }),
    ),
    ...(motive ? {} : { commentaire: 'Joué d’après un scénario.' }),
    ...(prouvee ? { preuve: PREUVE_JOINTE } : {}),
    ...(acteur === 'systeme' ? { acteur } : {}),
  };
}

interface Ouverture {
  readonly le: string;
  readonly moment: Instant;
  readonly grace: number | undefined;
  readonly droit: unknown;
}

async function ouvrir(terrain: Ground, etape: Etape, { le, moment, grace, droit }: Ouverture): Promise<Reponse> {
  return clientFor(terrain, compteDOuverture(etape)).POST('/api/v1/ess', {
    params: {
      header: {
        // The same on every retry of the step.
        'Idempotency-Key': randomUUID(),
        'X-Horloge-Origine': new Date(moment).toISOString(),
        ...(grace === undefined ? {} : { 'X-Grace-Jours': String(grace) }),
        ...(droit === undefined ? {} : { 'X-Droit': encodeURIComponent(JSON.stringify(droit)) }),
      },
    },
    // A file is not typed: the API judges what it holds.
    body: { commande: etape.commande, ...champsConnus(etape, false), le } as never,
  });
}

async function commander(
  terrain: Ground,
  etape: Etape,
  { le, prouvee }: { le: string; prouvee: boolean },
  joue: PlayedCase | undefined,
): Promise<Reponse> {
  if (joue === undefined) throw new Error(`« ${etape.commande} » (${etape.le}) : ce dossier n'a pas été ouvert.`);
  const compte = await compteDEtape(terrain, etape, joue);
  const joints = await documentsJoints(terrain, etape, joue, compte);
  // The command is the file's; all are sent, and answer, as this one does.
  const adresse = `/api/v1/ess/{ess}/commandes/${etape.commande}` as '/api/v1/ess/{ess}/commandes/renoncer';
  return clientFor(terrain, compte).POST(adresse, {
    params: { path: { ess: joue.ess }, header: { 'Idempotency-Key': randomUUID() } },
    body: { ...champsConnus(etape, prouvee), le, ...joints },
  });
}

/**
 * What the API asks to see and a file takes as joined (DEC-54): a document for each piece, the content of a deposit, the list
 * of engaged doctors that a letter of intent has in annex. No part of the file, it is not printed.
 */
async function documentsJoints(
  terrain: Ground,
  { commande, acteur, donnees = {} }: Etape,
  { ess }: PlayedCase,
  compte: string,
): Promise<{ readonly contenu?: readonly string[]; readonly fichiers?: readonly string[] }> {
  const { contenu } = donnees;
  const codes = Array.isArray(donnees['pieces'])
    ? donnees['pieces'].map((one) => (one as { code?: unknown }).code)
    : [];
  const connus = codes.filter((code) => CODES_PIECES.some((connu) => connu === code)) as string[];
  const envoyer = (de: string, code: string) => sendBlank(terrain, de, ess, code);
  if (acteur === 'caisse' && commande === 'verifier-pieces' && connus.includes('liste-medecins-engages'))
    await envoyer('porteur-01', 'liste-medecins-engages');
  if (acteur !== 'porteur' || !isCommand(commande)) return {};
  if ('contenu' in shapesOf(commande).donnees && !(Array.isArray(contenu) && contenu.length === 0))
    return { contenu: [await envoyer(compte, 'projet-sante')] };
  if (commande !== 'deposer-pieces') return {};
  const fichiers: string[] = [];
  for (const code of connus) fichiers.push(await envoyer(compte, code));
  return { fichiers };
}

/** Those who act for the team hold its mandate, whoever opened the case; the connector, where it brings something. */
async function donnerMandats(terrain: Ground, scenario: Scenario, joue: PlayedCase, ouvreur: string): Promise<void> {
  const porteurs = scenario.etapes
    .filter((etape) => labelDe(etape) === joue.label && etape.acteur === 'porteur')
    .map((etape) => compteDe(etape, NULLE_PART));
  for (const compte of new Set(['porteur-01', ...porteurs]))
    if (compte !== ouvreur) await donnerMandat(terrain, joue, ouvreur, compte);
}

async function donnerMandat(terrain: Ground, { ess }: PlayedCase, ouvreur: string, compte: string): Promise<void> {
  const { data: moi } = await clientFor(terrain, compte).GET('/api/v1/moi');
  const { error } = await clientFor(terrain, ouvreur).POST('/api/v1/ess/{ess}/mandats', {
    params: { path: { ess } },
    body: { titulaire: `sujet:${moi?.sujet ?? ''}` },
  });
  if (error !== undefined) throw new Error(`${compte} was given no mandate for ${ess}: ${error.detail}`);
}

async function creerMonde(terrain: Ground, scenario: Scenario, { label, ess }: PlayedCase): Promise<void> {
  const monde = mondeDe(scenario, label);
  const entree = scenario.etapes.find((etape) => labelDe(etape) === label);
  const { specialites } = ouverture(entree?.donnees);
  const specialite = Array.isArray(specialites) ? String(specialites[0]) : '';
  const adhesions = adhesionsOfWorld(monde, specialite);
  for (let debut = 0; debut < adhesions.length; debut += 500) {
    const { error } = await clientFor(terrain, 'porteur-01').POST('/api/v1/ess/{ess}/adhesions', {
      params: { path: { ess } },
      body: { adhesions: adhesions.slice(debut, debut + 500) },
    });
    if (error !== undefined) throw new Error(`the adhesions of the scenario's world were refused: ${error.detail}`);
  }
  if (monde.finess === undefined) return;
  if (terrain.reserveFiness === undefined)
    throw new Error('This scenario chooses a FINESS number: the records must be reachable (DATABASE_URL).');
  await terrain.reserveFiness(ess, monde.finess);
}
