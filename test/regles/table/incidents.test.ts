/** INCIDENT — what an operator may do to an effect that keeps failing, and to nothing else. */
import { describe, expect, it } from 'vitest';
import { decider } from '../../../domain/decider.ts';
import { automatique } from '../../../domain/chapitre.ts';
import { effets } from '../../../domain/effets.ts';
import type { Etat } from '../../../domain/etat.ts';
import { evoluer, evoluerTous } from '../../../domain/evoluer.ts';
import { Refus } from '../../../domain/refus.ts';
import type { DateCivile } from '../../../domain/valeurs.ts';
import { LE, etatDe, midi } from './etats.ts';

const le = LE as DateCivile;
const base = etatDe('amorcage');
const { ess } = base;
const avecIncidents = (etat: Etat, ...cles: string[]): Etat =>
  evoluerTous(
    etat,
    cles.map((effet) => automatique(le, 'IncidentOuvert', 'INCIDENT', { effet })),
  );
const enIncident = (...cles: string[]): Etat => avecIncidents(base, ...cles);
const demander = (etat: Etat, commande: 'relancer-effet' | 'ecarter-effet', effet: string, motif?: string) =>
  decider(
    etat,
    { commande, acteur: 'exploitant', donnees: { le, effet, ...(motif === undefined ? {} : { motif }) } },
    midi(LE),
  );
const refuse = (reponse: ReturnType<typeof decider>) => (reponse instanceof Refus ? reponse.message : undefined);

describe('un incident', () => {
  it('s’ouvre une fois, avec sa première date, et se lève', () => {
    const ouvert = enIncident(`${ess}/consigner`, `${ess}/notifier`, `${ess}/consigner`);
    expect(ouvert.incidents).toEqual({ [`${ess}/consigner`]: LE, [`${ess}/notifier`]: LE });
    const leve = evoluer(ouvert, automatique(le, 'IncidentLeve', 'INCIDENT', { effet: `${ess}/consigner` }));
    expect(leve.incidents).toEqual({ [`${ess}/notifier`]: LE });
  });

  it('ne change rien d’autre au dossier', () => {
    const { incidents, rang, dernierLe } = base;
    expect({ ...enIncident(`${ess}/consigner`), incidents, rang, dernierLe }).toEqual(base);
  });
});

describe('relancer', () => {
  it('vaut pour tout effet en incident, argent et questions compris', () => {
    for (const cle of [`${ess}/consigner`, `${ess}/ordonner-paiement/12`, `${ess}/attribuer-finess`])
      expect(demander(enIncident(cle), 'relancer-effet', cle)).toMatchObject([
        { evenement: 'EffetRelance', effet: cle },
      ]);
  });

  it('vaut encore pour un dossier clos : il reste à en libérer le territoire, à en dire la fin', () => {
    const clos = etatDe('close');
    const cle = `${clos.ess}/liberer-territoire/9`;
    const donnees = { le: LE as DateCivile, effet: cle };
    const reponse = decider(
      avecIncidents(clos, cle),
      { commande: 'relancer-effet', acteur: 'exploitant', donnees },
      midi('2100-01-01'),
    );
    expect(reponse).toMatchObject([{ evenement: 'EffetRelance', effet: cle }]);
  });

  it('est refusé sans incident, en disant lesquels sont ouverts', () => {
    expect(refuse(demander(base, 'relancer-effet', `${ess}/consigner`))).toBe(
      "Aucun effet de ce nom n'est en attente.",
    );
    expect(demander(base, 'relancer-effet', `${ess}/consigner`)).toMatchObject({ nature: 'etat' });
    expect(refuse(demander(enIncident('a', 'b'), 'relancer-effet', 'x'))).toContain('Incidents ouverts : a, b.');
    expect(refuse(demander(enIncident(`${ess}/notifier`), 'relancer-effet', 'x'))).toContain(
      `Incidents ouverts : ${ess}/notifier`,
    );
  });

  it('des avis : ceux qui attendent sont à retenter dans la même transaction', () => {
    const etat = enIncident(`${ess}/notifier`);
    const [relance] = demander(etat, 'relancer-effet', `${ess}/notifier`) as Exclude<ReturnType<typeof decider>, Refus>;
    if (relance === undefined) throw new Error('nothing was decided');
    const apres = evoluer(etat, relance);
    const cle = `${ess}/relancer-avis/${apres.rang}`;
    expect(effets(relance, apres)).toEqual([{ type: 'relancer-avis', voie: 'journal', ess, cle }]);
    expect(relance.regle).toBe('INCIDENT');
  });

  it('d’un autre effet, la reprise se fait dans le dossier : rien d’autre à écrire', () => {
    const cle = `${ess}/ordonner-paiement/12`;
    const etat = enIncident(cle);
    const [relance] = demander(etat, 'relancer-effet', cle) as Exclude<ReturnType<typeof decider>, Refus>;
    expect(relance && effets(relance, evoluer(etat, relance))).toEqual([]);
  });
});

describe('écarter', () => {
  const etat = enIncident(`${ess}/notifier`, `${ess}/ordonner-paiement/1`);

  it.each([`${ess}/notifier/1`, `${ess}/notifier/1/porteur`])('un avis (%s), avec un motif', (effet) => {
    expect(demander(etat, 'ecarter-effet', effet, 'Prévenu par téléphone.')).toMatchObject([
      { evenement: 'EffetEcarte', effet, motif: 'Prévenu par téléphone.' },
    ]);
    expect(refuse(demander(etat, 'ecarter-effet', effet, ' '))).toContain("L'avis écarté demande un motif");
  });

  it('s’écrit au journal : l’avis désigné ne partira pas', () => {
    const effet = `${ess}/notifier/${etat.rang}`;
    const [ecart] = demander(etat, 'ecarter-effet', effet, 'x') as Exclude<ReturnType<typeof decider>, Refus>;
    if (ecart === undefined) throw new Error('nothing was decided');
    const apres = evoluer(etat, ecart);
    const cle = `${ess}/ecarter-avis/${apres.rang}`;
    expect(effets(ecart, apres)).toEqual([{ type: 'ecarter-avis', voie: 'journal', cle, ess, avis: effet }]);
    expect(ecart.regle).toBe('INCIDENT');
    expect(demander(etat, 'ecarter-effet', `${ess}/notifier/${etat.rang + 1}`, 'x')).toMatchObject({
      regle: 'INCIDENT',
      nature: 'regle',
    });
  });

  it.each([
    `${ess}/ordonner-paiement/1`,
    `${ess}/consigner`,
    `${ess}/liberer-territoire/1`,
    `${ess}/notifier`,
    `${ess}/notifier/99999`,
    'ess-autre/notifier/1',
  ])('jamais %s : ni paiement, ni effet de droit, ni avis d’ailleurs', (effet) => {
    expect(refuse(demander(etat, 'ecarter-effet', effet, 'x'))).toContain(
      'jamais un paiement, jamais un effet de droit',
    );
  });

  it('rien, quand les avis partent', () => {
    expect(refuse(demander(base, 'ecarter-effet', `${ess}/notifier/1`, 'x'))).toContain(
      "Aucun effet de ce nom n'est en attente.",
    );
  });
});
