/** DEC-67 — cases that were under way when the product arrived. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { heureLocale } from '../../../domain/calendrier/calendrier.ts';
import type { Commande } from '../../../domain/commandes.ts';
import { effets } from '../../../domain/effets.ts';
import { chiffresAnnuels } from '../../../domain/etat-des-lieux/chiffres-annuels.ts';
import { etatInitial } from '../../../domain/etat.ts';
import { faitsDe } from '../../../domain/rectification/faits.ts';
import { ecarts, fusionner } from '../../../domain/rectification/fusion.ts';
import { juger } from '../../../domain/rectification/juger.ts';
import { rejouer } from '../../../domain/rectification/rejeu.ts';
import type { FaitRepris } from '../../../domain/rectification/vocabulaire.ts';
import { Refus } from '../../../domain/refus.ts';
import { Deroulement } from '../../../domain/simulation/deroulement.ts';
import type { Scenario } from '../../../domain/simulation/scenario.ts';
import type { DateCivile, Role } from '../../../domain/valeurs.ts';

const chemin = join(import.meta.dirname, '../scenarios/V38-dossier-en-cours-repris.json');
const V38 = (JSON.parse(readFileSync(chemin, 'utf8')) as Scenario).etapes[0]?.donnees?.['faits'] as FaitRepris[];
const LE = '2026-09-01' as DateCivile;
const midi = (le: string) => heureLocale(le as DateCivile, '12:00', 'Europe/Paris');
const VIDE = etatInitial('a');

const acte = (commande: string, acteur: Role, donnees: object) =>
  ({ commande, acteur, donnees }) as unknown as Commande;
const reprendre = (faits: unknown, acteur: Role = 'ars') =>
  juger(VIDE, acte('reprendre', acteur, { le: LE, faits }), midi(LE), []);
const refus = (reponse: unknown) =>
  reponse instanceof Refus ? [reponse.nature, reponse.regle, reponse.message] : ['acceptée'];

/** A case taken up on 1 September 2026, that acts then reach. */
function repris(faits: readonly FaitRepris[]) {
  const dossier = new Deroulement(VIDE, {
    repondre: (demande) =>
      demande.type === 'denombrer-adherents'
        ? null
        : demande.type === 'attribuer-finess'
          ? null
          : { conteste: false, autres: [] },
  });
  const commander = (commande: string, acteur: Role, donnees: { readonly le: string }, quand = donnees.le) => {
    const reponse = juger(dossier.etat, acte(commande, acteur, donnees), midi(quand), dossier.journal);
    if (!(reponse instanceof Refus)) dossier.appliquer(reponse, midi(quand));
    return reponse;
  };
  expect(refus(commander('reprendre', 'ars', { le: LE, faits } as never))).toEqual(['acceptée']);
  return { dossier, commander };
}
const ecartsDuRejeu = ({ dossier }: ReturnType<typeof repris>, le: string) =>
  ecarts(dossier.etat, fusionner(dossier.etat, rejouer(dossier.etat, faitsDe(dossier.journal), midi(le)).etat));
const ordres = ({ dossier }: ReturnType<typeof repris>) =>
  dossier.evenements.flatMap((un) =>
    un.evenement === 'PaiementOrdonnance' ? [[un.paiement, un.montantCentimes]] : [],
  );
const sansDernier = V38.slice(0, -1);

