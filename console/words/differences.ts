/** What a rectification changes, in the words of the law: the thing, and its value before and after. */
import type { Contract } from '../shell/contract.ts';
import type { Schemas } from '../shell/api.ts';
import { longDate } from './dates.ts';
import { eventName } from './evenements.ts';
import { inEuros } from './money.ts';
import { PHASES, deadlineName, paymentName, spaced } from './noms.ts';

type Difference = Schemas['Difference'];
type Value = Difference['avant'];

const KINDS: Readonly<Record<Difference['quoi'], string>> = {
  echeance: 'Échéance',
  decision: 'Décision',
  contrat: 'Contrat',
  paiement: 'Paiement',
  recouvrement: 'Recouvrement',
  phase: 'Phase',
  courrier: 'Courrier à corriger',
  impossible: 'Acte qui n’est plus possible',
};
const DECISIONS: Readonly<Record<string, string>> = {
  'lettre-intention': 'lettre d’intention',
  'projet-sante': 'projet de santé',
};
const CONTRACTS: Readonly<Record<string, string>> = { amorcage: 'crédit d’amorçage', dotation: 'dotation annuelle' };
const MOMENTS: Readonly<Record<string, string>> = { conclu: 'conclusion', fini: 'fin' };
const CLAIMS: Readonly<Record<string, string>> = {
  ...CONTRACTS,
  'dix-huit-mois': 'faute d’activité à dix-huit mois',
};
/** A decision as a difference says it: « validee 2026-03-11 ». */
const DECIDED: Readonly<Record<string, string>> = {
  validee: 'validée',
  refusee: 'refusée',
  valide: 'validé',
  refuse: 'refusé',
};

function keyOf({ quoi, cle }: Difference, contract: Pick<Contract, 'act'>): string {
  const [first = '', second = ''] = cle.split(' ');
  switch (quoi) {
    case 'echeance':
      return deadlineName(cle);
    case 'paiement':
      return paymentName(cle);
    case 'recouvrement':
      return cle.startsWith('indu-')
        ? `versé en trop, ${paymentName(cle.slice('indu-'.length))}`
        : (CLAIMS[cle] ?? spaced(cle));
    case 'decision':
      return DECISIONS[cle] ?? spaced(cle);
    case 'contrat':
      return `${CONTRACTS[first] ?? first} (${MOMENTS[second] ?? second})`;
    case 'courrier':
      return eventName(cle);
    case 'impossible':
      return contract.act(cle)?.title ?? spaced(cle);
    case 'phase':
      return '';
  }
}

/** « Échéance : Cible d’adhésion de 30 % », « Courrier à corriger : Contrat de dotation conclu (ligne 28) ». */
export function differenceName(difference: Difference, contract: Pick<Contract, 'act'>): string {
  const { quoi, rang } = difference;
  const key = keyOf(difference, contract);
  return `${KINDS[quoi]}${key === '' ? '' : ` : ${key}`}${rang === undefined ? '' : ` (ligne ${rang})`}`;
}

export const CIVIL = /^\d{4}-\d{2}-\d{2}$/;

/** « rien », « 7 mai 2026 », « 40 000,00 € », « validée, 2 février 2026 », « Dotation annuelle »; of an act, why it is refused. */
export function differenceValue({ quoi }: Pick<Difference, 'quoi'>, value: Value): string {
  if (value === null) return 'rien';
  if (typeof value === 'number') return inEuros(value);
  if (CIVIL.test(value)) return longDate(value);
  if (quoi === 'phase') return (PHASES as Readonly<Record<string, string>>)[value] ?? spaced(value);
  const [sense = '', day = ''] = value.split(' ');
  return quoi === 'decision' && CIVIL.test(day) ? `${DECIDED[sense] ?? sense}, ${longDate(day)}` : value;
}
