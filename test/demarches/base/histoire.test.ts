import { describe, expect, test } from 'vitest';
import {
  decider,
  envoyerMessage,
  passerEnInstruction,
  repasserEnInstruction,
  supprimerMessage,
} from '../../../local/demarche-numerique/world/agent.ts';
import { modifier, redeposer } from '../../../local/demarche-numerique/world/applicant.ts';
import type { Dossier } from '../../../local/demarche-numerique/world/model.ts';
import { chaqueRegion } from './essai.ts';

const essai = chaqueRegion('2026-03-03T10:00:00');

/** A letter deposited and imported. */
async function lettre(): Promise<Dossier> {
  const { region } = essai;
  const dossier = region.depose();
  await region.patienter();
  await region.tour();
  return dossier;
}
/** The connector, a few minutes later; twice: nothing is done again. */
async function relever(): Promise<void> {
  for (let fois = 0; fois < 2; fois++) {
    await essai.region.patienter();
    await essai.region.tour();
  }
}
const evenements = async () => (await essai.region.journal()).map(({ evenement, le }) => `${evenement} ${le}`);
const genres = async () =>
  (await essai.region.actes())
    .filter(({ statut }) => statut !== 'fait')
    .map(({ genre, statut }) => `${genre} ${statut}`);
const demander = (dossier: Dossier) =>
  envoyerMessage(essai.region.dn.world, dossier, essai.region.agent, { body: 'Complétez.', correction: 'incomplete' });
const repondre = (dossier: Dossier) => {
  modifier(essai.region.dn.world, dossier, { 1028: 'Un bureau et un conseil.' });
  redeposer(essai.region.dn.world, dossier);
};

describe('la réponse à une demande', () => {
  const demandee = async (): Promise<Dossier> => {
    const { region } = essai;
    const dossier = await lettre();
    await region.avancer('2026-03-10T10:00:00');
    const [ess] = region.etats.keys();
    const corps = { le: '2026-03-10', piecesManquantes: ['gouvernance'], delai: '2026-04-10' };
    expect(
      (await region.post(`/ess/${ess}/commandes/demander-pieces-lettre-intention`, corps, { comme: 'ars' })).status,
    ).toBe(200);
    demander(dossier);
    return dossier;
  };

  test('complète la lettre du jour de la réponse, et le dossier repasse en instruction', async () => {
    const { region } = essai;
    const dossier = await demandee();
    await relever();
    expect(dossier.etat).toBe('en_construction');
    await region.avancer('2026-03-20T23:59:59');
    repondre(dossier);
    await region.avancer('2026-03-23T09:00:00');
    await relever();
    expect((await evenements()).filter((un) => un.startsWith('LettreIntentionCompletee'))).toEqual([
      'LettreIntentionCompletee 2026-03-20',
    ]);
    expect(dossier.etat).toBe('en_instruction');
    expect(await genres()).toEqual([]);
  });

  test('réglée sur « proposer », elle est montrée, et rien n’est complété', async () => {
    essai.region.lettres.correspondance.reponses = 'proposer';
    const dossier = await demandee();
    await essai.region.avancer('2026-03-20T10:00:00');
    repondre(dossier);
    await relever();
    expect((await evenements()).join()).not.toContain('Completee');
    expect(await genres()).toEqual(['reponse-a-reprendre alerte']);
  });

  test.each<[string, (dossier: Dossier) => void]>([
    ['le passage en instruction', (dossier) => passerEnInstruction(essai.region.dn.world, dossier, essai.region.agent)],
  ])('%s résout la demande sans que rien n’ait été répondu : on le dit, rien n’est complété', async (_, acte) => {
    const dossier = await demandee();
    await essai.region.avancer('2026-03-20T10:00:00');
    acte(dossier);
    await relever();
    expect((await evenements()).join()).not.toContain('Completee');
    expect(await genres()).toEqual(['resolue-sans-reponse alerte']);
  });

  test('un message retiré n’était pas une demande', async () => {
    const dossier = await demandee();
    const message = dossier.messages.find(({ correction }) => correction !== null);
    await essai.region.avancer('2026-03-20T10:00:00');
    supprimerMessage(essai.region.dn.world, dossier, essai.region.agent, message as NonNullable<typeof message>);
    await relever();
    expect((await evenements()).join()).not.toContain('Completee');
    expect(await genres()).toEqual([]);
  });
});

test('une modification que personne n’a demandée est consignée et dite, sans toucher aux champs', async () => {
  const { region } = essai;
  region.lettres.correspondance.ecriture = false;
  const dossier = await lettre();
  await region.avancer('2026-03-12T10:00:00');
  modifier(region.dn.world, dossier, { 1024: '12' });
  redeposer(region.dn.world, dossier);
  await relever();
  expect(await evenements()).toContain('EchangeConsigne 2026-03-12');
  expect((await region.journal())[0]).toMatchObject({ engages: 41 });
  expect((await evenements()).join()).not.toContain('Completee');
  expect(await genres()).toEqual(['modification-spontanee alerte']);
});

