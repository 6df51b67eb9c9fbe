/** One organisation that holds two roles sends both acts at the same instant: it is one party, every time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { CaseRefusal, EngineUnavailable, type Cases } from '../../api/ports.ts';
import { possible } from '../../domain/possibles/possibles.ts';
import { instant, type Role } from '../../domain/valeurs.ts';
import { TWO_PARTIES, sendersOf } from '../../identity/rights.ts';
import { createVerifier, type Identity } from '../../identity/verifier.ts';
import type { NomCommande } from '../../domain/commandes.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import type { Recu } from '../../workflows/messages.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { resumeDe } from '../records/vies.ts';
import { moments, SCENARIOS, type Moment } from '../regles/etats.ts';
import { fournisseur } from '../setup/identites.ts';
import { api, dossierOf } from './support.ts';

/** `FOIS=100` outside CI. */
const FOIS = Number(process.env['FOIS'] ?? 30);
const LE = '2026-02-01';

/** Both sides of each family, and what they ask. */
const FAMILLES: readonly (readonly [string, readonly (readonly [NomCommande, Role, object])[]])[] = [
  [
    'contrat-amorcage',
    [
      ['signer-contrat-amorcage', 'ars', {}],
      ['signer-contrat-amorcage', 'caisse', {}],
    ],
  ],
  [
    'contrat-dotation',
    [
      ['signer-contrat-dotation', 'ars', {}],
      ['signer-contrat-dotation', 'caisse', {}],
    ],
  ],
  [
    'resiliation',
    [
      ['proposer-resiliation', 'ars', { motif: 'Manquements.' }],
      ['approuver-resiliation', 'caisse', { commentaire: 'x'.repeat(9000) }],
      ['retirer-resiliation', 'caisse', {}],
    ],
  ],
  [
    'dissolution',
    [
      ['constater-dissolution', 'ars', { preuve: { nature: 'acte-signe' } }],
      ['confirmer-constat', 'caisse', { sens: 'confirme' }],
    ],
  ],
  [
    'montant-dotation',
    [
      ['fixer-montant-dotation', 'caisse', { montantCentimes: 5_000_000, motif: 'Selon le rapport.' }],
      ['approuver-montant-dotation', 'ars', {}],
    ],
  ],
  [
    'autre-ess',
    [
      ['attester-autre-ess', 'ars', { motif: 'Association et médecins différents.' }],
      ['attester-autre-ess', 'caisse', { motif: 'Association et médecins différents.' }],
    ],
  ],
  [
    'rectification',
    [
      ['corriger', 'ars', { rang: 1, champ: 'le', valeur: '2026-01-10', motif: 'Erreur de saisie.' }],
      ['annuler', 'caisse', { rang: 2, motif: 'Erreur de saisie.' }],
      ['approuver-rectification', 'caisse', { rang: 3, sens: 'approuvee' }],
    ],
  ],
];

type Acte = readonly [NomCommande, Role, object];
const acteDe = (commande: NomCommande, role: Role): Acte => {
  const donnees = FAMILLES.flatMap(([, actes]) => actes).find(([une]) => une === commande)?.[2];
  return [commande, role, donnees ?? {}];
};
/** Of each family, every two acts of two roles: whoever signs, proposes, approves or withdraws. */
const PAIRES: readonly (readonly [nom: string, paire: readonly [Acte, Acte], famille: string])[] = FAMILLES.flatMap(
  ([famille]) => {
    const commandes = (Object.keys(TWO_PARTIES) as NomCommande[]).filter((une) => TWO_PARTIES[une] === famille);
    const actes = commandes.flatMap((commande) => sendersOf(commande).map((role) => acteDe(commande, role)));
    return actes.flatMap((un, rang) =>
      actes
        .slice(rang + 1)
        .filter(([, role]) => role !== un[1])
        .map(
          (deux) =>
            [`${un[0]} (${un[1]}), ${deux[0]} (${deux[1]})`, [un, deux], famille] as [string, [Acte, Acte], string],
        ),
    );
  },
);

let db: FreshDatabase;
let suite = 0;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

