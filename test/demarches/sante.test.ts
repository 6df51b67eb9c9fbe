/** How a démarche is doing, of what is known of it: good, someone awaited, stopped. DEC-19, LI-07. */
import { describe, expect, test } from 'vitest';
import { presentDemarche } from '../../api/views/demarches.ts';
import type { Overview } from '../../records/demarches/overview.ts';
import { whatToLookAt, whyItFailed, whyItIsNotRead, whyItWaits } from '../../records/demarches/sentences.ts';

const MAINTENANT = new Date('2026-03-10T10:00:00Z');
const avant = (minutes: number) => new Date(MAINTENANT.getTime() - minutes * 60_000);

const SUIVIE: Overview = {
  instance: 'DN',
  numero: 101,
  titre: 'Création d’une ESS',
  adresse: 'https://demarche.exemple.invalid',
  ecriture: true,
  jetonExpireLe: '2026-12-01',
  empechements: [],
  releveJusqua: avant(5),
  releveLe: avant(5),
  entierLe: avant(600),
  essaiLe: avant(5),
  panne: null,
  panneDepuis: null,
  ecritureSuspendue: null,
  ecritureSuspendueLe: null,
  ecarts: [],
  nombres: { dossiers: 3, aImporter: 0, importes: 3, aRattacher: 0, echecs: 0, aVoir: 0 },
  aRattacher: [],
  echecs: [],
  ouverts: [],
};
const sante = (change: Partial<Overview>) => presentDemarche({ ...SUIVIE, ...change }, MAINTENANT).sante;
const vu = (statut: 'alerte' | 'incident'): Overview['ouverts'][number] => ({
  id: '00000000-0000-4000-8000-000000000001',
  numero: 7,
  ess: null,
  nature: null,
  genre: 'retrait',
  statut,
  detail: null,
  le: avant(60),
});

describe('la santé d’une démarche', () => {
  test.each<[string, Partial<Overview>, string]>([
    ['relevée il y a cinq minutes, rien en attente', {}, 'bonne'],
    ['une alerte n’appelle personne', { ouverts: [vu('alerte')] }, 'bonne'],
    ['un incident ouvert', { ouverts: [vu('incident')] }, 'attention'],
    ['en panne depuis peu', { panne: 'panne', panneDepuis: avant(10) }, 'attention'],
    ['un jeton qui finit dans 30 jours', { jetonExpireLe: '2026-04-09' }, 'attention'],
    ['un jeton qui finit dans 31 jours', { jetonExpireLe: '2026-04-10' }, 'bonne'],
    ['un jeton fini hier', { jetonExpireLe: '2026-03-09' }, 'arret'],
    ['un dossier à rattacher', { nombres: { ...SUIVIE.nombres, aRattacher: 1 } }, 'attention'],
    ['un dossier qui échoue', { nombres: { ...SUIVIE.nombres, echecs: 1 } }, 'attention'],
    ['relevée il y a un jour moins une minute', { releveLe: avant(1439) }, 'bonne'],
    ['sans relève complète depuis un jour', { releveLe: avant(1440) }, 'arret'],
    ['jamais relevée', { releveLe: null }, 'arret'],
    ['un connecteur qu’on ne voit plus', { essaiLe: avant(90) }, 'arret'],
    ['une écriture suspendue', { ecritureSuspendue: 'silence-de-demarche-numerique' }, 'arret'],
    ['un point qui empêche d’y entrer', { empechements: ['La démarche est déclarative.'] }, 'arret'],
  ])('%s', (_, change, attendue) => {
    expect(sante(change)).toBe(attendue);
  });
});

describe('un dossier qui attend', () => {
  const attend = (change: Partial<Overview['aRattacher'][number]>) =>
    presentDemarche(
      {
        ...SUIVIE,
        aRattacher: [
          {
            numero: 7,
            nature: 'lettre-intention',
            deposeLe: new Date('2026-03-03T22:59:59Z'),
            motif: 'champs-manquants',
            siege: null,
            repondu: false,
            ...change,
          },
        ],
      },
      MAINTENANT,
    ).aRattacher[0];

  test('montre le jour de son dépôt à Paris, et le dernier de ses deux mois', () => {
    expect(attend({})).toMatchObject({
      deposeLe: '2026-03-03',
      dernierJour: '2026-05-03',
      page: 'https://demarche.exemple.invalid/procedures/101/dossiers/7',
    });
    expect(attend({ deposeLe: new Date('2026-03-03T23:00:00Z') })).toMatchObject({ deposeLe: '2026-03-04' });
  });

  test('à La Réunion, son jour est celui de son siège, et ses caisses celles du siège', () => {
    expect(attend({ motif: 'caisse-a-dire', siege: '974', deposeLe: new Date('2026-03-03T20:30:00Z') })).toMatchObject({
      deposeLe: '2026-03-04',
      dernierJour: '2026-05-04',
    });
    expect(attend({ motif: 'caisse-a-dire', siege: '59' })?.caisses.map(({ code }) => code)).toEqual([
      'lille-douai',
      'roubaix-tourcoing',
      'hainaut',
      'flandres',
    ]);
  });
});

test('chaque code que le connecteur écrit a sa phrase', () => {
  const [echec, panne, attente, point] = [
    whyItFailed('inconnu'),
    whyItIsNotRead('inconnue'),
    whyItWaits('inconnu'),
    whatToLookAt('inconnu', null),
  ];
  for (const cause of [
    'fichier-en-examen',
    'fichier-absent',
    'fichier-altere',
    'fichier-trop-gros',
    'fichier-d-un-autre-hote',
  ])
    expect(whyItFailed(cause)).not.toBe(echec);
  for (const cause of [
    'groupe-sans-instructeur',
    'passage-sans-effet',
    'courrier-pas-encore-pret',
    'ecriture-sans-effet',
  ])
    expect(whyItFailed(cause)).not.toBe(echec);
  for (const cause of ['panne', 'injoignable', 'api', 'interne', 'lecture-seule'])
    expect(whyItIsNotRead(cause)).not.toBe(panne);
  for (const motif of [
    'nature-inconnue',
    'champs-manquants',
    'caisse-a-dire',
    'sans-lien',
    'lien-inconnu',
    'liens-contraires',
  ])
    expect(whyItWaits(motif)).not.toBe(attente);
  for (const genre of [
    'retrait',
    'suppression',
    'expiration',
    'fichier',
    'nature-changee',
    'sans-suite',
    'reouverture',
  ])
    expect(whatToLookAt(genre, null)).not.toBe(point);
  expect(whyItFailed('ecriture dn:refus:instructeur')).toBe(
    'Ce que le service a décidé n’est pas encore écrit dans Démarche Numérique. Démarche Numérique refuse l’acte : l’instructeur du programme n’est pas du groupe du dossier.',
  );
  expect(whyItFailed('ess:acte-impossible (PS-01)')).toBe(
    'Notre API refuse ce dossier (règle PS-01) : acte-impossible (PS-01).',
  );
});
