/** `ess paiements`: the account of an association, what the bank answers of it, and what a person decides. DEC-13, DEC-52. */
import { DECISIONS, RESULTATS, type ResultatVerification } from '../../records/money/verifications.ts';
import { WrongCall } from '../verb.ts';
import { parLApi } from './caisse-api.ts';
import { caisseDe, type Action, type Valeurs } from './paiements-options.ts';

const essDe = (ess: string | undefined): string => {
  if (ess === undefined) throw new WrongCall('L’identifiant d’une ESS est attendu (exemple : ess-33-…).');
  return ess;
};

function parmi<T extends string>(valeurs: Valeurs, nom: 'resultat' | 'decision', admises: readonly T[]): T {
  const lue = admises.find((une) => une === valeurs[nom]);
  if (lue === undefined) throw new WrongCall(`--${nom} : ${admises.join(', ')}.`);
  return lue;
}

const LIBELLES: Readonly<Record<ResultatVerification, string>> = {
  concorde: 'le nom est celui du compte',
  proche: 'le nom est proche de celui du compte, sans être le même',
  different: 'le nom n’est pas celui du compte',
  impossible: 'la banque ne peut pas vérifier',
};
const DECIDE = { payer: 'à payer', 'ne-pas-payer': 'à ne pas payer' } as const;

interface Beneficiaire {
  readonly ess: string;
  readonly titulaire: string | null;
  readonly resultat: ResultatVerification | null;
  readonly nomDuCompte: string | null;
  readonly decision: keyof typeof DECIDE | null;
  readonly retenu: boolean;
}

function montrer({ ess, titulaire, resultat, nomDuCompte, decision, retenu }: Beneficiaire): number {
  console.log(
    [
      ess,
      `titulaire déclaré : ${titulaire ?? '—'}`,
      resultat === null ? 'jamais vérifié' : LIBELLES[resultat],
      nomDuCompte === null ? '' : `nom donné par la banque : ${nomDuCompte}`,
      decision === null ? '' : `décidé : ${DECIDE[decision]}`,
      retenu ? 'paiements retenus' : '',
    ]
      .filter(Boolean)
      .join('  '),
  );
  return 0;
}

export const BENEFICIAIRES: Readonly<Record<string, Action>> = {
  async beneficiaire(_pool, valeurs, [nom]) {
    const [caisse, ess] = [caisseDe(valeurs), essDe(nom)];
    const params = { path: { caisse: caisse as 'gironde', ess } };
    const chemin = '/api/v1/caisses/{caisse}/verifications/{ess}';
    if (valeurs.resultat === undefined)
      return montrer(await parLApi(valeurs, caisse, (client) => client.GET(chemin, { params })));
    const resultat = parmi(valeurs, 'resultat', RESULTATS);
    const body = { resultat, ...(valeurs.nom === undefined ? {} : { nomDuCompte: valeurs.nom }) };
    return montrer(await parLApi(valeurs, caisse, (client) => client.POST(chemin, { params, body })));
  },

  async decider(_pool, valeurs, [nom]) {
    const [caisse, ess] = [caisseDe(valeurs), essDe(nom)];
    const motif = valeurs.motif?.trim() ?? '';
    if (motif === '') throw new WrongCall('--motif : dites pourquoi.');
    const params = { path: { caisse: caisse as 'gironde', ess } };
    const body = { decision: parmi(valeurs, 'decision', DECISIONS), motif };
    const chemin = '/api/v1/caisses/{caisse}/verifications/{ess}/decision';
    return montrer(await parLApi(valeurs, caisse, (client) => client.POST(chemin, { params, body })));
  },

  async comptes(_pool, valeurs, [nom]) {
    const [caisse, ess] = [caisseDe(valeurs), essDe(nom)];
    const { comptes } = await parLApi(valeurs, caisse, (client) =>
      client.GET('/api/v1/ess/{ess}/comptes', { params: { path: { ess } } }),
    );
    for (const { version, declareLe, declarePar, titulaire, iban, verification, remplaceLe, virements } of comptes)
      console.log(
        [
          `${version}  déclaré le ${declareLe} (${declarePar})`,
          titulaire === null ? 'effacé' : `${titulaire}  ${iban ?? ''}`,
          verification === null
            ? 'non vérifié'
            : `${verification.conforme ? 'vérifié' : 'refusé'} le ${verification.le} (${verification.par})`,
          remplaceLe === null ? '' : `remplacé le ${remplaceLe}`,
          virements.length === 0 ? '' : `${virements.length} virement(s)`,
        ]
          .filter(Boolean)
          .join('  '),
      );
    console.error(`${comptes.length} compte(s) déclaré(s).`);
    return 0;
  },
};
