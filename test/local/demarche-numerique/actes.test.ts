/** Démarche Numérique as its double plays it: the mutations, their conditions and their refusals in French. */
import { describe, expect, test } from 'vitest';
import { agentOf, ROBOT } from '../../../local/demarche-numerique/ready-made/index.ts';
import * as agents from '../../../local/demarche-numerique/world/agent.ts';
import type { Dossier } from '../../../local/demarche-numerique/world/model.ts';
import { changing, publish } from '../../../local/demarche-numerique/world/revisions.ts';
import { profil } from '../../../local/demarche-numerique/world/world.ts';
import { essai } from './essai.ts';

const e = essai('2026-03-02T09:00:00');
const refused = (message: string) => ({ errors: [{ message }] });
const DONE = { errors: null };
const enInstruction = (): Dossier => {
  const dossier = e.depose();
  agents.passerEnInstruction(e.dn.world, dossier, ROBOT);
  return dossier;
};
const decide = (decision: 'accepte' | 'refuse' | 'sans_suite') => {
  const dossier = enInstruction();
  agents.decider(e.dn.world, dossier, ROBOT, { decision, motivation: 'Motif' });
  return dossier;
};
const annotation = (stableId: number, value: object) => ({
  id: Buffer.from(`Champ-${stableId}`).toString('base64'),
  value,
});

describe('un acte hors de son état est refusé, HTTP 200, avec des espaces insécables', () => {
  test.each<[string, () => Dossier, object, string]>([
    ['dossierPasserEnInstruction', enInstruction, {}, 'Le dossier est déjà en\u00a0instruction'],
    ['dossierPasserEnInstruction', () => decide('accepte'), {}, 'Le dossier est déjà accepté'],
    ['dossierRepasserEnConstruction', () => e.depose(), {}, 'Le dossier est déjà en\u00a0construction'],
    ['dossierAccepter', () => e.depose(), { motivation: 'Motif' }, 'Le dossier est déjà en\u00a0construction'],
    ['dossierAccepter', () => decide('sans_suite'), {}, 'Le dossier est déjà classé sans\u00a0suite'],
    ['dossierRefuser', () => decide('refuse'), { motivation: 'Motif' }, 'Le dossier est déjà refusé'],
    ['dossierRepasserEnInstruction', enInstruction, {}, 'Le dossier est déjà en\u00a0instruction'],
    ['dossierClasserSansSuite', enInstruction, { motivation: '  ' }, 'La motivation doit être remplie'],
    [
      'dossierArchiver',
      enInstruction,
      {},
      'Un dossier ne peut être déplacé dans « à archiver » qu’une fois le traitement terminé',
    ],
  ])('%s', async (name, given, input, message) => {
    expect(await e.act(name, given(), input)).toEqual(refused(message));
  });

  test('un refus sans motivation n’est pas même une question valable', async () => {
    await expect(e.act('dossierRefuser', enInstruction())).rejects.toThrow('motivation');
  });
});

test('une vie entière par l’API : prise en charge, décision, réouverture, autre décision, archivage', async () => {
  const dossier = e.depose();
  const states: string[] = [];
  for (const [name, input] of [
    ['dossierPasserEnInstruction', {}],
    ['dossierRefuser', { motivation: 'Territoire' }],
    ['dossierRepasserEnInstruction', {}],
    ['dossierAccepter', { motivation: 'Après nouvel examen' }],
    ['dossierArchiver', {}],
  ] as const) {
    const { dossier: seen, errors } = await e.act(name, dossier, input, 'dossier { state } errors { message }');
    expect(errors).toBeNull();
    states.push(seen.state as string);
  }
  expect(states).toEqual(['en_instruction', 'refuse', 'en_instruction', 'accepte', 'accepte']);
  expect(await e.dossier(dossier, 'archived motivation attestation { filename } instructeurs { email }')).toEqual({
    archived: true,
    motivation: 'Après nouvel examen',
    attestation: { filename: `attestation-${dossier.number}.pdf` },
    instructeurs: [{ email: ROBOT.email }],
  });
  expect(await e.act('dossierEnvoyerMessage', dossier, { body: 'Bonjour' })).toEqual(
    refused('Votre message ne peut pas être envoyé : le dossier est archivé ou supprimé'),
  );
});

