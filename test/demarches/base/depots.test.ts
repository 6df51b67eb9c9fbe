import { describe, expect, test } from 'vitest';
import { NUMERO_PROJET } from '../../../local/demarche-numerique/ready-made/index.ts';
import { redeposer, modifier, restaurer, retirer } from '../../../local/demarche-numerique/world/applicant.ts';
import { keepFile } from '../../../local/demarche-numerique/world/files.ts';
import { answerForDossier } from '../../../records/demarches/gestures.ts';
import { readDemarche } from '../../../demarches/inbound/reading.ts';
import { PDF } from '../../documents/received/fichiers-essai.ts';
import { chaqueRegion } from './essai.ts';
import { LETTRE } from '../../local/demarche-numerique/lettre.ts';
import { PROJET } from './region.ts';

const essai = chaqueRegion('2026-03-03T23:59:59');
const depots = async () =>
  (await essai.region.journal()).filter(({ evenement }) => evenement === 'LettreIntentionDeposee');

describe('une lettre d’intention déposée dans Démarche Numérique', () => {
  test('ouvre un dossier du jour de son dépôt à Paris, prouvé par la plateforme, et passe en instruction', async () => {
    const { region } = essai;
    const { number, deposeLe } = region.depose();
    await region.avancer('2026-03-05T09:00:00');
    expect(await region.tour()).toEqual({ traites: 1, echecs: 0 });
    const [depot] = await region.journal();
    expect(depot).toMatchObject({
      evenement: 'LettreIntentionDeposee',
      le: '2026-03-03',
      canal: 'demarches-simplifiees',
      specialites: ['dermatologie'],
      departements: ['33'],
      siege: '33',
      medecinsPresents: 140,
      liberaux: 120,
      engages: 41,
    });
    // The platform's date counts at once: nobody has to confirm it.
    expect(depot).not.toHaveProperty('declareLe');
    expect(new Date(deposeLe).toISOString()).toBe('2026-03-03T22:59:59.000Z');
    expect(await region.suivis()).toMatchObject([{ numero: number, suite: 'importe' }]);
    expect(await region.echecs()).toEqual([]);
    expect(region.dn.world.dossiers.get(number)?.etat).toBe('en_instruction');
    expect((await region.actes()).map(({ genre, statut }) => `${genre} ${statut}`)).toEqual([
      'depot fait',
      'passage fait',
    ]);
  });

  test('n’est importée qu’une fois, quoi qu’on relise', async () => {
    const { region } = essai;
    region.depose();
    await region.patienter();
    await region.tour();
    await region.patienter();
    await region.tour();
    await region.tour(region.lettres, true);
    expect(await depots()).toHaveLength(1);
    expect(region.etats.size).toBe(1);
    expect((await region.actes()).filter(({ genre }) => genre === 'passage')).toHaveLength(1);
  });

  test('garde son jour de dépôt quand un agent l’a renvoyée et qu’elle est redéposée', async () => {
    const { region } = essai;
    const dossier = region.depose();
    await region.avancer('2026-03-20T10:00:00');
    modifier(region.dn.world, dossier, { 1024: '42' });
    redeposer(region.dn.world, dossier);
    await region.patienter();
    await region.tour();
    expect((await depots())[0]).toMatchObject({ le: '2026-03-03', engages: 42 });
  });

  test('la réponse perdue d’un passage en instruction ne le fait pas deux fois', async () => {
    const { region } = essai;
    const dossier = region.depose();
    region.dn.faults.next({ kind: 'reponse-perdue', operation: 'passerEnInstruction' });
    await region.patienter();
    // Nothing can be said of what was lost: all stops, as when the service is away.
    await expect(region.tour()).rejects.toMatchObject({ motif: 'injoignable' });
    await region.patienter();
    expect(await region.tour()).toEqual({ traites: 1, echecs: 0 });
    expect(dossier.traitements.filter(({ state }) => state === 'en_instruction')).toHaveLength(1);
    expect(await depots()).toHaveLength(1);
  });

  test('un passage refusé est retenté seul, et n’ouvre rien de plus', async () => {
    const { region } = essai;
    const dossier = region.depose();
    region.dn.faults.next({ kind: 'erreur-500', operation: 'passerEnInstruction' });
    await region.patienter();
    expect(await region.tour()).toEqual({ traites: 0, echecs: 1 });
    expect(await region.echecs()).toMatchObject([{ numero: dossier.number, cause: 'dn:panne', essais: 1 }]);
    // Not before its next try.
    expect(await region.tour()).toEqual({ traites: 0, echecs: 0 });
    await region.patienter();
    expect(await region.tour()).toEqual({ traites: 1, echecs: 0 });
    expect(await region.echecs()).toEqual([]);
    expect(dossier.etat).toBe('en_instruction');
    expect(region.etats.size).toBe(1);
  });

  test('un dossier qui échoue ne retient pas les autres, ni la date de relève', async () => {
    const { region } = essai;
    region.depose();
    const malade = region.depose({ ...LETTRE, 1002: 'Cardiologie' });
    region.depose({ ...LETTRE, 1002: 'Neurologie' });
    region.dn.faults.next({ kind: 'erreur-500', operation: 'lireDossier', after: 2, times: 1 });
    await region.patienter();
    expect(await region.tour()).toEqual({ traites: 2, echecs: 1 });
    expect(await region.echecs()).toMatchObject([{ cause: 'dn:panne' }]);
    await region.patienter(30);
    expect(await region.tour()).toMatchObject({ echecs: 0 });
    expect(malade.etat).toBe('en_instruction');
    expect(region.etats.size).toBe(3);
  });

  test('une valeur que notre API n’accepte pas est laissée, et dite ; la lettre passe', async () => {
    const { region } = essai;
    region.depose({ ...LETTRE, 1008: 'pas une adresse' });
    await region.patienter();
    expect(await region.tour()).toEqual({ traites: 1, echecs: 0 });
    const { rows } = await region.lettres.pool.query<{ constats: object[] }>('select constats from dossiers_demarches');
    expect(rows[0]?.constats).toContainEqual(expect.objectContaining({ champ: 'referent.courriel' }));
  });

  test('une option que personne n’a traduite laisse le dossier à quelqu’un, avec sa date', async () => {
    const { region } = essai;
    region.lettres.correspondance.champs['specialites'] = {
      ...region.lettres.correspondance.champs['specialites'],
      options: {},
    } as never;
    const { number } = region.depose();
    await region.patienter();
    await region.tour();
    expect(await region.suivis()).toMatchObject([
      { numero: number, suite: 'a-rattacher', motif: 'champs-manquants', ess: null },
    ]);
    expect(region.etats.size).toBe(0);
    expect(region.dn.world.dossiers.get(number)?.etat).toBe('en_construction');
  });

  test('retirée : on le dit, rien n’est abandonné ; rétablie, elle est de nouveau suivie', async () => {
    const { region } = essai;
    region.lettres.correspondance.ecriture = false;
    const dossier = region.depose();
    await region.patienter();
    await region.tour();
    retirer(region.dn.world, dossier);
    await region.patienter();
    await region.tour();
    await region.tour();
    expect(await region.suivis()).toMatchObject([{ etat: 'retire', suite: 'importe' }]);
    expect((await region.actes()).filter(({ genre }) => genre === 'retrait')).toMatchObject([
      { statut: 'alerte', detail: 'user_request' },
    ]);
    expect((await region.journal()).map(({ evenement }) => evenement)).not.toContain('Renonciation');
    restaurer(region.dn.world, dossier);
    await region.patienter();
    await region.tour();
    expect(await region.suivis()).toMatchObject([{ etat: 'en_construction' }]);
  });

  test('expirée, elle n’est dans aucune liste : la relève entière le voit', async () => {
    const { region } = essai;
    region.lettres.correspondance.ecriture = false;
    region.depose();
    await region.patienter();
    await region.tour();
    await region.avancer('2027-03-10T10:00:00');
    await region.tour();
    await region.tour(region.lettres, true);
    expect(await region.suivis()).toMatchObject([{ etat: 'expire' }]);
    expect((await region.actes()).map(({ genre }) => genre)).toContain('expiration');
  });
});

