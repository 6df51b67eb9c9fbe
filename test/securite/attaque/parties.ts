/** One organisation that holds two roles, and acts as two parties (F4). */
import { verdict, type AttackClass } from './attack.ts';
import { siretOf, type Target } from './target.ts';

const COMMON = '99999999900001';
const LETTER = ['endocrinologie', 'gastro-enterologie', 'neurologie', 'nephrologie', 'ophtalmologie', 'pneumologie'];

/** Ready for the signatures of the first contract: everything but them. */
async function ready(target: Target, specialite: string): Promise<string> {
  const ess = await target.openCase({ specialites: [specialite] });
  const budget = { code: 'budget-previsionnel', montantCentimes: 8_000_000, signePar: ['president', 'tresorier'] };
  const pieces = [{ code: 'liste-medecins-engages' }, { code: 'statuts' }, budget];
  const steps: [string, string, object][] = [
    ['rendre-avis', 'caisse-33', { sur: 'lettre-intention', sens: 'favorable' }],
    ['valider-lettre-intention', 'ars-nouvelle-aquitaine', {}],
    ['declarer-association', 'porteur-01', {}],
    ['declarer-coordonnees-bancaires', 'porteur-01', {}],
    ['deposer-pieces', 'porteur-01', { pieces }],
    ['verifier-pieces', 'caisse-33', { pieces: pieces.map(({ code }) => ({ code, conforme: true })) }],
    ['signer-contrat-amorcage', 'porteur-01', {}],
  ];
  for (const [command, as, data] of steps) {
    const { status, text } = await target.act(ess, command, as, data);
    if (status !== 200) throw new Error(`${command}: ${status} ${text.slice(0, 200)}`);
  }
  return ess;
}

export const PARTIES: AttackClass = {
  name: 'deux parties',
  attacks: [
    {
      title: 'F4 · une organisation à deux rôles signe pour les deux, d’un seul coup',
      slow: true,
      async run(target) {
        const as = (account: string) => target.forge({ sub: account, siret: [COMMON, siretOf(account)] });
        const [ars, caisse] = [await as('ars-nouvelle-aquitaine'), await as('caisse-33')];
        let both = 0;
        const seen: string[] = [];
        for (const specialite of LETTER) {
          const ess = await ready(target, specialite);
          const path = `/api/v1/ess/${ess}/commandes/signer-contrat-amorcage`;
          const body = { le: new Date().toISOString().slice(0, 10) };
          const answers = await Promise.all([ars, caisse].map((token) => target.ask(path, { token, body })));
          const statuses = answers.map(({ status }) => status);
          seen.push(statuses.join('/'));
          if (statuses.every((status) => status === 200)) both += 1;
        }
        return verdict(both === 0, `${both} contrats sur ${LETTER.length} : ${seen.join(' ')}`);
      },
    },
  ],
};