describe('l’instructeur', () => {
  test('d’un autre groupe n’a pas de droit sur le dossier ; celui de la région, oui', async () => {
    const dossier = e.depose();
    expect(await e.act('dossierPasserEnInstruction', dossier, { instructeurId: agentOf('bretagne').id })).toEqual(
      refused('L’instructeur n’a pas les droits d’accès à ce dossier'),
    );
    expect(
      await e.act('dossierPasserEnInstruction', dossier, { instructeurId: agentOf('nouvelle-aquitaine').id }),
    ).toEqual(DONE);
  });

  test('que personne ne connaît n’est pas trouvé', async () => {
    const stranger = profil('Instructeur', 99_999, 'personne@exemple.invalid');
    await expect(e.act('dossierPasserEnInstruction', e.depose(), { instructeurId: stranger.id })).rejects.toThrow(
      'Profile not found',
    );
  });

  test('le robot retiré du groupe n’a plus de droit', async () => {
    const dossier = e.depose();
    dossier.groupe.instructeurs.shift();
    expect(await e.act('dossierPasserEnInstruction', dossier)).toEqual(
      refused('L’instructeur n’a pas les droits d’accès à ce dossier'),
    );
  });

  test('change le groupe du dossier, et n’y a plus de droit s’il n’y est pas', async () => {
    const dossier = e.depose();
    const other = dossier.demarche.groupes.find(({ label }) => label === 'ARS Bretagne');
    const groupeInstructeurId = Buffer.from(`GroupeInstructeur-${other?.number}`).toString('base64');
    const change =
      'mutation($input: DossierChangerGroupeInstructeurInput!) { dossierChangerGroupeInstructeur(input: $input) { errors { message } } }';
    const input = { dossierId: Buffer.from(`Dossier-${dossier.number}`).toString('base64'), groupeInstructeurId };
    expect((await e.ask(change, { input })).data.dossierChangerGroupeInstructeur).toEqual(DONE);
    expect((await e.ask(change, { input })).data.dossierChangerGroupeInstructeur).toEqual(
      refused('Le dossier est déjà avec le groupe instructeur : « ARS Bretagne »'),
    );
    expect(
      await e.act('dossierPasserEnInstruction', dossier, { instructeurId: agentOf('nouvelle-aquitaine').id }),
    ).toMatchObject(refused('L’instructeur n’a pas les droits d’accès à ce dossier'));
  });
});

describe('une décision', () => {
  test('qu’une annotation obligatoire vide empêche répond ce qui trompe', async () => {
    const dossier = enInstruction();
    publish(e.dn.world, dossier.demarche, {
      annotations: changing(dossier.revision.annotations, 1101, { required: true }),
    });
    expect(await e.act('dossierAccepter', dossier, { motivation: 'Conforme' })).toEqual(
      refused('Le dossier est déjà en\u00a0instruction'),
    );
    await e.act('dossierModifierAnnotations', dossier, { annotations: [annotation(1101, { text: 'ESS-33-1' })] });
    expect(await e.act('dossierAccepter', dossier, { motivation: 'Conforme' })).toEqual(DONE);
  });

  test('attend que l’INSEE ait répondu', async () => {
    const dossier = enInstruction();
    dossier.enrichissementEnAttente = true;
    expect(await e.act('dossierAccepter', dossier)).toMatchObject({
      errors: [{ message: expect.stringContaining('Veuillez réessayer plus tard.') as string }],
    });
  });

  test.each([
    [true, 1],
    [false, 2],
  ])(
    'disableNotification à %s : %i courriel au déposant, dépôt compris ; le message, lui, reste au dossier',
    async (disableNotification, mails) => {
      const dossier = e.depose();
      await e.act('dossierPasserEnInstruction', dossier, { disableNotification });
      expect(e.dn.world.courriels.filter((mail) => mail.dossier === dossier.number)).toHaveLength(mails);
      const { messages } = await e.dossier(dossier, 'messages { email body }');
      expect(messages.at(-1)).toEqual({
        email: e.dn.world.contact,
        body: expect.stringContaining('est passé en instruction') as string,
      });
    },
  );
});

