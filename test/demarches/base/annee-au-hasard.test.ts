/**
 * A year of random life of Démarche Numérique, outages included, read by the connector at random: at the end, what the journal
 * says and what Démarche Numérique says agree, or something written says where they do not. `GRAINE=7` plays a year again.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { turn } from '../../../demarches/turn.ts';
import { NUMERO_LETTRE, NUMERO_PROJET, ROBOT } from '../../../local/demarche-numerique/ready-made/index.ts';
import { dateOf, instantOf } from '../../../local/demarche-numerique/world/clock.ts';
import type { Dossier } from '../../../local/demarche-numerique/world/model.ts';
import { pendingCorrection } from '../../../local/demarche-numerique/world/steps.ts';
import { freshDatabase, type FreshDatabase } from '../../records/postgres.ts';
import { ouvrirRegion, type Region } from './region.ts';
import { hasard, unEvenement, unProjet } from './vie-au-hasard.ts';

const GRAINES = process.env['GRAINE'] === undefined ? [1, 2, 3] : [Number(process.env['GRAINE'])];
const EVENEMENTS = 120;
const JOUR = 86_400_000;

let base: FreshDatabase;
let region: Region;
beforeEach(async () => {
  base = await freshDatabase();
  region = await ouvrirRegion(base.pool, '2026-01-05T09:00:00');
});
afterEach(async () => {
  await region.fermer();
  await base.drop();
});

const now = (): number => region.dn.world.clock.now();

const lettres = (): Dossier[] =>
  [...region.dn.world.dossiers.values()].filter(({ demarche }) => demarche.number === NUMERO_LETTRE);

async function vivreUneAnnee(graine: number): Promise<readonly string[]> {
  const tirer = hasard(graine);
  // Of their own: the life of the letters is the same with them or without.
  const projets = hasard(graine + 1000);
  const vecu: string[] = [];
  for (let rang = 0; rang < EVENEMENTS; rang += 1) {
    await region.avancer(instantOf(now() + Math.round(((2 * JOUR * 365) / EVENEMENTS) * tirer())));
    vecu.push(`${instantOf(now())} ${await unEvenement(region, tirer)}`);
    if (tirer() < 0.7) await turn(region.lettres, tirer() < 0.3);
    if (projets() < 0.12) vecu.push(`${instantOf(now())} un projet (${await unProjet(region, projets)})`);
    if (projets() < 0.4) await turn(region.projets, projets() < 0.3);
  }
  return vecu;
}

/** Everything works again, and the connector has the time that it takes. */
async function guerir(): Promise<void> {
  region.dn.faults.clear();
  region.dn.tokens[0].expireLe = null;
  for (let rang = 0; rang < 6; rang += 1) {
    await region.avancer(instantOf(now() + JOUR));
    await turn(region.lettres, true);
    await turn(region.projets, true);
  }
}

interface Vu {
  readonly suivis: ReadonlyMap<number, Awaited<ReturnType<Region['suivis']>>[number]>;
  readonly echecs: ReadonlyMap<number, string>;
  readonly actes: readonly {
    readonly cle: string;
    readonly genre: string;
    readonly statut: string;
    readonly numero: number;
  }[];
}

async function voir(): Promise<Vu> {
  const { rows } = await base.pool.query<Vu['actes'][number]>('select cle, genre, statut, numero from actes_demarches');
  return {
    suivis: new Map((await region.suivis()).map((suivi) => [suivi.numero, suivi])),
    echecs: new Map((await region.echecs()).map(({ numero, cause }) => [numero, cause])),
    actes: rows,
  };
}

