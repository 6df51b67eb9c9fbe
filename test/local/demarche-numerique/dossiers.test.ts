/** Démarche Numérique as its double plays it: dates, corrections, history, SVA and declarative, time of Paris. */
import { describe, expect, test } from 'vitest';
import { ROBOT } from '../../../local/demarche-numerique/ready-made/index.ts';
import * as agents from '../../../local/demarche-numerique/world/agent.ts';
import { modifier, redeposer } from '../../../local/demarche-numerique/world/applicant.ts';
import type { Dossier } from '../../../local/demarche-numerique/world/model.ts';
import { essai } from './essai.ts';

const e = essai('2026-03-02T09:00:00');
const DATES =
  'dateDepot datePassageEnConstruction datePassageEnInstruction dateTraitement dateDerniereCorrectionEnAttente';
const HISTORY = 'state traitements { state event dateTraitement emailAgentTraitant motivation }';
const events = async (dossier: Dossier) =>
  ((await e.dossier(dossier, HISTORY)).traitements as { event: string }[]).map(({ event }) => event);
const correction = async (dossier: Dossier) => {
  const { messages } = (await e.dossier(dossier, 'messages { correction { reason dateResolution } }')) as {
    messages: { correction: object | null }[];
  };
  return messages.map((message) => message.correction).find((one) => one !== null);
};
const ask = (dossier: Dossier) =>
  agents.envoyerMessage(e.dn.world, dossier, ROBOT, { body: 'Il manque la liste.', correction: 'incomplete' });

describe('les dates d’un dossier', () => {
  test('le dépôt ne bouge jamais ; le passage en construction est le dernier', async () => {
    const dossier = e.depose();
    e.dn.advanceTo('2026-03-05T10:00:00');
    agents.passerEnInstruction(e.dn.world, dossier, ROBOT);
    e.dn.advanceTo('2026-04-01T11:00:00');
    ask(dossier);
    expect(await e.dossier(dossier, DATES)).toEqual({
      dateDepot: '2026-03-02T09:00:00+01:00',
      datePassageEnConstruction: '2026-04-01T11:00:00+02:00',
      datePassageEnInstruction: '2026-03-05T10:00:00+01:00',
      dateTraitement: null,
      dateDerniereCorrectionEnAttente: '2026-04-01T11:00:00+02:00',
    });
    e.dn.advanceTo('2026-04-10T12:00:00');
    modifier(e.dn.world, dossier, { 1027: 'Un hôpital' });
    redeposer(e.dn.world, dossier);
    expect(await e.dossier(dossier, DATES)).toMatchObject({
      dateDepot: '2026-03-02T09:00:00+01:00',
      datePassageEnConstruction: '2026-04-01T11:00:00+02:00',
      dateDerniereCorrectionEnAttente: null,
    });
  });

  test('la date de la décision reste après une réouverture ; sa motivation, non', async () => {
    const dossier = e.depose();
    agents.passerEnInstruction(e.dn.world, dossier, ROBOT);
    agents.decider(e.dn.world, dossier, ROBOT, { decision: 'refuse', motivation: 'Territoire' });
    e.dn.advanceTo('2026-03-09T09:00:00');
    agents.repasserEnInstruction(e.dn.world, dossier, ROBOT);
    expect(await e.dossier(dossier, 'state dateTraitement motivation traitements { motivation }')).toEqual({
      state: 'en_instruction',
      dateTraitement: '2026-03-02T09:00:00+01:00',
      motivation: null,
      traitements: [null, null, 'Territoire', null].map((motivation) => ({ motivation })),
    });
  });

  test.each([
    ['2026-03-29T01:59:59', '2026-03-29T01:59:59+01:00'],
    ['2026-03-29T03:00:00', '2026-03-29T03:00:00+02:00'],
    ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T02:30:00+01:00', '2026-10-25T02:30:00+01:00'],
    ['2026-12-31T23:59:59', '2026-12-31T23:59:59+01:00'],
    ['2027-01-01T00:00:00', '2027-01-01T00:00:00+01:00'],
  ])('déposé à %s, il l’est au décalage de Paris : %s', async (at, expected) => {
    e.dn.advanceTo(at);
    expect(await e.dossier(e.depose(), 'dateDepot')).toEqual({ dateDepot: expected });
  });

  test('l’horloge ne recule pas', () => {
    expect(() => e.dn.advanceTo('2026-03-02T08:59:59')).toThrow("L'horloge ne recule pas");
  });
});