describe('la reprise', () => {
  test('ouvre le dossier à son état du jour, sans ordre ni lettre du passé', () => {
    const un = repris(V38);
    const { etat, evenements } = un.dossier;
    expect([etat.phase, etat.dotation.concluLe, etat.reprise]).toEqual([
      'dotation',
      '2026-01-15',
      { rang: 1, le: LE, confirmeeLe: null, dus: [] },
    ]);
    expect(evenements.map(({ evenement }) => evenement)).toEqual(['DossierRepris', 'TerritoireRevendique']);
    const [premier] = evenements;
    expect(premier && effets(premier, { ...etat, rang: 1 }).map(({ type }) => type)).toEqual([
      'prevenir-rivaux',
      'notifier',
    ]);
  });

  test('rejouée, redonne son propre état, avant et après sa confirmation', () => {
    const un = repris(sansDernier);
    expect(ecartsDuRejeu(un, LE)).toEqual([]);
    un.commander('confirmer-constat', 'caisse', { le: '2026-09-08', rang: 1, sens: 'confirme' } as never);
    expect(ecartsDuRejeu(un, '2026-09-08')).toEqual([]);
  });

  test('ce qui est dû et non exécuté est ordonnancé quand la caisse confirme, pas avant', () => {
    const un = repris(sansDernier);
    expect(un.dossier.evenements[0]).toMatchObject({
      verseCentimes: 8000000,
      aOrdonner: [{ paiement: 'dotation-1', montantCentimes: 6500000 }],
    });
    expect(ordres(un)).toEqual([]);
    un.commander('confirmer-constat', 'caisse', { le: '2026-09-08', sens: 'confirme' } as never);
    expect(ordres(un)).toEqual([['dotation-1', 6500000]]);
  });

  test('ce qui est dû l’est encore quand une pièce a été dite non conforme depuis : l’ordre était parti', () => {
    const rib = {
      le: '2026-02-10',
      pieces: [{ code: 'rib', conforme: false, motif: 'Illisible.' }],
      preuve: { nature: 'autre' },
    };
    const un = repris([...sansDernier, { commande: 'verifier-pieces', acteur: 'caisse', donnees: rib as never }]);
    expect(un.dossier.evenements[0]).toMatchObject({ aOrdonner: [{ paiement: 'dotation-1' }] });
    un.commander('confirmer-constat', 'caisse', { le: '2026-09-08', sens: 'confirme' } as never);
    expect(ordres(un)).toEqual([['dotation-1', 6500000]]);
  });

  test('un dossier repris clos se confirme aussi par la caisse', () => {
    const preuve = { nature: 'autre' };
    const refusee = { le: '2025-02-10', critere: 'ELI-05', motif: 'Trop peu de libéraux.', preuve };
    const un = repris([
      V38[0] as FaitRepris,
      { commande: 'refuser-lettre-intention', acteur: 'ars', donnees: refusee as never },
    ]);
    expect(un.dossier.etat.phase).toBe('close');
    expect(refus(un.commander('confirmer-constat', 'caisse', { le: '2026-09-08', sens: 'confirme' } as never))).toEqual(
      ['acceptée'],
    );
    expect(un.dossier.etat.reprise?.confirmeeLe).toBe('2026-09-08');
    expect(refus(un.commander('confirmer-constat', 'caisse', { le: '2026-09-08', sens: 'confirme' } as never))[1]).toBe(
      'DEC-20',
    );
  });

  test('un fait oublié s’entre ensuite à sa date, et la vie est rejouée avec lui', () => {
    const un = repris(sansDernier);
    const oublie = { le: '2026-02-02', paiement: 'dotation-1', montantCentimes: 6500000, reference: 'VIR-2026-02-02' };
    expect(refus(un.commander('executer-paiement', 'caisse', oublie, '2026-09-03'))).toEqual(['acceptée']);
    un.commander('confirmer-constat', 'caisse', { le: '2026-09-08', sens: 'confirme' } as never);
    expect(ordres(un)).toEqual([]);
    expect(un.dossier.etat.paiements['dotation-1']?.statut).toBe('execute');
    expect(ecartsDuRejeu(un, '2026-09-08')).toEqual([]);
  });

  test('contestée par la caisse, elle attend ; l’ARS peut l’annuler, plus après la confirmation', () => {
    const un = repris(sansDernier);
    const conteste = { le: '2026-09-02', sens: 'conteste' };
    expect(refus(un.commander('confirmer-constat', 'caisse', conteste)).slice(0, 2)).toEqual(['regle', 'DEC-67']);
    un.commander('confirmer-constat', 'caisse', { ...conteste, motif: 'Un virement manque.' } as never);
    expect([ordres(un), un.dossier.etat.reprise?.confirmeeLe]).toEqual([[], null]);
    const deux = repris(V38);
    const chiffres = () =>
      chiffresAnnuels('a', un.dossier.evenements, { du: '2025-01-01' as DateCivile, au: '2026-12-31' as DateCivile });
    expect(chiffres()?.verseCentimes).toBeGreaterThan(0);
    un.commander('annuler', 'ars', { le: '2026-09-03', rang: 1, motif: 'Faits inexacts.' } as never);
    expect([un.dossier.etat.phase, un.dossier.etat.motifCloture]).toEqual(['close', 'annulation']);
    expect(chiffres(), 'another reprise will say it').toBeNull();
    deux.commander('confirmer-constat', 'caisse', { le: '2026-09-02', sens: 'confirme' } as never);
    const annulation = { le: '2026-09-03', rang: 1, motif: 'Faits inexacts.' };
    expect(refus(deux.commander('annuler', 'ars', annulation)).slice(0, 2)).toEqual(['etat', 'DEC-67']);
  });

  test('se confirme par la caisse seule, pas avant elle-même', () => {
    const un = repris(V38);
    const dit = (acteur: Role, le: string) =>
      refus(un.commander('confirmer-constat', acteur, { le, sens: 'confirme' } as never, '2026-09-10')).slice(0, 2);
    expect(dit('ars', '2026-09-10')).toEqual(['role', 'DEC-67']);
  });

  test('le porteur s’y oppose : c’est porté au dossier, et rien d’autre', () => {
    const un = repris(V38);
    const non = { le: '2026-09-05', rang: 1, sens: 'refusee' };
    expect(refus(un.commander('approuver-rectification', 'porteur', non))[1]).toBe('DEC-33');
    un.commander('approuver-rectification', 'porteur', { ...non, motif: 'Ma lettre est du 3 janvier.' } as never);
    expect(un.dossier.evenements.at(-1)).toMatchObject({
      evenement: 'RectificationApprouvee',
      regle: 'DEC-67',
      sens: 'refusee',
    });
    expect(refus(un.commander('approuver-rectification', 'caisse', { ...non, sens: 'approuvee' } as never))[0]).toBe(
      'role',
    );
  });
});

