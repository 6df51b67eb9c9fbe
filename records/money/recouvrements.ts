/** What a caisse has to get back, case by case, as the law has it in the state of each. REC-02, DEC-47. */
import { caisseDuRecouvrement } from '../../domain/creation/competence.ts';
import type { Recouvrement } from '../../domain/etat.ts';
import { mettreANiveau, type EtatStocke } from '../../domain/mise-a-niveau.ts';
import { aRendre, ouvert, resteDu } from '../../domain/recouvrement/dus.ts';
import type { Centimes } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';

export interface RecouvrementSuivi extends Pick<
  Recouvrement,
  | 'origine'
  | 'statut'
  | 'montantCentimes'
  | 'rembourseCentimes'
  | 'remisCentimes'
  | 'notifieLe'
  | 'dateLimite'
  | 'ouvertLe'
> {
  readonly ess: string;
  readonly intitule: string | null;
  /** Key in the case: of the contract, or `indu-` and the payment. */
  readonly cle: string;
  readonly ouvert: boolean;
  readonly resteCentimes: Centimes;
  /** Repaid beyond what was due (DEC-63). */
  readonly aRendreCentimes: Centimes;
}

/** Recoveries that are this caisse's: those still open first, by last day. */
export async function listRecoveries(db: Queryable, caisse: string): Promise<readonly RecouvrementSuivi[]> {
  const { rows } = await db.query<{ ess: string; intitule: string | null; etat: EtatStocke }>(
    `select ess, intitule, etat from dossiers
     where $1 = any(caisses) and a_recouvrement order by ess`,
    [caisse],
  );
  const siens = rows.flatMap(({ ess, intitule, etat: stocke }) => {
    const etat = mettreANiveau(stocke);
    return Object.entries(etat.recouvrements)
      .filter(([cle]) => caisseDuRecouvrement(etat, cle) === caisse)
      .map(([cle, recouvrement]) => suivi({ ess, intitule, cle }, recouvrement));
  });
  const dernierJour = ({ dateLimite }: RecouvrementSuivi) => dateLimite ?? '9999-12-31';
  return siens.toSorted((a, b) => Number(b.ouvert) - Number(a.ouvert) || (dernierJour(a) < dernierJour(b) ? -1 : 1));
}

const suivi = (
  ou: Pick<RecouvrementSuivi, 'ess' | 'intitule' | 'cle'>,
  recouvrement: Recouvrement,
): RecouvrementSuivi => {
  const { origine, statut, montantCentimes, rembourseCentimes, remisCentimes, notifieLe, dateLimite, ouvertLe } =
    recouvrement;
  return {
    ...ou,
    origine,
    statut,
    montantCentimes,
    rembourseCentimes,
    remisCentimes,
    notifieLe,
    dateLimite,
    ouvertLe,
    ouvert: ouvert(recouvrement),
    resteCentimes: ouvert(recouvrement) ? resteDu(recouvrement) : (0 as Centimes),
    aRendreCentimes: aRendre(recouvrement),
  };
};