async function dossier(): Promise<string> {
  suite += 1;
  const ess = `ess-33-deux${String(suite).padStart(4, '0')}`;
  const { rang, etat, resume } = dossierOf(ess, { rang: 5 });
  await saveDossier(db.pool, { ess, rang, etat, resume });
  // Whoever is of that organisation is its porteur too.
  const auteur = { role: 'ars', sujet: 'essai', organisation: 'essai' } as const;
  await createRecords(db.pool).giveMandate({ ess, titulaire: 'organisation:une-seule' }, auteur);
  return ess;
}

const recu: Recu = { rang: 6, nombre: 0 };
const accepter = () => Promise.resolve(recu);

async function service(
  send: (role: Role) => Promise<Recu> = accepter,
  changer: (identity: Identity) => Identity = (identity) => ({ ...identity, organisation: 'une-seule' }),
  vues: Partial<Cases> = {},
) {
  const verifier = createVerifier((await fournisseur()).settings);
  const app = await api({
    records: createRecords(db.pool),
    cases: { ...vues, send: (_ess, _commande, { acteur }) => send(acteur) },
    verify: async (token) => changer(await verifier(token)),
  });
  const agir = (ess: string, [commande, comme, donnees]: readonly [NomCommande, Role, object], cle?: string) =>
    app.post(
      `/ess/${ess}/commandes/${commande}`,
      { le: LE, ...donnees },
      { comme, ...(cle && { 'idempotency-key': cle }) },
    );
  return { ...app, agir };
}

const actes = async (ess: string) =>
  (
    await db.pool.query<{ role: string; issue: string; envois: number }>(
      'select role, issue, envois from actes where ess = $1 order by id',
      [ess],
    )
  ).rows;

const AMORCAGE_ARS = ['signer-contrat-amorcage', 'ars', {}] as const;
const AMORCAGE_CAISSE = ['signer-contrat-amorcage', 'caisse', {}] as const;

test('chaque acte à deux parties est d’une famille que ces essais jouent, et que la base connaît', () => {
  expect(new Set(Object.values(TWO_PARTIES))).toEqual(new Set(FAMILLES.map(([famille]) => famille)));
  const joues = new Set(FAMILLES.flatMap(([, actes]) => actes.map(([commande]) => commande)));
  expect(joues).toEqual(new Set(Object.keys(TWO_PARTIES)));
  for (const [, paire] of FAMILLES) for (const [commande, role] of paire) expect(sendersOf(commande)).toContain(role);
  for (const famille of new Set(Object.values(TWO_PARTIES)))
    expect(PAIRES.filter(([, , sienne]) => sienne === famille).length, famille).toBeGreaterThan(0);
});

describe('les deux actes ensemble, d’une même organisation', () => {
  test.each(PAIRES)(`%s : un seul passe, ${FOIS} fois sur ${FOIS}`, async (_nom, [un, deux]) => {
    const { agir } = await service();
    for (let fois = 0; fois < FOIS; fois += 1) {
      const ess = await dossier();
      const paire = fois % 2 === 0 ? [un, deux] : [deux, un];
      const reponses = await Promise.all(paire.map((acte) => agir(ess, acte)));
      expect(reponses.map(({ status }) => status).toSorted()).toEqual([200, 403]);
      expect(reponses.find(({ status }) => status === 403)?.body['type']).toBe('/problemes/meme-organisation');
      expect(await actes(ess)).toMatchObject([{ issue: 'accepte', envois: 0 }]);
    }
  });

  test.each(FAMILLES)('%s : huit fois chacun à la fois, un seul rôle passe', async (famille, [un, deux]) => {
    if (un === undefined || deux === undefined) throw new Error(famille);
    const { agir } = await service();
    const ess = await dossier();
    const envois = Array.from({ length: 16 }, (_, rang) => agir(ess, rang % 2 === 0 ? un : deux));
    expect((await Promise.all(envois)).filter(({ status }) => status === 200)).toHaveLength(8);
    expect(new Set((await actes(ess)).map(({ role }) => role)).size).toBe(1);
  });

  test('de deux organisations : les deux passent', async () => {
    const { agir } = await service(accepter, (identity) => identity);
    for (const [, paire] of FAMILLES) {
      const ess = await dossier();
      const reponses = await Promise.all(paire.map((acte) => agir(ess, acte)));
      expect(reponses.map(({ status }) => status)).toEqual(paire.map(() => 200));
    }
  });
});

