/** What the law makes of a life, written down in full: events, deadlines, effects, and what it would answer to anyone. */
import { dateDe, fuseau } from '../../../domain/calendrier/calendrier.ts';
import type { Commande, NomCommande } from '../../../domain/commandes.ts';
import { decider } from '../../../domain/decider.ts';
import { echeances } from '../../../domain/echeances.ts';
import { effets } from '../../../domain/effets.ts';
import { Refus } from '../../../domain/refus.ts';
import { piecesManquantes } from '../../../domain/paiements/pieces.ts';
import { TABLE } from '../../../domain/table.ts';
import { Bande } from '../proprietes/bande.ts';
import { DONNEES } from '../proprietes/donnees.ts';
import type { Fait } from '../proprietes/dossier.ts';
import { vivre } from '../proprietes/histoires.ts';
import { statutProjetSante } from '../../../domain/projet-sante/delais.ts';
import { paiementsAttendus } from '../../../domain/paiements/attendus.ts';

export interface ProcesVerbal {
  readonly lignes: readonly string[];
  /** Refusals met: rule, command, nature, sentence with its dates and numbers left out. */
  readonly refus: ReadonlySet<string>;
  readonly evenements: number;
}

/** How figures were found is told by test/regles/calculs: here, what they are. */
const CALCULS = ['calculs', 'calcul', 'montant', 'limite'];
const ecrit = (valeur: unknown): string =>
  JSON.stringify(valeur, (nom, dedans: unknown) => (CALCULS.includes(nom) ? undefined : dedans));

const LONGUEUR = 700;
/** One state in so many is asked every question. */
const PAS = 4;

/** Lives history `graine`, the same for ever. */
export function dresser(graine: number): ProcesVerbal {
  const lignes: string[] = [];
  const refus = new Set<string>();
  let evenements = 0;
  const noter = (nom: NomCommande, reponse: ReturnType<typeof decider>) => {
    if (!(reponse instanceof Refus)) return ecrit(reponse);
    refus.add(`${reponse.regle} | ${nom} | ${reponse.nature} | ${sansChiffres(reponse.message)}`);
    return `${reponse.regle} ${reponse.nature} ${reponse.message}`;
  };
  const questionner = ({ apres, maintenant }: Fait) => {
    const bande = new Bande({ graine: graine * 1000 + apres.rang, longueur: 1e6 });
    const aujourdhui = dateDe(maintenant, fuseau(apres.siege));
    const c = { etat: apres, aujourdhui, bande, regime: apres.regime, siege: apres.siege };
    for (const nom of Object.keys(TABLE) as NomCommande[]) {
      const acteur = bande.parmi(TABLE[nom].acteurs);
      const commande = { commande: nom, acteur, donnees: { le: aujourdhui, ...DONNEES[nom](c) } } as Commande;
      lignes.push(`  ${nom} ${acteur} ? ${noter(nom, decider(apres, commande, maintenant))}`);
    }
  };
  vivre(new Bande({ graine, longueur: LONGUEUR }), {
    fait(fait) {
      const { evenement, apres, source } = fait;
      evenements += 1;
      lignes.push(`${source} ${ecrit(evenement)}`);
      lignes.push(`  effets ${ecrit(effets(evenement, apres))}`);
      lignes.push(`  échéances ${ecrit(echeances(apres))}`);
      lignes.push(
        `  ${apres.phase} ${statutProjetSante(apres)} ${ecrit(
          paiementsAttendus(apres).map((attendu) => [attendu, piecesManquantes(apres, attendu.cle)]),
        )}`,
      );
      if (apres.rang % PAS === 0) questionner(fait);
    },
    refus: (un, commande) => lignes.push(`refus ${commande.commande} ${noter(commande.commande, un)}`),
  });
  return { lignes, refus, evenements };
}

const sansChiffres = (phrase: string): string =>
  phrase
    .replace(
      /\d{1,2}(er)? (janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) \d{4}/g,
      '…',
    )
    .replace(/[\d  ]*\d+([.,]\d+)?/g, ' N');