describe('la relève', () => {
  test('une panne de trois semaines ne perd rien, et se voit', async () => {
    const { region } = essai;
    region.depose();
    await region.patienter();
    await region.tour();
    region.dn.faults.outage(region.dn.world.clock.now(), region.dn.world.clock.now() + 21 * 86_400_000);
    await region.avancer('2026-03-06T10:00:00');
    region.depose({ ...LETTRE, 1002: 'Cardiologie' });
    await expect(region.tour()).rejects.toMatchObject({ motif: 'panne' });
    const { rows } = await region.lettres.pool.query<{ panne: string }>(
      'select panne from demarches where panne is not null',
    );
    expect(rows).toEqual([{ panne: 'panne' }]);
    await region.avancer('2026-03-26T10:00:00');
    expect(await region.tour()).toMatchObject({ echecs: 0 });
    expect([...region.etats.values()].map(({ li }) => li?.deposeeLe).toSorted()).toEqual(['2026-03-03', '2026-03-06']);
  });

  test('une page qui échoue au milieu laisse la date de relève où elle était', async () => {
    const { region } = essai;
    region.lettres.correspondance.ecriture = false;
    for (let rang = 0; rang < 101; rang++) region.depose();
    await region.patienter();
    region.dn.faults.next({ kind: 'erreur-racine', operation: 'listerDossiers', secondPage: true, times: 9 });
    await expect(region.tour()).rejects.toMatchObject({ motif: 'delai' });
    const jusqua = () =>
      region.lettres.pool
        .query<{ d: Date | null }>('select releve_jusqua as d from demarches')
        .then(({ rows }) => rows[0]?.d);
    expect(await jusqua()).toBeNull();
    region.dn.faults.clear();
    await readDemarche(region.lettres, false);
    expect(await jusqua()).not.toBeNull();
    expect(await region.suivis()).toHaveLength(101);
  });

  test('une page trop lourde est redemandée plus courte', async () => {
    const { region } = essai;
    region.depose();
    await region.patienter();
    region.dn.faults.next({ kind: 'erreur-500', operation: 'listerDossiers', times: 3 });
    expect(await region.tour()).toEqual({ traites: 1, echecs: 0 });
  });

  test('un dossier que la liste rend vide n’arrête rien', async () => {
    const { region } = essai;
    const { number } = region.depose();
    region.depose({ ...LETTRE, 1002: 'Cardiologie' });
    region.dn.faults.unreadable.add(number);
    await region.patienter();
    expect(await region.tour()).toEqual({ traites: 1, echecs: 0 });
    region.dn.faults.clear();
    await region.patienter();
    expect(await region.tour(region.lettres, true)).toMatchObject({ echecs: 0 });
    expect(region.etats.size).toBe(2);
  });

  test('un jeton révoqué arrête tout et n’accuse aucun dossier', async () => {
    const { region } = essai;
    region.depose();
    await region.patienter();
    region.dn.tokens[0].revoked = true;
    await expect(region.tour()).rejects.toMatchObject({ motif: 'jeton-inconnu' });
    expect(await region.echecs()).toEqual([]);
    region.dn.tokens[0].revoked = false;
    expect(await region.tour()).toEqual({ traites: 1, echecs: 0 });
  });
});

