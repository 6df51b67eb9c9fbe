import { readFileSync } from 'node:fs';
import { DICTIONARY } from '../../api/contract/dictionary/index.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import { regle as ruleOfId } from '../../domain/catalogue/index.ts';
import { describe, expect, test } from 'vitest';
import { sendersOf } from '../../identity/rights.ts';
import type { NomCommande } from '../../domain/commandes.ts';
import { api, BARE, errorsOf } from './support.ts';

const CASE = '/ess/ess-33-00000000';

describe('un champ faux est nommé avec sa règle', () => {
  test.each([
    ['une date qui n’existe pas', { le: '2026-02-30' }, 'le', 'DEC-18', /n’existe pas dans le calendrier/],
    ['une date écrite à la française', { le: '15/01/2026' }, 'le', 'DEC-18', /aaaa-mm-jj/],
    ['une spécialité qui n’existe pas', { specialites: ['Pédiatrix'] }, 'specialites[0]', 'DEC-62', /« pediatrie »/],
    ['aucune spécialité', { specialites: [] }, 'specialites', 'DEC-62', /au moins une spécialité/],
    ['un département inconnu', { departements: ['20'] }, 'departements[0]', 'ELI-01', /n’existe pas/],
    ['le même département deux fois', { departements: ['33', '33'] }, 'departements', 'ELI-01', /deux fois/],
    ['un nombre écrit en texte', { liberaux: '120' }, 'liberaux', 'ELI-04', /nombre/],
    ['un nombre négatif', { medecinsPresents: -1 }, 'medecinsPresents', 'ELI-03', /négatif/],
    ['un canal inconnu', { canal: 'pigeon' }, 'canal', 'LI-02', /demarches-simplifiees, courrier/],
    ['un champ inconnu', { departement: '33' }, 'departement', 'API-01', /« departement » est inconnu/],
    ['un champ inconnu plus loin', { referent: { nom: 'A', age: 4 } }, 'referent.age', 'API-01', /« age » est inconnu/],
    ['un courriel faux', { referent: { nom: 'A', courriel: 'a' } }, 'referent.courriel', 'LI-03', /courriel/],
    [
      'un RPPS trop court',
      { medecinsEngages: [{ nom: 'A', prenom: 'B', rpps: '1' }] },
      'medecinsEngages[0].rpps',
      'ADH-01',
      /11 chiffres/,
    ],
    ['plus de dix axes', { axes: Array.from({ length: 11 }, () => 'axe') }, 'axes', 'LI-03', /10 éléments/],
    ['un texte que la base ne peut garder', { raisons: 'a\u0000b' }, 'raisons', 'LI-03', /caractères de contrôle/],
    ['une fiche donnée de l’extérieur', { fiche: 'x' }, 'fiche', 'API-01', /inconnu/],
  ])('%s', async (_what, change, champ, regle, message) => {
    const { post, world } = await api();
    const answer = await post('/ess', { ...BARE, ...change });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ type: '/problemes/champs-invalides', status: 400, regle });
    expect(errorsOf(answer)[champ]).toMatchObject({ regle, message: expect.stringMatching(message) as string });
    expect(world.sent).toEqual([]);
    expect(world.fiches.size).toBe(0);
  });

  test('toutes les erreurs sont données d’un coup', async () => {
    const { post } = await api();
    const answer = await post('/ess', { le: '2026-13-01', siege: 'ici', medecinsPresents: 1.5, couleur: 'bleu' });
    expect(Object.keys(errorsOf(answer)).toSorted()).toEqual(
      ['couleur', 'departements', 'le', 'medecinsPresents', 'siege', 'specialites'].toSorted(),
    );
    expect(errorsOf(answer)['departements']?.message).toBe('Ce champ est obligatoire.');
  });

  test.each([
    ['un paiement inconnu', 'executer-paiement', { paiement: 'dotation-0' }, 'paiement', 'PAY-01'],
    [
      'des centimes avec une décimale',
      'constater-remboursement',
      { montantCentimes: 10.5 },
      'montantCentimes',
      'DEC-18',
    ],
    ['une pièce inconnue', 'deposer-pieces', { pieces: [{ code: 'photo' }] }, 'pieces[0].code', 'AMO-10'],
    [
      'un champ de pièce inconnu',
      'completer-lettre-intention',
      { pieces: [{ code: 'rib', x: 1 }] },
      'pieces[0].x',
      'API-01',
    ],
    ['une pièce sans verdict', 'verifier-pieces', { pieces: [{ code: 'rib' }] }, 'pieces[0].conforme', 'PAY-01'],
    ['un sens inconnu', 'repondre-saisine', { sens: 'oui' }, 'sens', 'DEC-22'],
    ['une date de prolongation absente', 'prolonger-depot-projet-sante', {}, 'jusquAu', 'PS-02'],
  ])('%s', async (_what, commande, donnees, champ, regle) => {
    const { post } = await api();
    const role = sendersOf(commande as NomCommande)[0] ?? '';
    const answer = await post(`${CASE}/commandes/${commande}`, { le: '2026-02-01', ...donnees }, { comme: role });
    expect(answer.status).toBe(400);
    expect(errorsOf(answer)[champ]?.regle).toBe(regle);
  });

  test.each([[[]], ['texte'], [null], [12]])('un corps qui n’est pas un objet : %j', async (body) => {
    const { post } = await api();
    expect((await post('/ess', body)).status).toBe(400);
  });

  test('une commande que l’on n’ouvre pas par POST /ess', async () => {
    const { post } = await api();
    const answer = await post('/ess', { ...BARE, commande: 'resilier' });
    expect(errorsOf(answer)['commande']?.message).toContain('declarer-ess-existante');
  });
});