describe('la reprise refusée', () => {
  const cas: readonly (readonly [string, unknown, Role, string, string])[] = [
    ['par un autre que l’ARS', V38, 'caisse', 'role', 'ACTEUR'],
    ['sans liste', 'rien', 'ars', 'donnees', 'SAISIE'],
    ['sans fait', [], 'ars', 'donnees', 'SAISIE'],
    ['sans son entrée', V38.slice(1), 'ars', 'donnees', 'DEC-67'],
    [
      'avec une commande inconnue',
      [...V38, { commande: 'x', acteur: 'ars', donnees: { le: LE } }],
      'ars',
      'donnees',
      'DEC-67',
    ],
    [
      'avec une reprise dedans',
      [...V38, { commande: 'reprendre', acteur: 'ars', donnees: { le: LE } }],
      'ars',
      'donnees',
      'DEC-67',
    ],
    [
      'avec un acteur inconnu',
      [...V38, { commande: 'renoncer', acteur: 'x', donnees: { le: LE } }],
      'ars',
      'donnees',
      'DEC-67',
    ],
    [
      'avec un fait sans date',
      [...V38, { commande: 'renoncer', acteur: 'porteur', donnees: {} }],
      'ars',
      'donnees',
      'SAISIE',
    ],
    [
      'avec un fait à venir',
      [...V38, { commande: 'consigner-rencontre', acteur: 'caisse', donnees: { le: '2026-09-02' } }],
      'ars',
      'donnees',
      'DEC-18',
    ],
  ];
  test.each(cas)('%s', (_titre, faits, acteur, nature, regle) => {
    expect(refus(reprendre(faits, acteur)).slice(0, 2)).toEqual([nature, regle]);
  });

  test('pour un fait que la règle refuse, en le nommant', () => {
    const faits = V38.map((un) =>
      un.commande === 'valider-projet-sante' ? { ...un, donnees: { ...un.donnees, le: '2025-09-01' } } : un,
    );
    expect(refus(reprendre(faits))[2]).toMatch(
      /^Fait n° 20 \(« valider-projet-sante », 1er septembre 2025\) : .+ Rien n'est repris\.$/,
    );
  });

  test('d’un dossier qui existe déjà', () => {
    const un = repris(V38);
    expect(refus(un.commander('reprendre', 'ars', { le: LE, faits: V38 } as never)).slice(0, 2)).toEqual([
      'etat',
      'DEC-67',
    ]);
  });
});
