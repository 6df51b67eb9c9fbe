/**
 * Where Démarche Numérique and the case do not say the same: deposit, state, decision and its day. Found again each time, so
 * that one that goes away is closed; since when each stands is kept.
 */
import { dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import { instant } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';
import { inWords } from './dates.ts';
import type { DnState } from './dossiers.ts';
import type { Demarche, Difference } from './readings.ts';

/** What is compared: the service, as it was last read; the case, as it stands. */
export interface Compared {
  readonly numero: number;
  readonly ess: string;
  readonly nature: 'lettre-intention' | 'projet-sante';
  readonly etat: DnState;
  readonly deposeLe: Date;
  readonly decideLe: Date | null;
  readonly decideParNous: boolean;
  readonly siege: string;
  /** Civil date of the deposit, or of the reception of the version decided or in instruction. */
  readonly deposeIci: string | null;
  readonly sens: string | null;
  readonly decideIci: string | null;
  readonly close: boolean;
}

const OPEN: readonly DnState[] = ['en_construction', 'en_instruction'];
const GONE: Readonly<Partial<Record<DnState, string>>> = { retire: 'retiré', expire: 'expiré', supprime: 'supprimé' };
const DECIDED: Readonly<Partial<Record<DnState, string>>> = {
  accepte: 'accepté',
  refuse: 'refusé',
  sans_suite: 'classé sans suite',
};

type Found = Pick<Difference, 'quoi' | 'phrase'>;

/** What they do not both say. */
export function compare(one: Compared): readonly Found[] {
  const day = (date: Date): string => dateDe(instant(date.getTime()), fuseau(one.siege));
  const found: Found[] = [];
  const depot = day(one.deposeLe);
  if (one.deposeIci !== null && one.deposeIci !== depot)
    found.push({
      quoi: 'depot',
      phrase: `Déposé le ${inWords(depot)} dans Démarche Numérique, le ${inWords(one.deposeIci)} ici.`,
    });
  const here = one.sens === null ? null : one.sens.startsWith('valide') ? 'accepte' : 'refuse';
  const gone = GONE[one.etat];
  if (gone !== undefined) {
    if (here === null && !one.close)
      found.push({
        quoi: 'disparu',
        phrase: `${capital(gone)} dans Démarche Numérique, et le dossier suit son cours ici.`,
      });
    return found;
  }
  const there = DECIDED[one.etat];
  if (here === null) {
    if (there !== undefined && !one.close)
      found.push({ quoi: 'decision', phrase: `${capital(there)} dans Démarche Numérique, sans décision ici.` });
    if (OPEN.includes(one.etat) && one.close)
      found.push({ quoi: 'decision', phrase: 'Clos ici, encore ouvert dans Démarche Numérique.' });
  } else if (OPEN.includes(one.etat))
    found.push({
      quoi: 'decision',
      phrase: `${capital(DECIDED[here] ?? '')} ici, sans décision dans Démarche Numérique.`,
    });
  else if (one.etat !== here && !(one.etat === 'sans_suite' && one.close))
    found.push({
      quoi: 'decision',
      phrase: `${capital(there ?? '')} dans Démarche Numérique, ${DECIDED[here] ?? ''} ici.`,
    });
  else if (one.etat === here && !one.decideParNous && one.decideLe !== null && one.decideIci !== day(one.decideLe))
    found.push({
      quoi: 'date-de-decision',
      phrase: `Décidé le ${inWords(day(one.decideLe))} dans Démarche Numérique, le ${inWords(one.decideIci ?? '')} ici.`,
    });
  return found;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/**
 * Each case beside its latest dossier of a nature. What is about to be written there is no difference yet: it is one once it
 * fails, or when nothing is written.
 */
const BOTH = `select distinct on (d.ess, d.nature) d.numero, d.ess, d.nature, d.etat, d.depose_le as "deposeLe",
    d.decide_le as "decideLe", d.decide_par_nous as "decideParNous", c.siege,
    c.etat ->> 'closeLe' is not null as close, s.sens, s."decideIci", s."deposeIci",
    m.ecriture and m.ecriture_suspendue is null and e.numero is null and c.rang > d.ecrit_rang as "aEcrire"
  from dossiers_demarches d
    join demarches m on m.instance = d.instance and m.numero = d.demarche
    join dossiers c on c.ess = d.ess
    left join echecs_demarches e on e.instance = d.instance and e.numero = d.numero
    cross join lateral (select case d.nature when 'lettre-intention' then c.etat -> 'li' else c.etat -> 'projetSante' end as x) n
    cross join lateral (select n.x -> 'decision' ->> 'sens' as sens, n.x -> 'decision' ->> 'le' as "decideIci",
      n.x ->> case d.nature when 'lettre-intention' then 'deposeeLe' else 'recuLe' end as "deposeIci") s
  where d.instance = $1 and d.demarche = $2 and d.suite = 'importe'
  order by d.ess, d.nature, d.depose_le desc, d.numero desc`;

/** Compares all of a démarche, and keeps what differs. `le`: now. How many there are. */
export async function recordDifferences(db: Queryable, { instance, numero }: Demarche, le: Date): Promise<number> {
  const { rows } = await db.query<Compared & { aEcrire: boolean }>(BOTH, [instance, numero]);
  const before = await db.query<{ ecarts: readonly Difference[] }>(
    'select ecarts from demarches where instance = $1 and numero = $2',
    [instance, numero],
  );
  const known = new Map((before.rows[0]?.ecarts ?? []).map((one) => [`${one.numero} ${one.quoi}`, one.depuis]));
  const ecarts = rows
    .filter(({ aEcrire }) => !aEcrire)
    .flatMap((one) =>
      compare(one).map((found): Difference => ({
        numero: one.numero,
        ess: one.ess,
        ...found,
        depuis: known.get(`${one.numero} ${found.quoi}`) ?? le.toISOString(),
      })),
    )
    .toSorted((a, b) => a.numero - b.numero);
  await db.query('update demarches set ecarts = $3::jsonb where instance = $1 and numero = $2', [
    instance,
    numero,
    JSON.stringify(ecarts),
  ]);
  return ecarts.length;
}
