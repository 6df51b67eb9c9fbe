/** Bank returns: XML that reads files, swells, or says what no bank says (F13, F14). */
import { allAnswer, verdict, type AttackClass } from './attack.ts';
import type { Target } from './target.ts';

const report = (inside: string, created = '<CreDtTm>2026-06-16T08:00:00Z</CreDtTm>') =>
  `<Document><CstmrPmtStsRpt><GrpHdr>${created}</GrpHdr>${inside}</CstmrPmtStsRpt></Document>`;
const transfer = (inside: string) =>
  report(`<OrgnlPmtInfAndSts><TxInfAndSts>${inside}</TxInfAndSts></OrgnlPmtInfAndSts>`);
const REFERENCE = '<OrgnlEndToEndId>ess-33-aaaaaaaa.amorcage-1.1</OrgnlEndToEndId>';

const send = ({ ask }: Target, body: string, type = 'application/xml') =>
  ask('/api/v1/caisses/gironde/retours', { as: 'caisse-gironde', headers: { 'content-type': type }, body });

const HOSTILE: readonly (readonly [string, string])[] = [
  ['entité externe', `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>${transfer('<TxSts>&x;</TxSts>')}`],
  ['DTD externe', `<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">${transfer('<TxSts>RJCT</TxSts>')}`],
  [
    'bombe d’entités',
    `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'
      .split('')
      .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghij'[index]};`.repeat(10)}">`)
      .join('')}]>${transfer('<TxSts>&j;</TxSts>')}`,
  ],
  ['cent mille éléments emboîtés', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`],
  ['__proto__', transfer(`<__proto__><TxSts>RJCT</TxSts></__proto__>${REFERENCE}`)],
  ['date faite d’éléments', report(transfer(''), '<CreDtTm><a>1</a></CreDtTm>')],
  ['acceptation faite d’éléments', transfer(`${REFERENCE}<TxSts>ACSC</TxSts><AccptncDtTm><a/></AccptncDtTm>`)],
  [
    'montant fait d’éléments',
    transfer(`${REFERENCE}<TxSts>ACSC</TxSts><OrgnlTxRef><Amt><InstdAmt><a>1</a></InstdAmt></Amt></OrgnlTxRef>`),
  ],
  ['NUL', transfer(`<OrgnlEndToEndId>a&#0;b</OrgnlEndToEndId><TxSts>RJCT</TxSts>`)],
  ['NUL tel quel', transfer(`<OrgnlEndToEndId>a\0b</OrgnlEndToEndId><TxSts>RJCT</TxSts>`)],
];

export const XML: AttackClass = {
  name: 'retours de banque',
  attacks: [
    {
      title: 'F13 · dix fichiers XML hostiles : ni 500, ni fichier lu',
      async run(target) {
        const answers = [];
        for (const [what, body] of HOSTILE) answers.push([what, await send(target, body)] as const);
        const read = answers.filter(([, { text }]) => text.includes('root:'));
        return read.length > 0 ? verdict(false, 'un fichier est lu') : allAnswer(answers, [200, 400]);
      },
    },
    {
      title: 'F14 · un statut que tout objet hérite, une référence doublée ou faite d’éléments',
      async run(target) {
        const statuses = ['constructor', '__proto__', 'toString', 'valueOf'].map((status) =>
          transfer(`${REFERENCE}<TxSts>${status}</TxSts>`),
        );
        const references = [`${REFERENCE}${REFERENCE}`, '<OrgnlEndToEndId><a>1</a></OrgnlEndToEndId>'].map(
          (reference) => transfer(`${reference}<TxSts>RJCT</TxSts>`),
        );
        const seen: string[] = [];
        for (const body of statuses) {
          const { status, body: said } = await send(target, body);
          // No news yet, or not ours: never a line that does something.
          const lines = (said['lignes'] ?? []) as { issue?: unknown }[];
          if (status >= 500 || lines.some(({ issue }) => issue !== 'sans-nouvelle' && issue !== 'pas-a-nous'))
            seen.push(`statut : ${status}, une ligne`);
        }
        for (const body of references) {
          const { status, body: said } = await send(target, body);
          const lines = (said['lignes'] ?? []) as { reference?: unknown }[];
          if (status >= 500 || lines.some(({ reference }) => typeof reference !== 'string'))
            seen.push(`référence : ${status}`);
        }
        return verdict(seen.length === 0, seen.length === 0 ? '6 fichiers' : seen.join(' ; '));
      },
    },
    {
      title: 'F14 · deux mille lignes dans une requête : le service répond pendant ce temps',
      slow: true,
      async run(target) {
        const lines = Array.from(
          { length: 2000 },
          (_, index) => `ess-33-${String(index).padStart(8, '0')}.amorcage-1.1;execute;2026-06-15;;`,
        ).join('\n');
        const sent = send(target, `reference;statut;le;raison;montant\n${lines}`, 'text/csv');
        let longest = 0;
        let going = true;
        const watching = (async () => {
          while (going) longest = Math.max(longest, (await target.ask('/sante/vie')).ms);
        })();
        const { status } = await sent.finally(() => (going = false));
        await watching;
        return verdict(status < 500 && longest < 1500, `${status}, silence de ${Math.round(longest)} ms`);
      },
    },
  ],
};