describe('les fichiers d’un dossier', () => {
  const joindre = (reste: { scan?: 'infected'; checksum?: string } = {}) => {
    const { world } = essai.region.dn;
    return keepFile(world, { nom: 'lettre.pdf', type: 'application/pdf', contenu: PDF, ...reste }).id;
  };
  const fichiers = async () => {
    const [ess] = essai.region.etats.keys();
    const { body } = await essai.region.get(`/ess/${ess}/fichiers`, 'ars');
    return (body['fichiers'] as { code: string; nom: string }[]).map(({ code, nom }) => `${code} ${nom}`);
  };

  test('sont remis au dossier une fois', async () => {
    const { region } = essai;
    region.depose({ ...LETTRE, 1036: [joindre()] });
    await region.patienter(60);
    expect(await region.tour()).toEqual({ traites: 1, echecs: 0 });
    await region.patienter();
    await region.tour(region.lettres, true);
    expect(await fichiers()).toEqual(['lettre-intention lettre.pdf']);
  });

  test('un fichier en examen attend, un fichier altéré n’est pas remis, la lettre est reçue quand même', async () => {
    const { region } = essai;
    region.dn.world.dureeScan = 3_600_000;
    region.depose({ ...LETTRE, 1036: [joindre()] });
    region.depose({ ...LETTRE, 1002: 'Cardiologie', 1036: [joindre({ checksum: 'AAAAAAAAAAAAAAAAAAAAAA==' })] });
    await region.patienter();
    expect(await region.tour()).toEqual({ traites: 0, echecs: 2 });
    expect(region.etats.size).toBe(2);
    expect((await region.echecs()).map(({ cause }) => cause)).toEqual(['fichier-en-examen', 'fichier-en-examen']);
    await region.patienter(120);
    expect(await region.tour()).toEqual({ traites: 1, echecs: 1 });
    expect((await region.echecs()).map(({ cause }) => cause)).toEqual(['fichier-altere']);
    expect([...region.dn.world.dossiers.values()].map(({ etat }) => etat)).toEqual([
      'en_instruction',
      'en_instruction',
    ]);
  });

  test('d’un hôte que personne n’a permis, rien n’est pris', async () => {
    const { region } = essai;
    region.lettres.correspondance.hotesDesFichiers = [];
    region.depose({ ...LETTRE, 1036: [joindre()] });
    await region.patienter(60);
    expect(await region.tour()).toEqual({ traites: 0, echecs: 1 });
    expect((await region.echecs()).map(({ cause }) => cause)).toEqual(['fichier-d-un-autre-hote']);
  });
});

