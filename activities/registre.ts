/** Territory, FINESS and adherents: the questions that the case asks the records (`Demande`), and their answers. */
import { dejaFinancesAutour, regarder, statutRival, type Regarde } from '../domain/creation/rivaux.ts';
import type { Demande, Effet, Reponses, TypeDemande } from '../domain/demandes.types.ts';
import { countAdherents } from '../records/registers/adhesions.ts';
import { assignFiness } from '../records/registers/finess.ts';
import { funded } from '../records/registers/contrats.ts';
import { claimTerritory, conflicts, neighbours, releaseTerritory } from '../records/registers/territoires.ts';
import type { Queryable } from '../records/server/pool.ts';
import type { Dependances } from './dependencies.ts';

type Question<T extends TypeDemande> = Extract<Demande, { readonly type: T }>;
type Territoriale = Question<'signaler-conflits' | 'revendiquer-territoire'>;
/** What answers each question, on its own or in the transaction of the journal; asked again, it answers the same. */
type Repondeurs = {
  readonly [T in TypeDemande]: (db: Queryable, demande: Question<T>) => Promise<Reponses[T]>;
};

const NOMBRES_INCONNUS = { medecinsPresents: null, liberaux: null, engages: null };
const regarde = ({ ess, specialites, departements, siege = '', effectifs }: Territoriale): Regarde => ({
  ess,
  specialites,
  departements,
  siege,
  effectifs: effectifs ?? NOMBRES_INCONNUS,
});

export const repondeurs = ({ finessReserves = false }: Pick<Dependances, 'finessReserves'>): Repondeurs => ({
  /** DEC-15, DEC-56, DEC-57 — who else is on one of the pairs: claims, letters in instruction, past amorçages; claims nothing. */
  'signaler-conflits': async (db, demande) => {
    const autres = await conflicts(db, demande);
    const financees = await funded(db, autres);
    return { autres, financees, ...regarder(regarde(demande), await neighbours(db, demande)) };
  },
  /** ELI-02, DEC-15 — claims the territory; contested when another ESS already holds one of the pairs. */
  'revendiquer-territoire': async (db, demande) => ({
    ...(await claimTerritory(db, demande)),
    ...dejaFinancesAutour(regarde(demande), await neighbours(db, demande)),
  }),
  /** FIN-01, FIN-02, DEC-51 — the number of the ESS, the same at every call; null where no range gives it. */
  'attribuer-finess': async (db, demande) => ({
    numero: await assignFiness(db, demande.ess, demande.departement, { reservees: finessReserves }),
  }),
  /** DEC-11 — adherents in force on the date. */
  'denombrer-adherents': async (db, demande) => ({
    nombre: await countAdherents(db, demande.ess, demande.date, demande.specialites),
  }),
});

/** One question, answered by itself. */
export const createInterroger = (dependances: Pick<Dependances, 'pool' | 'finessReserves'>) => {
  const toutes = repondeurs(dependances);
  return (demande: Demande): Promise<Reponses[TypeDemande]> => repondre(toutes, dependances.pool, demande);
};

export const repondre = (toutes: Repondeurs, db: Queryable, demande: Demande): Promise<Reponses[TypeDemande]> =>
  (toutes[demande.type] as (db: Queryable, demande: Demande) => Promise<Reponses[TypeDemande]>)(db, demande);

type Annonce = Extract<Effet, { readonly voie: 'registre' }>;

/**
 * What becomes of the territory, in the transaction that says it: freed (DEC-15, DEC-45), or looked at by others (DEC-56).
 * The cases to tell, which look again at what concerns it: those that contested it, those in instruction on it.
 */
export async function annoncer(db: Queryable, effet: Annonce): Promise<readonly string[]> {
  switch (effet.type) {
    case 'liberer-territoire':
      return releaseTerritory(db, effet.ess, effet.le, effet.gardees);
    case 'prevenir-rivaux':
      return (await neighbours(db, effet))
        .filter((autre) => statutRival(autre) === 'en-instruction' && autre.li !== null)
        .map(({ ess }) => ess);
  }
}
