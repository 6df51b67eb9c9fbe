/** What an event makes go out, written in its transaction: payment orders, what became of them, notices to send. */
import { createHash } from 'node:crypto';
import type { Droit } from '../domain/avenants.ts';
import { dateDe, fuseau } from '../domain/calendrier/calendrier.ts';
import type { Effet, LigneJournal } from '../domain/demandes.types.ts';
import { AUCUNE_AUTORITE, autoriteQuiEcrit, type Autorites } from '../documents/authorities/index.ts';
import {
  auteurDe,
  composerCourrier,
  texteDuCourrier,
  type Contexte,
  type Courrier,
  type Entourage,
} from '../documents/letters/index.ts';
import { echeances } from '../domain/echeances.ts';
import type { Etat } from '../domain/etat.ts';
import type { Evenement } from '../domain/evenements.ts';
import { eventAt, lastReason } from '../records/journal/journal.ts';
import { writeAvis, type AvisAEcrire } from '../records/outbox/avis.ts';
import { hastenNotices, setNoticeAside } from '../records/outbox/dispatch.ts';
import type { ContactRole } from '../records/privacy/contacts.ts';
import { followPayment, movePayment, orderPayment } from '../records/money/paiements.ts';
import type { Queryable } from '../records/server/pool.ts';

/** What the letters need to know of the case. */
export interface Cas {
  readonly intitule: string | null;
  /** Department of the seat. */
  readonly siege: string;
  /** Region of the ARS that decides, code of the caisse. */
  readonly region: string;
  readonly caisse: string;
  readonly specialites: readonly string[];
  readonly departements: readonly string[];
  /** DEC-65 — the texts of the case beside those of the country. */
  readonly droit?: Droit;
  /** The case once these events are folded. */
  readonly etat?: Etat;
}

/** What the e-mails say beside the letters. */
export interface Installation {
  readonly console?: string;
  readonly autorites?: Autorites;
}

/** Writes the effects of these events; done again, it changes nothing. */
export async function ecrireSortie(
  client: Queryable,
  effets: readonly Effet[],
  lignes: readonly LigneJournal[],
  cas: Cas,
  installation: Installation = {},
): Promise<void> {
  const parRang = new Map(lignes.map((ligne) => [ligne.rang, ligne]));
  const avis: AvisAEcrire[] = [];
  for (const effet of effets) {
    switch (effet.type) {
      case 'ordonner-paiement':
        await orderPayment(client, effet);
        break;
      case 'transferer-ordre':
        await movePayment(client, effet);
        break;
      case 'suivre-paiement':
        await followPayment(client, effet);
        break;
      case 'notifier': {
        const ligne = parRang.get(effet.rang);
        if (ligne === undefined) throw new Error(`${effet.cle}: its event is not among those to write`);
        avis.push(...(await avisDe(client, effet, ligne, cas, installation)));
        break;
      }
      case 'relancer-avis':
        await hastenNotices(client, effet.ess);
        break;
      case 'ecarter-avis':
        await setNoticeAside(client, effet.avis);
        break;
      case 'liberer-territoire': // these answer with the cases to tell: registre.ts
      case 'prevenir-rivaux':
    }
  }
  await writeAvis(client, avis);
}

/** One a role that is told, its text composed now: what the letter says is what was true of the event. */
async function avisDe(
  client: Queryable,
  { cle, ess, rang, destinataires }: Extract<Effet, { readonly type: 'notifier' }>,
  { evenement, enregistreLe }: LigneJournal,
  cas: Cas,
  installation: Installation,
): Promise<readonly AvisAEcrire[]> {
  const etabliLe = dateDe(enregistreLe, fuseau(cas.siege));
  const contexte = { ess, rang, ...cas, etabliLe, ...(await duJournal(client, ess, evenement)) };
  return [...new Set(destinataires.filter(recoitDesAvis))].map((destinataire) => {
    const courrier = composerCourrier(evenement, { ...contexte, destinataire });
    const messageId = messageIdOf(cle, destinataire);
    const texte = texteDuCourrier(courrier, entourageDe(courrier, cas, installation));
    return { cle, destinataire, ess, rang, evenement: evenement.evenement, ...texte, courrier, messageId };
  });
}

/** What the event does not repeat: the reason of a résiliation stands in its proposal; the fact put right, at its ordinal. */
async function duJournal(
  client: Queryable,
  ess: string,
  evenement: Evenement,
): Promise<Pick<Contexte, 'motifResiliation' | 'faitRectifie'>> {
  if (evenement.evenement === 'ResiliationNotifiee') {
    const motifResiliation = await lastReason(client, ess, 'ResiliationProposee');
    return motifResiliation === undefined ? {} : { motifResiliation };
  }
  if (evenement.evenement !== 'FaitRectifie' && evenement.evenement !== 'RectificationProposee') return {};
  const faitRectifie = await eventAt(client, ess, evenement.rang);
  return faitRectifie === undefined ? {} : { faitRectifie };
}

/** What is awaited next, where the case is seen, who to ask. */
function entourageDe(
  courrier: Courrier,
  { etat }: Cas,
  { console: adresse, autorites = AUCUNE_AUTORITE }: Installation,
): Entourage {
  const qui = auteurDe(courrier);
  return {
    ...(etat === undefined ? {} : { echeances: echeances(etat) }),
    ...(adresse === undefined ? {} : { console: adresse }),
    ...(qui === undefined ? {} : { expediteur: autoriteQuiEcrit(autorites, qui) }),
  };
}

const recoitDesAvis = (role: string): role is ContactRole => role !== 'systeme';

/** The same for ever for the same effect and addressee: never a clock or an attempt in it. */
const messageIdOf = (cle: string, destinataire: string): string =>
  `<${createHash('sha256').update(`${cle}\n${destinataire}`).digest('hex').slice(0, 40)}@ess.invalid>`;
