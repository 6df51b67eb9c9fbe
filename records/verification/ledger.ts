/** Checks of the ledger: against the journal, the law, the yearly figures, the ceilings of the contracts, the batches. */
import { clause, PREMIERS_TEXTES } from '../../domain/droit.ts';
import { chiffresAnnuels } from '../../domain/etat-des-lieux/chiffres-annuels.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { soldesDe, type Ecriture } from '../money/comptabilite.ts';
import type { CompteDuLivre } from '../money/plan.ts';
import { none, type DatabaseCheck } from './base.ts';
import { firstDifference } from './difference.ts';
import type { Check, Life } from './types.ts';

/** What these movements leave on an account, debits positive. */
const soldeDe = (ecritures: readonly Ecriture[], compte: CompteDuLivre): number =>
  ecritures.reduce(
    (solde, { debit, credit, montantCentimes }) =>
      solde + (debit === compte ? montantCentimes : 0) - (credit === compte ? montantCentimes : 0),
    0,
  );

const LES_PLUS_ANCIENS = '0001-01-01' as DateCivile;
const LES_PLUS_RECENTS = '9999-12-31' as DateCivile;

export const LEDGER_CHECKS: readonly Check<Life>[] = [
  {
    nom: 'grand-livre.journal',
    garantie: 'Le grand livre est, écriture par écriture, ce que font mouvoir le journal rejoué et les lots envoyés.',
    verify: ({ ecritures, registres }, juge) => {
      const difference = firstDifference(ecritures, registres.livre);
      juge(difference === undefined, () => ({
        attendu: `${difference?.chemin} : ${JSON.stringify(difference?.attendu ?? null)}`,
        trouve: JSON.stringify(difference?.trouve ?? null),
      }));
    },
  },
  {
    nom: 'grand-livre.soldes',
    garantie:
      'Ce qui reste à payer, est envoyé, à réémettre, à recouvrer ou à rendre est ce que dit la loi, caisse par caisse.',
    verify: ({ etat, tenue, registres }, juge) => {
      const loi = soldesDe(etat, tenue.enVol);
      for (const caisse of new Set([...loi.keys(), ...registres.livre.map((une) => une.caisse)])) {
        const siennes = registres.livre.filter((une) => une.caisse === caisse);
        for (const compte of ['a-payer', 'envoye', 'a-reemettre', 'a-recouvrer', 'a-rendre', 'remise'] as const) {
          const [attendu, trouve] = [loi.get(caisse)?.[compte] ?? 0, soldeDe(siennes, compte)];
          juge(attendu === trouve, () => ({ attendu: `${caisse}, ${compte} : ${attendu} centimes`, trouve }));
        }
      }
    },
  },
  {
    nom: 'grand-livre.banque',
    garantie: 'La banque n’a porté que les exécutions, les retours et les remboursements du journal.',
    verify: ({ journal, registres }, juge) => {
      // A correction that strikes a transfer takes it back out of the books (DEC-33): it is a movement of its own.
      const livre = soldeDe(
        registres.livre.filter(({ nature }) => nature !== 'rectifie' && nature !== 'transfere'),
        'banque',
      );
      const attendu = journal.reduce((somme, { evenement }) => {
        if (evenement.evenement === 'PaiementExecute') return somme - evenement.montantCentimes;
        const entre = evenement.evenement === 'PaiementRetourne' || evenement.evenement === 'RemboursementConstate';
        return entre ? somme + evenement.montantCentimes : somme;
      }, 0);
      juge(livre === attendu, () => ({ attendu: `${attendu} centimes`, trouve: livre }));
    },
  },
  {
    nom: 'grand-livre.plafonds',
    garantie: 'L’aide d’un contrat d’amorçage, une fois retiré ce qui en est réclamé, ne dépasse pas son plafond.',
    verify: ({ etat, registres }, juge) => {
      const maximum = clause(etat, etat.regime === 'droit-commun' ? 'creditAmorcage' : 'complementTransition', {
        signeLe: etat.amorcage.concluLe,
        ouvertLe: etat.dernierLe ?? PREMIERS_TEXTES,
      });
      const aide = soldeDe(
        registres.livre.filter(({ contrat }) => contrat === 'amorcage'),
        'aide',
      );
      juge(aide <= maximum, () => ({ attendu: `au plus ${maximum} centimes`, trouve: aide }));
    },
  },
  {
    nom: 'grand-livre.etat-des-lieux',
    garantie: 'Ce que l’état des lieux dit versé et remboursé, toutes années réunies, est ce que tient le grand livre.',
    verify: ({ ess, journal, registres }, juge) => {
      const chiffres = chiffresAnnuels(
        ess,
        journal.map(({ evenement }) => evenement),
        { du: LES_PLUS_ANCIENS, au: LES_PLUS_RECENTS },
      );
      const verses = registres.livre.filter(({ objet }) => estPaiement(objet));
      const rembourses = registres.livre.filter(({ objet }) => !estPaiement(objet));
      const net = (ecritures: readonly Ecriture[]) => soldeDe(ecritures, 'banque') + soldeDe(ecritures, 'reprise');
      const attendu = { verse: chiffres?.verseCentimes ?? 0, rembourse: chiffres?.rembourseCentimes ?? 0 };
      const trouve = { verse: 0 - net(verses), rembourse: net(rembourses) };
      juge(attendu.verse === trouve.verse && attendu.rembourse === trouve.rembourse, () => ({
        attendu: JSON.stringify(attendu),
        trouve: JSON.stringify(trouve),
      }));
    },
  },
];

