/** What an act's form holds already: facts of the case, each found in it by another way. Never a choice, never a value tried. */
import { describe, expect, test } from 'vitest';
import { knownFields } from '../../api/views/acts.ts';
import { attentes } from '../../domain/attentes/attentes.ts';
import type { Attente } from '../../domain/attentes/attente.ts';
import type { Commande } from '../../domain/commandes.ts';
import { dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import { paiementsAttendus } from '../../domain/paiements/attendus.ts';
import { resteAVerser } from '../../domain/paiements/verses.ts';
import { possibles, type Possible } from '../../domain/possibles/possibles.ts';
import { juger } from '../../domain/rectification/juger.ts';
import { Refus } from '../../domain/refus.ts';
import { resteDu } from '../../domain/recouvrement/dus.ts';
import { TABLE } from '../../domain/table.ts';
import { moments, SCENARIOS, type Moment } from '../regles/etats.ts';

const ROLES = ['porteur', 'ars', 'caisse', 'exploitant'] as const;
const PAS = 60;

/** Where the value of a field stands, in the case itself; a field that is not here is for a person to fill in. */
const SOURCES: Readonly<Record<string, (moment: Moment, aFaire: readonly Attente[]) => readonly unknown[]>> = {
  paiement: ({ etat }) => [...Object.keys(etat.paiements), ...paiementsAttendus(etat).map(({ cle }) => cle)],
  recouvrement: ({ etat }) => Object.keys(etat.recouvrements),
  effet: ({ etat }) => Object.keys(etat.incidents),
  rang: ({ journal }) => journal.map(({ rang }) => rang),
  liberaux: ({ etat }) => [etat.effectifs.liberaux],
  medecinsPresents: ({ etat }) => [etat.effectifs.medecinsPresents],
  contrat: () => ['amorcage', 'dotation'],
  origine: () => ['ess', 'caisse-ars'],
  partie: () => ['ars', 'caisse'],
  pieces: (_moment, aFaire) => aFaire.map(({ connus }) => connus['pieces']),
  sur: (_moment, aFaire) => aFaire.map(({ connus }) => connus['sur']),
  activite: (_moment, aFaire) => aFaire.map(({ connus }) => connus['activite']),
  montantCentimes: ({ etat }) => [
    ...Object.values(etat.recouvrements).flatMap((un) => [un.montantCentimes, resteDu(un)]),
    ...Object.values(etat.paiements).map(resteAVerser),
    ...paiementsAttendus(etat).map(({ montantCentimes }) => montantCentimes),
  ],
};
/** Chosen or written by who acts, whatever the case holds. */
const CHOISIS = [
  'critere',
  'fondement',
  'fondements',
  'piecesManquantes',
  'objet',
  'motif',
  'preuve',
  'numero',
  'sens',
];

function* formulaires(): Generator<[Moment, readonly Attente[], Possible, string]> {
  for (const [rang, nom] of SCENARIOS.entries())
    for (const [index, moment] of [...moments(nom)].entries()) {
      if (index % PAS !== (rang * 7) % PAS) continue;
      for (const role of ROLES) {
        const aFaire = attentes(moment.etat).filter(({ de }) => de === role);
        for (const one of possibles(moment, role))
          yield [moment, aFaire, one, `${nom}, rang ${moment.etat.rang}, ${role}, ${one.commande}`];
      }
    }
}

describe('ce qu’un formulaire tient déjà', () => {
  const tous = [...formulaires()];

  test('se trouve dans le dossier, quelle que soit la commande', () => {
    const remplis = new Set<string>();
    for (const [moment, aFaire, one, quoi] of tous)
      for (const [champ, valeur] of Object.entries(knownFields(one, aFaire))) {
        if (valeur === undefined) continue;
        expect(CHOISIS, `${quoi}.${champ}`).not.toContain(champ);
        expect(Object.keys(SOURCES), quoi).toContain(champ);
        expect(SOURCES[champ]?.(moment, aFaire), `${quoi}.${champ}`).toContainEqual(valeur);
        remplis.add(`${one.commande}.${champ}`);
      }
    // Otherwise it would say nothing of anything.
    expect([...remplis]).toEqual(
      expect.arrayContaining(['executer-paiement.paiement', 'rendre-avis.sur', 'verifier-pieces.pieces']),
    );
  });

  test('n’est jamais un objet parmi plusieurs que la loi prendrait', () => {
    for (const [moment, aFaire, one, quoi] of tous) {
      const { paiement } = knownFields(one, aFaire) as { paiement?: string };
      const attendu = aFaire.some(({ actes }) => actes[0] === one.commande);
      if (paiement === undefined || attendu) continue;
      const autres = Object.keys(moment.etat.paiements).filter((cle) => cle !== paiement);
      const le = dateDe(moment.maintenant, fuseau(moment.etat.siege));
      for (const autre of autres) {
        const donnees = { le, motif: 'Parce que.', preuve: { nature: 'autre' }, ...one.essai, paiement: autre };
        const acteur = TABLE[one.commande].acteurs[0];
        const acte = { commande: one.commande, acteur, donnees } as unknown as Commande;
        const reponse = juger(moment.etat, acte, moment.maintenant, moment.journal);
        expect(reponse instanceof Refus, `${quoi} : ${paiement}, mais ${autre} aussi`).toBe(true);
      }
    }
  });

  test('n’est rien d’un fondement ni d’une liste, là où la loi n’en attend qu’un', () => {
    const essayes = new Set(tous.flatMap(([, , { essai }]) => Object.keys(essai)));
    // They were tried indeed.
    expect([...essayes]).toEqual(expect.arrayContaining(['critere', 'piecesManquantes', 'fondement', 'pieces']));
    for (const [, aFaire, one, quoi] of tous) {
      if (one.commande !== 'deposer-pieces' || aFaire.some(({ actes }) => actes[0] === 'deposer-pieces')) continue;
      expect(knownFields(one, aFaire), quoi).not.toHaveProperty('pieces');
    }
  });
});
