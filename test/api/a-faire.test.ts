/** `GET /a-faire` on real records: the list is what the states await, line for line, for each role, as time goes by. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import type { components } from '../../api/client/schema.d.ts';
import { attentes } from '../../domain/attentes/attentes.ts';
import { dateDe, fuseau, joursEntre } from '../../domain/calendrier/calendrier.ts';
import type { Etat } from '../../domain/etat.ts';
import { instant, type DateCivile, type Role } from '../../domain/valeurs.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { listAFaire, countAFaire, GROUPES, type Groupe, type LigneAFaire } from '../../records/journal/a-faire.ts';
import { giveMandate } from '../../records/registers/mandats.ts';
import { moments, SCENARIOS } from '../regles/etats.ts';
import { resumeDe } from '../records/vies.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { fournisseur } from '../setup/identites.ts';
import { api } from './support.ts';

type AFaire = components['schemas']['AFaire'];

let db: FreshDatabase;
/** The cases as they stand, and the day from which each thing is awaited, as the walk finds it. */
const dossiers = new Map<string, { etat: Etat; depuis: Map<string, DateCivile> }>();
const nom = ({ cle, de, aupres }: { cle: string; de: string; aupres: string }) => [cle, de, aupres].join(' ');

/** Every worked case, stopped somewhere in its life: a different place for each. */
beforeAll(async () => {
  db = await freshDatabase();
  for (const [rang, scenario] of SCENARIOS.entries()) {
    const tous = [...moments(scenario)];
    const parEss = Map.groupBy(tous, ({ ess }) => ess);
    for (const [label, vie] of parEss) {
      const ess = `ess-33-${String(rang).padStart(5, '0')}${label.replace(/[^a-z0-9]/g, '').slice(-3)}`;
      const depuis = new Map<string, DateCivile>();
      for (const { etat: brut, journal } of vie.slice(0, 1 + ((rang * 7) % vie.length))) {
        const etat = { ...brut, ess };
        const evenement = journal.at(-1)?.evenement;
        if (evenement === undefined) continue;
        const attendues = attentes(etat).map(nom);
        for (const connue of depuis.keys()) if (!attendues.includes(connue)) depuis.delete(connue);
        for (const une of attendues) if (!depuis.has(une)) depuis.set(une, evenement.le);
        await saveDossier(db.pool, { ess, rang: etat.rang, etat, resume: resumeDe(etat), ecrit: { le: evenement.le } });
        dossiers.set(ess, { etat, depuis });
      }
    }
  }
}, 300_000);
afterAll(() => db.drop());

/** What a walk of the states finds for a role at that instant: no query, no index. */
function parcours(role: Role, maintenant: number, aupres?: readonly string[]) {
  return [...dossiers.values()].flatMap(({ etat, depuis }) =>
    attentes(etat)
      .filter((une) => une.de === role && (aupres === undefined || aupres.includes(une.aupres)))
      .map((une) => {
        const jours =
          une.dernierJour === null
            ? null
            : joursEntre(dateDe(instant(maintenant), fuseau(etat.siege)), une.dernierJour);
        return { ess: etat.ess, ...une, jours, groupe: groupeDe(jours), depuis: depuis.get(nom(une)) };
      }),
  );
}

function groupeDe(jours: number | null): Groupe {
  if (jours === null || jours > 30) return 'plus-tard';
  if (jours < 0) return 'en-retard';
  return jours === 0 ? 'aujourd-hui' : jours <= 7 ? '7-jours' : '30-jours';
}

const lecteur = (role: Role) => ({ role, organisation: 'o', sujet: 's' });
const cleDeLigne = ({
  ess,
  cle,
  depuis,
  jours,
  groupe,
}: Pick<LigneAFaire, 'ess' | 'cle' | 'depuis' | 'jours' | 'groupe'>) => [ess, cle, depuis, jours, groupe].join(' ');

async function toutes(role: Role, maintenant: number, limite: number) {
  const lues: LigneAFaire[] = [];
  for (let apres: Awaited<ReturnType<typeof listAFaire>>['suivant']; ;) {
    const page = await listAFaire(
      db.pool,
      { portee: {}, lecteur: lecteur(role), maintenant },
      { limite, ...(apres === undefined ? {} : { apres }) },
    );
    lues.push(...page.lignes);
    if (page.suivant === undefined) return lues;
    apres = page.suivant;
  }
}

const INSTANTS = ['2025-06-02', '2026-03-16', '2027-01-01', '2031-07-14'].map((jour) =>
  Date.parse(`${jour}T09:30:00Z`),
);

