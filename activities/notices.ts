/** Notices written with their events leave as e-mail and PDF, and are marked; the dispatcher says when. */
import { createHash } from 'node:crypto';
import { AUCUNE_AUTORITE } from '../documents/authorities/index.ts';
import { modeleDuCourrier, pdfDuCourrier, presenter, scelle, type Courrier } from '../documents/letters/index.ts';
import { sendPending, type Avis, type Sending } from '../records/outbox/avis.ts';
import { latestDeclared } from '../records/outbox/courriers.ts';
import { addressesOf } from '../records/privacy/contacts.ts';
import { readPlaces } from '../records/journal/dossiers.ts';
import type { Dependances } from './dependencies.ts';

/** How many of the case's notices are left unsent, and why. */
export type Bilan = Awaited<ReturnType<typeof sendPending>>;

/** Where the rules can be read, on the installation's own address. */
const pagesOf = (liens: Dependances['liens']): string | undefined =>
  liens?.api === undefined ? undefined : `${liens.api.replace(/\/$/, '')}/regles`;

const CHANGE_DE_CAISSE = ['SiegeTransfere', 'ConstatConfirme'];

/**
 * Sends what the case has to send, to the addresses known by then. Between the SMTP server's acceptance
 * and our mark a crash sends a second copy: its Message-ID is the same, so that mailboxes can tell.
 */
export const createEnvoi =
  ({ pool, mailer, autorites = AUCUNE_AUTORITE, liens, modeles }: Dependances) =>
  async (ess: string): Promise<Bilan> => {
    const places = await readPlaces(pool, ess);
    if (places === undefined) throw new Error(`${ess} is not in the records yet: nobody to notify`);
    const { regions, caisse, caisses } = places;
    // Asked once for all the notices of the case that leave together.
    const connues = new Map<string, Promise<readonly string[]>>();
    const adressesDe = ({ evenement, destinataire }: Avis): Promise<readonly string[]> => {
      // DEC-47: a change of caisse is told to both; the rest, to the caisse of the case.
      const avisees = CHANGE_DE_CAISSE.includes(evenement) ? caisses : [caisse];
      const cle = [destinataire, ...avisees].join();
      const demande = connues.get(cle) ?? addressesOf(pool, destinataire, { ess, regions, caisses: avisees });
      connues.set(cle, demande);
      return demande;
    };
    const prepare = async (avis: Avis): Promise<Sending> => {
      const adresses = await adressesDe(avis);
      const courrier = avis.courrier as Courrier;
      const declarations = <C>(evenement: string) => latestDeclared<C>(pool, ess, evenement);
      const presentation = await presenter(courrier, declarations, autorites, pagesOf(liens));
      const pdf = pdfDuCourrier(courrier, presentation, await modeleDuCourrier(courrier, modeles));
      const contenu = await scelle(pdf, courrier, autorites);
      const sha256 = createHash('sha256').update(contenu).digest('hex');
      const piece = { nom: `${ess}-courrier-${avis.rang}.pdf`, contenu };
      return { adresses, pdf: { sha256, contenu }, deliver: () => mailer.send({ ...avis, adresses, piece }) };
    };
    return sendPending(pool, ess, prepare);
  };
