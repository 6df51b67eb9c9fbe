import { describe, expect, test } from 'vitest';
import { decider, repasserEnInstruction, supprimerLabel } from '../../../local/demarche-numerique/world/agent.ts';
import { modifier, redeposer } from '../../../local/demarche-numerique/world/applicant.ts';
import type { Dossier, Label } from '../../../local/demarche-numerique/world/model.ts';
import { NUMERO_LETTRE } from '../../../local/demarche-numerique/ready-made/index.ts';
import { effectOf } from '../../../demarches/outbound/effects.ts';
import { textOf } from '../../../demarches/outbound/pieces.ts';
import { PDF } from '../../documents/received/fichiers-essai.ts';
import { turn } from '../../../demarches/turn.ts';
import { CONNECTEUR } from '../../../local/identity-provider/directory.ts';
import { chaqueRegion } from './essai.ts';
import { LETTRE } from '../../local/demarche-numerique/lettre.ts';

const essai = chaqueRegion('2026-03-03T10:00:00');

/** A letter deposited, imported and in instruction. */
async function lettre(): Promise<{ dossier: Dossier; ess: string }> {
  const { region } = essai;
  const dossier = region.depose();
  await tourner();
  const [ess = ''] = region.etats.keys();
  return { dossier, ess };
}
/** Two turns of the connector, a few minutes apart: the second does nothing again. */
async function tourner(): Promise<void> {
  for (let fois = 0; fois < 2; fois++) {
    await essai.region.patienter();
    await turn(essai.region.lettres);
  }
}
const agir = async (ess: string, commande: string, corps: object) => {
  const { status, text } = await essai.region.post(`/ess/${ess}/commandes/${commande}`, corps, { comme: 'ars' });
  expect(text).not.toContain('problemes');
  expect(status).toBe(200);
};
const ecrits = async () =>
  (await essai.region.actes())
    .filter(({ genre }) => genre.endsWith('-ecrite'))
    .map(({ genre, statut, detail }) => [genre, statut, detail]);
const incidents = async () =>
  (await essai.region.actes()).filter(({ statut }) => statut === 'incident').map(({ genre }) => genre);
const decisions = ({ traitements }: Dossier) =>
  traitements.filter(({ state }) => ['accepte', 'refuse', 'sans_suite'].includes(state));

