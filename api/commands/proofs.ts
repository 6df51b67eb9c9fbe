/** DEC-29 — who may date an act, and what the API asks for it. In the domain a date that comes with its proof is taken as proved. */
import { dateDe, enToutesLettres, fuseau } from '../../domain/calendrier/calendrier.ts';
import { jourDe, type NomCommande } from '../../domain/commandes.ts';
import { juger } from '../../domain/rectification/juger.ts';
import { Refus } from '../../domain/refus.ts';
import { instant, type DateCivile } from '../../domain/valeurs.ts';
import type { Identity } from '../../identity/verifier.ts';
import { invalidFields } from '../../runtime/http/problems.ts';
import type { VueEss } from '../../workflows/messages.ts';
import type { Outcome } from './act-to-receipt.ts';
import { FinishedCase, UnknownCase, type ApiDeps, type Cases } from '../ports.ts';
import type { Act } from './body-to-act.ts';
import type { Warning } from './rubrics.ts';

/** Its date counts at once: the platform says it, through its connector, and nobody for it. */
const BY_THE_CONNECTOR = 'plateforme';

/** Acts of an authority that take a right away, or stop a silence that would have given one: their date is proved. */
const PROVEN_WHEN_LATE: readonly NomCommande[] = [
  'refuser-lettre-intention',
  'refuser-projet-sante',
  's-opposer-projet-sante',
  'demander-pieces-lettre-intention',
  'demander-precisions',
  'notifier-resiliation',
];

/** Whether its date, once past, is not taken without a proof. */
export const isProvenWhenLate = (commande: NomCommande): boolean => PROVEN_WHEN_LATE.includes(commande);

const AUTHORITIES: readonly string[] = ['ars', 'caisse'];

/** An act of the porteur does not say that a platform stamped it, unless the connector of the platform sends it. */
export function requireConnector({ connecteur }: Identity, { acteur, donnees }: Act): void {
  if (acteur !== 'porteur' || connecteur === true || donnees.preuve?.nature !== BY_THE_CONNECTOR) return;
  throw invalidFields([
    {
      champ: 'preuve.nature',
      regle: 'DEC-29',
      message:
        'Seul le connecteur d’une plateforme de dépôt peut dire que la plateforme a horodaté cet acte. Dites autrement comment la date est certaine (« avis-reception », « courriel », « remise-en-main-propre », « autre »…) : l’ARS ou la caisse la confirmera.',
    },
  ]);
}

/** The case as it is; of one that the engine holds no more, nothing: its author is told why it is too late. */
async function viewOf(cases: Cases, ess: string): Promise<VueEss | undefined> {
  try {
    return await cases.view(ess);
  } catch (error) {
    if (error instanceof UnknownCase || error instanceof FinishedCase) return undefined;
    throw error;
  }
}

/** An earlier date that takes a right away is refused without its proof. The case's clock says what is earlier. */
export async function requireDateProof(cases: Cases, ess: string, { acteur, commande, donnees }: Act): Promise<void> {
  if (!AUTHORITIES.includes(acteur) || !isProvenWhenLate(commande) || donnees.preuve !== undefined) return;
  const vue = await viewOf(cases, ess);
  if (vue === undefined) return;
  // Where the case lives.
  const today = dateDe(instant(vue.maintenant), fuseau(vue.etat.siege));
  const day = jourDe({ commande, acteur, donnees });
  if (day >= today) return;
  throw invalidFields([
    {
      champ: 'preuve',
      regle: 'DEC-29',
      message: `Cet acte est daté du ${enToutesLettres(day)}, avant le jour de sa saisie (${enToutesLettres(today)}), et il retire un droit à l’équipe ou arrête un délai : dites comment sa date est certaine (DEC-29).`,
    },
  ]);
}

/** Rectifications that an authority makes alone. */
const RECTIFICATIONS: readonly NomCommande[] = ['corriger', 'annuler'];

/** Whether this rectification, made without a proof, may have to be proved: it depends on what it takes away. */
export const isProvenWhenTaking = (commande: NomCommande): boolean => RECTIFICATIONS.includes(commande);

/** DEC-34 — what takes a validation, a contract or money from the ESS is proved: the life is played before it is sent. */
export async function requireRectificationProof(
  { cases, records }: Pick<ApiDeps, 'cases' | 'records'>,
  ess: string,
  { acteur, commande, donnees }: Act,
): Promise<void> {
  if (!AUTHORITIES.includes(acteur) || !isProvenWhenTaking(commande) || donnees.preuve !== undefined) return;
  const vue = await viewOf(cases, ess);
  if (vue === undefined) return;
  const { etat, maintenant } = vue;
  const journal = await records.readJournal(ess, { apresRang: 0, limite: etat.rang });
  const reponse = juger(etat, { commande, acteur, donnees }, instant(maintenant), journal);
  if (reponse instanceof Refus || reponse.every(({ evenement }) => evenement !== 'RectificationProposee')) return;
  throw invalidFields([
    {
      champ: 'preuve',
      regle: 'DEC-34',
      message:
        'Cette rectification retire à l’équipe une validation, un contrat ou de l’argent : joignez la preuve de ce que vous rectifiez ; l’autre autorité en sera saisie pour accord.',
    },
  ]);
}

/** Any other act of an authority that is dated before its entry, and not proved, is flagged. */
export function dateToJustify({ acteur, donnees }: Act, { evenements }: Outcome): readonly Warning[] {
  if (!AUTHORITIES.includes(acteur) || donnees.preuve !== undefined) return [];
  const late = evenements.find((event) => event.acteur === acteur && event.saisiLe !== undefined);
  if (late === undefined) return [];
  return [
    {
      champ: 'preuve',
      regle: 'DEC-29',
      phrase: `Date à justifier : cet acte est daté du ${enToutesLettres(late.le)} et a été saisi le ${enToutesLettres(late.saisiLe as DateCivile)}. L’autre autorité voit les deux dates.`,
    },
  ];
}
