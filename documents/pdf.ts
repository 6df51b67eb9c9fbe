/** PDF by pdfmake, with the fonts that it ships. The same content gives the same bytes: a digest proves a letter. */
import pdfmake from 'pdfmake';
import type { Content, StyleDictionary, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { DateCivile } from '../domain/valeurs.ts';
import { registerFonts } from './fonts.ts';

registerFonts();

const STYLES: StyleDictionary = {
  titre: { fontSize: 15, bold: true, margin: [0, 0, 0, 12] },
  soustitre: { fontSize: 11, bold: true, margin: [0, 12, 0, 4] },
  discret: { fontSize: 8.5, color: '#444444' },
};

export interface Page {
  readonly titre: string;
  /** Left of the footer. */
  readonly pied: string;
  /** Fixed date of the file: never a clock. */
  readonly le: DateCivile;
  readonly contenu: Content[];
  /** Copies that follow one another, of the same length: each is numbered on its own. */
  readonly exemplaires?: number;
  readonly filigrane?: string;
}

const numero = (page: number, pages: number): string => `Page ${((page - 1) % pages) + 1} sur ${pages}`;

/** A4 pages, numbered. */
export async function composePdf({ titre, pied, le, contenu, exemplaires = 1, filigrane }: Page): Promise<Uint8Array> {
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [62, 56, 62, 64],
    language: 'fr-FR',
    info: {
      title: titre,
      subject: 'Équipes de soins spécialisés',
      creationDate: new Date(`${le}T00:00:00Z`),
      modDate: new Date(`${le}T00:00:00Z`),
    },
    defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.25 },
    styles: STYLES,
    footer: (page, pages) => ({
      margin: [62, 18, 62, 0],
      style: 'discret',
      columns: [
        { text: pied, width: '*' },
        { text: numero(page, pages / exemplaires), alignment: 'right', width: 90 },
      ],
    }),
    ...(filigrane === undefined ? {} : { watermark: { text: filigrane, opacity: 0.08 } }),
    content: contenu,
  };
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer());
}

const MOIS = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const JOUR_DU_MOIS = new RegExp(`(\\d|1er) (?=(?:${MOIS})\\b)`, 'g');
const MOIS_DE_L_ANNEE = new RegExp(`(${MOIS}) (?=\\d{4}\\b)`, 'g');

/** French typography: curved apostrophes; no line starts with a double punctuation, nor cuts a date, an amount, an article. */
export const typographie = (texte: string): string =>
  texte
    .replace(/(\p{L})'/gu, '$1’')
    .replace(/ ([:;?!»€%])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0')
    .replace(/(\d) (?=\d{3}\b)/g, '$1\u00a0')
    .replace(JOUR_DU_MOIS, '$1\u00a0')
    .replace(MOIS_DE_L_ANNEE, '$1\u00a0')
    .replace(/\b(n°|articles?|année) (?=[\dLR])/g, '$1\u00a0')
    .replace(/\b([LR])\. (?=\d)/g, '$1.\u00a0');
