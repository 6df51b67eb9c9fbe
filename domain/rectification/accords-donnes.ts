/** What an agreement was given to: DEC-09, DEC-34, DEC-47, DEC-48. A rectification puts nothing else in its place. */
import type { Evenement, NomEvenement } from '../evenements.ts';
import { Refus } from '../refus.ts';
import { empreinte } from './fusion.ts';

interface Portee {
  readonly champs: readonly string[];
  readonly regle: string;
  readonly phrase: string;
}

/** Of each agreement that says what it is to: the fields of its event that say it. */
const PORTEES: Readonly<Partial<Record<NomEvenement, Portee>>> = {
  MontantDotationApprouve: {
    champs: ['paiement', 'montantCentimes'],
    regle: 'DEC-09',
    phrase: 'L’ARS avait approuvé une autre somme que celle que la caisse a fixée : elle approuve celle-ci, ou non.',
  },
  ResiliationApprouvee: {
    champs: ['contrat', 'fondement'],
    regle: 'DEC-34',
    phrase:
      'L’autre autorité avait approuvé une résiliation d’un autre contrat, ou sur un autre fondement : elle approuve celle-ci, ou non.',
  },
  // Of a seat; that of a dissolution names its finding.
  ConstatConfirme: {
    champs: ['siege', 'caisse'],
    regle: 'DEC-47',
    phrase: 'La caisse avait répondu d’un autre siège que celui-ci : il attend la réponse de la sienne.',
  },
  TerritoireModifie: {
    champs: ['departements', 'specialites', 'liberaux', 'medecinsPresents'],
    regle: 'DEC-48',
    phrase: 'L’ARS s’était prononcée sur une autre demande que celle-ci : elle se prononce à nouveau.',
  },
};

/**
 * The refusal of an agreement that the life played again would give to something else than the journal says; undefined when
 * it stands. `consigne`: its event in the journal; `donne`: the one that the law would write now.
 */
export function accordPerdu(consigne: Evenement, donne: Evenement | undefined): Refus | undefined {
  const portee = PORTEES[consigne.evenement];
  if (portee === undefined || donne?.evenement !== consigne.evenement) return undefined;
  const dit = (evenement: Evenement) =>
    empreinte(portee.champs.map((champ) => (evenement as unknown as Readonly<Record<string, unknown>>)[champ]));
  return dit(consigne) === dit(donne) ? undefined : new Refus(portee.regle, portee.phrase, 'etat');
}
