/**
 * What people write: on one line, or on several. Kept in Unicode's composed form (NFC), so that what looks the same is the
 * same. Refused: what no reader sees, and what turns a line around (UTS 39, TR 36); messages say what to do.
 */
import { z } from 'zod';

/** Controls, formats, private use, line and paragraph separators, noncharacters, fillers and selectors: nothing is seen of them. */
const UNSEEN = String.raw`\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}`;
const HIDDEN = new RegExp(`[${UNSEEN}]`, 'u');
/** A paragraph has its lines and its tabs. */
const HIDDEN_IN_LINES = new RegExp(`(?![\\n\\t])[${UNSEEN}]`, 'u');

/**
 * Joiners and selectors where writing needs them: between letters of the scripts that join (never Latin, where they only
 * hide), inside an emoji.
 */
const JOINED = new RegExp(
  [
    String.raw`(?<=[^\p{sc=Latin}\p{sc=Zyyy}${UNSEEN}])[\u200c\u200d](?=[^\p{sc=Latin}\p{sc=Zyyy}${UNSEEN}])`,
    String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?)\u200d(?=\p{Extended_Pictographic})`,
    String.raw`(?<=[\p{Emoji}])\ufe0f`,
  ].join('|'),
  'gu',
);

const readable = (hidden: RegExp, value: string): boolean =>
  value.isWellFormed() && !hidden.test(value.replace(JOINED, ''));

const composed = (max: number) =>
  z
    .string()
    .overwrite((value) => value.replace(/\r\n?/g, '\n').normalize('NFC'))
    .trim()
    .min(1, { error: 'Ce texte est vide.' })
    .max(max, { error: `Ce texte dépasse ${max} caractères.` });

/** Free text on several lines: ends of line become LF. Trimmed, not empty. */
export const text = (max = 4000) =>
  composed(max).refine((value) => readable(HIDDEN_IN_LINES, value), {
    error:
      'Ce texte contient des caractères de contrôle ou invisibles : effacez-les, ou saisissez-le à nouveau au clavier.',
  });

/** One line: no end of line, no tab. Trimmed, not empty. */
export const line = (max = 300) =>
  composed(max)
    .refine((value) => !/[\n\t\v\f\u0085\u2028\u2029]/u.test(value), {
      error:
        'Ce texte tient sur une seule ligne : remplacez les retours à la ligne et les tabulations par des espaces.',
      abort: true,
    })
    .refine((value) => readable(HIDDEN, value), {
      error:
        'Ce texte contient des caractères de contrôle ou invisibles : effacez-les, ou saisissez-le à nouveau au clavier.',
    });

/** What a mail reader would make a link of. */
const LINK = /:\/\/|\bwww\.|\bmailto:|[\p{L}\p{N}-]\.[\p{L}]{2,}\/\S/iu;

/** One line that names someone or something, and that letters and contracts repeat: no address of the Web in it. */
export const name = (max = 300) =>
  line(max).refine((value) => !LINK.test(value), {
    error: 'Un nom ou un intitulé ne contient pas d’adresse Internet : retirez-la.',
  });
