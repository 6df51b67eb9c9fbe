/** `ess paiements`: what a caisse has to pay, from which account, its batches for the bank, its month. */
import { parseArgs } from 'node:util';
import { euros, paiement as enClair } from '../../documents/libelles.ts';
import { readCaisseAccount, saveCaisseAccount, toPay } from '../../records/money/lots.ts';
import { bicElectronique, defautsDuCompte, ibanElectronique } from '../../tresorerie/comptes.ts';
import { LotInvalide } from '../../tresorerie/virement.ts';
import { WrongCall, withRecords, type Verb } from '../verb.ts';
import { BENEFICIAIRES } from './beneficiaires.ts';
import { LIVRES } from './livres.ts';
import { LOTS } from './lots.ts';
import { OPTIONS, caisseDe, type Action } from './paiements-options.ts';

const ACTIONS: Readonly<Record<string, Action>> = {
  async compte(pool, valeurs) {
    const caisse = caisseDe(valeurs);
    if (valeurs.iban === undefined && valeurs.titulaire === undefined) {
      const tenu = await readCaisseAccount(pool, caisse);
      if (tenu === undefined) throw new WrongCall(`La caisse ${caisse} n'a pas encore de compte : donnez-le.`);
      const { titulaire, iban, bic = '' } = tenu;
      console.log([titulaire, iban, bic].join('  ').trimEnd());
      return 0;
    }
    const { titulaire = '', iban = '', bic, rue, ville, 'code-postal': codePostal } = valeurs;
    const compte = {
      titulaire,
      iban: ibanElectronique(iban),
      ...(bic === undefined ? {} : { bic: bicElectronique(bic) }),
      ...(ville === undefined
        ? {}
        : {
            adresse: {
              ville,
              pays: 'FR',
              ...(rue === undefined ? {} : { rue }),
              ...(codePostal === undefined ? {} : { codePostal }),
            },
          }),
    };
    const defauts = defautsDuCompte(compte);
    if (defauts.length > 0)
      throw new WrongCall(defauts.map(({ champ, message }) => `--${champ} : ${message}`).join('\n'));
    await saveCaisseAccount(pool, caisse, compte);
    console.log(`Compte de la caisse ${caisse} enregistré.`);
    return 0;
  },

  async 'a-payer'(pool, valeurs) {
    const liste = await toPay(pool, caisseDe(valeurs));
    for (const { ess, paiement, montantCentimes, dateLimite, emission, compte, beneficiaireAVerifier } of liste)
      console.log(
        `${dateLimite}  ${ess}  ${enClair(paiement)}  ${euros(montantCentimes)}${emission > 1 ? `  (émission ${emission})` : ''}${compte === null ? '  — aucune coordonnée bancaire (DEC-13)' : ''}${beneficiaireAVerifier ? '  — retenu : le nom n’est pas celui du compte (DEC-13)' : ''}`,
      );
    const total = liste.reduce((somme, { montantCentimes }) => somme + montantCentimes, 0);
    console.error(`${liste.length} paiement(s) à mettre en lot, ${euros(total)}.`);
    return 0;
  },

  ...LOTS,

  ...BENEFICIAIRES,

  ...LIVRES,
};

export const PAIEMENTS: Verb = {
  summary:
    'compte | a-payer | lot | lots | relire N | envoyer N | retirer N | retour FICHIER | comptes ESS | beneficiaire ESS | decider ESS | rapprochement | livre : virements d’une caisse',
  usage: `  compte --caisse gironde [--titulaire … --iban … [--bic …] [--rue …] [--code-postal …] [--ville …]]
                        le compte d'où la caisse paie ; sans le donner : celui qui est tenu
  a-payer --caisse gironde   ce qui est dû et n'est dans aucun lot
  lot --caisse gironde --le AAAA-MM-JJ [--sortie FICHIER]
                        met tout ce qui est dû dans un lot : fichier pain.001, version 09 ou 03 (ESS_PAIN001) ;
                        le jour est un jour de banque (calendrier TARGET), à venir
  lots --caisse gironde   les lots, ce qu'ils sont devenus, et ce qui empêche d'envoyer ceux qui restent
  relire N --caisse gironde [--sortie FICHIER]
                        réécrit le lot n° N, à l'octet près
  envoyer N --caisse gironde [--deja-parti]
                        dit que le lot n° N est envoyé à la banque : il ne se retire plus. Refusé quand un compte, un
                        montant ou un paiement a changé depuis ; --deja-parti : la banque l'a déjà
  retirer N --caisse gironde --motif …
                        retire un lot qui n'est pas envoyé : ses paiements sont de nouveau à mettre en lot
  retour FICHIER --caisse gironde [--api ADRESSE]
                        lit ce que la banque renvoie (pain.002, camt.053, camt.054 ou CSV) : chaque ligne est appliquée,
                        déjà connue, refusée, d'un autre, ou sans nouvelle
  comptes ESS --caisse gironde [--api ADRESSE]
                        les comptes déclarés par l'association, vérifiés, remplacés, payés
  beneficiaire ESS --caisse gironde [--resultat concorde|proche|different|impossible [--nom …]] [--api ADRESSE]
                        ce que la banque répond du nom et de l'IBAN ; sans --resultat : ce qui en est consigné
  decider ESS --caisse gironde --decision payer|ne-pas-payer --motif … [--api ADRESSE]
                        après un écart, ce que la caisse décide
  rapprochement --caisse gironde --mois AAAA-MM
                        le mois de la caisse, au centime : ce que dit le grand livre contre ce que dit le journal
  livre --caisse gironde --mois AAAA-MM [--sortie FICHIER]
                        le grand livre du mois pour le comptable : CSV aux colonnes d'un fichier des écritures comptables`,
  run(argv) {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
    const [nom = '', ...reste] = positionals;
    const action = Object.hasOwn(ACTIONS, nom) ? ACTIONS[nom] : undefined;
    if (action === undefined) throw new WrongCall(`Action attendue : ${Object.keys(ACTIONS).join(', ')}.`);
    return withRecords((pool) => action(pool, values, reste)).catch((error: unknown) => {
      throw error instanceof LotInvalide ? new WrongCall(error.message) : error;
    });
  },
};
