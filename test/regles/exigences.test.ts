/** Fields that the law asks for in a case: found by asking it, and true. */
import { describe, expect, test } from 'vitest';
import type { Commande, NomCommande } from '../../domain/commandes.ts';
import { dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import { possible, possibles, REJOUENT } from '../../domain/possibles/possibles.ts';
import { juger } from '../../domain/rectification/juger.ts';
import { Refus } from '../../domain/refus.ts';
import { ROLES, type Role } from '../../domain/valeurs.ts';
import { moments, SCENARIOS, type Moment } from './etats.ts';

const TOUS: readonly Moment[] = SCENARIOS.flatMap((nom) => [...moments(nom)]);
const dans_ = (moment: Moment, commande: NomCommande, role: Role) => ({
  moment,
  role,
  un: possible(moment, commande, role),
});
/** A few states of each case: each costs hundreds of decisions. */
const TROUVEES = TOUS.filter((_moment, index) => index % 103 === 7).flatMap((moment) =>
  ROLES.flatMap((role) =>
    possibles(moment, role)
      .filter(({ statut, commande }) => statut !== 'impossible' && !REJOUENT.includes(commande))
      .map((un) => ({ moment, role, un })),
  ),
);
/** Where this act is possible, of all states, some of them. */
const ou = (commande: NomCommande, role: Role, dans: (moment: Moment) => boolean) =>
  TOUS.filter(dans)
    .slice(0, 60)
    .map((moment) => dans_(moment, commande, role))
    .filter(({ un }) => un.statut !== 'impossible');
const motif = ({ un }: ReturnType<typeof dans_>) => un.exigences.find(({ champ }) => champ === 'motif');

const juge = ({ etat, journal, maintenant }: Moment, commande: string, acteur: string, donnees: object) => {
  const le = dateDe(maintenant, fuseau(etat.siege));
  const envoye = { commande, acteur, donnees: { le, preuve: { nature: 'autre' }, ...donnees } } as unknown as Commande;
  return juger(etat, envoye, maintenant, journal);
};

describe('ce que la loi exige d’un acte, dans ce dossier', () => {
  test('dit exigé : sans ce champ, la loi refuse sous cette règle', () => {
    let vues = 0;
    for (const { moment, role, un } of TROUVEES)
      for (const { champ, regle, si } of un.exigences) {
        if (si !== null && 'sauf' in si) continue;
        const choisi = si === null ? {} : { [si.champ]: si.valeurs[0] };
        const { [champ]: _sans, ...donnees } = { ...un.essai, ...choisi, motif: 'Parce que.' } as Record<
          string,
          unknown
        >;
        const reponse = juge(moment, un.commande, role, donnees);
        expect(reponse instanceof Refus ? reponse.regle : 'pris', `${un.commande} sans ${champ}`).toBe(regle);
        vues += 1;
      }
    expect(vues).toBeGreaterThan(5);
  });

  test('dit facultatif : sans motif, la loi le prend', () => {
    for (const { moment, role, un } of TROUVEES) {
      if (un.exigences.some(({ champ }) => champ === 'motif') || un.commande === 'reprendre') continue;
      const reponse = juge(moment, un.commande, role, un.essai);
      expect(reponse instanceof Refus ? reponse.message : 'pris', un.commande).toBe('pris');
    }
  });

  test('LI-06 : valider sans avis de la caisse exige un motif ; avec son avis, non', () => {
    const avec = (avis: boolean) =>
      ou('valider-lettre-intention', 'ars', ({ etat: { li, conflits } }) => {
        return li !== null && li.decision === null && conflits.length === 0 && (li.avis !== null) === avis;
      });
    const [sansAvis, avecAvis] = [avec(false), avec(true)];
    expect([sansAvis.length > 0, avecAvis.length > 0]).toEqual([true, true]);
    for (const un of sansAvis) expect(motif(un)).toMatchObject({ regle: 'LI-06', si: null });
    for (const un of avecAvis) expect(motif(un)).toBeUndefined();
  });

  test('SUI-01 : seul un constat de non-conformité exige un motif', () => {
    const controles = ou('controler-criteres', 'caisse', ({ etat }) => etat.phase === 'dotation');
    expect(controles.length).toBeGreaterThan(0);
    for (const un of controles)
      expect(motif(un)).toMatchObject({ regle: 'SUI-01', si: { champ: 'resultat', valeurs: ['non-conforme'] } });
  });

  test('DEC-10 : seul un montant autre que la proposition exige un motif', () => {
    const confirmations = ou('confirmer-recouvrement', 'caisse', ({ etat }) =>
      Object.values(etat.recouvrements).some(({ statut, origine }) => statut === 'propose' && origine !== 'amorcage'),
    ).filter(({ un }) => Number(un.connus['montantCentimes']) > 1);
    expect(confirmations.length).toBeGreaterThan(0);
    for (const un of confirmations)
      expect(motif(un)).toMatchObject({
        regle: 'DEC-10',
        si: { champ: 'montantCentimes', sauf: un.un.connus['montantCentimes'] },
      });
  });
});