describe('avant d’envoyer, on sait qu’une même organisation est déjà partie', () => {
  const essayer = async (app: Awaited<ReturnType<typeof service>>, ess: string, [commande, comme, donnees]: Acte) => {
    const { body } = await app.post(
      '/commandes',
      { simulation: true, commandes: [{ ess, commande, donnees: { le: LE, ...donnees } }] },
      { comme },
    );
    const [resultat] = body['resultats'] as [{ statut: number; probleme?: { type: string } }];
    return resultat;
  };
  const acteDans = async (app: Awaited<ReturnType<typeof service>>, ess: string, [commande, comme]: Acte) => {
    const { body } = await app.get(`/ess/${ess}/actes`, comme);
    const liste = body['actes'] as { commande: string; statut: string; phrase: string | null }[];
    return liste.find((un) => un.commande === commande);
  };

  test.each(FAMILLES)(
    '%s : l’essai et les actes possibles le disent comme l’envoi, sans rien écrire',
    async (_nom, paire) => {
      const [un] = paire;
      const deux = paire.find(([, role]) => role !== un?.[1]);
      if (un === undefined || deux === undefined) throw new Error('two parties are needed');
      const app = await service();
      const ess = await dossier();
      const avant = await acteDans(app, ess, deux);
      expect((await essayer(app, ess, deux)).probleme?.type).not.toBe('/problemes/meme-organisation');
      expect(await actes(ess), 'an act that is tried is not written').toEqual([]);
      expect((await app.agir(ess, un)).status).toBe(200);
      const ecrits = await actes(ess);

      expect(await essayer(app, ess, deux)).toMatchObject({
        statut: 403,
        probleme: { type: '/problemes/meme-organisation' },
      });
      const apres = await acteDans(app, ess, deux);
      expect(apres).toMatchObject({ statut: 'impossible' });
      if (avant?.statut !== 'impossible')
        expect(apres?.phrase).toBe(
          'Votre organisation a déjà agi pour une autre partie : cet acte revient à quelqu’un d’autre.',
        );
      // The party itself is kept from nothing, and nothing was written.
      expect((await essayer(app, ess, un)).probleme?.type).not.toBe('/problemes/meme-organisation');
      expect(await actes(ess)).toEqual(ecrits);
      expect((await app.agir(ess, deux)).body['type']).toBe('/problemes/meme-organisation');
    },
  );

  test('un acte que la loi prend est dit impossible à qui a signé pour l’autre', async () => {
    const maintenant = instant(Date.now());
    const signable = ({ etat }: Moment) =>
      etat.caisse === 'gironde' &&
      (['ars', 'caisse'] as const).every(
        (role) => possible({ etat, journal: [], maintenant }, 'signer-contrat-amorcage', role).statut === 'possible',
      );
    const premier = (): Moment => {
      for (const nom of SCENARIOS) for (const moment of moments(nom)) if (signable(moment)) return moment;
      throw new Error('no worked case waits for both signatures');
    };
    const ess = 'ess-33-asigner1';
    const etat = { ...premier().etat, ess };
    await saveDossier(db.pool, { ess, rang: etat.rang, etat, resume: resumeDe(etat) });
    const app = await service(accepter, undefined, {
      view: () => Promise.resolve({ etat, maintenant, decalage: 0, enCours: [] }),
    });
    expect((await acteDans(app, ess, AMORCAGE_CAISSE))?.statut).not.toBe('impossible');
    expect((await app.agir(ess, AMORCAGE_ARS)).status).toBe(200);
    expect(await acteDans(app, ess, AMORCAGE_CAISSE)).toMatchObject({
      statut: 'impossible',
      phrase: 'Votre organisation a déjà agi pour une autre partie : cet acte revient à quelqu’un d’autre.',
    });
  });
});