/** Where the two do not agree, and nothing says so. */
async function desaccords(dossier: Dossier, { suivis, echecs, actes }: Vu): Promise<string[]> {
  const { number, etat, cache, groupe } = dossier;
  const suivi = suivis.get(number);
  const own = actes.filter(({ numero }) => numero === number);
  const said = (genre: RegExp, statut = /./) => own.some((acte) => genre.test(acte.genre) && statut.test(acte.statut));
  const found: string[] = [];
  const fault = (what: string) => found.push(`${number} : ${what}`);
  if (cache !== null) {
    // Gone before anybody read it, it has left nothing.
    if (suivi !== undefined && !['retire', 'expire'].includes(suivi.etat))
      fault(`${cache.raison} là-bas, ${suivi.etat} ici`);
    if (suivi?.etat === 'retire' && !said(/retrait/, /alerte/)) fault('retiré sans alerte');
    return found;
  }
  if (suivi === undefined) return [`${number} : jamais vu`];
  if (suivi.etat !== etat) fault(`${etat} là-bas, ${suivi.etat} ici`);
  if (suivi.ess === null) {
    if (suivi.motif === null && !echecs.has(number)) fault('sans dossier ici, sans raison ni échec');
    return found;
  }
  const journal = await region.journal(suivi.ess);
  const [depot] = journal;
  if (depot?.evenement !== 'LettreIntentionDeposee' || depot.le !== dateOf(dossier.deposeLe))
    fault(`déposé le ${dateOf(dossier.deposeLe)} là-bas, ${depot?.le} ici`);

  let decided = false;
  for (const traitement of dossier.traitements) {
    const { id, state } = traitement;
    if (state === 'accepte' || state === 'refuse' || state === 'sans_suite') {
      decided = true;
      const acte = own.find(({ cle }) => cle.endsWith(`:decision:${id}`));
      const event = state === 'accepte' ? 'LettreIntentionValidee' : 'LettreIntentionRefusee';
      const written = journal.some((one) => one.evenement === event && one.le === dateOf(traitement.le));
      // What we wrote there ourselves bears our mark.
      const ours = (traitement.motivation ?? '').includes('[ESS ');
      if (ours) {
        if (!said(/^decision-ecrite$/)) fault(`décision ${state} écrite par nous, dont rien ne parle`);
      } else if (acte === undefined) fault(`décision ${state} dont rien ne parle`);
      else if (acte.statut === 'fait' && !written) fault(`décision ${state} dite faite, absente du journal`);
    } else if (decided && !own.some(({ cle }) => cle.endsWith(`:reouverture:${id}`)) && state !== 'en_construction')
      fault('rouvert sans incident');
  }
  // What was changed before it was first sent is in the case; what came later is told.
  const since = suivi.contenuDu?.getTime() ?? -Infinity;
  const resubmitted = dossier.traitements.filter(({ event }) => event === 'depose_correction_usager');
  const submissions = resubmitted.filter(({ le }) => le > since);
  const engages = Number(dossier.contenu.saisies.get('1024')?.valeur);
  if (submissions.length === 0 && depot?.evenement === 'LettreIntentionDeposee' && depot.engages !== engages)
    fault(`${engages} engagés là-bas, ${depot.engages} ici, et rien ne le dit`);
  const told = own.filter(({ genre }) => /^(completion|reponse|modification)/.test(genre)).length;
  if (told < submissions.length) fault(`${submissions.length} réponses ou modifications, ${told} dites`);

  const decision = journal.findLast((one) => /^LettreIntention(Validee|Refusee)$/.test(one.evenement));
  const attendu = decision?.evenement === 'LettreIntentionValidee' ? 'accepte' : 'refuse';
  if (decision !== undefined && etat !== attendu && !said(/./, /incident/) && !echecs.has(number))
    fault(`${decision.evenement} ici, ${etat} là-bas, et rien ne le dit`);

  const robot = groupe.instructeurs.some(({ id }) => id === ROBOT.id);
  const free = etat === 'en_construction' && pendingCorrection(dossier) === undefined;
  if (free && robot && !echecs.has(number)) fault('pas pris en charge');
  return found;
}

/**
 * Projects that are not where they should be: of the case of the letter that they name, once, of the day of their deposit; or
 * waiting for someone, with the reason that is theirs; or failing, which is told. How many joined, how many wait.
 */
