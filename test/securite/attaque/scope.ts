/** Reading and acting outside one's scope, and through a case of one's own. */
import { randomUUID } from 'node:crypto';
import { verdict, type AttackClass } from './attack.ts';

const OTHERS = ['porteur-03', 'ars-bretagne', 'caisse-ille-et-vilaine'] as const;
const READS = [
  '',
  '/journal',
  '/echeancier',
  '/calendrier.ics',
  '/fichiers',
  '/fiches',
  '/courriers',
  '/paiements',
  '/mandats',
  '/adhesions',
  '/contrats/amorcage.pdf',
];

export const SCOPE: AttackClass = {
  name: 'périmètre',
  attacks: [
    {
      title: 'un dossier d’autrui, par toutes ses adresses : la même réponse que s’il n’existait pas',
      async run({ openCase, ask }) {
        const ess = await openCase();
        const seen: string[] = [];
        const compare = async (as: string, read: string) => {
          const [real, none] = await Promise.all(
            [ess, 'ess-33-zzzzzzzz'].map((id) => ask(`/api/v1/ess/${id}${read}`, { as })),
          );
          const alike = (text = '') =>
            text
              .replaceAll(ess, '')
              .replaceAll('ess-33-zzzzzzzz', '')
              .replace(/"requete":"[^"]+"/, '');
          if (real?.status !== none?.status || alike(real?.text) !== alike(none?.text) || (real?.status ?? 0) < 400)
            seen.push(`${as} ${read || '/'} ${real?.status}/${none?.status}`);
        };
        for (const as of OTHERS) await Promise.all(READS.map((read) => compare(as, read)));
        return verdict(
          seen.length === 0,
          seen.length === 0 ? `${OTHERS.length * READS.length} lectures` : seen.slice(0, 4).join(' ; '),
        );
      },
    },
    {
      title: 'agir sur le dossier d’autrui',
      async run({ openCase, act }) {
        const ess = await openCase();
        const answers = await Promise.all(
          (['valider-lettre-intention', 'consigner-echange', 'deposer-pieces', 'corriger'] as const).flatMap(
            (command) => OTHERS.map((as) => act(ess, command, as)),
          ),
        );
        const passed = answers.filter(({ status }) => status < 400);
        return verdict(passed.length === 0, `${answers.length} actes, ${passed.length} passés`);
      },
    },
    {
      title: 'la fiche, le fichier ou le mandat d’un autre dossier, lus par le sien',
      async run({ openCase, ask, act }) {
        const [theirs, own] = [await openCase(), await openCase({ departements: ['35'], siege: '35' }, 'porteur-03')];
        await act(theirs, 'consigner-echange', 'ars-nouvelle-aquitaine', { compteRendu: 'à eux' });
        const { body } = await ask(`/api/v1/ess/${theirs}/fiches`, { as: 'ars-nouvelle-aquitaine' });
        const ids = ((body['fiches'] ?? []) as { id: string }[]).map(({ id }) => id);
        const mandates = await ask(`/api/v1/ess/${theirs}/mandats`, { as: 'porteur-01' });
        const given = ((mandates.body['mandats'] ?? []) as { id: string }[]).map(({ id }) => id);
        const through = async (path: string, method = 'GET') =>
          (await ask(`/api/v1/ess/${own}/${path}`, { as: 'porteur-03', method })).status;
        const got = await Promise.all([
          ...[...ids, randomUUID()].flatMap((id) => [through(`fiches/${id}`), through(`fichiers/${id}`)]),
          ...given.map((id) => through(`mandats/${id}`, 'DELETE')),
        ]);
        return verdict(
          ids.length > 0 && given.length > 0 && got.every((status) => status >= 400),
          `${ids.length} fiches, ${given.length} mandats : ${[...new Set(got)].join(', ')}`,
        );
      },
    },
    {
      title: 'F6 · un porteur demande où adhère un médecin d’une autre région',
      async run({ openCase, ask }) {
        const [victim, own] = [await openCase(), await openCase({ departements: ['35'], siege: '35' }, 'porteur-03')];
        const adhesion = {
          rpps: '10009999991',
          nom: 'Médecin 01',
          prenom: 'Adhérent',
          specialite: 'dermatologie',
          liberal: true,
          signeeLe: '2026-01-05',
        };
        const send = (ess: string, as: string) =>
          ask(`/api/v1/ess/${ess}/adhesions`, { as, body: { adhesions: [adhesion] } });
        const first = await send(victim, 'porteur-01');
        const second = await send(own, 'porteur-03');
        return verdict(
          first.status < 400 && second.status < 400 && !second.text.includes(victim),
          `${first.status} puis ${second.status} : ${second.text.includes(victim) ? `nomme ${victim}` : 'n’en dit rien'}`,
        );
      },
    },
  ],
};
