/** The instruction as it is lived, act by act: who, when, on which last day, and what is refused by which rule (DEC-53 to DEC-61). */
import { describe, expect, it } from 'vitest';
import { echeances } from '../../../domain/echeances.ts';
import type { Etat } from '../../../domain/etat.ts';
import { evoluerTous } from '../../../domain/evoluer.ts';
import { finInstructionLi } from '../../../domain/lettre-intention/delais.ts';
import { finTacitePs, limiteDepot } from '../../../domain/projet-sante/delais.ts';
import { finAvantFondement } from '../../../domain/projet-sante/preavis.ts';
import { constatee, operationnelle } from '../../../domain/suivi/missions.ts';
import { Refus } from '../../../domain/refus.ts';
import { chevauchements } from '../../../domain/paiements/montants.ts';
import { regarder, statutRival } from '../../../domain/creation/rivaux.ts';
import { centimes } from '../../../domain/valeurs.ts';
import { d, repondre } from './dernier-acte.ts';
import { ACTES, etatDe, vivre, type Acte } from './etats.ts';
import { dote, paye, phrase, premier, signe, sur } from './paiement-essai.ts';

const apres = (etat: Etat, ...actes: readonly Acte[]): Etat =>
  actes.reduce((courant, un) => {
    const reponse = repondre(courant, un);
    if (reponse instanceof Refus) throw new Error(reponse.message);
    return evoluerTous(courant, reponse);
  }, etat);
const echeance = (etat: Etat, cle: string) => echeances(etat).find((une) => une.cle === cle);
const deposee = () => vivre(ACTES.ENTREE, '2026-01-06').etat;
const demander = (le: string, piecesManquantes: readonly string[], delai?: string): Acte => [
  le,
  'ars',
  'demander-pieces-lettre-intention',
  { piecesManquantes, ...(delai === undefined ? {} : { delai }) },
];
const completer = (le: string, ...pieces: readonly (string | object)[]): Acte => [
  le,
  'porteur',
  'completer-lettre-intention',
  pieces.length === 0 ? {} : { pieces },
];
const completude = (le: string): Acte => [le, 'ars', 'constater-completude'];

describe('les pièces de la lettre, une par une (DEC-55)', () => {
  const deux = () => apres(deposee(), demander('2026-01-12', ['gouvernance', 'statuts'], '2026-01-31'));

  it('une réponse nommée laisse les autres attendues ; sans nom, elle répond à toutes', () => {
    expect(premier(deux(), completer('2026-01-20', 'statuts'))).toMatchObject({
      complete: false,
      pieces: ['statuts'],
      piecesManquantes: ['gouvernance'],
    });
    expect(premier(deux(), completer('2026-01-20', { code: 'statuts' }))).toMatchObject({
      piecesManquantes: ['gouvernance'],
    });
    expect(premier(deux(), completer('2026-01-20', 'rib'))).toMatchObject({
      complete: false,
      piecesManquantes: ['gouvernance', 'statuts'],
    });
    expect(premier(deux(), completer('2026-01-20'))).toMatchObject({ complete: true, dateLimite: '2026-03-20' });
  });

  it('complète à la dernière reçue : les deux mois courent de ce jour', () => {
    const reste = apres(deux(), completer('2026-01-20', 'statuts'));
    expect(finInstructionLi(reste)).toBeNull();
    expect(finInstructionLi(apres(reste, completer('2026-01-28', 'gouvernance')))).toBe('2026-03-28');
  });

  it('ou quand l’ARS le constate, une fois, après sa demande', () => {
    expect(premier(deux(), completude('2026-01-22'))).toMatchObject({ complete: true, dateLimite: '2026-03-22' });
    expect(sur(deux(), completude('2026-01-11'), '2026-01-22')).toEqual(['regle', 'DEC-18']);
    expect(sur(deposee(), completude('2026-01-22'))).toEqual(['etat', 'DEC-55']);
    expect(sur(deux(), ['2026-01-22', 'caisse', 'constater-completude'])).toEqual(['role', 'ACTEUR']);
  });

  it('une seule demande arrête le délai : une autre ne porte que sur une réponse insuffisante', () => {
    expect(sur(deux(), demander('2026-01-20', ['actions']))).toEqual(['regle', 'DEC-55']);
    expect(phrase(deux(), demander('2026-01-20', ['actions']))).toContain('jamais demandée');
    expect(phrase(deux(), demander('2026-01-20', ['statuts']))).toContain('réponse attendue');
    const repondue = apres(deux(), completer('2026-01-20', 'statuts'));
    expect(premier(repondue, demander('2026-01-21', ['statuts']))).toMatchObject({ regle: 'DEC-55' });
  });

  it('elle suspend le délai sans le faire repartir : les jours courus restent courus', () => {
    const complete = apres(deux(), completer('2026-01-20'));
    const suspendue = apres(complete, demander('2026-02-10', ['statuts']));
    expect(finInstructionLi(suspendue)).toBeNull();
    expect(finInstructionLi(apres(suspendue, completer('2026-02-20', 'statuts')))).toBe('2026-03-30');
    const deuxFois = apres(
      suspendue,
      completer('2026-02-20'),
      demander('2026-03-02', ['statuts']),
      completude('2026-03-05'),
    );
    expect(finInstructionLi(deuxFois)).toBe('2026-04-02');
  });

  it('le délai donné suit la demande, se reporte, et s’éteint avec elle', () => {
    expect(sur(deposee(), demander('2026-01-12', ['statuts'], '2026-01-12'))).toEqual(['regle', 'DEC-55']);
    expect(sur(deposee(), demander('2026-01-12', ['statuts'], '2026-01-13'))).toBe('accepté');
    // 31 January 2026 is a Saturday.
    expect(echeance(deux(), 'pieces-lettre-intention')).toMatchObject({
      expire: '2026-02-02',
      effetLe: '2026-02-03',
      effet: 'alerte',
      attendu: ['porteur'],
    });
    expect(echeance(apres(deux(), completer('2026-01-20', 'statuts')), 'pieces-lettre-intention')).toBeDefined();
    expect(echeance(apres(deux(), completer('2026-01-20')), 'pieces-lettre-intention')).toBeUndefined();
    expect(echeance(apres(deposee(), demander('2026-01-12', ['statuts'])), 'pieces-lettre-intention')).toBeUndefined();
  });
});

