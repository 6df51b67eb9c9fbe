/** Part 8 of the letters: an e-mail says in one sentence what happened, then what is awaited, and both forms say the same. */
import { depuis } from '../../domain/calculs/date.ts';
import { describe, expect, it } from 'vitest';
import { composerCourrier, texteDuCourrier, type Contexte, type Entourage } from '../../documents/letters/index.ts';
import type { Echeance } from '../../domain/echeance.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { instant } from '../../domain/valeurs.ts';
import { VALIDEE } from '../activities/avis-essai.ts';
import { date } from '../records/exemples.ts';
import { lettres } from './exemples.ts';

const CONTEXTE: Contexte = {
  ess: 'ess-33-1',
  rang: 7,
  siege: '33',
  region: 'nouvelle-aquitaine',
  caisse: 'gironde',
  intitule: 'Dermatologie <de> « Gironde »',
  specialites: ['dermatologie'],
  departements: ['33'],
  destinataire: 'porteur',
};
const echeance = (cle: string, expire: string, reste: Partial<Echeance> = {}): Echeance => ({
  cle,
  expire: date(expire),
  calcul: depuis('LettreIntentionDeposee', date(expire)),
  declenche: date(expire),
  effetLe: date(expire),
  reveil: instant(0),
  regle: 'LI-09',
  effet: 'alerte',
  attendu: ['porteur'],
  ...reste,
});
const ecrire = (entourage: Entourage = {}, evenement: Evenement = VALIDEE, contexte: Partial<Contexte> = {}) =>
  texteDuCourrier(composerCourrier(evenement, { ...CONTEXTE, ...contexte }), entourage);

/** What a person reads of the HTML. */
const lu = (html: string): string =>
  html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

describe('le courriel d’un courrier', () => {
  it('sa première ligne est une phrase, qui dit ce qui s’est passé', () => {
    const { corps, corpsHtml } = ecrire();
    const [premiere = ''] = corps.split('\n');
    expect(premiere).toMatch(/réputée.*17\u00a0mai\u00a02026/);
    expect(lu(corpsHtml).trim().startsWith(premiere.replace(/\s/g, ' '))).toBe(true);
  });

  it('à qui une résiliation est notifiée, son droit de saisine est dit avant tout autre délai (RES-A-03)', async () => {
    const avec = { echeances: [echeance('depot-projet-sante', '2026-06-10', { attendu: ['porteur', 'ars'] })] };
    const pour = async (qui: 'porteur' | 'caisse') => {
      const [courrier] = await lettres('S11-saisine-sans-reponse', 'ResiliationNotifiee', qui);
      if (courrier === undefined) throw new Error('no letter');
      return texteDuCourrier(courrier, avec);
    };
    const { corps, corpsHtml } = await pour('porteur');
    expect(corps.split('\n\n')[1]?.replace(/\u00a0/g, ' ')).toBe(
      'Vous pouvez saisir les deux autorités jusqu’au 31 mars 2026 inclus ; la résiliation est alors suspendue.',
    );
    expect(lu(corpsHtml)).not.toContain('dépôt du projet de santé');
    expect((await pour('caisse')).corps).not.toContain('Vous pouvez saisir');
  });

  it('une liste n’est pas dans la première phrase : elle la suit', () => {
    const verifiees = {
      evenement: 'PiecesVerifiees',
      le: date('2026-06-11'),
      acteur: 'caisse',
      regle: 'AMO-05',
      paiement: 'amorcage-1',
      pieces: [{ code: 'statuts', conforme: true }],
    } as unknown as Evenement;
    const { corps, corpsHtml } = ecrire({}, verifiees);
    expect(corps.split('\n')[0]).toBe('La caisse de rattachement a vérifié vos pièces le 11\u00a0juin\u00a02026.');
    expect(corps).toContain('Le détail\u00a0:\n- statuts de l’association\u00a0: conforme');
    expect(corpsHtml).toContain('<li>statuts de l’association\u00a0: conforme</li>');
  });

  it('l’échéance est la première à venir de qui le reçoit ; ce que fait le silence est dit', () => {
    const echeances = [
      echeance('depot-projet-sante', '2026-09-16'),
      echeance('signature-contrat-amorcage', '2026-06-17', { effet: 'fin-de-contrat' }),
      echeance('decision-projet-sante', '2026-05-20', { attendu: ['ars'] }),
      echeance('reponse-precisions', '2026-05-16'),
      echeance('rappel-depot-projet-sante', '2026-05-18', { effet: 'rappel' }),
    ];
    const { corps, corpsHtml } = ecrire({ echeances });
    const attendue =
      'Prochaine échéance qui vous attend : signature du contrat de crédit d’amorçage, au plus tard le 17 juin 2026.';
    expect(corps.replaceAll('\u00a0', ' ')).toContain(`${attendue}\nÀ défaut, le contrat prendra fin.`);
    expect(lu(corpsHtml)).toContain(`${attendue} À défaut, le contrat prendra fin.`);
    expect(ecrire({ echeances: [echeance('reponse-precisions', '2026-05-16')] }).corps).not.toContain('échéance');
  });

  it('le lien mène au dossier, là où il y a une console', () => {
    const { corps, corpsHtml } = ecrire({ console: 'https://ess.example' });
    expect(corps).toContain('Voir le dossier : https://ess.example/dossiers/ess-33-1\n');
    expect(corpsHtml).toContain('<a href="https://ess.example/dossiers/ess-33-1"');
    expect(ecrire().corps).not.toContain('http');
  });

  it('qui joindre est dit quand l’autorité a de quoi l’être', () => {
    const joignable = { nom: 'Agence', service: 'Offre de soins', telephone: '05 00 00 00 00', courriel: null };
    expect(ecrire({ expediteur: joignable }).corps).toContain('Agence, Offre de soins, 05 00 00 00 00.');
    expect(ecrire({ expediteur: { ...joignable, telephone: null } }).corps).not.toContain('Pour toute question');
  });

  it('ce que des personnes ont écrit ne fait pas de balise', () => {
    const { corpsHtml } = ecrire({}, VALIDEE, { intitule: '<img src=x onerror=a>"\'&' });
    expect(corpsHtml).not.toContain('<img');
    expect(lu(corpsHtml)).toContain('<img src=x onerror=a>');
  });

  it('les deux formes disent les mêmes mots, en typographie française', () => {
    const { corps, corpsHtml } = ecrire({ console: 'https://ess.example' });
    const html = lu(corpsHtml);
    for (const ligne of corps
      .split('\n')
      .filter((une) => une !== '' && !/^(Voir le dossier|Textes appliqués)/.test(une)))
      expect(html).toContain(ligne.replace(/^- /, '').replace(/\s/g, ' '));
    expect(corps).not.toMatch(/\p{L}'\p{L}| [;?!»]|« /u);
  });
});
