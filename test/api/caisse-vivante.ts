/** A caisse on a real database, whose cases the law decides as the engine has it decide: acts go through the API. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { CaseRefusal, type Cases } from '../../api/ports.ts';
import { decider } from '../../domain/decider.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { Refus } from '../../domain/refus.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { instant } from '../../domain/valeurs.ts';
import { saveCaisseAccount } from '../../records/money/lots.ts';
import { saveFiche } from '../../records/privacy/fiches.ts';
import { assignFiness } from '../../records/registers/finess.ts';
import type { Recu } from '../../workflows/messages.ts';
import { COMPTES_ESSAI } from '../records/exemples.ts';
import { consigner } from '../records/vies.ts';
import { api } from './support.ts';

const S05 = JSON.parse(
  readFileSync(new URL('../regles/scenarios/S05-nominal-cinq-ans.json', import.meta.url), 'utf8'),
) as Scenario;
/** The life of a case until its first payment is ordered: 40 000 €, on the day of the last event. */
const JUSQU_A_L_ORDRE: readonly Evenement[] = (() => {
  const lignes = simuler(S05) as readonly { evenement: string; paiement?: string }[];
  const fin = lignes.findIndex(({ evenement }) => evenement === 'PaiementOrdonnance');
  return lignes.slice(0, fin + 1).map((ligne) => {
    // The label of the case in the scenario, and not of the event.
    const evenement: Record<string, unknown> = { ...ligne };
    delete evenement['ess'];
    return evenement as unknown as Evenement;
  });
})();
/** Day of that order. */
export const ORDONNE_LE = JUSQU_A_L_ORDRE.at(-1)?.le ?? '';

/** A case whose first payment is due, to an account of its own; territories do not meet. */
async function naitre(pool: pg.Pool, ess: string, titulaire: string): Promise<Etat> {
  let etat = etatInitial(ess);
  for (const evenement of JUSQU_A_L_ORDRE) {
    const fiche = randomUUID();
    const sien = { ...evenement, ...('specialites' in evenement ? { specialites: [`${ess}/dermatologie`] } : {}) };
    if (sien.evenement === 'CoordonneesBancairesDeclarees') {
      const contenu = { ...COMPTES_ESSAI.association, titulaire };
      await saveFiche(pool, { ess, id: fiche, nature: 'declarer-coordonnees-bancaires', contenu });
      etat = await consigner(pool, etat, { ...sien, fiche });
    } else if (sien.evenement === 'FinessAttribue')
      etat = await consigner(pool, etat, { ...sien, numero: (await assignFiness(pool, ess, etat.siege)) ?? '' });
    else etat = await consigner(pool, etat, sien);
  }
  return etat;
}

/** Opens the caisse « gironde »: its API, its account, a clock that the test moves. */
export async function ouvrirCaisse(pool: pg.Pool) {
  const etats = new Map<string, Etat>();
  const recus = new Map<string, Recu>();
  const horloge = { maintenant: Date.parse(`${ORDONNE_LE}T09:00:00Z`) };
  const cases: Partial<Cases> = {
    async send(ess, commande, { id, acteur, donnees }) {
      const connu = recus.get(id);
      if (connu !== undefined) return connu;
      let etat = etats.get(ess) as Etat;
      const decides = decider(etat, { commande, acteur, donnees }, instant(horloge.maintenant));
      if (decides instanceof Refus) {
        const { nature, regle, message: phrase } = decides;
        throw new CaseRefusal({ nature, regle, phrase });
      }
      for (const evenement of decides) etat = await consigner(pool, etat, evenement);
      etats.set(ess, etat);
      const recu = { rang: etat.rang, nombre: decides.length };
      recus.set(id, recu);
      return recu;
    },
  };
  const service = await api({ records: createRecords(pool), cases, allowClockOrigin: true });
  await saveCaisseAccount(pool, 'gironde', COMPTES_ESSAI.caisse);
  const entetes = () => ({ comme: 'caisse', 'x-horloge-origine': new Date(horloge.maintenant).toISOString() });
  const adresse = '/caisses/gironde';

  return {
    ...service,
    horloge,
    etats,
    /** Cases whose first payment is due. */
    async naitre(...noms: string[]) {
      for (const ess of noms) etats.set(ess, await naitre(pool, ess, `Association ${ess}`));
    },
    /** The batch of all that is due, and its file; `undefined`: nothing is due. */
    async lot(le: string) {
      const { status, body } = await service.post(`${adresse}/lots`, { le }, entetes());
      const lot = body['lot'] as { numero: number; identifiant: string; nombre: number } | null;
      if (lot === null || lot === undefined) return { status, body, fichier: '', numero: 0, identifiant: '' };
      const { text } = await service.request(`/api/v1${adresse}/lots/${lot.numero}.xml`, {
        headers: entetes(),
      });
      return { status, body, fichier: text, numero: lot.numero, identifiant: lot.identifiant };
    },
    suite: (numero: number, suite: 'envoi' | 'retrait') =>
      service.post(
        `${adresse}/lots/${numero}/${suite}`,
        suite === 'retrait' ? { motif: 'Composé trop tôt' } : {},
        entetes(),
      ),
    /** Hands in a file of the bank. */
    async retour(fichier: string | Uint8Array<ArrayBuffer>, type = 'application/octet-stream') {
      const { status, body } = await service.request(`/api/v1${adresse}/retours`, {
        method: 'POST',
        headers: { ...entetes(), 'content-type': type },
        body: fichier,
      });
      return { status, body, lignes: (body['lignes'] ?? []) as LigneRendue[] };
    },
    /** An act of anybody on the case, as the law takes it; it must be taken. */
    async decider(ess: string, acteur: string, commande: string, donnees: object) {
      let etat = etats.get(ess) as Etat;
      const decides = decider(etat, { commande, acteur, donnees } as never, instant(horloge.maintenant));
      if (decides instanceof Refus) throw decides;
      for (const evenement of decides) etat = await consigner(pool, etat, evenement);
      etats.set(ess, etat);
    },
    agir: (ess: string, commande: string, donnees: object) =>
      service.post(`/ess/${ess}/commandes/${commande}`, donnees, entetes()),
  };
}
export type CaisseVivante = Awaited<ReturnType<typeof ouvrirCaisse>>;

export interface LigneRendue {
  readonly reference: string;
  readonly statut: string;
  readonly issue: string;
  readonly enregistre: boolean;
  readonly ess?: string;
  readonly regle?: string;
  readonly phrase?: string;
  readonly motifs?: readonly string[];
  readonly raison?: string;
}