describe('un projet de santé', () => {
  const projet = (reste: object) => {
    const { world } = essai.region.dn;
    const fichier = keepFile(world, { nom: 'projet.pdf', type: 'application/pdf', contenu: PDF }).id;
    return essai.region.depose({ ...PROJET, 2080: [fichier], ...reste }, NUMERO_PROJET);
  };
  const valider = async () => {
    const { region } = essai;
    const lettre = region.depose();
    await region.patienter();
    await region.tour();
    const [ess = ''] = region.etats.keys();
    const validee = await region.post(
      `/ess/${ess}/commandes/valider-lettre-intention`,
      { le: '2026-03-04', motif: 'Avis attendu depuis un mois.' },
      { comme: 'ars' },
    );
    expect(validee.text).not.toContain('problemes');
    return { lettre, ess };
  };

  test('rejoint le dossier de sa lettre, du jour de son dépôt', async () => {
    const { region } = essai;
    const { lettre, ess } = await valider();
    await region.avancer('2026-04-10T18:00:00');
    const { number } = projet({ 2003: String(lettre.number) });
    await region.avancer('2026-04-12T09:00:00');
    const fait = await region.tour(region.projets);
    expect(await region.echecs()).toEqual([]);
    expect(fait).toEqual({ traites: 1, echecs: 0 });
    expect((await region.journal(ess)).find(({ evenement }) => evenement === 'ProjetSanteDepose')).toMatchObject({
      le: '2026-04-10',
    });
    expect(await region.suivis()).toContainEqual(expect.objectContaining({ numero: number, ess, suite: 'importe' }));
  });

  test('sans lien, ou d’un lien inconnu, attend que quelqu’un le rattache', async () => {
    const { region } = essai;
    const { ess } = await valider();
    const sans = projet({});
    const inconnu = projet({ 2003: '999999' });
    await region.patienter();
    await region.tour(region.projets);
    expect(
      (await region.suivis())
        .filter(({ suite }) => suite === 'a-rattacher')
        .map(({ numero, motif }) => [numero, motif]),
    ).toEqual([
      [sans.number, 'sans-lien'],
      [inconnu.number, 'lien-inconnu'],
    ]);
    expect((await region.journal()).map(({ evenement }) => evenement)).not.toContain('ProjetSanteDepose');
    // Someone names its case: it joins it at the next reading, of the day of its deposit.
    expect(await answerForDossier(region.projets.pool, 'DN', sans.number, { ess })).toBeDefined();
    expect(await answerForDossier(region.projets.pool, 'DN', 1, { ess })).toBeUndefined();
    await region.patienter();
    await region.tour(region.projets);
    expect((await region.journal()).filter(({ evenement }) => evenement === 'ProjetSanteDepose')).toMatchObject([
      { le: '2026-03-04' },
    ]);
  });
});