describe.each(['porteur', 'ars', 'caisse', 'exploitant', 'national'] as const)('ce qui est attendu de : %s', (role) => {
  test.each(INSTANTS)('est ce qu’un parcours des dossiers trouve, et rien d’autre (%i)', async (maintenant) => {
    const lues = await toutes(role, maintenant, 97);
    const attendues = parcours(role, maintenant);
    expect(lues.map(cleDeLigne).toSorted()).toEqual(attendues.map((une) => cleDeLigne(une as never)).toSorted());
    const jours = lues.map(({ dernierJour }) => dernierJour ?? '9999');
    expect(jours).toEqual(jours.toSorted());
  });

  test('les nombres des groupes sont ceux de la liste', async () => {
    const [maintenant = 0] = INSTANTS;
    const comptes = await countAFaire(db.pool, { portee: {}, lecteur: lecteur(role), maintenant });
    const attendues = parcours(role, maintenant);
    for (const groupe of GROUPES)
      expect(comptes[groupe].nombre).toBe(attendues.filter((une) => une.groupe === groupe).length);
  });
});

test('chaque phase, sauf la clôture, attend quelque chose de quelqu’un', () => {
  const phases = new Set(
    [...dossiers.values()].filter(({ etat }) => attentes(etat).length > 0).map(({ etat }) => etat.phase),
  );
  for (const phase of ['lettre-intention', 'creation', 'amorcage', 'dotation', 'recouvrement'])
    expect(phases).toContain(phase);
});

test('une caisse ne voit que ce qu’elle a à faire elle-même', async () => {
  const maintenant = INSTANTS[1] ?? 0;
  const { lignes } = await listAFaire(
    db.pool,
    { portee: { caisses: ['gironde'] }, lecteur: lecteur('caisse'), maintenant },
    { limite: 5000 },
  );
  expect(lignes.length).toBeGreaterThan(10);
  expect(lignes.map(cleDeLigne).toSorted()).toEqual(
    parcours('caisse', maintenant, ['gironde'])
      .map((une) => cleDeLigne(une as never))
      .toSorted(),
  );
});

