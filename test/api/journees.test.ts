/** Each role's day, through the typed client alone: find what to do, see what may be done and why not, act, see that it is done. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { createEssClient, type ClientEss } from '../../api/client/index.ts';
import { CaseRefusal, type Cases } from '../../api/ports.ts';
import { dateDe } from '../../domain/calendrier/calendrier.ts';
import { etatInitial } from '../../domain/etat.ts';
import { juger } from '../../domain/rectification/juger.ts';
import { Refus } from '../../domain/refus.ts';
import { Deroulement } from '../../domain/simulation/deroulement.ts';
import { supposee } from '../../domain/simulation/registres.ts';
import { instant } from '../../domain/valeurs.ts';
import type { Message, Recu } from '../../workflows/messages.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { consigner } from '../records/vies.ts';
import { comme } from '../setup/identites.ts';
import { api } from './support.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

/** The law decides as the engine has it decide, and the records keep it; no range gives a FINESS number here. */
function dossiersVivants(): Cases {
  const vies = new Map<string, { dossier: Deroulement; consigne: number }>();
  const maintenant = () => instant(Date.now());
  const prendre = async (ess: string, commande: string, { acteur, donnees }: Message): Promise<Recu> => {
    const vie = vies.get(ess);
    if (vie === undefined) throw new Error(`no case ${ess}`);
    const reponse = juger(vie.dossier.etat, { commande, acteur, donnees } as never, maintenant(), vie.dossier.journal);
    if (reponse instanceof Refus)
      throw new CaseRefusal({ nature: reponse.nature, regle: reponse.regle, phrase: reponse.message });
    const avant = vie.dossier.etat;
    vie.dossier.appliquer(reponse, maintenant());
    let etat = vie.consigne === 0 ? etatInitial(ess) : avant;
    for (const { evenement } of vie.dossier.journal.slice(vie.consigne))
      etat = await consigner(db.pool, etat, evenement);
    const nombre = vie.dossier.journal.length - vie.consigne;
    vie.consigne = vie.dossier.journal.length;
    return { rang: vie.dossier.etat.rang, nombre };
  };
  return {
    send: (ess, commande, message) => prendre(ess, commande, message),
    open: (ess, commande, message) => {
      const dossier: Deroulement = new Deroulement(etatInitial(ess), {
        repondre: (demande) =>
          demande.type === 'attribuer-finess' ? { numero: null } : supposee(dossier.etat, demande),
      });
      vies.set(ess, { dossier, consigne: 0 });
      return prendre(ess, commande, message);
    },
    view: (ess) => {
      const vie = vies.get(ess);
      if (vie === undefined) return Promise.reject(new Error(`no case ${ess}`));
      return Promise.resolve({ etat: vie.dossier.etat, maintenant: Date.now(), decalage: 0, enCours: [] });
    },
    ping: () => Promise.resolve(),
  };
}

const LE = dateDe(instant(Date.now()), 'Europe/Paris');

/** One's own client, and the three looks of a day. */
function personne(base: string, compte: string) {
  const client: ClientEss = createEssClient({
    baseUrl: base,
    jeton: async () => (await comme(compte)).authorization.replace('Bearer ', ''),
  });
  const aFaire = async (ess: string) => (await client.GET('/api/v1/a-faire', { params: { query: { ess } } })).data;
  const actes = async (ess: string) =>
    (await client.GET('/api/v1/ess/{ess}/actes', { params: { path: { ess } } })).data?.actes ?? [];
  return {
    client,
    aFaire,
    /** Names of the acts awaited, the plain one of each line. */
    attendus: async (ess: string) => ((await aFaire(ess))?.lignes ?? []).map(({ actes: [acte] }) => acte?.commande),
    acte: async (ess: string, commande: string) => (await actes(ess)).find((un) => un.commande === commande),
  };
}

test('de la lettre d’intention au numéro FINESS : chacun trouve son acte, le fait, et ne le trouve plus', async () => {
  const { base } = await api({ records: createRecords(db.pool), cases: dossiersVivants() });
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
