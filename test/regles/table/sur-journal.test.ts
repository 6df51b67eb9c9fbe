/** DEC-33, DEC-35 — when the whole journal must be read before a decision, and when it must not. */
import { describe, expect, it } from 'vitest';
import type { Commande } from '../../../domain/commandes.ts';
import { etatInitial } from '../../../domain/etat.ts';
import { impossible, surJournal } from '../../../domain/rectification/sur-journal.ts';
import { ACTES, acte, midi, vivre } from './etats.ts';

const LE = '2026-02-20';
const dossier = () => vivre(ACTES.AMORCAGE, LE);
/** Of an act of that day, entered on 20 February: the last effect of the case is of the 10th. */
const relu = (le: string, saisiLe = LE) =>
  surJournal(dossier().etat, acte('consigner-rencontre', 'caisse', le), midi(saisiLe));

describe('la vie est rejouée', () => {
  it('pour un fait antérieur au dernier effet, ou de son jour et saisi depuis ; jamais pour un fait postérieur', () => {
    expect(dossier().etat.faitLe).toBe('2026-02-10');
    expect(relu('2026-02-09')).toBe(true);
    expect(relu('2026-02-10')).toBe(true);
    expect(relu('2026-02-10', '2026-02-10')).toBe(false);
    expect(relu('2026-02-11')).toBe(false);
  });

  it('pour toute rectification et toute reprise, quelle que soit leur date', () => {
    for (const nom of ['corriger', 'annuler', 'confirmer-date', 'approuver-rectification', 'reprendre'] as const)
      expect(surJournal(dossier().etat, acte(nom, 'ars', LE), midi(LE))).toBe(true);
  });

  it('jamais pour ce qui n’est pas de la vie du dossier, ni avant son entrée', () => {
    for (const nom of ['relancer-effet', 'ecarter-effet'] as const)
      expect(surJournal(dossier().etat, acte(nom, 'exploitant', '2026-02-01'), midi(LE))).toBe(false);
    for (const nom of ['corriger', 'deposer-lettre-intention'] as const)
      expect(surJournal(etatInitial('ess-1'), acte(nom, 'ars', '2026-02-01'), midi(LE))).toBe(false);
  });

  it('jamais pour une commande mal formée : c’est sa forme qui est refusée', () => {
    for (const donnees of [undefined, null, 'texte', {}, { le: 3 }]) {
      const mal = { commande: 'consigner-rencontre', acteur: 'caisse', donnees } as unknown as Commande;
      expect(surJournal(dossier().etat, mal, midi(LE))).toBe(false);
    }
  });
});

describe('ce qui ne se peut, quoi que dise le journal', () => {
  it('un dossier archivé ne reçoit plus rien, sinon par une reprise (DEC-35)', () => {
    const archive = { ...dossier().etat, archiveLe: acte('annuler', 'ars', LE).donnees.le };
    const refus = impossible(archive, acte('annuler', 'ars', LE, { rang: 1 }), midi(LE));
    expect([refus?.regle, refus?.nature]).toEqual(['DEC-35', 'etat']);
    expect(refus?.message).toContain('par une reprise');
    expect(impossible(dossier().etat, acte('annuler', 'ars', LE, { rang: 1 }), midi(LE))).toBeUndefined();
    expect(impossible(dossier().etat, acte('annuler', 'porteur', LE, { rang: 1 }), midi(LE))?.regle).toBe('ACTEUR');
  });
});
