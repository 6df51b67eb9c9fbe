/** One organisation that holds two roles, and acts as two parties (F4). */
import { today } from '../../setup/today.ts';
import { verdict, type AttackClass } from './attack.ts';
import { almostSigned } from './cases.ts';
import { siretOf } from './target.ts';

const COMMON = '99999999900001';
const LETTER = ['endocrinologie', 'gastro-enterologie', 'neurologie', 'nephrologie', 'ophtalmologie', 'pneumologie'];

export const PARTIES: AttackClass = {
  name: 'deux parties',
  attacks: [
    {
      title: 'F4 · une organisation à deux rôles signe pour les deux, d’un seul coup',
      slow: true,
      async run(target) {
        const as = (account: string) => target.forge({ sub: account, siret: [COMMON, siretOf(account)] });
        const [ars, caisse] = [await as('ars-nouvelle-aquitaine'), await as('caisse-gironde')];
        let both = 0;
        const seen: string[] = [];
        for (const specialite of LETTER) {
          const ess = await almostSigned(target, specialite);
          const path = `/api/v1/ess/${ess}/commandes/signer-contrat-amorcage`;
          const body = { le: today() };
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
