/** Files that are not what they say, and lists that cost more than they weigh. */
import { gzipSync } from 'node:zlib';
import { allAnswer, verdict, type AttackClass } from './attack.ts';
import { almostSigned } from './cases.ts';
import type { Target } from './target.ts';

const PDF = `%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
const PORTEUR = 'porteur-01';

function send(
  { ask }: Target,
  ess: string,
  content: string | Uint8Array,
  name: string,
  fields: Record<string, string> = {},
) {
  const form = new FormData();
  for (const [field, value] of Object.entries({ code: 'statuts', ...fields })) form.append(field, value);
  form.append('fichier', new Blob([Buffer.from(content)]), name);
  return ask(`/api/v1/ess/${ess}/fichiers`, { as: PORTEUR, body: form });
}

/** While `work` runs, the longest that the service took to say that it lives. */
async function longestSilence({ ask }: Target, work: Promise<unknown>): Promise<number> {
  let longest = 0;
  let going = true;
  const watching = (async () => {
    while (going) longest = Math.max(longest, (await ask('/sante/vie')).ms);
  })();
  await work.finally(() => (going = false));
  await watching;
  return Math.round(longest);
}

export const UPLOADS: AttackClass = {
  name: 'fichiers et listes',
  attacks: [
    {
      title: 'F12 · rendu sous un nom dont la fin dit autre chose que le contenu',
      async run(target) {
        const ess = await target.openCase();
        const names = [
          '<script>alert(1)</script>.html',
          'é\u202efdp.exe',
          'a.pdf.js',
          '..\\..\\a.svg',
          'a"; filename="b.html',
        ];
        const seen: string[] = [];
        for (const [index, name] of names.entries()) {
          const { status, body } = await send(target, ess, `${PDF}% ${index}`, name);
          if (status >= 400) continue;
          const back = await target.ask(`/api/v1/ess/${ess}/fichiers/${String(body['id'])}`, { as: PORTEUR });
          const disposition = decodeURIComponent(back.headers.get('content-disposition') ?? '');
          const safe =
            disposition.startsWith('attachment') &&
            /\.pdf"?$/.test(disposition) &&
            !/[\u202a-\u202e]/.test(disposition);
          if (!safe || back.headers.get('x-content-type-options') !== 'nosniff') seen.push(disposition);
        }
        return verdict(seen.length === 0, seen.length === 0 ? `${names.length} noms` : seen.join(' ; '));
      },
    },
    {
      title: 'ce qui n’est d’aucun type admis, ou trop gros',
      async run(target) {
        const ess = await target.openCase();
        const contents: [string, string | Uint8Array][] = [
          ['html', '<!doctype html><script>1</script>'],
          ['svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
          ['programme', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])],
          ['elf', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])],
          ['gzip', gzipSync('x')],
          ['vide', ''],
          ['26 Mo', new Uint8Array(26 * 1024 * 1024).fill(0x25)],
        ];
        const answers = [];
        for (const [what, content] of contents)
          answers.push([what, await send(target, ess, content, 'a.pdf')] as const);
        return allAnswer(answers, [400, 413, 415, 422]);
      },
    },
    {
      title: 'F12 · une année écrite autrement qu’une année',
      async run(target) {
        const ess = await target.openCase();
        const answers = [];
        for (const exercice of ['0x7d0', '1e3', '', ' 2026', '2026.0', '-1', 'Infinity'])
          answers.push([exercice, await send(target, ess, PDF, 'a.pdf', { exercice })] as const);
        return allAnswer(answers, [400]);
      },
    },
    {
      title: 'F3 · un CSV de 960 Ko : le service répond pendant qu’il est lu, et la réponse est bornée',
      slow: true,
      async run(target) {
        const ess = await target.openCase();
        let bytes = 0;
        let status = 0;
        const sent = target
          .ask(`/api/v1/ess/${ess}/adhesions?essai=1`, {
            as: PORTEUR,
            headers: { 'content-type': 'text/csv' },
            body: `rpps;nom\n${'1;2\n'.repeat(240_000)}`,
          })
          .then((answer) => ([bytes, status] = [answer.text.length, answer.status]));
        const silence = await longestSilence(target, sent);
        return verdict(
          status < 500 && bytes < 5_000_000 && silence < 2000,
          `${status}, ${bytes} octets, silence de ${silence} ms`,
        );
      },
    },
    {
      title: 'F3 · un CSV d’une seule ligne de titres sans fin',
      async run(target) {
        const ess = await target.openCase();
        const headers = { 'content-type': 'text/csv' };
        const sent = Promise.all(
          [`${'a;'.repeat(50_000)}\n1`, `rpps;${'-'.repeat(900_000)}\n1;2`].map((body) =>
            target.ask(`/api/v1/ess/${ess}/adhesions?essai=1`, { as: PORTEUR, headers, body }),
          ),
        );
        const silence = await longestSilence(target, sent);
        const answers = await sent;
        return verdict(
          answers.every(({ status, text }) => status < 500 && text.length < 1_000_000) && silence < 2000,
          `${answers.map(({ status }) => status).join(', ')}, silence de ${silence} ms`,
        );
      },
    },
    {
      title: 'F15 · seize contrats demandés à la fois : les autres sont servis',
      slow: true,
      async run(target) {
        const ess = await almostSigned(target, 'psychiatrie');
        const sent = Promise.all(
          Array.from({ length: 16 }, () => target.ask(`/api/v1/ess/${ess}/contrats/amorcage.pdf`, { as: PORTEUR })),
        );
        const silence = await longestSilence(target, sent);
        const served = (await sent).filter(({ status }) => status === 200);
        const put = (await sent).filter(({ status }) => status === 429);
        return verdict(
          // Eight at once for one person; the others are told when to come back.
          served.length >= 8 && served.length + put.length === 16 && silence < 1500,
          `${served.length} servis, ${put.length} remis à plus tard, silence de ${silence} ms`,
        );
      },
    },
  ],
};