describe('une décision de notre journal est écrite dans Démarche Numérique', () => {
  test('la validation, une fois, avec son jour, et elle n’est pas reprise comme celle d’un agent', async () => {
    const { region } = essai;
    const { dossier, ess } = await lettre();
    await region.avancer('2026-04-01T10:00:00');
    await agir(ess, 'valider-lettre-intention', { le: '2026-04-01', motif: 'La caisse a été entendue.' });
    await tourner();
    expect(dossier.etat).toBe('accepte');
    expect(decisions(dossier)).toHaveLength(1);
    // No letter is made in this test: none is said to be joined.
    expect(dossier.motivation).toMatch(
      /^La lettre d’intention est validée le 1er avril 2026\.\n\n\[ESS [0-9a-f]{12}\]$/,
    );
    // No letter is made in this test: someone is told that none went along.
    expect(await ecrits()).toEqual([['decision-ecrite', 'alerte', 'sans-courrier']]);
    expect((await region.journal()).filter(({ evenement }) => evenement === 'LettreIntentionValidee')).toHaveLength(1);
  });

  test('le refus, avec son motif', async () => {
    const { region } = essai;
    const { dossier, ess } = await lettre();
    await region.avancer('2026-04-01T10:00:00');
    await agir(ess, 'refuser-lettre-intention', {
      le: '2026-04-01',
      critere: 'ELI-04',
      motif: 'Moins de 10 % de médecins engagés.',
    });
    await tourner();
    expect(dossier.etat).toBe('refuse');
    expect(dossier.motivation).toContain('Moins de 10 % de médecins engagés.');
  });

  test('le silence, après la grâce seulement, avec la date légale et le mot « tacite »', async () => {
    const { region } = essai;
    const { dossier } = await lettre();
    await region.avancer('2026-05-05T10:00:00');
    await tourner();
    expect(dossier.etat).toBe('en_instruction');
    await region.avancer('2026-05-20T10:00:00');
    await tourner();
    expect(dossier.etat).toBe('accepte');
    expect(dossier.motivation).toMatch(/réputée validée le 4 mai 2026, de manière tacite/);
  });

  test('la réponse perdue ne fait pas décider deux fois', async () => {
    const { region } = essai;
    const { dossier, ess } = await lettre();
    await agir(ess, 'valider-lettre-intention', { le: '2026-03-03', motif: 'La caisse a été entendue.' });
    region.dn.faults.next({ kind: 'reponse-perdue', operation: 'accepter' });
    await region.patienter();
    expect(await turn(region.lettres)).toMatchObject({ panne: 'injoignable' });
    await tourner();
    expect(decisions(dossier)).toHaveLength(1);
    expect((await ecrits()).map(([, statut]) => statut)).toEqual(['fait']);
  });

  test('un 500 se retente, le journal n’attend pas', async () => {
    const { region } = essai;
    const { dossier, ess } = await lettre();
    await agir(ess, 'valider-lettre-intention', { le: '2026-03-03', motif: 'La caisse a été entendue.' });
    region.dn.faults.next({ kind: 'erreur-500', operation: 'accepter' });
    await region.patienter();
    await turn(region.lettres);
    expect(await region.echecs()).toMatchObject([{ cause: 'ecriture dn:panne' }]);
    expect(dossier.etat).toBe('en_instruction');
    await region.patienter(10);
    await turn(region.lettres);
    expect(dossier.etat).toBe('accepte');
    expect(await region.echecs()).toEqual([]);
  });

  test('un agent a décidé autrement entre-temps : un incident, rien n’est défait', async () => {
    const { region } = essai;
    const { dossier, ess } = await lettre();
    await agir(ess, 'valider-lettre-intention', { le: '2026-03-03', motif: 'La caisse a été entendue.' });
    decider(region.dn.world, dossier, region.agent, { decision: 'sans_suite', motivation: 'Doublon.' });
    await tourner();
    expect(dossier.etat).toBe('sans_suite');
    expect(decisions(dossier)).toHaveLength(1);
    expect(await incidents()).toContain('sans-suite');
  });

  test('une fois écrite, si un agent rouvre le dossier, elle n’est pas écrite de nouveau', async () => {
    const { region } = essai;
    const { dossier, ess } = await lettre();
    await agir(ess, 'valider-lettre-intention', { le: '2026-03-03', motif: 'La caisse a été entendue.' });
    await tourner();
    repasserEnInstruction(region.dn.world, dossier, region.agent);
    await tourner();
    expect(decisions(dossier)).toHaveLength(1);
    expect(dossier.etat).toBe('en_instruction');
    expect(await incidents()).toEqual(['reouverture']);
  });

  test('une renonciation après elle n’y change rien ; avant elle, le dossier est classé sans suite', async () => {
    const { region } = essai;
    const { dossier, ess } = await lettre();
    const autre = region.depose({ ...LETTRE, 1002: 'Cardiologie' });
    await tourner();
    const essDeLautre = [...region.etats.keys()].find((une) => une !== ess) ?? '';
    await agir(ess, 'valider-lettre-intention', { le: '2026-03-03', motif: 'La caisse a été entendue.' });
    await tourner();
    for (const une of [ess, essDeLautre]) {
      const { status } = await region.post(
        `/ess/${une}/commandes/renoncer`,
        { le: '2026-03-03' },
        { comme: CONNECTEUR },
      );
      expect(status).toBe(200);
    }
    await tourner();
    expect([dossier.etat, autre.etat]).toEqual(['accepte', 'sans_suite']);
    expect(await incidents()).toEqual([]);
  });

  test('sans droit d’écriture, tout s’arrête et se dit, rien n’est perdu', async () => {
    const { region } = essai;
    const { dossier, ess } = await lettre();
    await agir(ess, 'valider-lettre-intention', { le: '2026-03-03', motif: 'La caisse a été entendue.' });
    region.dn.tokens[0].write = false;
    await region.patienter();
    await expect(turn(region.lettres)).resolves.toMatchObject({ panne: 'lecture-seule' });
    region.dn.tokens[0].write = true;
    await tourner();
    expect(decisions(dossier)).toHaveLength(1);
  });

  test('quand l’écriture est suspendue, rien ne part', async () => {
    const { region } = essai;
    const { dossier, ess } = await lettre();
    await region.lettres.pool.query(`update demarches set ecriture_suspendue = 'silence-de-demarche-numerique'`);
    await agir(ess, 'valider-lettre-intention', { le: '2026-03-03', motif: 'La caisse a été entendue.' });
    await tourner();
    expect(dossier.etat).toBe('en_instruction');
  });
});

