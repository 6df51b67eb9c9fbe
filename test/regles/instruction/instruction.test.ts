/** What to decide from: each criterion of the law is there, says what the case holds, and where it holds it. */
import { describe, expect, test } from 'vitest';
import { departement, nomDepartement } from '../../../domain/creation/departements.ts';
import { liste } from '../../../domain/droit.ts';
import { echeances } from '../../../domain/echeances.ts';
import { instruction } from '../../../domain/instruction/instruction.ts';
import { libelleSpecialite } from '../../../domain/lettre-intention/specialites.ts';
import { etapes, ETAPES } from '../../../domain/suivi/etapes.ts';
import { moments, SCENARIOS, type Moment } from '../etats.ts';

const TOUS: readonly Moment[] = SCENARIOS.flatMap((nom) => [...moments(nom)]);
const INSTRUITS = TOUS.flatMap((moment) => {
  const trouvee = instruction(moment);
  return trouvee === null ? [] : [{ ...moment, trouvee }];
});
/** What an event says in codes, as it is read. */
const enMots = (champ: string, valeur: unknown): unknown => {
  if (typeof valeur !== 'string' || !/^\d+$/.test(champ)) return valeur;
  return nomDepartement(valeur) === undefined ? libelleSpecialite(valeur) : departement(valeur);
};
const sur = (quoi: string) => INSTRUITS.filter(({ trouvee }) => trouvee.sur === quoi);

describe('l’instruction, dans chaque état des cas travaillés', () => {
  test('couvre des lettres et des projets', () => {
    expect(sur('lettre-intention').length).toBeGreaterThan(50);
    expect(sur('projet-sante').length).toBeGreaterThan(50);
  });

  test('LI-08 : chaque critère qui peut fonder un refus est dit, une fois, et dans l’ordre du texte', () => {
    for (const { etat, trouvee } of sur('lettre-intention')) {
      const criteres = liste(etat, 'criteresLettreIntention', etat.li?.deposeeLe as never);
      expect(trouvee.criteres.map(({ regle }) => regle)).toEqual(criteres);
      expect(trouvee.fondements).toEqual(criteres);
    }
  });

  test('chaque valeur dite vient d’une ligne du journal qui la porte', () => {
    for (const { trouvee, journal } of INSTRUITS)
      for (const { sources } of trouvee.criteres)
        for (const { rang, evenement, valeur } of sources) {
          const ligne = journal.find((une) => une.rang === rang);
          expect(ligne?.evenement.evenement ?? null).toBe(evenement);
          if (ligne === undefined || ['FaitRectifie', 'ProjetSanteDepose'].includes(ligne.evenement.evenement))
            continue;
          expect(
            JSON.stringify(Object.values(ligne.evenement), enMots)
              .replaceAll(/["[\]]/g, '')
              .replaceAll(',', ', '),
          ).toContain(valeur);
        }
  });

  test('un département et une spécialité s’y lisent par leurs noms', () => {
    const dites = new Set(
      INSTRUITS.flatMap(({ trouvee }) => trouvee.criteres.flatMap(({ sources }) => sources)).map(
        ({ libelle, valeur }) => `${libelle} : ${valeur}`,
      ),
    );
    expect([...dites]).toEqual(
      expect.arrayContaining(['Départements : Gironde (33)', 'Spécialités : Dermatologie et vénéréologie']),
    );
    expect([...dites].filter((dite) => /^(Départements|Spécialités) : ([a-z-]+|\d[\dAB]+)(, |$)/.test(dite))).toEqual(
      [],
    );
  });

  test('ELI-03, ELI-04 : le constat est celui des chiffres', () => {
    for (const { etat, trouvee } of sur('lettre-intention')) {
      const { medecinsPresents, engages, liberaux } = etat.effectifs;
      const constat = (regle: string) => trouvee.criteres.find((un) => un.regle === regle)?.constat;
      if (medecinsPresents === null) expect(constat('ELI-03')).toBe('inconnu');
      else if (medecinsPresents >= 10) expect(constat('ELI-03')).toBe('rempli');
      else expect(['non-rempli', 'deroge']).toContain(constat('ELI-03'));
      if (engages === null || liberaux === null) expect(constat('ELI-04')).toBe('inconnu');
      else expect(constat('ELI-04') === 'rempli').toBe(engages * 10 >= liberaux);
    }
  });

  test('ELI-02 : un conflit n’est jamais dit rempli', () => {
    const contestees = INSTRUITS.filter(({ etat }) => etat.conflits.length > 0 || etat.rivaux.length > 0);
    expect(contestees.length).toBeGreaterThan(0);
    for (const { trouvee } of contestees)
      expect(trouvee.criteres.find(({ regle }) => regle === 'ELI-02')?.constat).not.toBe('rempli');
  });

  test('DEC-02 : ou bien le silence décidera, ou bien il est dit pourquoi il ne décidera pas', () => {
    for (const { etat, trouvee } of INSTRUITS) {
      const tacite = echeances(etat).some(
        ({ cle, effet }) => cle === `decision-${trouvee.sur}` && effet === 'validation-tacite',
      );
      expect([trouvee.sur, trouvee.arret === null]).toEqual([trouvee.sur, tacite]);
      if (tacite) expect(trouvee.decision?.effet).toBe('validation-tacite');
    }
  });
});

describe('les cinq étapes, dans chaque état des cas travaillés', () => {
  test('sont dites toutes, dans l’ordre ; une étape faite a son jour', () => {
    for (const { etat } of TOUS) {
      const dites = etapes(etat);
      expect(dites.map(({ etape }) => etape)).toEqual(ETAPES);
      for (const { statut, faiteLe } of dites)
        expect(statut === 'faite').toBe(faiteLe !== null && statut !== 'sans-objet');
    }
  });

  test('un dossier qui vit a une étape en cours ; un dossier clos n’en a aucune', () => {
    for (const { etat } of TOUS) {
      const enCours = etapes(etat).filter(({ statut }) => statut === 'en-cours').length;
      if (etat.phase === 'close') expect(enCours).toBe(0);
      if (
        etat.phase === 'lettre-intention' &&
        etat.li !== null &&
        etat.renonceeLe === null &&
        etat.abandonneLe === null
      )
        expect(enCours).toBeGreaterThan(0);
    }
  });
});
