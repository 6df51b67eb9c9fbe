/** Territory, FINESS and adherents: the questions that the case asks the records (`Demande`), and their answers. */
import { dejaFinancesAutour, regarder, statutRival, type Regarde } from '../domain/creation/rivaux.ts';
import type { Demande, Effet, Reponses } from '../domain/demandes.types.ts';
import { countAdherents } from '../records/registers/adhesions.ts';
import { assignFiness } from '../records/registers/finess.ts';
import { funded } from '../records/registers/contrats.ts';
import { claimTerritory, conflicts, neighbours, releaseTerritory } from '../records/registers/territoires.ts';
import type { Dependances } from './dependencies.ts';

type Question<T extends Demande['type']> = Extract<Demande, { readonly type: T }>;
/** Who claims one of the pairs, and which of them is paid for it. */
async function conflictsOf(pool: Dependances['pool'], demande: Territoriale): Promise<Reponses['signaler-conflits']> {
  const autres = await conflicts(pool, demande);
  return { autres, financees: await funded(pool, autres) };
}

type Territoriale = Question<'signaler-conflits' | 'revendiquer-territoire'>;

const NOMBRES_INCONNUS = { medecinsPresents: null, liberaux: null, engages: null };
const regarde = ({ ess, specialites, departements, siege = '', effectifs }: Territoriale): Regarde => ({
  ess,
  specialites,
  departements,
  siege,
  effectifs: effectifs ?? NOMBRES_INCONNUS,
});

/** DEC-15, DEC-56, DEC-57 — who else is on one of the pairs: claims, letters in instruction, past amorçages; claims nothing. */
export const createSignalerConflits =
  ({ pool }: Dependances) =>
  async (demande: Territoriale): Promise<Reponses['signaler-conflits']> => ({
    ...(await conflictsOf(pool, demande)),
    ...regarder(regarde(demande), await neighbours(pool, demande)),
  });

/** ELI-02, DEC-15 — claims the territory; contested when another ESS already holds one of the pairs. */
export const createRevendiquerTerritoire =
  ({ pool }: Dependances) =>
  async (demande: Territoriale): Promise<Reponses['revendiquer-territoire']> => ({
    ...(await claimTerritory(pool, demande)),
    ...dejaFinancesAutour(regarde(demande), await neighbours(pool, demande)),
  });

/** DEC-56 — cases in instruction on the same territory: they look again at where the others stand. */
export const createPrevenirRivaux =
  ({ pool }: Dependances) =>
  async (
    effet: Extract<Effet, { readonly type: 'prevenir-rivaux' }>,
  ): Promise<{ readonly rivaux: readonly string[] }> => ({
    rivaux: (await neighbours(pool, effet))
      .filter((autre) => statutRival(autre) === 'en-instruction' && autre.li !== null)
      .map(({ ess }) => ess),
  });

/** DEC-15 — the ESS closes: its territory is free. `contestants`: the ESS that may now claim it. */
export const createLibererTerritoire =
  ({ pool }: Dependances) =>
  async (
    effet: Extract<Effet, { readonly type: 'liberer-territoire' }>,
  ): Promise<{ readonly contestants: readonly string[] }> => ({
    contestants: await releaseTerritory(pool, effet.ess, effet.le, effet.gardees),
  });

/** FIN-01, FIN-02, DEC-51 — the number of the ESS, the same at every call; null where no range gives it. */
export const createAttribuerFiness =
  ({ pool, finessReserves = false }: Dependances) =>
  async (demande: Question<'attribuer-finess'>): Promise<Reponses['attribuer-finess']> => ({
    numero: await assignFiness(pool, demande.ess, demande.departement, { reservees: finessReserves }),
  });

/** DEC-11 — adherents in force on the date. */
export const createDenombrerAdherents =
  ({ pool }: Dependances) =>
  async (demande: Question<'denombrer-adherents'>): Promise<Reponses['denombrer-adherents']> => ({
    nombre: await countAdherents(pool, demande.ess, demande.date, demande.specialites),
  });
