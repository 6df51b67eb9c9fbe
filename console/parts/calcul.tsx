/** The sum of a date or of an amount, step by step, each with its rule: « Pourquoi ce jour ? », « pourquoi ce montant ? ». */
import type { Schemas } from '../shell/api.ts';
import { longDate } from '../words/dates.ts';
import { inEuros } from '../words/money.ts';
import { RuleLink } from './regle.tsx';

export type DateWorking = Schemas['CalculDate'];
export type AmountWorking = Schemas['CalculMontant'];

const isDate = (calcul: DateWorking | AmountWorking): calcul is DateWorking => 'depart' in calcul;

export function Calcul({ calcul }: { readonly calcul: DateWorking | AmountWorking }) {
  const result = (resultat: string | number) => (typeof resultat === 'number' ? inEuros(resultat) : longDate(resultat));
  return (
    <div class="sum">
      <p>{calcul.phrase}</p>
      <ol>
        {isDate(calcul) && <li>{`Départ : ${calcul.depart.libelle}, le ${longDate(calcul.depart.le)}`}</li>}
        {calcul.etapes.map(({ phrase, regle, resultat }) => (
          <li>
            {phrase}
            {` → `}
            <strong>{result(resultat)}</strong> <RuleLink id={regle} />
          </li>
        ))}
      </ol>
      <p>
        Résultat : <strong>{result(calcul.resultat)}</strong>
      </p>
    </div>
  );
}
