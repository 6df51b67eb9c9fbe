/** Whatever leads people to the console from elsewhere (mails, agenda, receipts, Web UI) leads to a page that is there. */
import { expect, test } from 'vitest';
import { caseLinkFrom, invitationLinkFrom } from '../../api/views/case-link.ts';
import { PAGES } from '../../console/pages/index.ts';
import { composerCourrier, texteDuCourrier } from '../../documents/letters/index.ts';
import { digestMail } from '../../documents/personal/digest.ts';
import { etatInitial } from '../../domain/etat.ts';
import { instant } from '../../domain/valeurs.ts';
import { details } from '../../workflows/operator-view.ts';
import { VALIDEE } from '../activities/avis-essai.ts';

const CONSOLE = 'https://console.exemple.invalid';
const ESS = 'ess-33-exemple';
const env = { ESS_CONSOLE_URL: CONSOLE, ESS_API_URL: 'https://api.exemple.invalid' };
const DESTINATAIRE = {
  ess: ESS,
  rang: 2,
  siege: '33',
  region: 'nouvelle-aquitaine',
  caisse: 'gironde',
  intitule: null,
  specialites: [],
  departements: ['33'],
  destinataire: 'porteur',
} as const;

const mene = {
  'le lien d’un dossier (agenda, reçus, exports)': caseLinkFrom(env)?.(ESS),
  'le lien d’une invitation': invitationLinkFrom(env)?.('un-secret'),
  'le courriel d’un courrier': texteDuCourrier(composerCourrier(VALIDEE, DESTINATAIRE), { console: CONSOLE }).corps,
  'le récapitulatif': digestMail(
    {
      lignes: [{ ess: ESS, intitule: null, quoi: 'Déposer', dernierJour: null, enRetard: false }],
      autres: 0,
      plusTard: 0,
    },
    { console: CONSOLE },
  ).corpsHtml,
  'la vue de l’exploitant dans la Web UI': details(etatInitial(ESS), {
    maintenant: instant(0),
    decalage: 0,
    liens: { console: CONSOLE },
    incidents: { cause: () => undefined },
  }),
};

const ouvre = (chemin: string) =>
  PAGES.filter(({ path, get }) => get !== undefined && new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`).test(chemin));

test.each(Object.entries(mene))('%s mène à une page de la console', (_d, dit) => {
  const adresses = dit?.match(new RegExp(`${CONSOLE}[^\\s"<>)]*`, 'g')) ?? [];
  expect(adresses).not.toEqual([]);
  for (const adresse of adresses) expect(ouvre(new URL(adresse).pathname), adresse).not.toEqual([]);
});
