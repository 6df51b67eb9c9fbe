/** The PDF of a letter. */
import type { Content } from 'pdfmake/interfaces.js';
import type { Courrier } from './courrier.ts';
import { dateLongue } from '../libelles.ts';
import { inlined } from '../inline.ts';
import { composePdf, typographie } from '../pdf.ts';

/** A4, the data in a table, the rule at the foot. Deterministic: the same letter gives the same bytes. */
export const pdfDuCourrier = (courrier: Courrier): Promise<Uint8Array> =>
  composePdf({
    titre: `${courrier.objet} — ${courrier.ess}`,
    pied: typographie(`Équipes de soins spécialisés · dossier ${courrier.ess} · courrier n° ${courrier.rang}`),
    le: courrier.le,
    contenu: contenu(courrier),
  });

function contenu(courrier: Courrier): Content[] {
  const { rang, le, phrases, fondement } = courrier;
  // A letter kept from before F8 may hold a title of several lines.
  const { emetteur, destinataire, ess, intitule, couverture, objet, donnees } = inlined(courrier);
  const [emetteurPremier = '', ...emetteurSuite] = emetteur;
  const [destinatairePremier = '', ...destinataireSuite] = destinataire;
  return [
    {
      columns: [
        {
          width: '52%',
          stack: [
            { text: emetteurPremier, bold: true },
            ...emetteurSuite.map((text) => ({ text: typographie(text), style: 'discret' })),
          ],
        },
        {
          width: '48%',
          margin: [0, 34, 0, 0],
          stack: [
            { text: destinatairePremier, bold: true },
            ...destinataireSuite.map((text) => ({ text: typographie(text) })),
          ],
        },
      ],
    },
    { text: typographie(`Le ${dateLongue(le)}`), alignment: 'right', margin: [0, 22, 0, 14] },
    {
      stack: [
        { text: [{ text: 'Objet : ', bold: true }, typographie(objet)] },
        { text: [{ text: 'Référence : ', bold: true }, typographie(`${ess}, courrier n° ${rang}`)] },
        ...(intitule === null ? [] : [{ text: [{ text: 'Équipe : ', bold: true }, typographie(intitule)] }]),
        ...(couverture === '' ? [] : [{ text: [{ text: 'Périmètre : ', bold: true }, typographie(couverture)] }]),
      ],
      margin: [0, 0, 0, 16],
    },
    { text: 'Madame, Monsieur,', margin: [0, 0, 0, 8] },
    ...phrases.map(paragraphe),
    tableau(donnees),
    { text: 'Fondement', style: 'soustitre' },
    ...fondement.map((text) => ({ text: typographie(text), style: 'discret' })),
    {
      text: typographie("Veuillez agréer, Madame, Monsieur, l'expression de notre considération distinguée."),
      margin: [0, 18, 0, 10],
    },
    {
      text: typographie(
        `Courrier établi par le système de suivi des équipes de soins spécialisés ; il n'est pas signé à la main. L'original est conservé au dossier ${ess}.`,
      ),
      style: 'discret',
    },
  ];
}

/** A sentence followed by « - » lines is a list. */
function paragraphe(phrase: string): Content {
  const [tete = '', ...suite] = phrase.split('\n');
  const text = { text: typographie(tete), alignment: 'justify' as const };
  if (suite.length === 0) return { ...text, margin: [0, 0, 0, 7] };
  return { stack: [text, { ul: suite.map((ligne) => typographie(ligne.replace(/^- /, ''))) }], margin: [0, 0, 0, 7] };
}

const tableau = (donnees: Courrier['donnees']): Content => ({
  margin: [0, 8, 0, 0],
  table: {
    widths: ['38%', '*'],
    body: donnees.map(({ libelle, valeur }) => [
      { text: typographie(libelle), color: '#444444' },
      { text: typographie(valeur), bold: true },
    ]),
  },
  layout: {
    hLineWidth: () => 0.5,
    vLineWidth: () => 0,
    hLineColor: () => '#bbbbbb',
    paddingTop: () => 3,
    paddingBottom: () => 3,
  },
});