describe('la réponse attendue de la commission, et les documents de la caisse (DEC-55)', () => {
  const cpn = (le: string, donnees: object): Acte => [le, 'ars', 'consigner-derogation', donnees];
  it('la commission saisie, son délai n’est pas reporté ; sa réponse l’éteint', () => {
    const saisie = apres(deposee(), cpn('2026-01-12', { sens: 'demandee', objet: 'seuils', delai: '2026-01-31' }));
    expect(saisie.derogation).toMatchObject({ requise: false, sens: null });
    expect(echeance(saisie, 'derogation-cpn')).toMatchObject({ expire: '2026-01-31', attendu: ['ars'] });
    const reponse = apres(saisie, cpn('2026-01-20', { sens: 'accordee', objet: 'seuils' }));
    expect(echeance(reponse, 'derogation-cpn')).toBeUndefined();
    expect(sur(deposee(), cpn('2026-01-12', { sens: 'demandee', delai: '2026-01-12' }))).toEqual(['regle', 'DEC-55']);
    expect(sur(deposee(), cpn('2026-01-12', { sens: 'accordee', delai: '2026-01-31' }))).toEqual(['donnees', 'DEC-55']);
  });

  it('les documents se reçoivent un par un ; celui qui n’a pas de nom de pièce vient avec tout dépôt', () => {
    const demande: Acte = [
      '2026-05-11',
      'caisse',
      'demander-documents',
      { documents: ['cooperations', 'factures'], delai: '2026-05-30' },
    ];
    const attente = apres(dote(), demande);
    expect(echeance(attente, 'documents-complementaires')).toMatchObject({ expire: '2026-06-01' });
    const deposer = (code: string): Acte => ['2026-05-20', 'porteur', 'deposer-pieces', { pieces: [{ code }] }];
    const un = apres(attente, deposer('deploiement'));
    expect(un.documentsAttendus?.documents).toEqual(['cooperations']);
    expect(echeance(apres(un, deposer('cooperations')), 'documents-complementaires')).toBeUndefined();
    expect(sur(dote(), ['2026-05-11', 'caisse', 'demander-documents', { delai: '2026-05-11' }])).toEqual([
      'regle',
      'DEC-55',
    ]);
  });
});