describe('les annotations privées', () => {
  const champDe = (stable: number) => Buffer.from(`Champ-${stable}`).toString('base64');
  const valeurs = ({ annotations }: Dossier) =>
    [1101, 1102, 1103, 1104].map((stable) => annotations.saisies.get(String(stable))?.valeur ?? null);

  test('disent l’ESS, le dernier jour, où elle en est, et la date légale de la décision', async () => {
    const { region } = essai;
    region.lettres.correspondance.annotations = {
      ess: { id: champDe(1101), type: 'TextChamp', libelle: 'Identifiant de l’ESS' },
      echeance: { id: champDe(1102), type: 'DateChamp', libelle: 'Dernier jour pour décider' },
      etat: { id: champDe(1103), type: 'TextChamp', libelle: 'Où en est la procédure' },
      decision: { id: champDe(1104), type: 'DateChamp', libelle: 'Date légale de la décision' },
    };
    const { dossier, ess } = await lettre();
    expect(valeurs(dossier)).toEqual([ess, '2026-05-03', 'en instruction', null]);
    await region.avancer('2026-05-20T10:00:00');
    await tourner();
    expect(valeurs(dossier)).toEqual([ess, '2026-05-03', 'acceptation tacite', '2026-05-04']);
    expect(dossier.etat).toBe('accepte');
    expect((await region.actes()).filter(({ genre }) => genre === 'annotations')).toHaveLength(2);
  });
});

