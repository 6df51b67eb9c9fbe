/** DEC-11, DEC-33, DEC-47, DEC-51, DEC-67 — where each fact takes its place when a life is played again, and on which counts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NomCommande } from '../../../domain/commandes.ts';
import { etatInitial } from '../../../domain/etat.ts';
import type { NomEvenement } from '../../../domain/evenements.ts';
import { faitsDe } from '../../../domain/rectification/faits.ts';
import { ecarts, fusionner } from '../../../domain/rectification/fusion.ts';
import { juger as trancher } from '../../../domain/rectification/juger.ts';
import { rejouer } from '../../../domain/rectification/rejeu.ts';
import type { FaitRepris } from '../../../domain/rectification/vocabulaire.ts';
import { Refus } from '../../../domain/refus.ts';
import { Deroulement } from '../../../domain/simulation/deroulement.ts';
import type { Scenario } from '../../../domain/simulation/scenario.ts';
import type { Role } from '../../../domain/valeurs.ts';
import type { Dossier } from '../proprietes/dossier.ts';
import { juger } from './dernier-acte.ts';
import { ACTES, acte, midi, type Acte } from './etats.ts';
import { FIDELE, aTemps, corriger, rejeuDe, saisir, saisis, type Saisie } from './saisies.ts';

const MOTIF = { motif: 'Erreur de saisie.' };
const rangDe = ({ journal }: Pick<Dossier, 'journal'>, nom: NomEvenement) =>
  journal.findLast(({ evenement }) => evenement.evenement === nom)?.rang;

describe('une association plus ancienne que la lettre d’intention (DEC-47)', () => {
  const CREATION: readonly Saisie[] = aTemps(ACTES.CREATION);
  const association: Acte = ['2025-06-01', 'porteur', 'declarer-association'];

  it('compte dès que la lettre est validée, et ce qui en dépend se saisit ensuite à sa date', () => {
    const dossier = saisis([
      ...CREATION,
      ['2026-02-10', ['2026-02-10', 'ars', 'consigner-echange']],
      ['2026-02-11', association],
      // Entered late, and older than the day on which the association was.
      ['2026-02-12', ['2026-02-05', 'porteur', 'declarer-coordonnees-bancaires']],
      ['2026-02-12', ['2026-02-05', 'porteur', 'signer-contrat-amorcage', MOTIF]],
    ]);
    expect(rejeuDe(dossier)).toMatchObject(FIDELE);
    expect(rejeuDe(dossier).rejoue).toMatchObject({
      associationLe: '2025-06-01',
      amorcage: { signatures: { association: '2026-02-05' } },
    });
  });

  it('n’est plus possible quand la validation est annulée : elle se dit une fois, et seulement elle', () => {
    const dossier = saisis([...CREATION, ['2026-02-11', association]]);
    const donnees = { ...MOTIF, rang: rangDe(dossier, 'LettreIntentionValidee') };
    const [proposee] = saisir(dossier, ['2026-02-12', ['2026-02-12', 'ars', 'annuler', donnees]]) as readonly object[];
    const { differences } = proposee as {
      readonly differences: readonly { readonly quoi: string; readonly cle: string }[];
    };
    expect(differences.filter(({ quoi }) => quoi === 'impossible')).toMatchObject([
      { cle: 'declarer-association', avant: '2025-06-01', rang: rangDe(dossier, 'AssociationDeclaree') },
    ]);
  });
});

describe('les réponses des registres', () => {
  it('gardent leur place parmi les actes du jour : un numéro rectifié le jour de son attribution reste rectifié (DEC-51)', () => {
    const dossier = saisis([
      ...aTemps(ACTES.CREATION),
      ['2026-02-03', ['2026-02-03', 'porteur', 'declarer-association']],
      ['2026-02-03', ['2026-02-03', 'ars', 'rectifier-finess', { numero: '330000019', ...MOTIF }]],
    ]);
    expect(rejeuDe(dossier)).toMatchObject(FIDELE);
    corriger(dossier, '2026-02-10', 'ars', 'LettreIntentionDeposee', 'liberaux', 119);
    expect(dossier.etat.finess?.numero).toBe('330000019');
  });
});

describe('les dénombrements d’une vie rejouée (DEC-11, DEC-33)', () => {
  /** 37 adherents on 4 May 2026, 42 on the 6th, 50 a year later. */
  const adherents = (date: string) => (date < '2026-05-06' ? 37 : date < '2027-01-01' ? 42 : 50);
  const dotation = (jusquAu: string) => {
    const dossier = saisis(aTemps(ACTES.DOTATION), adherents);
    dossier.avancer(midi(jusquAu));
    return dossier;
  };
  const signeeLe = (dossier: Dossier, le: string, jour: string) =>
    corriger(dossier, le, 'caisse', 'ContratDotationSigne', 'le', jour);
  const compte = (dossier: Dossier) =>
    Object.entries(dossier.etat.denombrements).map(([cycle, { date, nombre }]) => [Number(cycle), date, nombre]);

  it('de chaque année sont ceux de sa date', () => {
    const dossier = dotation('2027-06-01');
    expect(compte(dossier)).toEqual([
      [1, '2026-05-04', 37],
      [2, '2027-05-04', 50],
    ]);
    expect(rejeuDe(dossier)).toMatchObject(FIDELE);
    corriger(dossier, '2027-06-01', 'ars', 'LettreIntentionDeposee', 'liberaux', 119);
    expect(compte(dossier)).toEqual([
      [1, '2026-05-04', 37],
      [2, '2027-05-04', 50],
    ]);
  });

  it('se redemandent quand leur date change, et sont repris quand elle revient', () => {
    const dossier = dotation('2026-05-20');
    signeeLe(dossier, '2026-05-20', '2026-05-06');
    expect(compte(dossier)).toEqual([[1, '2026-05-06', 42]]);
    signeeLe(dossier, '2026-05-21', '2026-05-04');
    expect(compte(dossier)).toEqual([[1, '2026-05-04', 37]]);
    expect(rejeuDe(dossier)).toMatchObject(FIDELE);
  });

  it('d’une année dont la date change jouent, en attendant, ce que l’on savait de cette année-là', () => {
    const paye: Acte = ['2026-05-20', 'caisse', 'executer-paiement', { paiement: 'dotation-1' }];
    const dossier = saisis(aTemps([...ACTES.DOTATION, paye]), (date) => (date < '2027-01-01' ? 37 : 50));
    dossier.avancer(midi('2027-06-01'));
    const avant = dossier.journal.length;
    signeeLe(dossier, '2027-06-01', '2026-05-06');
    const noms = dossier.journal.slice(avant).map(({ evenement }) => evenement.evenement);
    expect(noms.filter((nom) => nom !== 'EcheanceDepassee')).toEqual([
      'FaitRectifie',
      'AdherentsDenombres',
      'AdherentsDenombres',
    ]);
    expect(dossier.etat.paiements['dotation-1']).toMatchObject({ statut: 'execute', montantCentimes: 6_500_000 });
    expect(dossier.etat.recouvrements).toEqual({});
  });

  it('d’une année jamais comptée se demandent : l’anniversaire est passé dans la vie rectifiée seule', () => {
    // Everything but the caisse's signature was there the day before.
    const avant = ACTES.DOTATION.map(([le, acteur, commande, donnees = {}]): Acte => {
      const veille = le === '2026-05-04' && !(commande === 'signer-contrat-dotation' && acteur === 'caisse');
      return [veille ? '2026-05-03' : le, acteur, commande, donnees];
    });
    const dossier = saisis(aTemps(avant), adherents);
    dossier.avancer(midi('2027-05-03'));
    expect(compte(dossier)).toEqual([[1, '2026-05-04', 37]]);
    signeeLe(dossier, '2027-05-03', '2026-05-03');
    expect(compte(dossier)).toEqual([
      [1, '2026-05-03', 37],
      [2, '2027-05-03', 50],
    ]);
  });
});

