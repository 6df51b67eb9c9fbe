/** On a real engine: an organisation that is ARS and caisse signs and terminates for both at once, and is one party. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BARE } from '../api/support.ts';
import { fournisseur } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';

const LE = '2026-01-15';
const FOIS = 6;
let installation: Installation;
beforeAll(async () => {
  const { settings, ...reste } = await fournisseur();
  const [premier] = settings.fournisseurs;
  if (premier === undefined) throw new Error('no provider');
  // Every account names the same organisation: the audience of its token.
  const provider = { ...premier, organisation: 'aud' };
  installation = await ouvrirInstallation({ provider: { ...reste, settings: { fournisseurs: [provider] } } });
});
afterAll(() => installation.fermer());

async function envoyer(compte: string, chemin: string, corps: object, entetes: object = {}) {
  const { api, token } = installation.terrain;
  const reponse = await fetch(`${api}/api/v1${chemin}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(compte)}`, ...entetes },
    body: JSON.stringify({ le: LE, ...corps }),
  });
  return { statut: reponse.status, corps: (await reponse.json()) as { ess?: string; type?: string } };
}
const ARS = 'ars-nouvelle-aquitaine';
const CAISSE = 'caisse-gironde';

test(`${FOIS} fois : deux signatures, puis proposition et accord, envoyées ensemble : une partie agit`, async () => {
  for (let fois = 0; fois < FOIS; fois += 1) {
    const declaration = {
      ...BARE,
      le: LE,
      commande: 'declarer-ess-existante',
      regime: 'en-fonctionnement-a-mettre-en-conformite',
      specialites: [['dermatologie', 'cardiologie', 'neurologie', 'pediatrie', 'psychiatrie', 'pneumologie'][fois]],
    };
    const { corps } = await envoyer(ARS, '/ess', declaration, { 'x-horloge-origine': `${LE}T08:00:00Z` });
    const acte = (compte: string, commande: string, donnees: object = {}) =>
      envoyer(compte, `/ess/${corps.ess}/commandes/${commande}`, donnees);
    const signatures = await Promise.all([
      acte(ARS, 'signer-contrat-amorcage'),
      acte(CAISSE, 'signer-contrat-amorcage'),
    ]);
    expect(signatures.map(({ statut }) => statut).toSorted()).toEqual([200, 403]);
    // Nothing to terminate yet: the case refuses what the first of them asks, and the way is free for the other.
    const refusees = await Promise.all([
      acte(ARS, 'proposer-resiliation', { motif: 'Manquements.', fondement: 'manquement-manifeste' }),
      acte(CAISSE, 'approuver-resiliation'),
    ]);
    expect(refusees.filter(({ statut }) => statut === 200)).toEqual([]);
    const { rows } = await installation.pool.query<{ famille: string; roles: number }>(
      `select famille, count(distinct role) as roles from actes
       where ess = $1 and famille is not null and issue <> 'refuse' group by famille`,
      [corps.ess],
    );
    expect(rows).toEqual([{ famille: 'contrat-amorcage', roles: 1 }]);
    const journal = await installation.pool.query(
      "select 1 from journal where ess = $1 and evenement = 'ContratAmorcageSigne'",
      [corps.ess],
    );
    expect(journal.rowCount).toBe(1);
  }
}, 300_000);
