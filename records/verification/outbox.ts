/** Checks of what goes out: batches for the bank, handovers to a caisse, letters and their PDFs. */
import { none, type DatabaseCheck } from './base.ts';

export const OUTBOX_CHECKS: readonly DatabaseCheck[] = [
  none(
    'lots.sommes',
    'Chaque lot porte le nombre et la somme de ses virements.',
    'nombre et total de ses lignes',
    `select caisse || ' n° ' || numero as trouve from lots l
     where (nombre, total_centimes) <> (select count(*), coalesce(sum(montant_centimes), 0)
       from lot_lignes g where g.caisse = l.caisse and g.numero = l.numero) order by 1`,
  ),
  none(
    'lots.fichiers',
    'Chaque fichier donné à la banque est celui qui a été écrit.',
    'empreinte du contenu',
    `select caisse || ' n° ' || numero as trouve from lots
     where sha256 <> encode(sha256(convert_to(contenu, 'UTF8')), 'hex') order by 1`,
  ),
  none(
    'lots.virements',
    'Chaque virement est celui d’un paiement ordonné, de sa caisse et de son montant.',
    'caisse et montant du paiement',
    `select l.reference as trouve from lot_lignes l join paiements p using (ess, paiement)
     -- Paid in part, what is left is a transfer of its own (DEC-37).
     where not (l.caisse = any(p.anciennes_caisses || p.caisse)) or l.montant_centimes > p.montant_centimes
       or (l.montant_centimes <> p.montant_centimes and not exists (select 1 from suivis_paiement s
         where s.ess = l.ess and s.paiement = l.paiement and s.partiel)) order by 1`,
  ),
  none(
    'lots.emissions',
    'Aucun virement n’est émis plus de fois que son paiement n’a été ordonné, ou payé en partie.',
    'une émission par ordre',
    `select l.reference as trouve from lot_lignes l
     where emission > (select count(*) from suivis_paiement s
       where s.ess = l.ess and s.paiement = l.paiement and (s.statut = 'ordonnance' or s.partiel)) order by 1`,
  ),
  none(
    'remises.paiements',
    'Rien n’est remis à une caisse qu’un paiement ordonné, ou l’interruption d’un paiement.',
    'un paiement de cette caisse',
    `select cle as trouve from remises r where nature <> 'interruption'
     and not exists (select 1 from paiements p where (p.ess, p.paiement) = (r.ess, r.paiement)
       and r.caisse = any(p.anciennes_caisses || p.caisse))
     order by 1`,
  ),
  none(
    'courriers.evenements',
    'Chaque courrier est celui d’un événement du journal.',
    'l’événement de son rang',
    `select cle || '/' || destinataire as trouve from avis a
     where not exists (select 1 from journal j where (j.ess, j.rang, j.evenement) = (a.ess, a.rang, a.evenement))
     order by 1`,
  ),
  none(
    'courriers.pdf',
    'Chaque PDF envoyé est gardé tel quel, et aucun ne manque.',
    'contenu de son empreinte',
    `select sha256 as trouve from avis_pdf where sha256 <> encode(sha256(contenu), 'hex')
     union all select cle || '/' || destinataire from avis
       where pdf_sha256 is not null and not exists (select 1 from avis_pdf where sha256 = pdf_sha256)
     order by 1`,
  ),
];
