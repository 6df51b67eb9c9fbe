/**
 * The e-mail that carries a letter: what happened in one sentence, what is awaited of whom reads and until when, where to
 * see the case; then the words of the letter. Text and HTML say the same; the PDF is attached.
 */
import type { Echeance } from '../../domain/echeance.ts';
import type { Expediteur } from './modeles.types.ts';
import { casePage } from '../../runtime/console-address.ts';
import { htmlDuCourriel, type Contenu } from './courriel-html.ts';
import type { Courrier } from './courrier.ts';
import { dateLongue, echeance, majuscule, SILENCES } from '../libelles.ts';
import { typographie } from '../typography.ts';

/** What the letter does not say itself. */
export interface Entourage {
  /** Deadlines of the case once the event is there. */
  readonly echeances?: readonly Echeance[];
  /** Address of the console, without its last slash. */
  readonly console?: string;
  /** The authority that writes, as its settings know it. */
  readonly expediteur?: Pick<Expediteur, 'nom' | 'service' | 'telephone' | 'courriel'>;
}

const JOINTE = 'La lettre est jointe à ce message, en PDF.';
const AUTOMATIQUE =
  'Ce message est envoyé automatiquement par le service de suivi des équipes de soins spécialisés. Merci de ne pas y répondre.';

/** Subject, text and HTML of the e-mail of a letter. */
export function texteDuCourrier(
  courrier: Courrier,
  entourage: Entourage = {},
): { readonly objet: string; readonly corps: string; readonly corpsHtml: string } {
  const contenu = contenuDe(courrier, entourage);
  return { objet: contenu.objet, corps: texte(contenu), corpsHtml: htmlDuCourriel(contenu) };
}

function contenuDe(courrier: Courrier, { echeances = [], console: adresse, expediteur }: Entourage): Contenu {
  const { ess, intitule, couverture, recours, sources, objet } = courrier;
  const [fait = majuscule(objet), ...suite] = courrier.phrases;
  const [premiere, reste] = premierePhrase(fait);
  const dossier = `Dossier ${ess}${intitule === null ? '' : ` (${intitule})`}${couverture === '' ? '' : ` ; ${couverture}`}`;
  return {
    objet: typographie(`[ESS ${ess}] ${objet}`),
    fait: typographie(premiere),
    attente: attenteDe(courrier, echeances),
    lien: adresse === undefined ? null : casePage(adresse, ess),
    phrases: [...(reste === '' ? [] : [reste]), ...suite].map(typographie),
    recours: recours.map(typographie),
    sources: sources.map(typographie),
    pied: [JOINTE, dossier, ...contact(expediteur), AUTOMATIQUE].map(typographie),
  };
}

/** The first sentence, and the list that it announced. Never cut elsewhere: what people wrote would make a line of its own. */
function premierePhrase(paragraphe: string): readonly [phrase: string, reste: string] {
  const [tete = '', ...liste] = paragraphe.split('\n');
  if (liste.length > 0) return [tete.replace(/ :$/, '.'), ['Le détail :', ...liste].join('\n')];
  return [tete, ''];
}

/** What whom this is written to may do against it; else the first deadline to come that awaits them. A reminder says its own. */
function attenteDe(
  { destinataire, droit, etabliLe, evenement }: Courrier,
  echeances: readonly Echeance[],
): Contenu['attente'] {
  if (evenement === 'RappelEmis') return null;
  if (droit !== undefined) return { quoi: typographie(droit), sinon: null };
  const [premiere] = echeances
    .filter(({ attendu, effet, expire }) => attendu.includes(destinataire) && effet !== 'rappel' && expire >= etabliLe)
    .toSorted((a, b) => (a.expire < b.expire ? -1 : a.expire > b.expire ? 1 : 0));
  if (premiere === undefined) return null;
  const { cle, expire, effet } = premiere;
  return {
    quoi: typographie(`Prochaine échéance qui vous attend : ${echeance(cle)}, au plus tard le ${dateLongue(expire)}.`),
    sinon: effet === 'alerte' ? null : typographie(`À défaut, ${SILENCES[effet]}.`),
  };
}

/** Who to ask, where they can be reached. */
function contact(expediteur: Entourage['expediteur']): readonly string[] {
  if (expediteur === undefined) return [];
  const { nom, service, telephone, courriel } = expediteur;
  if (telephone === null && courriel === null) return [];
  return [`Pour toute question : ${[nom, service, telephone, courriel].filter((part) => part !== null).join(', ')}.`];
}

/** Paragraphs between blank lines: what every reader shows well. */
function texte({ fait, attente, lien, phrases, recours, sources, pied }: Contenu): string {
  const paragraphes = [
    fait,
    ...(attente === null ? [] : [[attente.quoi, ...(attente.sinon === null ? [] : [attente.sinon])].join('\n')]),
    ...(lien === null ? [] : [`Voir le dossier : ${lien}`]),
    ...phrases,
    ...(recours.length === 0 ? [] : [['Voies et délais de recours', ...recours].join('\n')]),
    ...(sources.length === 0 ? [] : [['Textes appliqués :', ...sources.map((source) => `- ${source}`)].join('\n')]),
    pied.join('\n'),
  ];
  return `${paragraphes.join('\n\n')}\n`;
}