describe('le courrier', () => {
  test('n’est dit joint que s’il l’est', async () => {
    const { region } = essai;
    const { lettres } = region;
    const { GET } = lettres.api.porteur;
    const porteur = {
      ...lettres.api.porteur,
      GET: (chemin: string, demande: object) =>
        chemin.endsWith('/courriers/{nom}')
          ? Promise.resolve({ data: new Uint8Array(PDF).buffer, response: new Response() })
          : (GET as (chemin: string, demande: object) => Promise<unknown>)(chemin, demande),
    } as typeof lettres.api.porteur;
    const { dossier, ess } = await lettre();
    await agir(ess, 'valider-lettre-intention', { le: '2026-03-03', motif: 'La caisse a été entendue.' });
    await region.patienter();
    await turn({ ...lettres, api: { ...lettres.api, porteur } });
    expect(dossier.motivation).toMatch(/est validée le 3 mars 2026\. La décision est jointe\.\n\n\[ESS/);
    expect(dossier.justificatif).not.toBeNull();
    expect(await ecrits()).toEqual([['decision-ecrite', 'fait', null]]);
  });

  test('qui dit les précisions demandées, absent, est annoncé par une autre voie ; joint, il les dit', async () => {
    const { region } = essai;
    const effet = effectOf({ evenement: 'PrecisionsDemandees', le: '2026-03-03' }, 'projet-sante');
    if (effet === undefined) throw new Error('nothing is written of it');
    expect(await textOf(region.lettres, effet, true)).toBe(
      'Des précisions sont demandées sur le projet de santé. Elles sont dites dans le courrier joint.',
    );
    expect(await textOf(region.lettres, effet, false)).toBe(
      'Des précisions sont demandées sur le projet de santé. Le courrier qui les dit vous parvient par une autre voie.',
    );
  });
});

describe('les étiquettes', () => {
  const label = (rang: number) => essai.region.dn.world.demarches.get(NUMERO_LETTRE)?.labels[rang] as Label;
  const etiqueter = () => {
    essai.region.lettres.correspondance.etiquettes = {
      reprise: { id: label(2).id, libelle: 'Repris dans le logiciel' },
      tacite: { id: label(0).id, libelle: 'Silence bientôt' },
    };
  };

  test('se posent une fois ; celle qu’un agent ôte n’est pas reposée', async () => {
    const { region } = essai;
    etiqueter();
    const { dossier } = await lettre();
    expect(dossier.labels).toEqual([label(2)]);
    supprimerLabel(dossier, label(2).id);
    await region.avancer('2026-05-20T10:00:00');
    await tourner();
    expect(dossier.labels).toEqual([label(0)]);
    expect((await region.actes()).filter(({ genre }) => genre === 'etiquette')).toHaveLength(2);
  });

  test('celle que l’on a posée sans le savoir n’est pas reposée, et rien n’échoue', async () => {
    const { region } = essai;
    etiqueter();
    region.dn.faults.next({ kind: 'reponse-perdue', operation: 'ajouterEtiquette' });
    const { dossier } = await lettre();
    await tourner();
    expect(dossier.labels).toEqual([label(2)]);
    expect(await region.echecs()).toEqual([]);
    expect((await region.actes()).filter(({ genre }) => genre === 'etiquette')).toHaveLength(1);
  });
});

describe('une demande de pièces', () => {
  const demandee = async () => {
    const { region } = essai;
    const { dossier, ess } = await lettre();
    await region.avancer('2026-03-10T10:00:00');
    await agir(ess, 'demander-pieces-lettre-intention', {
      le: '2026-03-10',
      piecesManquantes: ['gouvernance'],
      delai: '2026-04-10',
    });
    await tourner();
    return { dossier, ess };
  };

  test('devient une demande de correction, une fois, et sa réponse complète la lettre', async () => {
    const { region } = essai;
    const { dossier } = await demandee();
    const demandes = dossier.messages.filter(({ correction }) => correction !== null);
    expect(demandes).toHaveLength(1);
    expect(demandes[0]?.body).toMatch(
      /^Des éléments manquent à la lettre d’intention\. Réponse attendue au plus tard le 10 avril 2026\.\n\n- gouvernance envisagée\n\n\[ESS /,
    );
    expect(dossier.etat).toBe('en_construction');
    await region.avancer('2026-03-20T18:00:00');
    modifier(region.dn.world, dossier, { 1028: 'Un bureau et un conseil.' });
    redeposer(region.dn.world, dossier);
    await tourner();
    expect((await region.journal()).find(({ evenement }) => evenement === 'LettreIntentionCompletee')).toMatchObject({
      le: '2026-03-20',
    });
    expect(dossier.etat).toBe('en_instruction');
    expect(await incidents()).toEqual([]);
  });

  test('encore en attente, n’empêche pas une décision, et n’est pas prise pour une réponse', async () => {
    const { region } = essai;
    const { dossier, ess } = await demandee();
    await region.avancer('2026-04-20T10:00:00');
    await agir(ess, 'refuser-lettre-intention', {
      le: '2026-04-20',
      critere: 'ELI-04',
      motif: 'Rien n’a été complété.',
    });
    await tourner();
    expect(dossier.etat).toBe('refuse');
    expect((await region.journal()).map(({ evenement }) => evenement)).not.toContain('LettreIntentionCompletee');
    expect((await region.actes()).map(({ genre }) => genre)).not.toContain('resolue-sans-reponse');
  });
});