async function projetsMalRanges({
  suivis,
  echecs,
}: Vu): Promise<{ fautes: string[]; joints: number; attendent: number }> {
  const fautes: string[] = [];
  let [joints, attendent] = [0, 0];
  for (const { number, demarche, deposeLe, contenu } of region.dn.world.dossiers.values()) {
    if (demarche.number !== NUMERO_PROJET) continue;
    const dit = (champ: number) => contenu.saisies.get(String(champ))?.valeur;
    const lettre = dit(2003) === undefined ? undefined : (suivis.get(Number(dit(2003)))?.ess ?? undefined);
    const nommee = dit(2004) as string | undefined;
    const attendu =
      dit(2003) === undefined && nommee === undefined
        ? 'sans-lien'
        : lettre === undefined && nommee === undefined
          ? 'lien-inconnu'
          : lettre !== undefined && nommee !== undefined && lettre !== nommee
            ? 'liens-contraires'
            : undefined;
    const suivi = suivis.get(number);
    if (suivi === undefined) fautes.push(`${number} : jamais vu`);
    else if (suivi.ess !== null) {
      joints += 1;
      if (attendu !== undefined) fautes.push(`${number} : rattaché à ${suivi.ess}, quand il attend (${attendu})`);
      else if (suivi.ess !== (lettre ?? nommee))
        fautes.push(`${number} : de ${lettre ?? nommee}, rattaché à ${suivi.ess}`);
      const recus = (await region.journal(suivi.ess)).filter(({ evenement }) => evenement === 'ProjetSanteDepose');
      if (recus.filter(({ le }) => le === dateOf(deposeLe)).length !== 1)
        fautes.push(`${number} : pas une fois au journal du ${dateOf(deposeLe)}`);
    } else if (attendu !== undefined) {
      attendent += 1;
      if (suivi.motif !== attendu)
        fautes.push(`${number} : ${attendu} attendu, ${suivi.motif ?? echecs.get(number)} dit`);
    } else if (!echecs.has(number))
      fautes.push(`${number} : de ${lettre ?? nommee}, ni repris, ni en échec (${suivi.motif})`);
  }
  return { fautes, joints, attendent };
}

describe.each(GRAINES)('l’année %i au hasard', (graine) => {
  test('finit d’accord, ou dit où elle ne l’est pas ; rien deux fois', { timeout: 400_000 }, async () => {
    const vecu = await vivreUneAnnee(graine);
    await guerir();
    const vu = await voir();
    const { dossiers } = region.dn.world;
    const said = (await Promise.all(lettres().map((dossier) => desaccords(dossier, vu)))).flat();
    const projets = await projetsMalRanges(vu);
    expect([...said, ...projets.fautes], vecu.join('\n')).toEqual([]);

    // One case for a dossier, one dossier for a case; no case of nowhere.
    const ess = lettres().flatMap(({ number }) => vu.suivis.get(number)?.ess ?? []);
    expect(new Set(ess).size).toBe(ess.length);
    expect([...region.etats.keys()].toSorted()).toEqual(ess.toSorted());

    // Nothing of ours is written there twice; of no passage of ours does Démarche Numérique tell the applicant.
    for (const { number, traitements, messages } of dossiers.values()) {
      const passages = traitements.filter(({ event }) => event === 'passe_en_instruction');
      const ours = passages.filter(({ emailAgent }) => emailAgent === ROBOT.email);
      const marks = [...traitements.map(({ motivation }) => motivation), ...messages.map(({ body }) => body)].flatMap(
        (text) => /\[ESS [0-9a-f]{12}\]/.exec(text ?? '') ?? [],
      );
      expect(new Set(marks).size).toBe(marks.length);
      const mails = region.dn.world.courriels.filter(
        ({ dossier, objet }) => dossier === number && objet.endsWith('est passé en instruction'),
      );
      expect(mails).toHaveLength(passages.length - ours.length);
    }

    // The year lived something: without that, it proves nothing.
    expect(ess.length).toBeGreaterThan(3);
    expect(vu.actes.filter(({ genre }) => genre.startsWith('decision')).length).toBeGreaterThan(0);
    expect(projets.joints).toBeGreaterThan(0);
    expect(projets.joints + projets.attendent).toBeGreaterThan(1);

    // Read again, whole: nothing more is done, here or there.
    const before = [vu.actes.length, await counted(), modified()];
    await turn(region.lettres, true);
    await turn(region.projets, true);
    expect([(await voir()).actes.length, await counted(), modified()]).toEqual(before);
  });
});

const counted = async (): Promise<number> =>
  (await Promise.all([...region.etats.keys()].map((ess) => region.journal(ess)))).flat().length;
const modified = (): string =>
  JSON.stringify([...region.dn.world.dossiers.values()].map(({ number, modifieLe }) => [number, modifieLe]));
