/** What the API says of the link with Démarche Numérique, and what somebody does of it there. LI-07, DEC-19, DEC-66. */
import { describe, expect, test } from 'vitest';
import { turn } from '../../../demarches/turn.ts';
import { NUMERO_LETTRE, NUMERO_PROJET } from '../../../local/demarche-numerique/ready-made/index.ts';
import { decider } from '../../../local/demarche-numerique/world/agent.ts';
import { modifier, redeposer } from '../../../local/demarche-numerique/world/applicant.ts';
import { keepFile } from '../../../local/demarche-numerique/world/files.ts';
import { PDF } from '../../documents/received/fichiers-essai.ts';
import { LETTRE } from '../../local/demarche-numerique/lettre.ts';
import { chaqueRegion } from './essai.ts';
import { PROJET } from './region.ts';

const essai = chaqueRegion('2026-03-03T10:00:00');

interface Suivie {
  readonly demarche: number;
  readonly nombres: Readonly<Record<string, number>>;
  readonly aRattacher: readonly Readonly<Record<string, unknown>>[];
  readonly echecs: readonly Readonly<Record<string, unknown>>[];
  readonly aVoir: readonly { readonly id: string; readonly phrase: string; readonly acte: string | null }[];
  readonly suspension: Readonly<Record<string, unknown>> | null;
  readonly [autre: string]: unknown;
}
const lister = async (comme = 'exploitant') =>
  (await essai.region.get('/demarches', comme)).body['demarches'] as readonly Suivie[];
const lettres = async (comme = 'exploitant') =>
  (await lister(comme)).find(({ demarche }) => demarche === NUMERO_LETTRE);
const projets = async (comme = 'exploitant') =>
  (await lister(comme)).find(({ demarche }) => demarche === NUMERO_PROJET);
const tourner = async (context = essai.region.lettres) => {
  await essai.region.patienter();
  return turn(context);
};
const envoyer = (chemin: string, corps: object, comme = 'exploitant') => essai.region.post(chemin, corps, { comme });
const projetSigne = () =>
  keepFile(essai.region.dn.world, { nom: 'projet.pdf', type: 'application/pdf', contenu: PDF }).id;
/** A letter of a seat whose department has four caisses. */
const DU_NORD = { ...LETTRE, 1020: ['59 - Nord'], 1021: '59' };

describe('la lecture du suivi', () => {
  test('dit jusqu’où la démarche est relevée, son jeton, et combien de dossiers en sont où', async () => {
    const { region } = essai;
    expect(await lister()).toEqual([]);
    region.depose();
    await tourner();
    expect(await lettres()).toMatchObject({
      instance: 'DN',
      demarche: NUMERO_LETTRE,
      panne: null,
      suspension: null,
      ecriture: true,
      empechements: [],
      jeton: { expireLe: '2099-01-01' },
      nombres: { dossiers: 1, importes: 1, aRattacher: 0, echecs: 0, aVoir: 0, ecarts: 0 },
      aRattacher: [],
      echecs: [],
      ecarts: [],
    });
  });

  test('chaque ARS y voit ses groupes, l’exploitant et le national tout, un porteur ou une caisse rien', async () => {
    const { region } = essai;
    region.depose();
    region.depose(DU_NORD);
    await tourner();
    expect((await lettres())?.nombres['dossiers']).toBe(2);
    expect((await lettres('national'))?.nombres['dossiers']).toBe(2);
    expect(await lettres('ars')).toMatchObject({ nombres: { dossiers: 1, aRattacher: 0 }, aRattacher: [] });
    expect(await lettres('ars-hauts-de-france')).toMatchObject({ nombres: { dossiers: 1, aRattacher: 1 } });
    for (const comme of ['porteur', 'caisse']) expect((await region.get('/demarches', comme)).status).toBe(403);
  });

  test('une panne se dit en une phrase, depuis quand, et elle prend fin avec elle', async () => {
    const { region } = essai;
    region.depose();
    await tourner();
    region.dn.tokens[0].revoked = true;
    await tourner();
    expect(await lettres()).toMatchObject({
      panne: { cause: 'jeton-inconnu', phrase: expect.stringContaining('Le jeton n’est pas reconnu') as string },
    });
    region.dn.tokens[0].revoked = false;
    await tourner();
    expect((await lettres())?.['panne']).toBeNull();
  });

  test('un échec dit son nombre d’essais, depuis quand, le prochain, et rien du formulaire', async () => {
    const { region } = essai;
    region.depose();
    region.dn.faults.next({ kind: 'erreur-500', operation: 'passerEnInstruction' });
    await tourner();
    const [echec] = (await lettres())?.echecs ?? [];
    expect(echec).toMatchObject({ essais: 1, phrase: 'Démarche Numérique est en panne.' });
    expect(new Date(echec?.['prochainLe'] as string) > new Date(echec?.['depuis'] as string)).toBe(true);
    const dit = JSON.stringify(await lister());
    for (const valeur of ['Médecin 01', 'referent@exemple.invalid', 'Six mois d’attente.', 'ESS de dermatologie'])
      expect(dit).not.toContain(valeur);
  });

  test('un dossier dit d’où il vient : son numéro là-bas, et sa page, celle de l’agent ou du déposant', async () => {
    const { region } = essai;
    const { number } = region.depose();
    await tourner();
    const [ess = ''] = region.etats.keys();
    const page = async (comme: string) =>
      (await region.get(`/ess/${ess}/demarches`, comme)).body['dossiers'] as readonly {
        numero: number;
        page: string;
      }[];
    expect(await page('ars')).toMatchObject([{ numero: number, nature: 'lettre-intention', etat: 'en_instruction' }]);
    expect((await page('ars'))[0]?.page).toMatch(new RegExp(`/procedures/${NUMERO_LETTRE}/dossiers/${number}$`));
    expect((await region.get(`/ess/${ess}/demarches`, 'ars-bretagne')).status).toBe(404);
  });
});

