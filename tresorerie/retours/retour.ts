/** What a bank sends back: `pain.002`, `camt.053`, `camt.054` or CSV, read into one line a transfer or a batch. */
import { UnreadableFile, decodeText, readText } from '../../runtime/text-encoding.ts';
import { camtDe, lireCamt } from './camt.ts';
import type { Retour } from './ligne.ts';
import { lirePain002 } from './pain002.ts';
import { lireRetourCsv } from './retour-csv.ts';
import { RetourIllisible, documentDe, elementDe, lireXml } from './xml.ts';

export { RetourIllisible } from './xml.ts';
export type { LigneRetour, ReponseBeneficiaire, Retour, Sort } from './ligne.ts';

// No database text holds them: a reference that did would be looked up in vain, and break what logs it.
const INDICIBLE = /[\0-\u0008\u000b\u000c\u000e-\u001f]/;

/**
 * The file of a bank. `zone`: IANA time zone of the caisse, whose civil dates are the acts'. Fails with `RetourIllisible`, in
 * French: nothing of the file is used then. A file that speaks of no transfer and of no batch is one.
 */
export function lireRetourBancaire(fichier: Uint8Array | string, zone = 'Europe/Paris'): Retour {
  const retour = lire(fichier, zone);
  if (retour.lignes.length === 0)
    throw new RetourIllisible('Ce fichier ne parle d’aucun virement ni d’aucun lot : rien n’en a été tiré.');
  return retour;
}

function lire(fichier: Uint8Array | string, zone: string): Retour {
  try {
    const contenu = typeof fichier === 'string' ? fichier : texteDuFichier(fichier);
    if (INDICIBLE.test(contenu) || !contenu.isWellFormed())
      throw new RetourIllisible('Ce fichier contient un caractère de contrôle, qui n’est d’aucun texte.');
    requireLisible(contenu);
    if (!contenu.trimStart().startsWith('<')) return { format: 'csv', ...lireRetourCsv(contenu) };
    const document = documentDe(lireXml(contenu)) ?? {};
    const camt = camtDe(document);
    if (camt !== undefined) return { format: 'camt', releve: true, lignes: lireCamt(camt.rapport, camt.releves, zone) };
    if (elementDe(document, 'CstmrPmtStsRpt') !== undefined)
      return { format: 'pain.002', releve: false, lignes: lirePain002(document, zone) };
    if (elementDe(document, 'BkToCstmrAcctRpt') !== undefined)
      throw new RetourIllisible(
        'Ce fichier est un camt.052 : les écritures du jour n’y sont pas définitives. Remettez le camt.053, ou le camt.054.',
      );
    throw new RetourIllisible('Ce fichier XML n’est pas un compte rendu pain.002, ni un camt.053 ou camt.054.');
  } catch (error) {
    throw error instanceof UnreadableFile ? new RetourIllisible(error.message) : error;
  }
}

/** Other statements of banks, named: what to ask for is said. */
function requireLisible(contenu: string): void {
  const debut = contenu.trimStart();
  if (/^(\{1:|:20:)/.test(debut))
    throw new RetourIllisible('Ce fichier est un relevé MT940 (SWIFT) : demandez à la banque un camt.053, ou un CSV.');
  if (/^0[1457]\d{5}.{113}(?:\r?\n|$)/.test(debut))
    throw new RetourIllisible('Ce fichier est un relevé CFONB 120 : demandez à la banque un camt.053, ou un CSV.');
}

/** What an XML declares prevails over what its bytes look like: banks also write ISO-8859-1. */
function texteDuFichier(octets: Uint8Array): string {
  const debut = new TextDecoder('latin1').decode(octets.subarray(0, 200));
  const declare = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(debut)?.[1];
  if (declare === undefined || /^utf-?(8|16)/i.test(declare)) {
    const lu = readText(octets);
    // Our references have no accents: another's words, spoilt before the bank had them, keep none of ours from being read.
    return lu.trimStart().startsWith('<') ? lu : decodeText(octets);
  }
  try {
    return new TextDecoder(declare, { fatal: true }).decode(octets);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    throw new RetourIllisible(`Ce fichier XML se dit en « ${declare} », et ne l’est pas, ou cet encodage est inconnu.`);
  }
}
