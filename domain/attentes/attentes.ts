/**
 * All that a case awaits, and of whom: « à faire ». A function of the state alone; what time makes of it (days left, late)
 * is for who reads. A deadline that is over stays until its act is done.
 */
import type { Commande } from '../commandes.ts';
import { caissesCompetentes } from '../creation/competence.ts';
import type { Echeance } from '../echeance.ts';
import { echeances, retards } from '../echeances.ts';
import type { Etat } from '../etat.ts';
import { parEtat } from '../memoire.ts';
import { reponses } from './actes-attendus.ts';
import type { Attente, AttenteDe } from './attente.ts';
import { incidents, sansEcheance } from './sans-echeance.ts';

function* desEcheances(etat: Etat): Iterable<AttenteDe> {
  const courantes = echeances(etat).filter(({ effet }) => effet !== 'rappel');
  for (const echeance of courantes) yield* deLEcheance(etat, echeance, { effet: echeance.effet, le: echeance.effetLe });
  // Already said to be late: silence gives nothing more.
  for (const echeance of retards(etat)) yield* deLEcheance(etat, echeance, null);
}

function* deLEcheance(etat: Etat, echeance: Echeance, silence: Attente['silence']): Iterable<AttenteDe> {
  const { cle, expire: dernierJour, regle, attendu } = echeance;
  for (const de of attendu)
    for (const { actes, connus = {}, suffixe = '' } of reponses(etat, de, echeance))
      yield { cle: `${cle}${suffixe}`, de, actes, connus, dernierJour, silence, regle };
}

/** Which ARS, which caisse: the ones that are to act, not all those that read. */
function aupresDe(etat: Etat, { de, actes: [commande], connus }: AttenteDe): readonly string[] {
  if (de === 'ars') return [etat.ars];
  if (de !== 'caisse' || commande === undefined) return [de === 'caisse' ? etat.caisse : ''];
  return caissesCompetentes(etat, { commande, acteur: de, donnees: connus } as unknown as Commande);
}

/** One line for each thing to do, and each organisation that is to do it. */
export const attentes = parEtat((etat: Etat): readonly Attente[] => {
  if (etat.rang === 0) return [];
  const toutes =
    etat.phase === 'close' ? incidents(etat) : [...desEcheances(etat), ...sansEcheance(etat), ...incidents(etat)];
  const lignes = new Map<string, Attente>();
  for (const attente of toutes)
    for (const aupres of aupresDe(etat, attente)) {
      const nom = [attente.cle, attente.de, aupres].join(' ');
      // A deadline says more than a line without one.
      if (!lignes.has(nom)) lignes.set(nom, { ...attente, aupres });
    }
  // The pieces of a payment that waits for their check are one line, with its own last day.
  const verifiees = new Set([...lignes.values()].filter(({ cle }) => cle.startsWith('paiement-')).flatMap(verifie));
  return [...lignes.values()].filter(
    (ligne) => ligne.cle !== 'verification-pieces' || !verifie(ligne).every((piece) => verifiees.has(piece)),
  );
});

/** The pieces that a line asks to check. */
const verifie = ({ actes, connus }: Attente): readonly string[] =>
  actes[0] === 'verifier-pieces' ? (connus['pieces'] as readonly object[]).map((piece) => JSON.stringify(piece)) : [];
