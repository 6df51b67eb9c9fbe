/** The e-mail that carries a letter. */
import type { Courrier } from './courrier.ts';

/** Subject and plain text of the e-mail of a letter. */
export function texteDuCourrier(courrier: Courrier): { objet: string; corps: string } {
  const { ess, intitule, couverture, phrases, recours, sources } = courrier;
  const dossier = `Dossier ${ess}${intitule === null ? '' : ` (${intitule})`}${couverture === '' ? '' : ` ; ${couverture}`}`;
  const corps = [
    'Madame, Monsieur,',
    ...phrases,
    ...(recours.length === 0 ? [] : [['Voies et délais de recours', ...recours].join('\n')]),
    ['Textes appliqués :', ...sources.map((source) => `- ${source}`)].join('\n'),
    [
      dossier,
      'Ce message est envoyé automatiquement par le système de suivi des équipes de soins spécialisés. Merci de ne pas y répondre.',
    ].join('\n'),
  ];
  return { objet: `[ESS ${ess}] ${courrier.objet}`, corps: `${corps.join('\n\n')}\n` };
}