test('les indicateurs régionaux d’un rapport sont gardés tels quels, et aucun n’est exigé (IND-04)', async () => {
  const rapport = async (donnees: object) => {
    const { post, world } = await api();
    const answer = await post(`${CASE}/commandes/deposer-rapport-activite`, { le: '2026-02-01', ...donnees });
    return { status: answer.status, fiche: [...world.fiches.values()][0]?.contenu };
  };
  const indicateursRegionaux = [{ libelle: 'Patients ayant eu au moins une téléconsultation', valeur: '84' }];
  expect(await rapport({ indicateursRegionaux })).toMatchObject({ status: 200, fiche: { indicateursRegionaux } });
  expect(await rapport({})).toMatchObject({ status: 200 });
});

describe('coordonnées bancaires (DEC-13)', () => {
  const send = async (donnees: object) => {
    const { post, world } = await api();
    const answer = await post(`${CASE}/commandes/declarer-coordonnees-bancaires`, { le: '2026-02-01', ...donnees });
    return { answer, world };
  };

  test.each(['FR76 3000 6000 0112 3456 7890 189', 'FR1420041010050500013M02606'])('IBAN exact : %s', async (iban) => {
    const { answer, world } = await send({ iban, bic: 'AGRIFRPP', titulaire: 'Association 01' });
    expect(answer.status).toBe(200);
    expect([...world.fiches.values()][0]?.contenu).toMatchObject({ iban: iban.replaceAll(' ', ''), bic: 'AGRIFRPP' });
  });

  test('une clé fausse est refusée, sans répéter l’IBAN', async () => {
    const { answer, world } = await send({ iban: 'FR7630006000011234567890188' });
    expect(errorsOf(answer)['iban']).toMatchObject({ regle: 'DEC-13' });
    expect(answer.text).not.toContain('1234567890');
    expect(world.fiches.size).toBe(0);
  });

  const IBAN = 'FR1420041010050500013M02606';
  test.each([
    ['sans titulaire', { iban: IBAN }, 'titulaire', /titulaire/i],
    ['au nom de plus de 70 caractères', { iban: IBAN, titulaire: 'Association '.repeat(7) }, 'titulaire', /70/],
    ['au nom que les banques n’écrivent pas', { iban: IBAN, titulaire: '東京' }, 'titulaire', /« 東 »/],
    ['au nom en cyrillique', { iban: IBAN, titulaire: 'ЮРИЙ' }, 'titulaire', /lettres latines .*« YURIY »/],
    ['hors de la zone SEPA', { iban: 'TN5910006035183598478831', titulaire: 'Association 01' }, 'iban', /zone SEPA/],
    ['sans IBAN', { titulaire: 'Association 01' }, 'iban', /manque/],
  ])('un compte %s est refusé à sa déclaration, avec ce qu’il faut écrire', async (_nom, compte, champ, message) => {
    const { answer, world } = await send(compte);
    expect(answer.status).toBe(400);
    expect(errorsOf(answer)[champ]).toMatchObject({ regle: 'DEC-13' });
    expect(errorsOf(answer)[champ]?.message).toMatch(message);
    expect(world.fiches.size).toBe(0);
    expect(world.sent).toEqual([]);
  });

  test('annoncer des coordonnées sans aucun compte est dit : rien ne sera versé', async () => {
    const { answer } = await send({});
    expect(answer.status).toBe(200);
    expect(answer.body['avertissements']).toMatchObject([{ regle: 'DEC-13' }]);
  });

  test('un BIC mal formé est refusé', async () => {
    const { answer } = await send({ iban: 'FR1420041010050500013M02606', bic: 'XX' });
    expect(errorsOf(answer)['bic']?.message).toMatch(/8 ou 11/);
  });
});

test('un SIRET dont la clé est fausse est refusé', async () => {
  const { post } = await api();
  const body = { le: '2026-02-01', association: { nom: 'Association 01', siret: '73282932000075' } };
  const answer = await post(`${CASE}/commandes/declarer-association`, body);
  expect(errorsOf(answer)['association.siret']?.message).toMatch(/clé de contrôle/);
});

test('chaque règle citée par une erreur de champ est au catalogue, ou expliquée dans la documentation de l’API', () => {
  const form: readonly string[] = Object.values(FORM_RULES);
  const documentation = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
  expect(form.filter((id) => !documentation.includes(`\`${id}\``))).toEqual([]);
  const rules = Object.values(DICTIONARY).map(([id]) => id);
  expect(rules.filter((id) => !form.includes(id) && ruleOfId(id) === undefined)).toEqual([]);
});
