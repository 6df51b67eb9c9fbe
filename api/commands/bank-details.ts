/** DEC-13 — bank details that could not be paid are refused where they are declared, with what to write instead. */
import type { Donnees } from '../../domain/commandes.ts';
import { invalidFields } from '../../runtime/http/problems.ts';
import { defautsDuCompte } from '../../tresorerie/comptes.ts';
import type { Completed } from './rubrics.ts';

type Declaration = Donnees['declarer-coordonnees-bancaires'];

/** Throws the problem that lists what no bank would take; details announced without an account are said to pay nothing. */
export function checkBankDetails(
  donnees: Declaration,
  fiche: Readonly<Record<string, unknown>> | undefined,
): Completed<Declaration> {
  const { iban, bic, titulaire } = (fiche ?? {}) as { iban?: string; bic?: string; titulaire?: string };
  if (iban === undefined && bic === undefined && titulaire === undefined)
    return {
      donnees,
      avertissements: [
        {
          champ: 'iban',
          regle: 'DEC-13',
          phrase: 'Aucun compte n’est donné (« iban », « titulaire ») : rien ne pourra être versé avant qu’il le soit.',
        },
      ],
    };
  if (iban === undefined)
    throw invalidFields([
      { champ: 'iban', regle: 'DEC-13', message: 'L’IBAN manque : recopiez celui du relevé d’identité bancaire.' },
    ]);
  const defauts = defautsDuCompte({ iban, titulaire, ...(bic === undefined ? {} : { bic }) });
  if (defauts.length > 0) throw invalidFields(defauts.map(({ champ, regle, message }) => ({ champ, regle, message })));
  return { donnees, avertissements: [] };
}