/** V38: the dotation signed on 15 January 2026, taken up on 1 September. */
const chemin = join(import.meta.dirname, '../scenarios/V38-dossier-en-cours-repris.json');
const V38 = (JSON.parse(readFileSync(chemin, 'utf8')) as Scenario).etapes[0]?.donnees?.[
  'faits'
] as readonly FaitRepris[];
const REPRIS_LE = '2026-09-01';
const fait = (le: string, acteur: Role, commande: NomCommande, donnees: object = {}): FaitRepris =>
  ({ commande, acteur, donnees: { le, preuve: { nature: 'autre' }, ...donnees } }) as unknown as FaitRepris;
const place = (commande: NomCommande, faits = V38) => faits.findIndex((un) => un.commande === commande);

function repris(
  faits: readonly FaitRepris[],
  nombre: number | null = null,
  reprisLe = REPRIS_LE,
  dejaFinances: readonly string[] = [],
) {
  const dossier = new Deroulement(etatInitial('a'), {
    repondre: ({ type }) =>
      type === 'denombrer-adherents'
        ? { nombre }
        : type === 'attribuer-finess'
          ? null
          : { conteste: false, autres: [], dejaFinances },
  });
  const commander = (le: string, acteur: Role, commande: NomCommande, donnees: object = {}) => {
    const reponse = trancher(dossier.etat, acte(commande, acteur, le, donnees), midi(le), dossier.journal);
    if (!(reponse instanceof Refus)) dossier.appliquer(reponse, midi(le));
    return juger(reponse);
  };
  const issue = commander(reprisLe, 'ars', 'reprendre', { faits });
  const rejeu = (le: string) => {
    const { etat, impossibles } = rejouer(dossier.etat, faitsDe(dossier.journal), midi(le));
    return {
      ecarts: ecarts(dossier.etat, fusionner(dossier.etat, etat)),
      impossibles: impossibles.map(({ rang }) => rang),
    };
  };
  return { dossier, commander, issue, rejeu };
}

