/** Two agents of one ARS decide at the same instant, on a real engine: one decision, one clear conflict, every time. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BARE } from '../api/support.ts';
import { fournisseur } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';

const FOIS = 100;
let installation: Installation;
beforeAll(async () => {
  const { settings, ...reste } = await fournisseur();
  const [premier] = settings.fournisseurs;
  if (premier === undefined) throw new Error('no provider');
  // A second agent of the same ARS: another subject, another organisation, the same region.
  const attributions = premier.attributions.map((attribution) =>
    attribution.role === 'ars' && attribution.regions.includes('bretagne')
      ? { ...attribution, regions: ['nouvelle-aquitaine'] }
      : attribution,
  );
  installation = await ouvrirInstallation({
    provider: { ...reste, settings: { fournisseurs: [{ ...premier, attributions }] } },
  });
});
afterAll(() => installation.fermer());

interface Reponse {
  readonly statut: number;
  readonly etag: string | null;
  readonly corps: { readonly ess?: string; readonly type?: string; readonly detail?: string; readonly regle?: string };
}

async function appeler(compte: string, chemin: string, corps?: object, entetes: object = {}): Promise<Reponse> {
  const { api, token } = installation.terrain;
  const reponse = await fetch(`${api}/api/v1${chemin}`, {
    method: corps === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(compte)}`, ...entetes },
    ...(corps === undefined ? {} : { body: JSON.stringify(corps) }),
  });
  return {
    statut: reponse.status,
    etag: reponse.headers.get('etag'),
    corps: (await reponse.json()) as Reponse['corps'],
  };
}

const DEPARTEMENTS = ['16', '17', '19', '23', '24', '33', '40', '47', '64', '79', '86', '87'];
const SPECIALITES = [
  'dermatologie',
  'cardiologie',
  'gynecologie',
  'neurologie',
  'ophtalmologie',
  'pediatrie',
  'pneumologie',
  'psychiatrie',
  'rhumatologie',
];
/** A territory and a specialty of its own: nothing else happens to the case meanwhile. */
function lettre(fois: number): object {
  const siege = DEPARTEMENTS[fois % DEPARTEMENTS.length] ?? '';
  const specialite = SPECIALITES[Math.floor(fois / DEPARTEMENTS.length)] ?? '';
  // DEC-66: the one department of them with two caisses.
  const caisse = siege === '64' ? { caisse: 'bayonne' } : {};
  return { ...BARE, siege, ...caisse, departements: [siege], specialites: [specialite] };
}

const DECISIONS = {
  'valider-lettre-intention': 'LettreIntentionValidee',
  'refuser-lettre-intention': 'LettreIntentionRefusee',
} as const;

test(`cent fois : l’un valide, l’autre refuse ; une décision au journal, un conflit qui dit pourquoi`, async () => {
  const conflits = new Map<string, number>();
  const gagnants = new Map<string, number>();
  for (let fois = 0; fois < FOIS; fois += 1) {
    const ouvert = await appeler('porteur-01', '/ess', lettre(fois), { 'x-horloge-origine': '2025-04-10T08:00:00Z' });
    expect(ouvert.statut).toBe(201);
    const ess = String(ouvert.corps.ess);
    // Half of the time each names the state that it saw; else the law alone stands in between.
    const vu = (await appeler('ars-bretagne', `/ess/${ess}`)).etag ?? '';
    const entetes = fois % 2 === 0 ? { 'if-match': vu } : {};
    const decider = (compte: string, commande: keyof typeof DECISIONS) =>
      appeler(
        compte,
        `/ess/${ess}/commandes/${commande}`,
        {
          le: '2025-04-10',
          motif: 'Décision de l’agence.',
          ...(commande.startsWith('refuser') ? { critere: 'ELI-01' } : {}),
        },
        entetes,
      ).then((reponse) => ({ ...reponse, commande }));
    const reponses = await Promise.all([
      decider('ars-nouvelle-aquitaine', 'valider-lettre-intention'),
      decider('ars-bretagne', 'refuser-lettre-intention'),
    ]);
    const [gagnant, ...autres] = reponses.filter(({ statut }) => statut === 200);
    const [perdant] = reponses.filter(({ statut }) => statut !== 200);
    expect(autres).toEqual([]);
    if (gagnant === undefined || perdant === undefined) throw new Error(JSON.stringify(reponses));
    expect([409, 412]).toContain(perdant.statut);
    expect(perdant.corps.detail).toMatch(/^[A-ZÉL].{20,}/);
    expect(perdant.corps.regle).toBeDefined();
    const { rows } = await installation.pool.query<{ evenement: string }>(
      "select evenement from journal where ess = $1 and evenement in ('LettreIntentionValidee', 'LettreIntentionRefusee')",
      [ess],
    );
    expect(rows).toEqual([{ evenement: DECISIONS[gagnant.commande] }]);
    const genre = `${entetes['if-match'] === undefined ? 'sans' : 'avec'} If-Match : ${perdant.corps.type}`;
    conflits.set(genre, (conflits.get(genre) ?? 0) + 1);
    gagnants.set(gagnant.commande, (gagnants.get(gagnant.commande) ?? 0) + 1);
  }
  expect(Object.fromEntries(conflits)).toEqual({
    'avec If-Match : /problemes/etat-modifie': FOIS / 2,
    'sans If-Match : /problemes/etat-incompatible': FOIS / 2,
  });
  expect([...gagnants.values()].reduce((somme, nombre) => somme + nombre, 0)).toBe(FOIS);
}, 1_800_000);