describe('un acte à deux parties', () => {
  const refus = new CaseRefusal({ nature: 'regle', regle: 'AMO-04', phrase: 'Trop tôt.' });

  test('que le dossier a refusé laisse la voie à l’autre rôle', async () => {
    const { agir } = await service((role) => (role === 'ars' ? Promise.reject(refus) : accepter()));
    const ess = await dossier();
    expect((await agir(ess, AMORCAGE_ARS)).status).toBe(422);
    expect((await agir(ess, AMORCAGE_CAISSE)).status).toBe(200);
    expect((await agir(ess, AMORCAGE_ARS)).status).toBe(403);
  });

  test('resté sans réponse compte, et se renvoie sous la même clé', async () => {
    let absent = true;
    const { agir } = await service(() => (absent ? Promise.reject(new EngineUnavailable()) : accepter()));
    const ess = await dossier();
    expect((await agir(ess, AMORCAGE_ARS, 'cle')).status).toBe(503);
    absent = false;
    expect((await agir(ess, AMORCAGE_CAISSE)).status).toBe(403);
    expect((await agir(ess, AMORCAGE_ARS, 'cle')).status).toBe(200);
    expect(await actes(ess)).toEqual([{ role: 'ars', issue: 'accepte', envois: 0 }]);
  });

  test('répété sous la même clé, même dix fois à la fois, est le même', async () => {
    const { agir } = await service();
    const ess = await dossier();
    const envois = Array.from({ length: 10 }, () => agir(ess, AMORCAGE_ARS, 'cle'));
    expect(new Set((await Promise.all(envois)).map(({ status }) => status))).toEqual(new Set([200]));
    expect((await agir(ess, AMORCAGE_ARS, 'cle')).status).toBe(200);
    expect(await actes(ess)).toEqual([{ role: 'ars', issue: 'accepte', envois: 0 }]);
  });

  test('refusé pendant qu’un même envoi attend encore : l’autre rôle n’a pas la voie libre', async () => {
    const attentes: ((issue: Promise<Recu>) => void)[] = [];
    const { agir } = await service((role) =>
      role === 'caisse' ? accepter() : new Promise<Recu>((resolve) => attentes.push(resolve)),
    );
    const ess = await dossier();
    const envois = [agir(ess, AMORCAGE_ARS, 'cle'), agir(ess, AMORCAGE_ARS, 'cle')];
    await expect.poll(() => attentes.length).toBe(2);
    attentes[1]?.(Promise.reject(refus));
    await Promise.race(envois);
    expect((await agir(ess, AMORCAGE_CAISSE)).status).toBe(403);
    attentes[0]?.(accepter());
    expect((await Promise.all(envois)).map(({ status }) => status).toSorted()).toEqual([200, 422]);
    expect(await actes(ess)).toEqual([{ role: 'ars', issue: 'accepte', envois: 0 }]);
  });

  test('la même clé sous un autre rôle de la même personne n’est pas le même acte', async () => {
    let role: Role = 'ars';
    const { agir } = await service(accepter, (identity) => ({
      ...identity,
      sujet: 'la-même',
      role,
      caisses: role === 'caisse' ? ['gironde'] : [],
    }));
    const ess = await dossier();
    expect((await agir(ess, AMORCAGE_ARS, 'cle')).status).toBe(200);
    role = 'caisse';
    expect((await agir(ess, AMORCAGE_ARS, 'cle')).status).toBe(409);
    expect((await agir(ess, AMORCAGE_ARS)).status).toBe(403);
  });

  test('la base elle-même refuse un second rôle, et ce qu’elle tient ne passe pas par l’API', async () => {
    const ess = await dossier();
    const inscrire = (role: string, organisation: string, issue = 'demande') =>
      db.pool.query(
        `insert into actes (ess, message_id, commande, role, sujet, organisation, famille, issue)
         values ($1, gen_random_uuid(), 'signer-contrat-amorcage', $2, 's', $3, 'contrat-amorcage', $4)`,
        [ess, role, organisation, issue],
      );
    await inscrire('ars', 'a');
    await expect(inscrire('caisse', 'a')).rejects.toMatchObject({ constraint: 'actes_deux_parties' });
    await inscrire('caisse', 'a', 'refuse');
    await inscrire('caisse', 'b');
    await inscrire('ars', 'a');
  });
});