describe('les faits d’une reprise (DEC-67)', () => {
  it('une association plus ancienne que la lettre y garde sa place dans la liste (DEC-47)', () => {
    const faits = V38.map((un) =>
      un.commande === 'declarer-association' ? fait('2024-06-01', 'porteur', 'declarer-association') : un,
    );
    const { issue, dossier, rejeu } = repris(faits);
    expect(issue).toBe('accepté');
    expect(dossier.etat).toMatchObject({ associationLe: '2024-06-01', phase: 'dotation' });
    expect(rejeu(REPRIS_LE)).toEqual(FIDELE);
  });

  it('placée dans la liste avant la validation de la lettre, elle est refusée avec son rang', () => {
    const sans = V38.filter(({ commande }) => commande !== 'declarer-association');
    const ou = place('valider-lettre-intention', sans);
    const { issue } = repris([
      ...sans.slice(0, ou),
      fait('2024-06-01', 'porteur', 'declarer-association'),
      ...sans.slice(ou),
    ]);
    expect(issue).toEqual(['etat', 'ASS-01']);
  });

  it('passent avant ceux du journal, ceux du jour même compris', () => {
    // What was deposited on the day of the reprise is looked at that day.
    const budget = fait(REPRIS_LE, 'porteur', 'deposer-pieces', { pieces: [{ code: 'rib' }] });
    const { commander, rejeu } = repris([...V38, budget]);
    expect(commander(REPRIS_LE, 'caisse', 'verifier-pieces', { pieces: [{ code: 'rib', conforme: true }] })).toBe(
      'accepté',
    );
    expect(rejeu(REPRIS_LE)).toEqual(FIDELE);
  });

  it('que l’on contredit ensuite par un fait plus ancien refusent ce fait', () => {
    const { commander } = repris(V38);
    const refusee = { le: '2025-02-08', motif: 'Hors critères.', critere: 'ELI-07', preuve: { nature: 'plateforme' } };
    expect(commander('2026-09-10', 'ars', 'refuser-lettre-intention', refusee)).toEqual(['etat', 'DEC-18']);
  });

  it('ont été décidés sans ce que les registres ont répondu depuis : un territoire déjà financé (AMO-05, DEC-57)', () => {
    const { issue, dossier, rejeu } = repris(V38, null, REPRIS_LE, ['ess-2']);
    expect(issue).toBe('accepté');
    // Dated of the validation of the letter, before both contracts.
    expect(dossier.evenements).toContainEqual(
      expect.objectContaining({ evenement: 'TerritoireRevendique', le: '2025-02-10', dejaFinances: ['ess-2'] }),
    );
    expect(rejeu(REPRIS_LE)).toEqual(FIDELE);
  });

  it('comptent aussi de l’année qui s’ouvre le jour même', () => {
    const adhesions = fait('2027-01-10', 'caisse', 'enregistrer-adhesions', { nombre: 42 });
    const { issue, dossier, rejeu } = repris([...V38, adhesions], 50, '2027-01-15');
    expect(issue).toBe('accepté');
    expect(dossier.etat.denombrements).toEqual({
      1: { date: '2026-01-15', nombre: 37 },
      2: { date: '2027-01-15', nombre: 42 },
    });
    expect(rejeu('2027-01-15')).toEqual(FIDELE);
  });

  it.each<[string, readonly FaitRepris[], number]>([
    [
      'le nombre que la caisse a enregistré',
      [fait('2026-01-14', 'caisse', 'enregistrer-adhesions', { nombre: 42 })],
      42,
    ],
    [
      'ce nombre, le jour de l’anniversaire',
      [fait('2026-01-15', 'caisse', 'enregistrer-adhesions', { nombre: 42 })],
      42,
    ],
    [
      'la liste, quand la caisse ne l’a enregistré qu’après',
      [fait('2026-01-16', 'caisse', 'enregistrer-adhesions', { nombre: 42 })],
      37,
    ],
    [
      'la liste, quand la caisse a donné la sienne sans nombre',
      [fait('2026-01-14', 'caisse', 'enregistrer-adhesions', { liste: { id: 'x', nombre: 37 } })],
      37,
    ],
    [
      'le dernier nombre, quand la liste seule est venue après',
      [
        fait('2026-01-12', 'caisse', 'enregistrer-adhesions', { nombre: 42 }),
        fait('2026-01-13', 'caisse', 'enregistrer-adhesions', { liste: { id: 'x', nombre: 40 } }),
      ],
      42,
    ],
    [
      'le dernier en date, quel que soit l’ordre de la liste',
      [
        fait('2026-01-14', 'caisse', 'enregistrer-adhesions', { nombre: 42 }),
        fait('2026-01-13', 'caisse', 'enregistrer-adhesions', { nombre: 39 }),
        fait('2026-01-12', 'caisse', 'enregistrer-adhesions', { nombre: 38 }),
      ],
      42,
    ],
    [
      'du même jour, le dernier de la liste',
      [
        fait('2026-01-14', 'caisse', 'enregistrer-adhesions', { nombre: 39 }),
        fait('2026-01-14', 'caisse', 'enregistrer-adhesions', { nombre: 42 }),
      ],
      42,
    ],
  ])('comptent d’une année passée %s (DEC-11)', (_, adhesions, nombre) => {
    const signature = place('signer-contrat-dotation');
    const jamaisPayee = V38.slice(0, -1);
    const { issue, dossier, rejeu, commander } = repris([
      ...jamaisPayee.slice(0, signature),
      ...adhesions,
      ...jamaisPayee.slice(signature),
    ]);
    expect(issue).toBe('accepté');
    expect(dossier.etat.denombrements).toEqual({ 1: { date: '2026-01-15', nombre } });
    expect(rejeu(REPRIS_LE)).toEqual(FIDELE);
    // A rectification after it keeps that count.
    expect(commander('2026-09-02', 'porteur', 'deposer-pieces', { pieces: [{ code: 'rib' }] })).toBe('accepté');
    expect(commander('2026-09-02', 'caisse', 'annuler', { ...MOTIF, rang: rangDe(dossier, 'PiecesDeposees') })).toBe(
      'accepté',
    );
    expect(dossier.etat.denombrements).toEqual({ 1: { date: '2026-01-15', nombre } });
  });

  it('sont seuls à dire le nombre d’une année passée : ce qui se saisit ensuite n’y change rien', () => {
    const { commander, dossier, rejeu } = repris(V38);
    // Entered on the 5th, of the eve of the contract: a fact of the journal, that the registers will know of for the next count.
    const le = '2026-09-05';
    expect(commander(le, 'caisse', 'confirmer-constat', { rang: 1, sens: 'confirme' })).toBe('accepté');
    const adhesions = acte('enregistrer-adhesions', 'caisse', '2026-01-14', { nombre: 50 });
    const reponse = trancher(dossier.etat, adhesions, midi(le), dossier.journal);
    expect(juger(reponse)).toBe('accepté');
    if (!(reponse instanceof Refus)) dossier.appliquer(reponse, midi(le));
    expect(dossier.etat.denombrements).toEqual({ 1: { date: '2026-01-15', nombre: 37 } });
    expect(rejeu(le)).toEqual(FIDELE);
  });

  it('ne disent rien des années d’après : une signature mise à la bonne date se compte à nouveau', () => {
    const { issue, dossier, commander, rejeu } = repris(
      [
        ...V38.slice(0, place('signer-contrat-dotation')),
        fait('2026-01-20', 'caisse', 'enregistrer-adhesions', { nombre: 5 }),
      ],
      42,
    );
    expect(issue).toBe('accepté');
    expect(commander('2026-09-02', 'caisse', 'confirmer-constat', { rang: 1, sens: 'confirme' })).toBe('accepté');
    for (const acteur of ['porteur', 'ars', 'caisse'] as const)
      expect(commander('2026-09-03', acteur, 'signer-contrat-dotation')).toBe('accepté');
    expect(dossier.etat.denombrements).toEqual({ 1: { date: '2026-09-03', nombre: 42 } });
    expect(rejeu('2026-09-10')).toEqual(FIDELE);
    expect(commander('2026-09-05', 'caisse', 'executer-paiement', { paiement: 'dotation-1' })).toBe('accepté');
    const paiement = dossier.etat.paiements['dotation-1'];
    expect(paiement).toMatchObject({ statut: 'execute', montantCentimes: 6_777_778 });
    const avant = dossier.evenements.length;
    const rang = rangDe(dossier, 'ContratDotationSigne');
    expect(commander('2026-09-10', 'caisse', 'corriger', { ...MOTIF, rang, champ: 'le', valeur: '2026-09-04' })).toBe(
      'accepté',
    );
    expect(dossier.evenements.slice(avant).map(({ evenement }) => evenement)).toEqual([
      'FaitRectifie',
      'AdherentsDenombres',
    ]);
    expect(dossier.etat.denombrements).toEqual({ 1: { date: '2026-09-04', nombre: 42 } });
    expect(dossier.etat.paiements['dotation-1']).toMatchObject({ statut: 'execute', montantCentimes: 6_777_778 });
  });
});
