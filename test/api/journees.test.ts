/** Each role's day, through the typed client alone: find what to do, see what may be done and why not, act, see that it is done. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { dossiersVivants, LE, personne } from './dossiers-vivants.ts';
import { api } from './support.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

test('de la lettre d’intention au numéro FINESS : chacun trouve son acte, le fait, et ne le trouve plus', async () => {
  const { base } = await api({ records: createRecords(db.pool), cases: dossiersVivants(db.pool) });
  const porteur = personne(base, 'porteur');
  const ars = personne(base, 'ars');
  const caisse = personne(base, 'caisse');

  const depot = await porteur.client.POST('/api/v1/ess', {
    body: {
      le: LE,
      specialites: ['Dermatologue'],
      departements: ['33'],
      siege: '33',
      medecinsPresents: 140,
      liberaux: 120,
      engages: 37,
      intitule: 'Dermatologie en Gironde',
      promoteurs: [{ nom: 'Médecin 01' }],
    },
  });
  const ess = depot.data?.ess ?? '';
  expect(ess).toMatch(/^ess-33-/);
  const path = { ess };

  // The porteur waits, and is told until when.
  const attente = await porteur.aFaire(ess);
  expect(attente?.nombre).toBe(0);
  expect(attente?.rien?.phrase).toMatch(/^Rien à faire avant le /);
  expect((await porteur.acte(ess, 'declarer-association'))?.statut).toBe('impossible');

  // The caisse gives its opinion.
  const [avis] = (await caisse.aFaire(ess))?.lignes ?? [];
  expect(avis).toMatchObject({
    specialites: ['dermatologie'],
    libelle: "avis de la caisse sur la lettre d'intention",
    actes: [{ commande: 'rendre-avis' }],
    connus: { sur: 'lettre-intention' },
    groupe: 'plus-tard',
    silence: { effet: 'validation-tacite', phrase: 'le silence vaudra validation, à compter du lendemain' },
    depuis: LE,
  });
  expect(avis?.delai).toMatch(/^dans \d+ jours$/);
  expect((await caisse.acte(ess, 'rendre-avis'))?.schema).toMatchObject({
    properties: { sur: { enum: ['lettre-intention'], default: 'lettre-intention' }, le: { default: LE } },
  });
  await caisse.client.POST('/api/v1/ess/{ess}/commandes/rendre-avis', {
    params: { path },
    body: { le: LE, sur: 'lettre-intention', sens: 'favorable' },
  });
  expect(await caisse.attendus(ess)).toEqual([]);

  // The ARS decides; what it may not do says why.
  expect(await ars.attendus(ess)).toEqual(['valider-lettre-intention']);
  expect(await ars.acte(ess, 'valider-projet-sante')).toMatchObject({
    statut: 'impossible',
    pourquoi: { regle: 'PS-06' },
  });
  const signer = await ars.acte(ess, 'signer-contrat-amorcage');
  expect(signer).toMatchObject({ statut: 'impossible', schema: null });
  const valider = await ars.acte(ess, 'valider-lettre-intention');
  expect(valider).toMatchObject({ statut: 'possible', attendu: { cle: 'decision-lettre-intention' } });
  const decision = await ars.client.POST('/api/v1/ess/{ess}/commandes/valider-lettre-intention', {
    params: { path },
    body: { le: LE },
  });
  expect(decision.response.status).toBe(200);

  // The porteur declares the association; then the three sign, and the ARS has a number to give.
  expect(await porteur.attendus(ess)).toContain('declarer-association');
  expect(await ars.attendus(ess)).not.toContain('attribuer-finess');
  await porteur.client.POST('/api/v1/ess/{ess}/commandes/declarer-association', {
    params: { path },
    body: { le: LE, association: { nom: 'Association 01', siret: '732 829 320 00074', rna: 'w332 001 234' } },
  });
  expect(await porteur.attendus(ess)).toContain('signer-contrat-amorcage');
  expect(await ars.attendus(ess)).toEqual(expect.arrayContaining(['attribuer-finess', 'signer-contrat-amorcage']));
  const donner = await ars.acte(ess, 'attribuer-finess');
  // A number is no one's to guess.
  expect(donner?.statut).toBe('possible');
  expect(donner?.connus).toEqual({ le: LE });
  const finess = await ars.client.POST('/api/v1/ess/{ess}/commandes/attribuer-finess', {
    params: { path },
    body: { le: LE, numero: '33 078 119 6' },
  });
  expect(finess.response.status).toBe(200);
  expect(await ars.attendus(ess)).not.toContain('attribuer-finess');

  // Each party signs once; who has signed is no longer awaited.
  await porteur.client.POST('/api/v1/ess/{ess}/commandes/signer-contrat-amorcage', {
    params: { path },
    body: { le: LE, motif: 'Le budget suit.' },
  });
  expect(await porteur.attendus(ess)).not.toContain('signer-contrat-amorcage');
  expect(await ars.attendus(ess)).toContain('signer-contrat-amorcage');
  expect(await porteur.acte(ess, 'signer-contrat-amorcage')).toMatchObject({
    statut: 'impossible',
    phrase: 'Le contrat porte déjà la signature de cette partie (association).',
  });
});

/** A letter of intent of that department and specialty, filed today. */
async function deposer(base: string, siege: string, specialite: string): Promise<string> {
  const { data } = await personne(base, 'porteur').client.POST('/api/v1/ess', {
    body: {
      le: LE,
      specialites: [specialite],
      departements: [siege],
      siege,
      medecinsPresents: 140,
      liberaux: 120,
      engages: 37,
      promoteurs: [{ nom: 'Médecin 01' }],
    },
  });
  return data?.ess ?? '';
}

