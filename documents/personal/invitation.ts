/** The e-mail that asks somebody to act for a team. */
import { dateDe } from '../../domain/calendrier/calendrier.ts';
import { instant } from '../../domain/valeurs.ts';
import { BLUE, cadreDuCourriel, escape, tete } from '../letters/courriel-html.ts';
import { dateLongue } from '../libelles.ts';
import { typographie } from '../typography.ts';

export interface InvitationMail {
  /** Name of the team; null: it has none yet. */
  readonly intitule: string | null;
  readonly ess: string;
  /** Absolute address of the page that answers; absent: the secret is typed where one answers. */
  readonly lien?: string;
  readonly secret: string;
  readonly expireLe: Date;
}

const OBJET = 'Invitation à agir pour une équipe de soins spécialisés';
const PIED = [
  'Si vous ne connaissez pas cette équipe, ne faites rien : sans réponse, l’invitation s’éteint et votre adresse est oubliée.',
  'Ce message est envoyé automatiquement. Merci de ne pas y répondre.',
].map(typographie);

export function invitationMail({ intitule, ess, lien, secret, expireLe }: InvitationMail): {
  readonly objet: string;
  readonly corps: string;
  readonly corpsHtml: string;
} {
  const jour = dateLongue(dateDe(instant(expireLe.getTime()), 'Europe/Paris'));
  const phrases = [
    `Vous êtes invité(e) à agir pour l’équipe « ${intitule ?? ess} » : déposer ses pièces, suivre ses échéances et ses versements, au même titre que ses autres mandataires.`,
    `Connectez-vous avec votre compte pour accepter ou refuser, au plus tard le ${jour}. Le lien ne sert qu’une fois ; ne le transmettez pas.`,
  ].map(typographie);
  const acces = lien ?? `Code de l’invitation : ${secret}`;
  const bouton =
    lien === undefined ? escape(acces) : `<a href="${escape(lien)}" style="color:${BLUE}">Répondre à l’invitation</a>`;
  const paragraphe = (html: string) => `<p style="margin:0 0 12px">${html}</p>\n`;
  return {
    objet: OBJET,
    corps: [...phrases, acces, ...PIED].join('\n\n'),
    corpsHtml: cadreDuCourriel(
      OBJET,
      `${tete(OBJET)}${phrases.map((phrase) => paragraphe(escape(phrase))).join('')}${paragraphe(bouton)}`,
      PIED,
    ),
  };
}
