/** A French page for each rule, at an address that does not change: what a letter's reference leads to. Only words of ours and of public texts go in, escaped. */
import { citationsDe } from '../../domain/catalogue/citations.ts';
import { chiffresDu, type Chiffre } from '../../domain/catalogue/en-vigueur.ts';
import { CATALOGUE, regle, type Regle } from '../../domain/catalogue/index.ts';
import { referencesEnClair } from '../../domain/catalogue/references.ts';
import { dateLongue, euros } from '../../documents/libelles.ts';
import { typographie } from '../../documents/typography.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { htmlPage } from './html-page.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const shown = (text: string): string => typographie(text).replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const NATURES: Readonly<Record<Regle['nature'], string>> = {
  texte: 'Cette phrase se lit dans le texte.',
  interpretation: 'Cette phrase dit ce que les textes ne disent pas expressément : c’est une lecture du service.',
};

/** The places that a rule comes from, in plain words. */
export const sourcesOf = ({ source }: Regle): readonly string[] => referencesEnClair(source, (id) => regle(id)?.titre);

function figure({ valeur, unite, depuis, source, versionDroit }: Chiffre): string {
  const value =
    typeof valeur === 'number'
      ? unite === 'centimes'
        ? euros(valeur)
        : `${valeur} ${unite === 'pour-cent' ? '%' : (unite ?? '')}`.trim()
      : typeof valeur === 'boolean'
        ? valeur
          ? 'oui'
          : 'non'
        : valeur.join(', ');
  const text = versionDroit === undefined ? '' : `, ${source}`;
  return `<li>${shown(value)}, depuis le ${shown(dateLongue(depuis))}${shown(text)}</li>`;
}

/** `undefined`: no rule bears this id. `le`: the day whose figures are shown. */
export function rulePage(id: string, le: DateCivile): string | undefined {
  const rule = regle(id);
  if (rule === undefined) return undefined;
  const figures = chiffresDu(le).filter((one) => one.regle === id);
  const quotations = citationsDe(rule.source);
  return htmlPage(
    `${rule.id} : ${shown(rule.titre)}`,
    `<h1>${shown(rule.titre)}</h1><p>${shown(rule.phrase)}</p><p>${NATURES[rule.nature]}</p>` +
      `<h2>Source</h2><ul>${sourcesOf(rule)
        .map((source) => `<li>${shown(source)}</li>`)
        .join('')}</ul>` +
      (quotations.length === 0
        ? ''
        : `<h2>Ce que disent les textes</h2>${quotations
            .map(
              ({ reference, repere, texte }) =>
                `<blockquote><p>${shown(texte)}</p><footer>${shown(reference)} (repère ${repere})</footer></blockquote>`,
            )
            .join('')}`) +
      (figures.length === 0
        ? ''
        : `<h2>En vigueur le ${shown(dateLongue(le))}</h2><ul>${figures.map(figure).join('')}</ul>`) +
      `<p>Référence : <code>${rule.id}</code>. <a href="/regles">Toutes les règles</a></p>`,
  );
}

export const ruleIndex = (): string =>
  htmlPage(
    'Règles appliquées',
    `<h1>Règles appliquées</h1><ul>${CATALOGUE.map(({ id, titre }) => `<li><a href="/regles/${id}">${id}</a> : ${shown(titre)}</li>`).join('')}</ul>`,
  );