describe('l’adresse', () => {
  const service = () => api({ records: createRecords(db.pool) });

  test('chaque ligne dit l’acte, les jours, le silence et pourquoi', async () => {
    const { body } = await (await service()).get('/a-faire?limite=200', 'ars-nouvelle-aquitaine');
    const { lignes, groupes, nombre } = body as unknown as AFaire;
    expect(lignes.length).toBeGreaterThan(20);
    expect(groupes.reduce((somme, un) => somme + un.nombre, 0)).toBe(nombre);
    for (const { libelle, actes, delai, silence, pourquoi, jours } of lignes) {
      expect(libelle).not.toMatch(/^[a-z]+(-[a-z0-9]+)+$/);
      for (const { libelle: fait } of actes) expect(fait).toMatch(/^[A-ZÉ]/);
      expect(delai).toMatch(/^(aujourd’hui|demain|sans date limite|dans \d+ jours|en retard de \d+ jours?)$/);
      if (jours !== null && jours < 0) expect(delai).toBe(`en retard de ${-jours} jour${jours < -1 ? 's' : ''}`);
      expect(silence.phrase).not.toBe('');
      expect(pourquoi.phrase).not.toBe(null);
    }
  });

  test('page après page, rien n’est répété ni sauté ; un groupe se demande seul', async () => {
    const app = await service();
    const whole = (await app.get('/a-faire?limite=200', 'caisse-gironde')).body as unknown as AFaire;
    const seen: string[] = [];
    for (let apres = ''; ;) {
      const page = (await app.get(`/a-faire?limite=7${apres}`, 'caisse-gironde')).body as unknown as AFaire;
      seen.push(...page.lignes.map(({ ess, cle }) => `${ess} ${cle}`));
      if (page.suivant === null || page.suivant === undefined) break;
      apres = `&apres=${page.suivant}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(0, 200)).toEqual(whole.lignes.map(({ ess, cle }) => `${ess} ${cle}`));
    for (const { groupe, nombre } of whole.groupes) {
      const only = (await app.get(`/a-faire?limite=200&groupe=${groupe}`, 'caisse-gironde')).body as unknown as AFaire;
      expect(only.nombre).toBe(nombre);
      expect(only.lignes.every((ligne) => ligne.groupe === groupe)).toBe(true);
      expect(only.lignes.length).toBe(Math.min(200, nombre));
      expect(only.groupes).toEqual(whole.groupes);
    }
  });

  test('le radar : ce que le silence décidera, et rien d’autre, le plus pressé d’abord', async () => {
    const app = await service();
    const compte = 'ars-nouvelle-aquitaine';
    const tout = (await app.get('/a-faire?limite=200', compte)).body as unknown as AFaire;
    const radar = (await app.get('/a-faire?limite=200&silence=validation-tacite', compte)).body as unknown as AFaire;
    const attendues = tout.lignes.filter(({ silence }) => silence.effet === 'validation-tacite');
    expect(attendues.length).toBeGreaterThan(1);
    expect(radar.lignes).toEqual(attendues);
    expect(radar.nombre).toBe(attendues.length);
    expect(radar.groupes.reduce((somme, { nombre }) => somme + nombre, 0)).toBe(attendues.length);
    // DEC-02: the decision exists the day after the last day.
    for (const { dernierJour, silence } of radar.lignes) expect((silence.le ?? '') > (dernierJour ?? '9')).toBe(true);
  });

  test('le porteur ne voit que les dossiers dont il a le mandat', async () => {
    const app = await service();
    const vide = (await app.get('/a-faire', 'porteur-01')).body as unknown as AFaire;
    expect(vide).toMatchObject({ nombre: 0, lignes: [], rien: { prochaine: null, phrase: 'Rien à faire.' } });
    const { issuer } = await fournisseur();
    const [ess = ''] = [...dossiers].find(([, { etat }]) => attentes(etat).some(({ de }) => de === 'porteur')) ?? [];
    await giveMandate(db.pool, { ess, titulaire: `sujet:${issuer}|porteur-01`, donnePar: 'essai' });
    const sien = (await app.get('/a-faire', 'porteur-01')).body as unknown as AFaire;
    expect(sien.nombre).toBeGreaterThan(0);
    expect(new Set(sien.lignes.map((ligne) => ligne.ess))).toEqual(new Set([ess]));
  });

  test.each([
    ['groupe=hier', 'groupe'],
    ['commande=inconnue', 'commande'],
    ['suiviPar=nous', 'suiviPar'],
    ['silence=oubli', 'silence'],
    ['apres=abc', 'apres'],
    ['limite=0', 'limite'],
    ['phase=finie', 'phase'],
    ['tri=nom', 'tri'],
  ])('« %s » est refusé, et le champ nommé', async (query, champ) => {
    const answer = await (await service()).get(`/a-faire?${query}`, 'ars');
    expect(answer).toMatchObject({ status: 400 });
    expect(JSON.stringify(answer.body['erreurs'])).toContain(`"champ":"${champ}"`);
  });

  test('qui suit un dossier : ses collègues le voient, les autres non, et rien n’en reste quand il le retire', async () => {
    const app = await service();
    const liste = (await app.get('/a-faire?limite=1', 'ars-nouvelle-aquitaine')).body as unknown as AFaire;
    const [{ ess } = { ess: '' }] = liste.lignes;
    const put = await app.request(`/api/v1/ess/${ess}/suivi-par`, {
      method: 'PUT',
      headers: { comme: 'ars-nouvelle-aquitaine', 'content-type': 'application/json' },
      body: JSON.stringify({ comme: 'traite', nom: 'Agent 01' }),
    });
    expect(put).toMatchObject({ status: 200, body: { suiviPar: [{ comme: 'traite', nom: 'Agent 01', moi: true }] } });
    const miennes = (await app.get('/a-faire?suiviPar=moi', 'ars-nouvelle-aquitaine')).body as unknown as AFaire;
    expect(new Set(miennes.lignes.map((ligne) => ligne.ess))).toEqual(new Set([ess]));
    expect(miennes.lignes[0]?.suiviPar).toMatchObject([{ nom: 'Agent 01', moi: true }]);
    const autres = (await app.get('/a-faire?suiviPar=personne&limite=200', 'ars-nouvelle-aquitaine'))
      .body as unknown as AFaire;
    expect(autres.nombre + miennes.nombre).toBe(liste.nombre);
    expect(JSON.stringify((await app.get(`/ess/${ess}/suivi-par`, 'caisse-gironde')).body)).not.toContain('Agent 01');
    expect((await app.ask('DELETE', `/ess/${ess}/suivi-par`, 'ars-nouvelle-aquitaine')).status).toBe(204);
    expect((await db.pool.query('select from suivis')).rowCount).toBe(0);
  });
});