describe('le projet de santé dans le délai par son envoi (DEC-53, DEC-54)', () => {
  const deposer = (le: string, donnees: object): Acte => [le, 'porteur', 'deposer-projet-sante', donnees];
  const avertis = (un: Acte) => (premier(paye(), un)?.avertissements ?? []).map(({ regle }) => regle);
  it('le dernier jour de l’envoi, et le lendemain ; les deux mois courent de la réception', () => {
    expect(limiteDepot(paye())).toBe('2026-07-06');
    expect(avertis(deposer('2026-07-08', { deposeLe: '2026-07-06' }))).toEqual([]);
    expect(avertis(deposer('2026-07-08', { deposeLe: '2026-07-07' }))).toEqual(['PS-02']);
    expect(premier(paye(), deposer('2026-07-08', { deposeLe: '2026-07-06' }))).toMatchObject({
      deposeLe: '2026-07-06',
      recueLe: '2026-07-08',
      dateLimite: '2026-09-08',
    });
    expect(sur(paye(), deposer('2026-04-01', { deposeLe: '2026-04-02' }))).toEqual(['regle', 'DEC-18']);
  });

  it('un dépôt ou une réponse vide n’ouvre aucun délai', () => {
    expect(sur(paye(), deposer('2026-04-01', { contenu: [] }))).toEqual(['regle', 'DEC-54']);
    expect(sur(paye(), deposer('2026-04-01', { contenu: ['fichier'] }))).toBe('accepté');
    const precisions = apres(paye(), deposer('2026-04-01', {}), [
      '2026-04-02',
      'ars',
      'demander-precisions',
      { delai: '2026-05-04' },
    ]);
    const repondrePrecisions = (contenu: readonly string[]): Acte => [
      '2026-04-10',
      'porteur',
      'repondre-precisions',
      { contenu },
    ];
    expect(sur(precisions, repondrePrecisions([]))).toEqual(['regle', 'DEC-54']);
    expect(sur(precisions, repondrePrecisions(['fichier']))).toBe('accepté');
  });

  it('validée tard, la lettre laisse un mois avant tout motif, reporté au jour ouvrable', () => {
    const validee = (le: string): Etat => {
      const etat = paye();
      return { ...etat, li: etat.li && { ...etat.li, decision: { sens: 'validee', mode: 'expresse', le: d(le) } } };
    };
    expect(finAvantFondement(validee('2026-06-05'))).toBe('2026-07-06');
    expect(finAvantFondement(validee('2026-06-15'))).toBe('2026-07-15');
    expect(finAvantFondement(validee('2026-07-15'))).toBe('2026-08-17');
  });
});

describe('l’opposition de la caisse, et sa levée (DEC-59)', () => {
  const oppose = () =>
    apres(
      paye(),
      ['2026-04-01', 'porteur', 'deposer-projet-sante'],
      ['2026-04-10', 'caisse', 's-opposer-projet-sante', { motif: 'Une mission manque.' }],
    );
  const lever = (le: string): Acte => [le, 'caisse', 'lever-opposition'];
  it('levée avant le dernier jour, le délai est celui d’origine ; après, il finit avec elle', () => {
    expect(finTacitePs(oppose().projetSante, { siege: '33' })).toBeNull();
    expect(premier(oppose(), lever('2026-05-01'))).toMatchObject({ regle: 'DEC-59', dateLimite: '2026-06-01' });
    expect(finTacitePs(apres(oppose(), lever('2026-05-01')).projetSante, { siege: '33' })).toBe('2026-06-01');
    expect(finTacitePs(apres(oppose(), lever('2026-06-20')).projetSante, { siege: '33' })).toBe('2026-06-20');
  });

  it('une fois, par la caisse, après l’opposition ; jamais de seconde opposition', () => {
    expect(sur(oppose(), lever('2026-04-09'), '2026-04-20')).toEqual(['regle', 'DEC-18']);
    expect(sur(oppose(), ['2026-05-01', 'ars', 'lever-opposition'])).toEqual(['role', 'ACTEUR']);
    const levee = apres(oppose(), lever('2026-05-01'));
    expect(sur(levee, lever('2026-05-02'))).toEqual(['etat', 'DEC-59']);
    expect(sur(levee, ['2026-05-02', 'caisse', 's-opposer-projet-sante', { motif: 'Encore.' }])).toEqual([
      'etat',
      'DEC-59',
    ]);
  });
});

