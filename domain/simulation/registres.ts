/** Supposed answers to the questions of a case: what the registers would say now, else what is most likely. */
import type { Demande, Reponses, TypeDemande } from '../demandes.types.ts';
import type { Etat } from '../etat.ts';

/** What the registers hold of a case, as plain data. */
export interface Connus {
  readonly autres: readonly string[];
  readonly tenue: boolean;
  readonly finess?: string | null;
  readonly adherents: Readonly<Record<string, number | null>>;
}

/** No new conflict, the number of adherents unchanged, a FINESS number to come, unless it is known otherwise. */
export function supposee(etat: Etat, demande: Demande, connus?: Connus): Reponses[TypeDemande] {
  const autres = connus?.autres ?? etat.conflits;
  switch (demande.type) {
    case 'signaler-conflits':
      return { autres, rivaux: etat.rivaux, dejaFinances: etat.dejaFinances };
    case 'revendiquer-territoire':
      return {
        conteste: (connus?.tenue ?? autres.length > 0) && !demande.derogation,
        autres,
        dejaFinances: etat.dejaFinances,
      };
    case 'attribuer-finess':
      return { numero: connus?.finess === undefined ? '' : connus.finess };
    case 'denombrer-adherents':
      return { nombre: nombreLe(etat, demande.date, connus) };
  }
}

/** Of a day that was not looked at: the last count that is known. */
function nombreLe(etat: Etat, date: string, connus: Connus | undefined): number | null {
  const dit = connus?.adherents[date];
  return dit === undefined ? (Object.values(etat.denombrements).at(-1)?.nombre ?? null) : dit;
}