describe('une demande de correction', () => {
  test('ramène le dossier en construction, et la réponse de l’usager est dans son histoire', async () => {
    const dossier = e.depose();
    agents.passerEnInstruction(e.dn.world, dossier, ROBOT);
    ask(dossier);
    e.dn.advanceTo('2026-03-04T09:00:00');
    modifier(e.dn.world, dossier, { 1027: 'Un hôpital' });
    expect(await e.dossier(dossier, 'champs(id: "Q2hhbXAtMTAyNw==") { stringValue }')).toEqual({
      champs: [{ stringValue: '' }],
    });
    redeposer(e.dn.world, dossier);
    expect(await e.dossier(dossier, 'champs(id: "Q2hhbXAtMTAyNw==") { stringValue }')).toEqual({
      champs: [{ stringValue: 'Un hôpital' }],
    });
    expect(await events(dossier)).toEqual([
      'depose',
      'passe_en_instruction',
      'repasse_en_construction',
      'depose_correction_usager',
    ]);
    expect(await correction(dossier)).toEqual({ reason: 'incomplete', dateResolution: '2026-03-04T09:00:00+01:00' });
  });

  test.each<[string, (dossier: Dossier) => void]>([
    ['le passage en instruction', (dossier) => agents.passerEnInstruction(e.dn.world, dossier, ROBOT)],
    [
      'la suppression du message',
      (dossier) => {
        const message = dossier.messages.find((one) => one.correction !== null);
        if (message !== undefined) agents.supprimerMessage(e.dn.world, dossier, ROBOT, message);
      },
    ],
  ])('est résolue par %s, sans que l’usager ait rien répondu', async (_how, act) => {
    const dossier = e.depose();
    ask(dossier);
    act(dossier);
    expect(await correction(dossier)).toMatchObject({ dateResolution: expect.any(String) as string });
    expect(await events(dossier)).not.toContain('depose_correction_usager');
  });

  test('une modification spontanée porte le même événement qu’une réponse', async () => {
    const dossier = e.depose();
    modifier(e.dn.world, dossier, { 1027: 'Un hôpital' });
    redeposer(e.dn.world, dossier);
    expect(await events(dossier)).toEqual(['depose', 'depose_correction_usager']);
    expect(await correction(dossier)).toBeUndefined();
  });

  test('ce que l’usager n’a pas déposé se perd au passage en instruction', () => {
    const dossier = e.depose();
    modifier(e.dn.world, dossier, { 1027: 'Un hôpital' });
    agents.passerEnInstruction(e.dn.world, dossier, ROBOT);
    expect([dossier.tampon, dossier.contenu.saisies.get('1027')]).toEqual([null, undefined]);
  });

  test('impossible est une erreur ; dans un service plus ancien, un simple message qui réussit', async () => {
    const dossier = e.depose();
    ask(dossier);
    const again = () =>
      e.act(
        'dossierEnvoyerMessage',
        dossier,
        { body: 'Encore', correction: 'incorrect' },
        'message { body correction { reason } } errors { message }',
      );
    expect(await again()).toEqual({
      message: null,
      errors: [{ message: 'Une demande de correction est déjà en attente sur ce dossier' }],
    });
    dossier.demarche.correctionImpossible = 'silence';
    expect(await again()).toEqual({ message: { body: 'Encore', correction: null }, errors: null });
  });

  test('sur un dossier terminé est refusée, avec son état', async () => {
    const dossier = e.depose();
    agents.passerEnInstruction(e.dn.world, dossier, ROBOT);
    agents.decider(e.dn.world, dossier, ROBOT, { decision: 'sans_suite', motivation: 'Doublon' });
    expect(await e.act('dossierEnvoyerMessage', dossier, { body: 'Il manque…', correction: 'incomplete' })).toEqual({
      errors: [
        {
          message: 'Le dossier ne peut pas faire l’objet d’une demande de correction car il est classé sans\u00a0suite',
        },
      ],
    });
  });

  test('peut interdire le passage en instruction, si la démarche le veut', async () => {
    const dossier = e.depose();
    dossier.demarche.correctionBloque = true;
    ask(dossier);
    expect(await e.act('dossierPasserEnInstruction', dossier)).toEqual({
      errors: [{ message: 'Le dossier est en attente de correction' }],
    });
  });
});