describe('rien n’est idempotent', () => {
  test('le même message, avec le même clientMutationId, part deux fois', async () => {
    const dossier = e.depose();
    const input = { body: 'Bonjour', clientMutationId: 'le-même' };
    await e.act('dossierEnvoyerMessage', dossier, input);
    await e.act('dossierEnvoyerMessage', dossier, input);
    expect(dossier.messages.filter(({ body }) => body === 'Bonjour')).toHaveLength(2);
  });

  test('une répétition annotée reçoit des lignes à chaque appel', async () => {
    const dossier = e.depose();
    publish(e.dn.world, dossier.demarche, {
      annotations: [
        {
          stableId: 1190,
          type: 'repetition',
          label: 'Échanges',
          champs: [{ stableId: 1191, type: 'text', label: 'Objet' }],
        },
      ],
    });
    const add = () =>
      e.act(
        'dossierModifierAnnotations',
        dossier,
        { annotations: [annotation(1190, { repetition: 2 })] },
        'annotations { ... on RepetitionChamp { rows { id } } }',
      );
    expect((await add()).annotations[0].rows).toHaveLength(2);
    expect((await add()).annotations[0].rows).toHaveLength(4);
  });

  test('un label déjà là, ou qui n’y est pas, est une erreur', async () => {
    const dossier = e.depose();
    const labelId = dossier.demarche.labels[0]?.id;
    const label = async (name: string) => {
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
      const input = { dossierId: Buffer.from(`Dossier-${dossier.number}`).toString('base64'), labelId };
      return (await e.ask(`mutation($input: ${type}!) { ${name}(input: $input) { errors { message } } }`, { input }))
        .data[name] as object;
    };
    expect(await label('dossierAjouterLabel')).toEqual(DONE);
    expect(await label('dossierAjouterLabel')).toEqual(refused('Ce label est déjà associé au dossier'));
    expect(await e.dossier(dossier, 'labels { name }')).toEqual({ labels: [{ name: 'Silence bientôt' }] });
    expect(await label('dossierSupprimerLabel')).toEqual(DONE);
    expect(await label('dossierSupprimerLabel')).toEqual(refused('Ce label n’est pas associé au dossier'));
  });
});

test('des annotations, ce qui peut être écrit l’est, et le reste est dit', async () => {
  const dossier = e.depose();
  e.dn.advanceTo('2026-03-03T09:00:00');
  const payload = await e.act(
    'dossierModifierAnnotations',
    dossier,
    {
      annotations: [
        annotation(1101, { text: 'ESS-33-1' }),
        annotation(1102, { text: 'demain' }),
        annotation(9999, { text: 'perdu' }),
        annotation(1105, { dropDownList: 'implicite' }),
        annotation(1104, { date: '2026-05-03' }),
      ],
    },
    'annotations { label stringValue } errors { message }',
  );
  expect(payload.annotations).toEqual([
    { label: 'Identifiant de l’ESS', stringValue: 'ESS-33-1' },
    { label: 'Date légale de la décision', stringValue: '2026-05-03' },
  ]);
  expect((payload.errors as { message: string }[]).map(({ message }) => message)).toEqual([
    expect.stringContaining('n’est pas de type attendu'),
    expect.stringContaining('n’existe pas'),
    'Le champ « Mode de la décision » doit être dans la liste',
  ]);
  expect(await e.dossier(dossier, 'dateDerniereModificationAnnotations dateDerniereModificationChamps')).toEqual({
    dateDerniereModificationAnnotations: '2026-03-03T09:00:00+01:00',
    dateDerniereModificationChamps: '2026-03-02T09:00:00+01:00',
  });
});

test('un message supprimé reste, vide, avec sa date ; celui d’un autre ne se supprime pas', async () => {
  const dossier = e.depose();
  const message = agents.envoyerMessage(e.dn.world, dossier, ROBOT, { body: 'À oublier' });
  const unsay = async (instructeurId: string) =>
    (
      await e.ask(
        'mutation($input: DossierSupprimerMessageInput!) { dossierSupprimerMessage(input: $input) { message { body discardedAt } errors { message } } }',
        {
          input: { messageId: message.id, instructeurId },
        },
      )
    ).data.dossierSupprimerMessage as object;
  expect(await unsay(agentOf('nouvelle-aquitaine').id)).toMatchObject(refused('Le message ne peut pas être supprimé'));
  expect(await unsay(ROBOT.id)).toEqual({
    message: { body: '', discardedAt: '2026-03-02T09:00:00+01:00' },
    errors: null,
  });
  expect(await unsay(ROBOT.id)).toMatchObject(refused('Le message est déjà supprimé'));
});
