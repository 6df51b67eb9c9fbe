/**
 * DEC-57 — what two cases have in common, said without naming anyone: the same SIRET, the same legal representative, most
 * of the engaged doctors. Authorities attest with it before them; nothing is decided by it.
 */
import type { Queryable } from '../server/pool.ts';

export const MEMES = ['siret', 'representant-legal', 'medecins-engages'] as const;
export interface Resemblance {
  readonly ess: string;
  readonly memes: readonly (typeof MEMES)[number][];
}

interface Identity {
  readonly sirets: ReadonlySet<string>;
  readonly representatives: ReadonlySet<string>;
  readonly doctors: ReadonlySet<string>;
}

type Contents = Readonly<Record<string, unknown>>;
const object = (value: unknown): Contents =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Contents) : {};
const text = (value: unknown): readonly string[] => (typeof value === 'string' && value !== '' ? [value] : []);

/** A person as the forms give one, whatever the case and the accents. */
const person = (value: unknown): readonly string[] => {
  const { nom, prenom } = object(value);
  const words = [...text(nom), ...text(prenom)].join(' ').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return words === '' ? [] : [words];
};

const doctorsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flatMap((doctor) => text(object(doctor)['rpps'])) : [];

/** What the forms of a case say of who it is. */
function identityOf(forms: readonly Contents[]): Identity {
  const associations = forms.flatMap(({ association, projetSante }) => [
    object(association),
    object(object(projetSante)['association']),
  ]);
  return {
    sirets: new Set(associations.flatMap(({ siret }) => text(siret))),
    representatives: new Set(
      associations.flatMap(({ representantLegal, president }) => person(representantLegal ?? president)),
    ),
    doctors: new Set(forms.flatMap(({ medecinsEngages }) => doctorsOf(medecinsEngages))),
  };
}

const common = (ours: ReadonlySet<string>, theirs: ReadonlySet<string>): number =>
  [...ours].filter((one) => theirs.has(one)).length;

/** For each of `autres`, in their order, what it has in common with the case; an empty list when nothing is. */
export async function resemblances(db: Queryable, ess: string, autres: readonly string[]): Promise<Resemblance[]> {
  const { rows } = await db.query<{ ess: string; contenu: Contents }>(
    'select ess, contenu from fiches where ess = any ($1) order by cree_le, id',
    [[ess, ...autres]],
  );
  const of = (one: string) => identityOf(rows.filter((row) => row.ess === one).map(({ contenu }) => contenu));
  const ours = of(ess);
  return autres.map((autre) => {
    const theirs = of(autre);
    const memes: (typeof MEMES)[number][] = [];
    if (common(ours.sirets, theirs.sirets) > 0) memes.push('siret');
    if (common(ours.representatives, theirs.representatives) > 0) memes.push('representant-legal');
    if (common(ours.doctors, theirs.doctors) * 2 > ours.doctors.size) memes.push('medecins-engages');
    return { ess: autre, memes };
  });
}