test('le pilote national : le tableau de l’année, ses exports, ce que fera le silence ; rien sur les personnes, rien à faire', async () => {
  const { base } = await api({ records: createRecords(db.pool), cases: dossiersVivants(db.pool) });
  const national = personne(base, 'national');
  const ess = await deposer(base, '87', 'pneumologie');
  const path = { ess };

  // Nothing is awaited of who only reads, and it is said.
  expect(await national.aFaire(ess)).toMatchObject({ nombre: 0, lignes: [] });
  expect((await national.client.GET('/api/v1/ess/{ess}/actes', { params: { path } })).data?.actes).toEqual([]);

  // The year under way is provisional; a year to come is refused, and says why.
  const annee = LE.slice(0, 4);
  const tableau = (
    await national.client.GET('/api/v1/etat-des-lieux', { params: { query: { annee, chiffres: 'exacts' } } })
  ).data;
  expect(tableau?.provisoire).toBe(true);
  expect(
    tableau?.lignes.find(({ departement, specialite }) => departement === '87' && specialite === null),
  ).toMatchObject({
    ess: 1,
    entrees: 1,
    phases: { 'lettre-intention': 1 },
  });
  const demain = await national.client.GET('/api/v1/etat-des-lieux', {
    params: { query: { annee: String(Number(annee) + 1) } },
  });
  expect(demain.error).toMatchObject({ status: 400, regle: 'SUI-03' });

  // The same as a spreadsheet opens it: labels, not codes.
  const csv = await national.client.GET('/api/v1/exports/etat-des-lieux.csv', {
    params: { query: { annee, chiffres: 'exacts' } },
    parseAs: 'text',
  });
  expect(csv.data).toContain('Haute-Vienne');
  const couverture = await national.client.GET('/api/v1/exports/couverture.csv', {
    params: { query: { annee } },
    parseAs: 'text',
  });
  expect(couverture.data).toContain('Pneumologie;Nouvelle-Aquitaine;Haute-Vienne (87);non');

  // Why this date, and what silence will do of it.
  const { data: prevues } = await national.client.GET('/api/v1/previsions', { params: { query: { jours: 90 } } });
  const prevu = JSON.stringify(prevues);
  expect(prevu).toContain(ess);
  expect(prevu).toContain('LettreIntentionValidee');
  const { data: echeancier } = await national.client.GET('/api/v1/ess/{ess}/echeancier', { params: { path } });
  expect(JSON.stringify(echeancier)).toContain('"depart"');

  // No person, no paper, no act.
  const dossier = await national.client.GET('/api/v1/ess/{ess}', { params: { path } });
  expect(JSON.stringify(dossier.data)).not.toContain('Médecin 01');
  for (const chemin of ['/api/v1/ess/{ess}/fiches', '/api/v1/ess/{ess}/fichiers'] as const)
    expect((await national.client.GET(chemin, { params: { path } })).response.status).toBe(403);
  const decision = await national.client.POST('/api/v1/ess/{ess}/commandes/valider-lettre-intention', {
    params: { path },
    body: { le: LE },
  });
  expect(decision.error).toMatchObject({ status: 403, regle: 'ACTEUR' });
});

test('l’exploitant : un effet qui échoue est dans sa liste, il le relance sous son nom, et ne peut pas écarter un paiement', async () => {
  const cases = dossiersVivants(db.pool);
  const { base } = await api({ records: createRecords(db.pool), cases });
  const exploitant = personne(base, 'exploitant');
  const ess = await deposer(base, '19', 'rhumatologie');
  const path = { ess };
  expect(await exploitant.attendus(ess)).toEqual([]);
  expect((await exploitant.acte(ess, 'relancer-effet'))?.statut).toBe('impossible');

  const effet = `${ess}/attribuer-finess`;
  await cases.echouer(ess, effet, 'Le répertoire FINESS ne répond pas depuis dix minutes.');

  // Found: the incident, its case, and the act for it, with the only name that it takes.
  const { data: ouverts } = await exploitant.client.GET('/api/v1/incidents', { params: { query: { ess } } });
  expect(ouverts?.incidents).toMatchObject([{ ess, cle: effet, nature: 'effet-en-echec' }]);
  expect((await exploitant.acte(ess, 'relancer-effet'))?.statut).not.toBe('impossible');
  const autre = await exploitant.client.POST('/api/v1/ess/{ess}/commandes/relancer-effet', {
    params: { path },
    body: { le: LE, effet: `${ess}/payer` },
  });
  expect(autre.error?.detail).toContain(`Incidents ouverts : ${effet}`);

  const relance = await exploitant.client.POST('/api/v1/ess/{ess}/commandes/relancer-effet', {
    params: { path },
    body: { le: LE, effet },
  });
  expect(relance.response.status).toBe(200);
  expect(relance.data?.evenements).toMatchObject([{ evenement: 'EffetRelance', acteur: 'exploitant', effet }]);

  // Only a notice is set aside, with a reason: never a payment, never an effect of the law.
  const ecart = await exploitant.client.POST('/api/v1/ess/{ess}/commandes/ecarter-effet', {
    params: { path },
    body: { le: LE, effet, motif: 'Le répertoire est fermé.' },
  });
  expect(ecart.error).toMatchObject({ status: 422, regle: 'INCIDENT' });
  expect((await exploitant.client.GET('/api/v1/ess/{ess}/journal', { params: { path } })).response.status).toBe(403);
});
