/** (k) The letters of a day on which two thousand silences validate: processor of each, laid out as a worker does it. */
import type { Evenement } from '../../domain/evenements.ts';
import { PREMIERS_TEXTES } from '../../domain/droit.ts';
import { composerCourrier, pdfDuCourrier } from '../../documents/letters/index.ts';
import type { Measure } from '../measure.ts';
import { figure, rounds } from '../rounds.ts';

const VALIDATIONS = 2000;
const PROCESSEUR = 1000;

const validee = {
  evenement: 'LettreIntentionValidee',
  le: PREMIERS_TEXTES,
  acteur: 'systeme',
  regle: 'LI-09',
  mode: 'tacite',
  dateLimite: PREMIERS_TEXTES,
} as const satisfies Evenement<'LettreIntentionValidee'>;

/** An attestation for each case: none is the copy of another. */
function jour(): number {
  const avant = process.cpuUsage();
  for (let rang = 1; rang <= VALIDATIONS; rang += 1)
    pdfDuCourrier(
      composerCourrier(validee, {
        ess: `ess-33-${rang}`,
        rang,
        siege: '33',
        region: 'nouvelle-aquitaine',
        caisse: 'gironde',
        intitule: `Équipe ${rang}`,
        specialites: ['dermatologie'],
        departements: ['33'],
        destinataire: 'porteur',
      }),
    );
  const { user, system } = process.cpuUsage(avant);
  return (user + system) / PROCESSEUR;
}

export const letters: Measure = {
  letter: 'k',
  title: `A day of ${VALIDATIONS} tacit validations: its letters`,
  async run(_terrain, nombre) {
    const { courriers } = await rounds(nombre, { courriers: () => Promise.resolve(jour()) });
    return [
      {
        name: 'one letter in PDF/A-2a, processor',
        figure: figure(courriers.map((ms) => ms / VALIDATIONS)),
        unit: 'ms',
        target: { bound: 'at-most', value: 6 },
      },
      { name: 'all letters of the day, processor', figure: figure(courriers.map((ms) => ms / 1000)), unit: 's' },
    ];
  },
};
