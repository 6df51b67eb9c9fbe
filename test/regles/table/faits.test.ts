/** DEC-33, DEC-66, DEC-67 — the command of which each event is the trace, and the facts of a journal, its rectifications made. */
import { describe, expect, it } from 'vitest';
import type { LigneJournal } from '../../../domain/demandes.types.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { avecFait, commandeDe, faitsDe, faitsRepris, saisiApresCoup } from '../../../domain/rectification/faits.ts';
import type { FaitRepris } from '../../../domain/rectification/vocabulaire.ts';
import { Refus } from '../../../domain/refus.ts';
import { ACTES, acte, midi, vivre, type Acte } from './etats.ts';
import { SAISIE } from './resiliation-essai.ts';

const evenement = (nom: string, acteur: string, champs: object = {}): Evenement =>
  ({ evenement: nom, acteur, le: '2026-03-10', regle: 'DEC-33', ...champs }) as unknown as Evenement;
const journal = (...evenements: readonly Evenement[]): readonly LigneJournal[] =>
  evenements.map((un, place) => ({ rang: place + 1, enregistreLe: midi('2026-04-01'), evenement: un }));

describe('la commande que dit un événement', () => {
  const PRECISIONS: readonly Acte[] = [
    ...ACTES.ENTREE,
    ['2026-01-12', 'ars', 'consigner-echange', { sujet: 'Effectifs.' }],
    ...ACTES.PAYE.slice(1),
    ['2026-03-01', 'ars', 'prolonger-depot-projet-sante', { jusquAu: '2026-07-31' }],
    ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
    ['2026-04-02', 'ars', 'accuser-reception-projet-sante', { recueLe: '2026-04-01' }],
    ['2026-04-20', 'ars', 'demander-precisions', { delai: '2026-05-11' }],
    ['2026-05-04', 'porteur', 'repondre-precisions'],
  ];
  const ANNUELLES: readonly Acte[] = [
    ...ACTES.DOTATION,
    ['2026-05-20', 'caisse', 'executer-paiement', { paiement: 'dotation-1', reference: 'VIR-1' }],
    ['2027-03-01', 'porteur', 'deposer-liste-nominative', { liste: { id: 'liste-2', nombre: 40 }, exercice: 2 }],
    ['2027-03-02', 'porteur', 'deposer-rapport-activite', { exercice: 1 }],
    ['2027-03-03', 'porteur', 'deposer-pieces', { pieces: [{ code: 'cooperations', exercice: 2 }, { code: 'rib' }] }],
    [
      '2027-03-04',
      'caisse',
      'verifier-pieces',
      { pieces: [{ code: 'cooperations', conforme: false, motif: 'Incomplet.', exercice: 2 }] },
    ],
  ];
  it.each<[string, readonly Acte[]]>([
    ['le projet de santé et ses précisions', PRECISIONS],
    ['une saisine', SAISIE],
    ['les pièces de chaque année', ANNUELLES],
    ['une résiliation par l’équipe', ACTES.RECOUVREMENT],
  ])('est celle qui l’a fait, champ par champ : %s', (_, actes) => {
    const dossier = vivre([], '2026-01-02');
    for (const [le, acteur, commande, donnees = {}] of actes) {
      dossier.avancer(midi(le));
      const reponse = dossier.commander(acte(commande, acteur, le, donnees));
      if (reponse instanceof Refus) throw new Error(`${commande}: ${reponse.message}`);
      const fait = reponse.find((un) => un.acteur === acteur);
      if (fait === undefined) throw new Error(`${commande}: no fact`);
      expect(commandeDe(fait), commande).toMatchObject({ commande, acteur, donnees: { le, ...donnees } });
    }
  });

  it('n’a que les champs que la commande peut porter', () => {
    const depose = evenement('ProjetSanteDepose', 'porteur', {
      version: 2,
      recueLe: '2026-03-10',
      dateLimite: '2026-05-11',
    });
    expect(commandeDe(depose)?.donnees).toEqual({ le: '2026-03-10', recueLe: '2026-03-10' });
    const prolonge = evenement('DepotProjetSanteProlonge', 'ars', { dateLimite: '2026-08-03' });
    expect(commandeDe(prolonge)?.donnees).toEqual({ le: '2026-03-10', jusquAu: '2026-08-03' });
    const demandees = evenement('PrecisionsDemandees', 'ars', { dateLimite: '2026-05-11', motif: 'Budget.' });
    expect(commandeDe(demandees)?.donnees).toEqual({ le: '2026-03-10', delai: '2026-05-11', motif: 'Budget.' });
    const recues = evenement('PrecisionsRecues', 'porteur', {
      declareLe: '2026-03-09',
      preuve: { nature: 'courrier' },
    });
    expect(commandeDe(recues)?.donnees).toEqual({
      le: '2026-03-10',
      recueLe: '2026-03-10',
      declareLe: '2026-03-09',
      preuve: { nature: 'courrier' },
    });
    const fixe = (champs: object) => commandeDe(evenement('DelaiProjetSanteFixe', 'ars', champs))?.donnees;
    expect(fixe({ dateLimite: '2026-09-10', mois: 6 })).toEqual({ le: '2026-03-10', jusquAu: '2026-09-10', mois: 6 });
    expect(fixe({ mois: 6 })).toEqual({ le: '2026-03-10', mois: 6 });
    const saisine = evenement('SaisineRecue', 'porteur', { contrat: 'amorcage', dateLimite: '2026-04-10' });
    expect(commandeDe(saisine)?.donnees).toEqual({ le: '2026-03-10', recueLe: '2026-03-10', contrat: 'amorcage' });
    const verifiees = evenement('PiecesVerifiees', 'caisse', { pieces: [{ code: 'rib', conforme: true, cle: 'rib' }] });
    expect(commandeDe(verifiees)?.donnees).toEqual({ le: '2026-03-10', pieces: [{ code: 'rib', conforme: true }] });
    const lettre = evenement('LettreIntentionDeposee', 'porteur', {
      derogationRequise: true,
      siege: '33',
      complete: false,
    });
    expect(commandeDe(lettre)?.donnees).toEqual({ le: '2026-03-10', siege: '33', derogationDemandee: true });
  });

  it('dit l’année des pièces annuelles, et d’aucune autre', () => {
    const liste = evenement('ListeNominativeDeposee', 'porteur', {
      liste: 'l',
      nombre: 40,
      cle: 'liste-nominative#12',
    });
    expect(commandeDe(liste)?.donnees).toEqual({ le: '2026-03-10', liste: { id: 'l', nombre: 40 }, exercice: 12 });
    const premiere = evenement('ListeNominativeDeposee', 'porteur', {
      liste: 'l',
      nombre: 40,
      cle: 'liste-nominative',
    });
    expect((commandeDe(premiere)?.donnees as { exercice?: number }).exercice).toBeUndefined();
    const rapport = evenement('RapportActiviteDepose', 'porteur', { cle: 'rapport-activite#3' });
    expect(commandeDe(rapport)?.donnees).toEqual({ le: '2026-03-10', exercice: 3 });
    const deposees = evenement('PiecesDeposees', 'porteur', {
      pieces: [
        { code: 'cooperations', cle: 'cooperations#2' },
        { code: 'rib', cle: 'rib' },
      ],
    });
    expect(commandeDe(deposees)?.donnees).toEqual({
      le: '2026-03-10',
      pieces: [{ code: 'cooperations', exercice: 2 }, { code: 'rib' }],
    });
  });

  it('garde le jour de la saisie', () => {
    expect(commandeDe(evenement('Renonciation', 'porteur', { saisiLe: '2026-03-12' }))).toEqual({
      commande: 'renoncer',
      acteur: 'porteur',
      donnees: { le: '2026-03-10' },
      saisiLe: '2026-03-12',
    });
    expect(commandeDe(evenement('Renonciation', 'porteur'))).not.toHaveProperty('saisiLe');
  });

  it.each([
    ['la règle, le temps ou le service', evenement('EssClose', 'systeme')],
    ['un registre', evenement('FinessAttribue', 'systeme', { numero: '330000001' })],
    ['une rectification', evenement('FaitRectifie', 'ars')],
    ['une reprise confirmée', evenement('ConstatConfirme', 'caisse', { regle: 'DEC-67' })],
  ])('n’existe pas quand %s l’a fait', (_, un) => {
    expect(commandeDe(un)).toBeUndefined();
  });
});