describe('les autres dossiers du territoire (DEC-56, DEC-57)', () => {
  const autre = (etat: Etat, changement: Partial<Etat> = {}): Etat => ({ ...etat, ess: 'ess-2', ...changement });
  it('un dossier est en instruction, validé, en cours, ou plus rien', () => {
    expect(statutRival(deposee())).toBe('en-instruction');
    expect(statutRival(etatDe('creation'))).toBe('validee');
    expect(statutRival(etatDe('amorcage'))).toBe('en-cours');
    expect(statutRival(etatDe('dotation'))).toBe('en-cours');
    for (const fini of [etatDe('close'), etatDe('rien'), { ...deposee(), renonceeLe: d('2026-01-20') }])
      expect(statutRival(fini)).toBeNull();
    const { li } = deposee();
    const refusee = {
      ...deposee(),
      li: li && { ...li, decision: { sens: 'refusee' as const, mode: 'expresse' as const, le: d('2026-02-01') } },
    };
    expect(statutRival(refusee)).toBeNull();
  });

  it('ceux d’une même spécialité et d’un même département ; la même lettre se reconnaît', () => {
    const cas = deposee();
    expect(regarder(cas, [cas, autre(deposee())])).toEqual({
      rivaux: [{ ess: 'ess-2', statut: 'en-instruction' }],
      identiques: ['ess-2'],
    });
    expect(regarder(cas, [autre(deposee(), { effectifs: { ...cas.effectifs, engages: 38 } })])).toEqual({
      rivaux: [{ ess: 'ess-2', statut: 'en-instruction' }],
    });
    expect(regarder(cas, [autre(deposee(), { departements: ['40'] })])).toEqual({});
    expect(regarder(cas, [autre(deposee(), { specialites: ['cardiologie'] })])).toEqual({});
    expect(regarder(cas, [autre(etatDe('recouvrement'))])).toMatchObject({ dejaFinances: ['ess-2'] });
    expect(regarder(cas, [autre(etatDe('amorcage'))])).not.toHaveProperty('dejaFinances');
  });

  it('valider dans un conflit connu demande un motif, sauf dérogation à l’unicité', () => {
    const conflit: Etat = { ...vivre(ACTES.CREATION.slice(0, 2), '2026-01-21').etat, conflits: ['ess-2'] };
    const valider = (donnees: object = {}): Acte => ['2026-02-02', 'ars', 'valider-lettre-intention', donnees];
    expect(sur(conflit, valider())).toEqual(['regle', 'DEC-56']);
    expect(premier(conflit, valider({ motif: 'Le besoin est là.' }))?.avertissements).toMatchObject([
      { regle: 'DEC-15' },
    ]);
    const unicite = { sens: 'accordee' as const, le: d('2026-01-25') };
    expect(sur({ ...conflit, derogation: { ...conflit.derogation, unicite } }, valider())).toBe('accepté');
  });

  it('attester : chacune des deux autorités, une fois, avec un motif, s’il y a lieu', () => {
    const finance: Etat = { ...etatDe('creation'), dejaFinances: ['ess-9'] };
    const attester = (acteur: 'ars' | 'caisse' | 'porteur', donnees: object = { motif: 'Autre équipe.' }): Acte => [
      '2026-06-02',
      acteur,
      'attester-autre-ess',
      donnees,
    ];
    expect(premier(finance, attester('ars'))).toMatchObject({ partie: 'ars', autres: ['ess-9'] });
    expect(sur(finance, attester('ars', {}))).toEqual(['regle', 'DEC-57']);
    expect(sur(finance, attester('porteur'))).toEqual(['role', 'ACTEUR']);
    expect(sur(etatDe('creation'), attester('ars'))).toEqual(['etat', 'DEC-57']);
    expect(sur(apres(finance, attester('ars')), attester('ars'))).toEqual(['etat', 'DEC-57']);
    expect(apres(finance, attester('ars'), attester('caisse')).attestations).toEqual({
      ars: '2026-06-02',
      caisse: '2026-06-02',
    });
  });
});

