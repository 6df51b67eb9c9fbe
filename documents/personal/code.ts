/** The e-mail that proves that an address is read by who gave it. */
import { cadreDuCourriel, tete } from '../letters/courriel-html.ts';
import { typographie } from '../typography.ts';

const OBJET = 'Votre code pour le suivi des équipes de soins spécialisés';
const PHRASE =
  'Quelqu’un a donné cette adresse pour y recevoir le récapitulatif de ses dossiers. Si c’est vous, saisissez ce code dans vos préférences : il vaut un jour.';
const SINON = 'Si ce n’est pas vous, ne faites rien : aucun autre message ne vous sera envoyé.';
const PIED = ['Ce message est envoyé automatiquement. Merci de ne pas y répondre.'];

/** « 1234 5678 », read over a shoulder and typed. */
const enDeux = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

export function codeMail(code: string): { readonly objet: string; readonly corps: string; readonly corpsHtml: string } {
  const [phrase, sinon] = [typographie(PHRASE), typographie(SINON)];
  return {
    objet: OBJET,
    corps: [enDeux(code), phrase, sinon, ...PIED].join('\n\n'),
    corpsHtml: cadreDuCourriel(
      OBJET,
      `${tete(enDeux(code))}<p style="margin:0 0 12px">${phrase}</p>\n<p style="margin:0 0 12px">${sinon}</p>\n`,
      PIED,
    ),
  };
}
