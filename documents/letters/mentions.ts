/** Sentences that several letters share: what silence does, ways of appeal, a delay put off to a working day. */
import { lendemain } from '../../domain/calendrier/calendrier.ts';
import { finDuDelai, sansReport } from '../../domain/droit.ts';
import type { DateCivile, Role } from '../../domain/valeurs.ts';
import { dateLongue, jour } from '../libelles.ts';
import type { Contexte } from './modeles.types.ts';

/** CRPA L. 232-3 — a tacit acceptance is certified at the request of who asked for it; here without a request. */
export const ATTESTATION =
  "En cas de validation tacite, une attestation vous sera adressée sans que vous ayez à la demander (code des relations entre le public et l'administration, articles L. 232-3 et R. 112-5).";
export const VAUT_ATTESTATION =
  "Le présent courrier vaut attestation de cette décision implicite d'acceptation (code des relations entre le public et l'administration, article L. 232-3).";

/** What each reader does with a delay at whose end silence validates. */
export const silence = (destinataire: Role, quoi: string, dateLimite: DateCivile, regle: string): readonly string[] => {
  const effet = `${quoi} sera réputé${quoi.startsWith('la ') ? 'e' : ''} validé${quoi.startsWith('la ') ? 'e' : ''} ${jour(lendemain(dateLimite))} (${regle})`;
  if (destinataire === 'ars')
    return [
      `Vous avez jusqu'au ${dateLongue(dateLimite)} inclus pour notifier votre décision, par tout moyen qui lui donne date certaine. Sans décision notifiée à cette date, ${effet}.`,
    ];
  if (destinataire === 'caisse')
    return [
      `Votre avis est attendu avant la décision de l'agence régionale de santé, qui peut être notifiée jusqu'au ${dateLongue(dateLimite)} inclus. Sans décision à cette date, ${effet}.`,
    ];
  return [
    `L'agence régionale de santé vous notifie sa décision au plus tard ${jour(dateLimite)}. En l'absence de réponse à cette date, ${effet}. ${ATTESTATION}`,
  ];
};

/** DEC-03 — a delay whose last day is not a working day goes on to the next one, and the letter says so. */
export function report(
  contexte: Contexte,
  nom: Parameters<typeof sansReport>[1],
  depuis: DateCivile,
  dateLimite: DateCivile = finDuDelai(contexte, nom, depuis),
): readonly string[] {
  const brut = sansReport(contexte, nom, depuis);
  return brut !== dateLimite && finDuDelai(contexte, nom, depuis) === dateLimite
    ? [
        `Ce délai finissait ${jour(brut)}, qui n'est pas un jour ouvrable : il est reporté au premier jour ouvrable qui suit, ${jour(dateLimite)} (DEC-03).`,
      ]
    : [];
}

/** Départements whose administrative court is overseas, or whose people may be. */
const outreMer = (siege: string): boolean => siege.startsWith('97');

/** CJA R. 421-1, R. 421-5, R. 421-7; CRPA L. 411-2 — without this mention the time for an appeal does not run. */
export const recoursContreDecision = ({ siege }: Contexte): readonly string[] => [
  [
    'Cette décision peut être contestée dans les deux mois de sa notification (code de justice administrative, articles R. 421-1 et R. 421-5) :',
    "- par un recours gracieux, adressé à l'agence régionale de santé ;",
    '- par un recours hiérarchique, adressé au ministre chargé de la santé ;',
    "- par un recours devant le tribunal administratif territorialement compétent, déposé au greffe, envoyé par courrier ou par l'application « Télérecours citoyens ».",
  ].join('\n'),
  "Un recours gracieux ou hiérarchique formé dans ce délai l'interrompt. Le silence gardé deux mois sur ce recours vaut rejet ; le tribunal peut alors être saisi dans les deux mois qui suivent (code des relations entre le public et l'administration, articles L. 231-4 et L. 411-2 ; code de justice administrative, article R. 421-2).",
  ...(outreMer(siege)
    ? [
        "Devant un tribunal administratif d'outre-mer, ce délai est augmenté d'un mois pour qui n'y demeure pas, et de deux mois pour qui demeure à l'étranger (code de justice administrative, article R. 421-7).",
      ]
    : []),
];

/** The end of a contract by the authorities: its own way (the saisine), then the court. */
export const recoursContreResiliation = (dateLimite: DateCivile): readonly string[] => [
  [
    'Cette résiliation peut être contestée :',
    `- jusqu'au ${dateLongue(dateLimite)} inclus, par la saisine dite plus haut ;`,
    '- dans les deux mois de sa notification, devant le tribunal administratif territorialement compétent (code de justice administrative, articles R. 421-1 et R. 421-5).',
  ].join('\n'),
];

/** A sum claimed back under the contract. */
export const RECOURS_SOMME: readonly string[] = [
  "Cette somme peut être contestée dans les deux mois de sa notification, par un recours gracieux adressé au directeur de la caisse, ou devant le tribunal administratif territorialement compétent (code de justice administrative, articles R. 421-1 et R. 421-5). Un recours gracieux formé dans ce délai l'interrompt.",
];