describe('ce que la démarche fait d’elle-même', () => {
  test.each([
    ['accepte', 'accepte', ['depose', 'accepte_automatiquement']],
    ['en_instruction', 'en_instruction', ['depose', 'passe_en_instruction_automatiquement']],
  ] as const)('déclarative (%s) : au dépôt, sans agent', async (declarative, state, expected) => {
    const demarche = e.dn.world.demarches.get(90_001);
    if (demarche !== undefined) demarche.declarative = declarative;
    const dossier = e.depose();
    expect(await e.dossier(dossier, 'state demarche { declarative }')).toEqual({ state, demarche: { declarative } });
    expect(await events(dossier)).toEqual(expected);
  });

  test.each([
    // A day, then the months: the last two are early, since the law's own delay ends with the last day of February.
    ['2026-03-02T09:00:00', '2026-05-03'],
    ['2026-12-28T09:00:00', '2027-02-28'],
    ['2026-12-30T09:00:00', '2027-02-28'],
  ])('SVA : déposé à %s, son silence accepte le %s, et la démarche n’en dit rien', async (at, forecast) => {
    e.dn.advanceTo(at);
    const demarche = e.dn.world.demarches.get(90_001);
    if (demarche !== undefined) demarche.sva = { mois: 2 };
    const dossier = e.depose();
    const SVA = 'state datePrevisionnelleDecisionSVASVR dateTraitementSVASVR';
    expect(await e.dossier(dossier, SVA)).toEqual({
      state: 'en_instruction',
      datePrevisionnelleDecisionSVASVR: forecast,
      dateTraitementSVASVR: null,
    });
    e.dn.advanceTo(`${forecast}T00:00:00`);
    expect(await e.dossier(dossier, SVA)).toMatchObject({
      state: 'accepte',
      dateTraitementSVASVR: expect.stringContaining(forecast) as string,
    });
    expect((await events(dossier)).at(-1)).toBe('accepte_automatiquement');
    expect(await e.act('dossierRepasserEnConstruction', dossier)).toMatchObject({
      errors: [{ message: expect.stringContaining('SVA') as string }],
    });
  });

  test('SVA : un dossier à compléter attend, et son terme repart de la réponse', () => {
    const demarche = e.dn.world.demarches.get(90_001);
    if (demarche !== undefined) demarche.sva = { mois: 2 };
    const dossier = e.depose();
    ask(dossier);
    e.dn.advanceTo('2026-06-01T09:00:00');
    expect(dossier.etat).toBe('en_construction');
    redeposer(e.dn.world, dossier);
    expect([dossier.etat, dossier.sva.prevueLe]).toEqual(['en_instruction', '2026-08-02']);
  });

  test('un dossier va au groupe de son département ; un groupe fermé ne reçoit plus', () => {
    expect(e.depose().groupe.label).toBe('ARS Nouvelle-Aquitaine');
    const [groupe] = [e.depose().groupe];
    groupe.closed = true;
    expect(e.depose().groupe.label).not.toBe('ARS Nouvelle-Aquitaine');
  });
});
