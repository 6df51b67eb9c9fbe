/** Cases brought, by their honest parties, to where an attack begins. Each takes a specialty of its own: a territory has one ESS. */
import { formulaire } from '../../setup/documents.ts';
import type { Target } from './target.ts';

type Step = readonly [command: string, as: string, data: object];

async function walk(target: Target, specialite: string, steps: readonly Step[]): Promise<string> {
  const ess = await target.openCase({ specialites: [specialite] });
  for (const [command, as, data] of steps) {
    if (command === 'deposer-pieces')
      await sendDocuments(
        target,
        ess,
        PIECES.map(({ code }) => code),
      );
    const { status, text } = await target.act(ess, command, as, data);
    if (status !== 200) throw new Error(`${command}: ${status} ${text.slice(0, 200)}`);
  }
  return ess;
}

const BUDGET = { code: 'budget-previsionnel', montantCentimes: 8_000_000, signePar: ['president', 'tresorier'] };
const PIECES = [{ code: 'liste-medecins-engages' }, { code: 'statuts' }, BUDGET];

const LETTER: readonly Step[] = [
  ['rendre-avis', 'caisse-gironde', { sur: 'lettre-intention', sens: 'favorable' }],
  ['valider-lettre-intention', 'ars-nouvelle-aquitaine', {}],
];
const ALMOST: readonly Step[] = [
  ...LETTER,
  ['declarer-association', 'porteur-01', {}],
  ['declarer-coordonnees-bancaires', 'porteur-01', {}],
  ['deposer-pieces', 'porteur-01', { pieces: PIECES }],
  ['verifier-pieces', 'caisse-gironde', { pieces: PIECES.map(({ code }) => ({ code, conforme: true })) }],
  ['signer-contrat-amorcage', 'porteur-01', {}],
];

/** Its letter of intent is validated. */
export const validated = (target: Target, specialite: string) => walk(target, specialite, LETTER);

/** Its first contract lacks the signatures of the ARS and of the caisse. */
export const almostSigned = (target: Target, specialite: string) => walk(target, specialite, ALMOST);

/** The documents of these pieces, sent by the team. */
export async function sendDocuments({ ask }: Target, ess: string, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    const { status, text } = await ask(`/api/v1/ess/${ess}/fichiers`, { as: 'porteur-01', body: formulaire(code) });
    if (status !== 201) throw new Error(`${code}: ${status} ${text.slice(0, 200)}`);
  }
}
