/** `ess modeles verifier`: every template of an administration laid out with a case of example, beside ours. */
import { readdir } from 'node:fs/promises';
import { PREMIERS_TEXTES } from '../domain/droit.ts';
import { etatInitial, type Etat } from '../domain/etat.ts';
import type { Evenement, NomEvenement } from '../domain/evenements.ts';
import { CONTRATS, centimes, type DateCivile } from '../domain/valeurs.ts';
import { contratEnPdf, modeleDuContrat } from './contracts/contrats.ts';
import { composerCourrier } from './letters/index.ts';
import { modeleDuCourrier, pdfDuCourrier } from './letters/pdf.ts';
import { nomDuCourrier } from './letters/names.ts';
import { InvalidTemplate } from './templates.ts';

/** What one file of the folder is: laid out, or why it is not. */
export interface Verdict {
  readonly fichier: string;
  /** What is wrong, with its line; `null`: it can be used. */
  readonly defaut: string | null;
  /** Ours and theirs, of the same example. */
  readonly notre: Uint8Array | null;
  readonly leur: Uint8Array | null;
}

const ESS = 'ess-exemple';
const LE = '2026-03-16' as DateCivile;
const CAS = {
  ess: ESS,
  rang: 7,
  siege: '33',
  region: 'nouvelle-aquitaine',
  caisse: 'gironde',
  intitule: 'Équipe d’exemple',
  specialites: ['dermatologie'],
  departements: ['33'],
} as const;
const etat: Etat = {
  ...etatInitial(ESS),
  siege: '33',
  caisse: 'gironde',
  ars: 'nouvelle-aquitaine',
  departements: ['33'],
  specialites: ['dermatologie'],
  dernierLe: PREMIERS_TEXTES,
};

/** A letter with data, a reason and ways of appeal: all that a template may show. */
const REFUS = {
  evenement: 'LettreIntentionRefusee',
  le: LE,
  acteur: 'ars',
  regle: 'LI-08',
  critere: 'ELI-04',
  motif: 'Motif d’exemple.',
} as const satisfies Evenement<'LettreIntentionRefusee'>;
const ORDRE = {
  evenement: 'PaiementOrdonnance',
  le: LE,
  acteur: 'systeme',
  regle: 'PAY-01',
  paiement: 'amorcage-1',
  montantCentimes: centimes(4_000_000),
  dateLimite: '2026-04-16' as DateCivile,
} as const satisfies Evenement<'PaiementOrdonnance'>;

const COURRIER = /^courrier(?:-([A-Za-z]+))?\.typ$/;

/** Each `.typ` file of the folder, in the order of their names. */
export async function checkTemplates(dossier: string): Promise<readonly Verdict[]> {
  const fichiers = (await readdir(dossier)).filter((nom) => nom.endsWith('.typ')).sort();
  const verdicts: Verdict[] = [];
  for (const fichier of fichiers) verdicts.push(await check(fichier, dossier));
  return verdicts;
}

async function check(fichier: string, dossier: string): Promise<Verdict> {
  const rien = { fichier, notre: null, leur: null };
  try {
    const contrat = CONTRATS.find((type) => fichier === `contrat-${type}.typ`);
    if (contrat !== undefined) {
      const [leurs, notres] = [await modeleDuContrat(contrat, dossier), await modeleDuContrat(contrat)];
      const leur = contratEnPdf(leurs, contrat, etat, {});
      return { fichier, defaut: null, leur, notre: contratEnPdf(notres, contrat, etat, {}) };
    }
    const [nomme, evenement] = COURRIER.exec(fichier) ?? [];
    if (nomme === undefined) return { ...rien, defaut: INCONNU };
    if (evenement !== undefined && nomDuCourrier(evenement) === undefined)
      return { ...rien, defaut: `« ${evenement} » n'est pas un courrier : personne ne le recevrait.` };
    return { fichier, defaut: null, ...(await lettres(evenement as NomEvenement | undefined, dossier)) };
  } catch (error) {
    if (!(error instanceof InvalidTemplate)) throw error;
    return { ...rien, defaut: error.message };
  }
}

const INCONNU =
  'ce nom n’est celui d’aucun modèle : « contrat-amorcage.typ », « contrat-dotation.typ », « courrier.typ », ou « courrier-Evenement.typ ».';

/** Both letters of example, by the template under its own name: a decision with everything, and an order without. */
async function lettres(evenement: NomEvenement | undefined, dossier: string) {
  const exemples = [
    composerCourrier(REFUS, { ...CAS, destinataire: 'porteur' }),
    composerCourrier(ORDRE, { ...CAS, destinataire: 'caisse' }),
  ].map((courrier) => ({ ...courrier, evenement: evenement ?? ('IncidentOuvert' as const) }));
  let [leur, notre]: (Uint8Array | null)[] = [null, null];
  for (const courrier of exemples.toReversed()) {
    leur = pdfDuCourrier(courrier, {}, await modeleDuCourrier(courrier, dossier));
    notre = pdfDuCourrier(courrier);
  }
  return { leur: leur ?? null, notre: notre ?? null };
}
