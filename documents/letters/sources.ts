/** Where a rule comes from, as a letter cites it: the texts by their names, the reference of the catalogue behind. */

const TEXTES: Readonly<Record<string, string>> = {
  '000': 'présentation des équipes de soins spécialisés',
  '001': "« L'aide à la création et au financement des équipes de soins spécialisés », 28 novembre 2024",
  '002': 'instruction n° DGOS/AS2/CNAM/DPROF/2025/36 du 24 mars 2025 et ses annexes',
  '003': '« Trame type : projet de santé »',
  '004': "« Qu'est-ce qu'une ESS ? », questions et réponses",
};

function sourceEnClair(source: string): string {
  const texte = TEXTES[/^(00\d):/.exec(source)?.[1] ?? ''];
  if (texte !== undefined) return `${texte} (repère ${source})`;
  if (source.startsWith('CPC ')) return source.replace(/^CPC /, 'code de procédure civile, ');
  if (/^(DEC|CNT)-/.test(source)) return `règle de gestion ${source}`;
  return source.startsWith('regles.md') ? 'règles de gestion du système' : source;
}

/** `002:87, 302 ; DEC-03` → « instruction n° … (repère 002:87, 302) ; règle de gestion DEC-03 ». */
export const sourcesEnClair = (source: string): string => source.split(' ; ').map(sourceEnClair).join(' ; ');