describe('ce que quelqu’un y fait', () => {
  test('une lettre d’un département à plusieurs caisses attend la sienne, ses deux mois montrés ; dite, elle ouvre le dossier', async () => {
    const { region } = essai;
    const { number } = region.depose(DU_NORD);
    expect(await tourner()).toMatchObject({ traites: 1, echecs: 0 });
    const [attente] = (await lettres())?.aRattacher ?? [];
    expect(attente).toMatchObject({
      numero: number,
      nature: 'lettre-intention',
      deposeLe: '2026-03-03',
      dernierJour: '2026-05-03',
      motif: 'caisse-a-dire',
      repondu: false,
    });
    expect((attente?.['caisses'] as { code: string }[]).map(({ code }) => code)).toContain('lille-douai');
    expect(region.etats.size).toBe(0);
    const chemin = `/demarches/DN/dossiers/${number}/rattachement`;
    expect((await envoyer(chemin, { caisse: 'gironde' })).body).toMatchObject({
      status: 400,
      erreurs: [{ champ: 'caisse', regle: 'DEC-66' }],
    });
    expect((await envoyer(chemin, {})).status).toBe(400);
    expect((await envoyer(chemin, { caisse: 'lille-douai' }, 'ars')).status).toBe(404);
    expect((await envoyer(chemin, { caisse: 'lille-douai' }, 'ars-hauts-de-france')).status).toBe(204);
    expect((await lettres())?.aRattacher).toMatchObject([{ repondu: true }]);
    await tourner();
    await tourner();
    expect((await lettres())?.aRattacher).toEqual([]);
    expect((await region.journal()).filter(({ evenement }) => evenement === 'LettreIntentionDeposee')).toMatchObject([
      { le: '2026-03-03', caisse: 'lille-douai', siege: '59' },
    ]);
    expect((await envoyer(chemin, { caisse: 'hainaut' })).status).toBe(404);
  });

  test('le siège corrigé pendant l’attente est celui qui ouvre le dossier', async () => {
    const { region } = essai;
    const dossier = region.depose(DU_NORD);
    await tourner();
    modifier(region.dn.world, dossier, { 1021: '33' });
    redeposer(region.dn.world, dossier);
    await tourner();
    expect((await region.journal())[0]).toMatchObject({ siege: '33' });
  });

  test('un projet se rattache à une ESS que l’on voit, par qui est écrit au registre', async () => {
    const { region } = essai;
    region.depose();
    await tourner();
    const [ess = ''] = region.etats.keys();
    await region.post(
      `/ess/${ess}/commandes/valider-lettre-intention`,
      { le: '2026-03-03', motif: 'La caisse a été entendue.' },
      { comme: 'ars' },
    );
    const { number } = region.depose({ ...PROJET, 2080: [projetSigne()] }, NUMERO_PROJET);
    await tourner(region.projets);
    expect((await projets())?.aRattacher).toMatchObject([{ numero: number, motif: 'sans-lien' }]);
    const chemin = `/demarches/DN/dossiers/${number}/rattachement`;
    expect((await envoyer(chemin, { ess: 'ess-33-00000000' })).status).toBe(404);
    expect((await envoyer(chemin, { ess }, 'national')).status).toBe(403);
    expect((await envoyer(chemin, { ess }, 'ars')).status).toBe(204);
    await tourner(region.projets);
    expect((await projets())?.nombres).toMatchObject({ importes: 1, aRattacher: 0 });
    const { rows } = await region.lettres.pool.query(
      `select acte, role, ess from ecritures where objet = 'demarche' and cle = $1`,
      [`DN ${number}`],
    );
    expect(rows).toEqual([{ acte: 'rattache', role: 'ars', ess }]);
  });

  test('un dossier qui échoue est retenté à la relève suivante, sans attendre son heure', async () => {
    const { region } = essai;
    const { number } = region.depose();
    region.dn.faults.next({ kind: 'erreur-500', operation: 'passerEnInstruction' });
    await tourner();
    await region.lettres.pool.query(`update echecs_demarches set prochain_le = '2099-01-01'`);
    expect(await tourner()).toMatchObject({ traites: 0 });
    expect((await envoyer(`/demarches/DN/dossiers/${number}/essais`, {})).status).toBe(204);
    await region.lettres.pool.query(
      `update echecs_demarches set prochain_le = '2026-03-01' where prochain_le < '2099-01-01'`,
    );
    expect(await tourner()).toMatchObject({ traites: 1, echecs: 0 });
    expect((await envoyer(`/demarches/DN/dossiers/${number}/essais`, {})).status).toBe(404);
  });

  test('une suspension se lève par l’exploitant seul, avec sa raison ; sa cause retrouvée la remet', async () => {
    const { region } = essai;
    const dossier = region.depose();
    dossier.sva.prevueLe = '2026-05-03';
    await tourner();
    const chemin = `/demarches/DN/${NUMERO_LETTRE}/reprise-ecriture`;
    expect((await lettres())?.suspension).toMatchObject({ motif: 'silence-de-demarche-numerique' });
    expect((await envoyer(chemin, { motif: 'Désactivé.' }, 'ars')).status).toBe(403);
    expect((await envoyer(chemin, {})).status).toBe(400);
    expect((await envoyer(chemin, { motif: 'Désactivé.' })).status).toBe(204);
    expect((await lettres())?.suspension).toBeNull();
    expect((await envoyer(chemin, { motif: 'Désactivé.' })).status).toBe(404);
    await region.patienter();
    await turn(region.lettres, true);
    expect((await lettres())?.suspension).not.toBeNull();
  });

  test('un refus prononcé là-bas sans critère attend le nôtre, qui le clôt ; rien n’y est écrit de nouveau', async () => {
    const { region } = essai;
    const dossier = region.depose();
    await tourner();
    await tourner();
    await region.avancer('2026-03-20T10:00:00');
    decider(region.dn.world, dossier, region.agent, { decision: 'refuse', motivation: 'Trop peu de médecins.' });
    await tourner();
    const [point] = (await lettres())?.aVoir ?? [];
    expect(point).toMatchObject({
      genre: 'decision-a-motiver',
      statut: 'incident',
      acte: 'refuser-lettre-intention',
      phrase: expect.stringContaining('Un agent l’a refusé le 20 mars 2026 sans le critère') as string,
    });
    const [ess = ''] = region.etats.keys();
    const corps = { le: '2026-03-20', critere: 'ELI-04', motif: 'Trop peu de médecins.' };
    expect((await region.post(`/ess/${ess}/commandes/refuser-lettre-intention`, corps, { comme: 'ars' })).status).toBe(
      200,
    );
    await tourner();
    await tourner();
    expect(await lettres()).toMatchObject({ aVoir: [], ecarts: [], nombres: { aVoir: 0, ecarts: 0 } });
    expect(dossier.traitements.filter(({ state }) => state === 'refuse')).toHaveLength(1);
  });

  test('un point regardé se lève avec ce qui en a été fait, et ne revient pas', async () => {
    const { region } = essai;
    const dossier = region.depose();
    await tourner();
    await tourner();
    decider(region.dn.world, dossier, region.agent, { decision: 'sans_suite', motivation: 'Doublon.' });
    await tourner();
    const [point] = (await lettres())?.aVoir ?? [];
    const chemin = `/demarches/a-voir/${point?.id}/levee`;
    expect((await envoyer(chemin, { motif: 'Vu avec l’agent.' }, 'ars-bretagne')).status).toBe(404);
    expect((await envoyer(chemin, { motif: 'Vu avec l’agent.' }, 'ars')).status).toBe(204);
    await region.patienter();
    await turn(region.lettres, true);
    expect((await lettres())?.aVoir).toEqual([]);
    const { rows } = await region.lettres.pool.query(
      'select leve_motif from actes_demarches where leve_le is not null',
    );
    expect(rows).toEqual([{ leve_motif: 'Vu avec l’agent.' }]);
  });
});