describe('les faits d’un journal', () => {
  const rectifie = (champs: object) => evenement('FaitRectifie', 'ars', { le: '2026-03-20', ...champs });
  const depot = evenement('ProjetSanteDepose', 'porteur', { recueLe: '2026-03-10' });
  const donneesDe = (lignes: readonly LigneJournal[], autre?: Parameters<typeof faitsDe>[1]) =>
    faitsDe(lignes, autre).faits.map(({ rang, commande }) => [rang, commande.donnees, commande.saisiLe]);

  it('sont ceux des personnes ; ce que les registres ont répondu est à part', () => {
    const { faits, reponses } = faitsDe(
      journal(
        depot,
        evenement('TerritoireRevendique', 'systeme', { conteste: false, autres: [] }),
        evenement('AdherentsDenombres', 'systeme', { nombre: 37 }),
        evenement('EcheanceDepassee', 'systeme'),
        evenement('FinessAttribue', 'ars', { numero: '330000001' }),
        evenement('ConflitTerritoireSignale', 'systeme', { autres: ['b'] }),
        evenement('FinessAttribue', 'systeme', { numero: '330000002' }),
      ),
    );
    expect(faits.map(({ rang, commande }) => [rang, commande.commande])).toEqual([
      [1, 'deposer-projet-sante'],
      [5, 'attribuer-finess'],
    ]);
    expect(reponses.map(({ rang, evenement: un }) => [rang, un.evenement])).toEqual([
      [2, 'TerritoireRevendique'],
      [3, 'AdherentsDenombres'],
      [6, 'ConflitTerritoireSignale'],
      [7, 'FinessAttribue'],
    ]);
  });

  it('portent leurs corrections, la dernière l’emporte ; la grâce compte du jour où elle fut saisie', () => {
    const corrige = rectifie({ rang: 1, champ: 'recueLe', avant: '2026-03-10', apres: '2026-03-11' });
    expect(donneesDe(journal(depot, corrige))).toEqual([
      [1, { le: '2026-03-10', recueLe: '2026-03-11' }, '2026-03-20'],
    ]);
    const encore = rectifie({ rang: 1, champ: 'recueLe', apres: '2026-03-12', saisiLe: '2026-03-25' });
    expect(donneesDe(journal(depot, corrige, encore))).toEqual([
      [1, { le: '2026-03-10', recueLe: '2026-03-12' }, '2026-03-25'],
    ]);
    expect(faitsDe(journal(depot, corrige)).faits[0]?.evenement).toMatchObject({ recueLe: '2026-03-11' });
    // A change that nobody entered yet moves no grace; one that waits for its agreement changes nothing.
    expect(donneesDe(journal(depot, corrige), { rang: 1, champ: 'recueLe', valeur: '2026-03-13' })).toEqual([
      [1, { le: '2026-03-10', recueLe: '2026-03-13' }, '2026-03-20'],
    ]);
    const proposee = { ...corrige, evenement: 'RectificationProposee' } as Evenement;
    expect(donneesDe(journal(depot, proposee))).toEqual([[1, { le: '2026-03-10', recueLe: '2026-03-10' }, undefined]]);
    // Of another fact: nothing.
    expect(
      donneesDe(journal(depot, rectifie({ rang: 2, champ: 'recueLe', apres: '2026-03-11' })))[0]?.[2],
    ).toBeUndefined();
  });

  it('une date entraîne la réception du même jour, et une réception d’avant l’envoi, l’envoi (DEC-21)', () => {
    const avec = (champ: string, valeur: string, lignes = journal(depot)) =>
      donneesDe(lignes, { rang: 1, champ, valeur })[0]?.[1];
    expect(avec('le', '2026-03-12')).toEqual({ le: '2026-03-12', recueLe: '2026-03-12' });
    expect(avec('recueLe', '2026-03-08')).toEqual({ le: '2026-03-08', recueLe: '2026-03-08' });
    expect(avec('recueLe', '2026-03-12')).toEqual({ le: '2026-03-10', recueLe: '2026-03-12' });
    const posteAvant = journal({ ...depot, recueLe: '2026-03-14' } as Evenement);
    expect(avec('le', '2026-03-12', posteAvant)).toEqual({ le: '2026-03-12', recueLe: '2026-03-14' });
    expect(avec('recueLe', '2026-03-10', posteAvant)).toEqual({ le: '2026-03-10', recueLe: '2026-03-10' });
  });

  it('un siège d’un autre département n’a plus la caisse du premier, un siège du même la garde (DEC-66)', () => {
    const lettre = (caisse: string) => journal(evenement('LettreIntentionDeposee', 'porteur', { siege: '59', caisse }));
    const caisseDe = (caisse: string, champ: string, valeur: unknown) =>
      (donneesDe(lettre(caisse), { rang: 1, champ, valeur })[0]?.[1] as { readonly caisse?: string }).caisse;
    expect(caisseDe('hainaut', 'siege', '59')).toBe('hainaut');
    expect(caisseDe('hainaut', 'siege', '62')).toBeUndefined();
    expect(caisseDe('hainaut', 'departements', ['62'])).toBe('hainaut');
    expect(caisseDe('hainaut', 'canal', 'courrier')).toBe('hainaut');
    // « 13 » comes before any date: it is none.
    expect(donneesDe(lettre('hainaut'), { rang: 1, champ: 'siege', valeur: '13' })[0]?.[1]).toMatchObject({
      le: '2026-03-10',
      siege: '13',
    });
  });

  it('sans ceux qui sont annulés, avec ceux saisis après coup à leur propre place', () => {
    const annule = rectifie({ rang: 1, avant: 'ProjetSanteDepose', apres: null });
    expect(donneesDe(journal(depot, annule))).toEqual([]);
    expect(donneesDe(journal(depot), { rang: 1, champ: null, valeur: null })).toEqual([]);
    // The late fact has its own event; that it made the life be played again changes none.
    const tardif = rectifie({ rang: 1, avant: null, apres: { commande: 'deposer-projet-sante', le: '2026-03-10' } });
    expect(donneesDe(journal(depot, tardif))).toEqual([[1, { le: '2026-03-10', recueLe: '2026-03-10' }, undefined]]);
    expect([
      saisiApresCoup({ avant: null }),
      saisiApresCoup({ avant: 'x' }),
      saisiApresCoup({ champ: 'le', avant: null }),
    ]).toEqual([true, false, false]);
  });

  it('un dénombrement porte sa correction, et ne s’annule pas', () => {
    const compte = evenement('AdherentsDenombres', 'systeme', { nombre: 42 });
    const corrige = rectifie({ rang: 1, champ: 'nombre', avant: 42, apres: 37 });
    const nombres = (lignes: readonly LigneJournal[]) =>
      faitsDe(lignes).reponses.map(({ evenement: un }) => (un.evenement === 'AdherentsDenombres' ? un.nombre : null));
    expect(nombres(journal(compte, compte, corrige))).toEqual([37, 42]);
    expect(nombres(journal(compte, rectifie({ rang: 1, avant: 'AdherentsDenombres', apres: null })))).toEqual([42]);
  });

  it('un numéro déclaré avec l’entrée d’une équipe existante en fait partie, et d’elle seule (FIN-05)', () => {
    const entree = evenement('EssExistanteDeclaree', 'ars', { siege: '33' });
    const numero = evenement('FinessAttribue', 'ars', { numero: '330000001' });
    expect(donneesDe(journal(entree, numero))).toEqual([
      [1, { le: '2026-03-10', siege: '33', finess: '330000001' }, undefined],
    ]);
    expect(donneesDe(journal(entree, depot, numero)).map(([rang]) => rang)).toEqual([1, 2, 3]);
    expect(donneesDe(journal(depot, numero)).map(([rang]) => rang)).toEqual([1, 2]);
    expect(donneesDe(journal(entree, numero, numero)).map(([rang]) => rang)).toEqual([1, 3]);
  });

  it('d’une reprise sont ceux de sa liste, numérotés d’elle, du jour où elle est faite (DEC-67)', () => {
    const repris = [
      { commande: 'renoncer', acteur: 'porteur', donnees: { le: '2025-01-10' } },
      { commande: 'consigner-echange', acteur: 'ars', donnees: { le: '2025-01-12' } },
    ] as unknown as readonly FaitRepris[];
    const reprise = evenement('DossierRepris', 'ars', { le: '2026-03-01', faits: repris });
    const { faits, reprisLe } = faitsDe(journal(reprise, depot));
    expect(reprisLe).toBe('2026-03-01');
    expect(faits.map(({ rang, repris: deLaListe }) => [rang, deLaListe])).toEqual([
      [1, true],
      [2, true],
      [2, undefined],
    ]);
    expect(faitsRepris(repris)[1]).toEqual({ rang: 2, repris: true, commande: repris[1] });
    expect(faitsDe(journal(depot))).not.toHaveProperty('reprisLe');
  });

  it('et un de plus, qui se saisit après coup', () => {
    const fait = { rang: 9, commande: acte('renoncer', 'porteur', '2026-03-01') };
    expect(avecFait(journal(depot), fait).faits.map(({ rang }) => rang)).toEqual([1, 9]);
  });
});
