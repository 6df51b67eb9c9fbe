/** The examples of the contract are true to the law: each is taken somewhere in the life of a worked case, on its day. */
import { expect, test } from 'vitest';
import { dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import type { Commande, NomCommande } from '../../domain/commandes.ts';
import { possible } from '../../domain/possibles/possibles.ts';
import { juger } from '../../domain/rectification/juger.ts';
import { Refus } from '../../domain/refus.ts';
import { ENTREES, TABLE } from '../../domain/table.ts';
import { exempleDu } from './exemple-du-jour.ts';
import { moments, SCENARIOS } from '../regles/etats.ts';

/** They name what no worked case has: an incident under that very key. */
const AILLEURS: readonly NomCommande[] = ['relancer-effet', 'ecarter-effet'];

/** Their object, or their last day, is that of the case: which fact waits, which payment is held. */
const DU_DOSSIER: readonly NomCommande[] = [
  'confirmer-constat',
  'confirmer-date',
  'approuver-rectification',
  'liberer-paiement',
  'prolonger-depot-projet-sante',
];
const duDossier = (essai: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(essai).filter(([champ]) => ['rang', 'paiement', 'jusquAu'].includes(champ)));

test('chaque exemple est pris par la loi dans une vie au moins, tel quel', () => {
  const restent = new Set<NomCommande>(
    (Object.keys(TABLE) as NomCommande[]).filter(
      (nom) => !(ENTREES as readonly NomCommande[]).includes(nom) && !AILLEURS.includes(nom),
    ),
  );
  const dernier = new Map<NomCommande, string>();
  for (const scenario of SCENARIOS) {
    if (restent.size === 0) break;
    for (const { etat, journal, maintenant } of moments(scenario))
      for (const commande of restent) {
        const rejoue = commande === 'corriger' || commande === 'annuler';
        if (rejoue && journal.length > 14) continue;
        const exemple = { motif: 'Parce que.', ...exempleDu(commande, dateDe(maintenant, fuseau(etat.siege))) };
        for (const acteur of TABLE[commande].acteurs) {
          const donnees = DU_DOSSIER.includes(commande)
            ? {
                ...exemple,
                rang: undefined,
                ...duDossier(possible({ etat, journal, maintenant }, commande, acteur).essai),
              }
            : exemple;
          const reponse = juger(etat, { commande, acteur, donnees } as unknown as Commande, maintenant, journal);
          if (!(reponse instanceof Refus)) restent.delete(commande);
          else if (reponse.nature !== 'etat') dernier.set(commande, `${acteur} : ${reponse.message}`);
        }
      }
  }
  expect([...restent].map((nom) => `${nom} (${dernier.get(nom) ?? ''})`)).toEqual([]);
});