describe('une décision prise par un agent dans Démarche Numérique', () => {
  const decide = (
    dossier: Dossier,
    decision: 'accepte' | 'refuse' | 'sans_suite',
    motivation = 'Territoire déjà couvert.',
  ) => decider(essai.region.dn.world, dossier, essai.region.agent, { decision, motivation });

  test('acceptée : la lettre est validée du jour de la décision', async () => {
    const dossier = await lettre();
    await essai.region.avancer('2026-04-01T23:30:00');
    decide(dossier, 'accepte', 'La caisse a été entendue.');
    await essai.region.avancer('2026-04-03T09:00:00');
    await relever();
    expect((await evenements()).filter((un) => un.startsWith('LettreIntentionValidee'))).toEqual([
      'LettreIntentionValidee 2026-04-01',
    ]);
    expect(await genres()).toEqual([]);
  });

  test('acceptée sans le motif que nos règles demandent : un incident, rien n’est forcé', async () => {
    const dossier = await lettre();
    decide(dossier, 'accepte', '');
    await relever();
    expect((await evenements()).join()).not.toContain('Validee');
    expect((await essai.region.actes()).filter(({ statut }) => statut === 'incident')).toMatchObject([
      { genre: 'decision-refusee', detail: 'LI-06' },
    ]);
    expect(dossier.etat).toBe('accepte');
  });

  test('après l’acceptation tacite : un incident, la validation tacite demeure', async () => {
    const { region } = essai;
    const dossier = await lettre();
    await region.avancer('2026-05-20T10:00:00');
    expect((await evenements()).join()).toContain('LettreIntentionValidee');
    decide(dossier, 'refuse');
    await relever();
    expect((await evenements()).join()).not.toContain('Refusee');
    expect(await genres()).toEqual(['decision-refusee incident']);
    expect(dossier.etat).toBe('refuse');
  });

  test('« sans suite » n’a pas d’équivalent : un incident', async () => {
    const dossier = await lettre();
    decide(dossier, 'sans_suite');
    await relever();
    expect(await genres()).toEqual(['sans-suite incident']);
  });

  test('rouverte après coup : un incident', async () => {
    const { region } = essai;
    const dossier = await lettre();
    decide(dossier, 'accepte', 'La caisse a été entendue.');
    await relever();
    repasserEnInstruction(region.dn.world, dossier, region.agent);
    await relever();
    expect(await genres()).toEqual(['reouverture incident']);
    expect((await evenements()).filter((un) => un.startsWith('LettreIntentionValidee'))).toHaveLength(1);
  });
});

describe('ce qui arrêterait les délais de la loi', () => {
  test('le silence de Démarche Numérique : un incident au premier dossier, et plus rien n’y est écrit', async () => {
    const { region } = essai;
    for (const demarche of region.dn.world.demarches.values()) demarche.sva = { mois: 2 };
    const dossier = region.depose();
    await relever();
    // The service itself passes it to instruction, and we write nothing.
    expect(dossier.messages.filter(({ email }) => email === region.robot.email)).toEqual([]);
    expect((await region.actes()).map(({ genre }) => genre)).toEqual(['silence-de-demarche-numerique', 'depot']);
    const { rows } = await region.lettres.pool.query(
      'select ecriture_suspendue as motif from demarches where ecriture_suspendue is not null',
    );
    expect(rows).toEqual([{ motif: 'silence-de-demarche-numerique' }]);
    expect(await genres()).toEqual(['silence-de-demarche-numerique incident']);
    expect((await evenements())[0]).toBe('LettreIntentionDeposee 2026-03-03');
  });

  test('un dépôt appris après ses deux mois est un incident, avant toute écriture', async () => {
    const { region } = essai;
    region.depose();
    await region.avancer('2026-06-01T10:00:00');
    await region.tour();
    const actes = (await region.actes()).map(({ genre, statut }) => `${genre} ${statut}`);
    expect(actes.indexOf('appris-trop-tard incident')).toBeGreaterThanOrEqual(0);
    expect(actes.indexOf('appris-trop-tard incident')).toBeLessThan(actes.indexOf('passage fait'));
    // DEC-30: the silence waits for its grace, counted from the entry.
    expect((await evenements()).join()).not.toContain('LettreIntentionValidee');
    await region.avancer('2026-06-10T10:00:00');
    expect((await evenements()).find((un) => un.startsWith('LettreIntentionValidee'))).toBe(
      'LettreIntentionValidee 2026-05-04',
    );
  });
});