const estPaiement = (objet: string): boolean => /^(amorcage|dotation)-/.test(objet);

export const LEDGER_BASE_CHECKS: readonly DatabaseCheck[] = [
  none(
    'base.grand-livre',
    'La base refuse elle-même une écriture sans contrepartie, et toute retouche du grand livre.',
    'contrainte et gâchettes présentes et actives',
    `select nom as trouve from (values ('grand_livre_garde'), ('grand_livre_sans_vidage')) as voulue (nom)
     where not exists (select 1 from pg_trigger where tgname = nom and tgenabled <> 'D')
     union all select 'grand_livre_equilibre'
     where not exists (select 1 from pg_constraint where conname = 'grand_livre_equilibre' and convalidated)`,
  ),
  none(
    'grand-livre.equilibre',
    'Le grand livre s’équilibre, caisse par caisse, contrat par contrat, année par année.',
    'autant au débit qu’au crédit',
    // What the constraint refuses is looked for too: it may have been taken away for a while.
    `select ess || ', événement ' || rang as trouve from grand_livre
     where debit is null or credit is null or debit = credit or montant_centimes <= 0
     union all select caisse || ', ' || contrat || ' ' || annee as trouve from lignes_du_livre
     group by caisse, contrat, annee having sum(debit_centimes) <> sum(credit_centimes) order by 1`,
  ),
  none(
    'grand-livre.lots',
    'Chaque virement d’un lot que la banque a exécuté l’est au grand livre sous sa référence, pour son montant au plus une fois.',
    'une exécution par référence',
    `select l.reference || ' : ' || count(*) || ' fois' as trouve
     from lot_lignes l join grand_livre g on g.ess = l.ess and g.objet = l.paiement and g.reference = l.reference
       and g.credit = 'banque' and g.nature in ('execute', 'trop-verse')
     group by l.reference having count(distinct g.rang) > 1 + (
       select count(distinct r.rang) from grand_livre r
       where r.ess = min(l.ess) and r.reference = l.reference and r.nature = 'retourne') order by 1`,
  ),
  none(
    'grand-livre.retours-bancaires',
    'Chaque ligne appliquée d’un fichier de la banque est au grand livre, sous sa référence et pour son montant.',
    'une écriture par ligne',
    `select r.reference || ' : ' || r.statut as trouve from retour_lignes r
     where r.statut in ('execute', 'retourne') and not exists (
       select 1 from grand_livre g where g.ess = r.ess and g.objet = r.paiement and g.reference = r.reference
         and 'banque' in (g.debit, g.credit) and (g.nature = 'retourne') = (r.statut = 'retourne')
       group by g.rang having sum(g.montant_centimes) = r.montant_centimes)
     or r.statut = 'rejete' and not exists (
       select 1 from grand_livre g where g.ess = r.ess and g.objet = r.paiement and g.nature = 'rejete')
     order by 1`,
  ),
  none(
    'grand-livre.envois',
    'Est envoyé à la banque, au grand livre, chaque virement d’un lot envoyé, et aucun autre.',
    'un envoi par virement',
    `select l.reference || ' : lot envoyé' as trouve from lot_lignes l join lots_suites s using (caisse, numero)
     where s.suite = 'envoye' and exists (select 1 from dossiers d where d.ess = l.ess)
       and not exists (select 1 from envois e where (e.reference, e.ess, e.paiement, e.montant_centimes)
         = (l.reference, l.ess, l.paiement, l.montant_centimes))
     union all select e.reference || ' : lot non envoyé' from envois e join lot_lignes l using (reference)
     where not exists (select 1 from lots_suites s
       where (s.caisse, s.numero, s.suite) = (l.caisse, l.numero, 'envoye'))
     order by 1`,
  ),
  none(
    'paiements.comptes',
    'Chaque virement nomme la déclaration du compte qu’il a payé.',
    'une déclaration du journal',
    `select l.reference as trouve from lot_lignes l where l.compte_rang is not null and not exists (
       select 1 from journal j where j.ess = l.ess and j.rang = l.compte_rang
         and j.evenement = 'CoordonneesBancairesDeclarees') order by 1`,
  ),
];
