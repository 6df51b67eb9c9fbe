/**
 * (m) The letters of a day on which two thousand silences validate, to whom the law has them told: composed, presented and
 * laid out as a worker does, in processor time (what else the machine does hardly counts in it).
 */
import { composerCourrier, pdfDuCourrier, presenter } from '../../documents/letters/index.ts';
import { lireAutorites, type Autorites } from '../../documents/authorities/index.ts';
import { effets } from '../../domain/effets.ts';
import { etatInitial } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import type { Measure } from '../measure.ts';
import { figure, rounds } from '../rounds.ts';

const VALIDATIONS = 2000;
/** A letter by pdfmake, which Typst replaced: measured on this machine in the same minutes as 5.1 to 7.4 ms by Typst. */
const PDFMAKE_MS = 22.4;

const SILENCE = {
  titre: 'silence',
  etapes: [
    {
      le: '2026-01-15',
      acteur: 'porteur',
      commande: 'deposer-lettre-intention',
      donnees: {
        specialites: ['dermatologie'],
        departements: ['33'],
        siege: '33',
        medecinsPresents: 140,
        liberaux: 120,
        engages: 37,
      },
    },
  ],
  jusquAu: '2026-03-20',
} as const;

/** The case on the day when silence validates it: its event, and who is told. */
function validation() {
  let etat = etatInitial('ess-33-1');
  for (const ligne of simuler(SILENCE) as unknown as readonly Evenement[]) {
    etat = evoluer(etat, ligne);
    if (ligne.evenement === 'LettreIntentionValidee')
      return { evenement: ligne, etat, effets: effets(ligne, etat).filter(({ type }) => type === 'notifier') };
  }
  throw new Error('a silence that validates nothing');
}

const REGLAGES = {
  service: 'Offre de soins',
  adresse: ['1 rue de l’Exemple', '33000 Bordeaux'],
  telephone: '05 00 00 00 00',
  courriel: 'ess@ars.example',
  signataire: { prenom: 'Agent', nom: '01', qualite: 'directrice de l’offre de soins', delegation: null },
};

/** Milliseconds of processor of the day, and how many letters it makes; none is the copy of another. */
async function jour(autorites: Autorites): Promise<{ readonly ms: number; readonly lettres: number }> {
  const { evenement, etat, effets: envois } = validation();
  const { siege, ars, caisse, specialites, departements } = etat;
  const destinataires = envois.flatMap((envoi) => (envoi.type === 'notifier' ? envoi.destinataires : []));
  const avant = process.cpuUsage();
  for (let numero = 1; numero <= VALIDATIONS; numero += 1)
    for (const destinataire of destinataires) {
      if (destinataire === 'systeme') continue;
      const courrier = composerCourrier(evenement, {
        ess: `ess-33-${numero}`,
        rang: etat.rang,
        intitule: `Équipe ${numero}`,
        ...{ siege, region: ars, caisse, specialites, departements, destinataire, etat },
      });
      const presentation = await presenter(courrier, () => Promise.resolve(undefined), autorites);
      pdfDuCourrier(courrier, presentation);
      // As in a worker, which sends each: what Typst laid out is given back when the event loop turns.
      await new Promise(setImmediate);
    }
  const { user, system } = process.cpuUsage(avant);
  return { ms: (user + system) / 1000, lettres: VALIDATIONS * destinataires.length };
}

export const letters: Measure = {
  letter: 'm',
  title: `A day of ${VALIDATIONS} tacit validations: its letters`,
  async run(_terrain, nombre) {
    const autorites = await lireAutorites(
      { ars: { 'nouvelle-aquitaine': REGLAGES }, caisses: { gironde: REGLAGES } },
      () => Promise.reject(new Error('these settings name no file')),
    );
    const { jours } = await rounds(nombre, { jours: () => jour(autorites) });
    const parLettre = jours.map(({ ms, lettres }) => ms / lettres);
    return [
      {
        name: 'one letter in PDF/A-2a, processor',
        figure: figure(parLettre),
        unit: 'ms',
        target: { bound: 'at-most', value: 6 },
      },
      {
        name: `the same ÷ by pdfmake (${PDFMAKE_MS} ms, recorded)`,
        figure: figure(parLettre.map((ms) => ms / PDFMAKE_MS)),
        unit: '×',
      },
      {
        name: `all ${jours[0]?.lettres ?? 0} letters of the day, processor`,
        figure: figure(jours.map(({ ms }) => ms / 1000)),
        unit: 's',
      },
    ];
  },
};