describe('contrôles et constats (DEC-60)', () => {
  const constater = (le: string, constat?: string, activite = 'avis-ponctuel'): Acte => [
    le,
    'caisse',
    'constater-activite',
    { activite, ...(constat === undefined ? {} : { constat }) },
  ];
  it('le dernier constat, par sa date, l’emporte ; sans le dire, l’activité est présente', () => {
    const present = apres(paye(), constater('2026-03-02'));
    expect(constatee(present, 'avis-ponctuel')).toBe(true);
    const absent = apres(present, constater('2026-03-20', 'absente'));
    expect([constatee(absent, 'avis-ponctuel'), operationnelle(absent)]).toEqual([false, false]);
    expect(constatee(apres(absent, constater('2026-03-10', 'presente')), 'avis-ponctuel')).toBe(false);
    expect(constatee(apres(absent, constater('2026-03-20', 'presente')), 'avis-ponctuel')).toBe(true);
  });

  it('une action présentée ne vaut plus si les deux activités sont ensuite constatées absentes', () => {
    const { pieces } = dote();
    const avec: Etat = { ...paye(), pieces };
    const une = apres(avec, constater('2026-05-01', 'absente'));
    expect([operationnelle(avec), operationnelle(une)]).toEqual([true, true]);
    expect(operationnelle(apres(une, constater('2026-05-01', 'absente', 'structuration-offre')))).toBe(false);
  });

  it('chaque année de contrat attend son contrôle, au plus tard la veille de l’anniversaire', () => {
    expect(echeance(dote(), 'controle-annuel-1')).toMatchObject({ expire: '2027-05-03', effetLe: '2027-05-04' });
    const controle = apres(vivre(ACTES.DOTATION, '2027-05-03').etat, ['2027-05-03', 'caisse', 'controler-criteres']);
    expect(echeance(controle, 'controle-annuel-1')).toBeUndefined();
    expect(echeance(controle, 'controle-annuel-2')).toMatchObject({ expire: '2028-05-03' });
    const lendemain = apres(vivre(ACTES.DOTATION, '2027-05-04').etat, ['2027-05-04', 'caisse', 'controler-criteres']);
    expect(lendemain.depassees['controle-annuel-1']).toBe('2027-05-03');
    expect(lendemain.controles).toEqual({ 2: '2027-05-04' });
    expect(echeance(lendemain, 'controle-annuel-3')).toMatchObject({ expire: '2029-05-03' });
  });
});

describe('les régimes transitoires (DEC-61)', () => {
  const B: Partial<Etat> = { regime: 'en-fonctionnement-a-mettre-en-conformite' };
  const interrompre = (le: string): Acte => [le, 'ars', 'interrompre-aide'];
  it('la fin de l’aide de l’ARS : après le dernier jour du dépôt, ou le refus ; une fois, en régime B', () => {
    const sans: Etat = { ...signe(), ...B };
    expect(limiteDepot(sans)).toBe('2026-08-10');
    expect(sur(sans, interrompre('2026-08-10'))).toEqual(['etat', 'DEC-61']);
    expect(premier(sans, interrompre('2026-08-11'))).toMatchObject({ cause: 'projet-sante-non-depose', acteur: 'ars' });
    expect(sur(apres(sans, interrompre('2026-08-11')), interrompre('2026-08-12'))).toEqual(['etat', 'DEC-61']);
    expect(sur(sans, ['2026-08-11', 'caisse', 'interrompre-aide'])).toEqual(['role', 'ACTEUR']);
    expect(sur(signe(), interrompre('2026-08-11'))).toEqual(['regle', 'DEC-61']);
    const refuse = { sens: 'refuse' as const, mode: 'expresse' as const, le: d('2026-05-01') };
    const refusee: Etat = { ...sans, projetSante: { ...sans.projetSante, recuLe: d('2026-04-01'), decision: refuse } };
    expect(premier(refusee, interrompre('2026-05-01'))).toMatchObject({ cause: 'non-conforme' });
    expect(sur(refusee, interrompre('2026-04-30'), '2026-05-02')).toEqual(['regle', 'DEC-18']);
  });

  it('les périodes financées s’ajoutent, chacune arrondie (V26)', () => {
    const periode = (du: string, au: string, euros: number) => ({
      du: d(du),
      au: d(au),
      montantCentimes: centimes(euros * 100),
    });
    expect(
      chevauchements(
        [periode('2025-01-01', '2025-06-30', 30_000), periode('2025-07-01', '2025-12-31', 40_000)],
        d('2025-04-01'),
      ),
    ).toMatchObject({ jours: 275, montantCentimes: 1_508_287 + 4_000_000 });
  });

  it('une prise d’effet se convient en régime A seulement, jamais avant la signature', () => {
    const signer = (etat: Etat, priseEffet: string) =>
      sur(etat, ['2026-05-04', 'porteur', 'signer-contrat-dotation', { priseEffet }]);
    const pret = vivre(
      ACTES.DOTATION.filter(([le, , commande]) => le <= '2026-05-04' && commande !== 'signer-contrat-dotation'),
      '2026-05-04',
    ).etat;
    const conforme: Etat = { ...pret, regime: 'en-fonctionnement-conforme' };
    expect(signer(pret, '2026-07-01')).toEqual(['regle', 'DEC-61']);
    expect(signer(conforme, '2026-05-03')).toEqual(['regle', 'DEC-61']);
    expect(signer(conforme, '2026-05-04')).toBe('accepté');
    expect(
      signer({ ...conforme, dotation: { ...conforme.dotation, priseEffet: d('2026-07-01') } }, '2026-07-02'),
    ).toEqual(['regle', 'DEC-61']);
  });
});
