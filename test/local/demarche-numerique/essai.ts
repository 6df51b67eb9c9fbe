/** A double whose clock stands, and the shortest way to ask it. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startLocalDemarcheNumerique, type LocalDemarcheNumerique } from '../../../local/demarche-numerique/server.ts';
import { NUMERO_LETTRE, ROBOT } from '../../../local/demarche-numerique/ready-made/index.ts';
import { deposer } from '../../../local/demarche-numerique/world/applicant.ts';
import type { Valeurs } from '../../../local/demarche-numerique/world/content.ts';
import type { Dossier } from '../../../local/demarche-numerique/world/model.ts';
import { globalId, profil } from '../../../local/demarche-numerique/world/world.ts';
import { LETTRE } from './lettre.ts';

interface Answer {
  // The shape of the answer is what these tests look at: each says what it expects of it.
  readonly data: any;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export interface Essai {
  readonly dn: LocalDemarcheNumerique;
  /** A letter of intent, deposited now. */
  depose(valeurs?: Valeurs): Dossier;
  /** The HTTP answer. */
  post(body: object | string, token?: string): Promise<Response>;
  ask(query: string, variables?: object, token?: string): Promise<Answer>;
  /** Fields of one dossier. */
  dossier(dossier: Dossier, fields: string): Promise<Answer['data']>;
  /** A mutation by the robot on this dossier; its payload. */
  act(name: string, dossier: Dossier, input?: object, fields?: string): Promise<Answer['data']>;
}

/** A new double for each test of the file, at this instant of Paris. */
export function essai(at: string): Essai {
  let dn: LocalDemarcheNumerique;
  const open = async () => {
    dn = await startLocalDemarcheNumerique({ at, log: (line) => console.error(line) });
  };
  let opened = false;
  beforeAll(async () => {
    await open();
    opened = true;
  });
  beforeEach(async () => {
    if (opened) opened = false;
    else {
      await dn.close();
      await open();
    }
  });
  afterAll(() => dn.close());
  const post: Essai['post'] = (body, token = dn.tokens[0].secret) =>
    fetch(dn.apiUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const ask: Essai['ask'] = async (query, variables = {}, token) =>
    (await post({ query, variables }, token)).json() as Promise<Answer>;
  return {
    get dn() {
      return dn;
    },
    post,
    ask,
    depose: (valeurs = LETTRE) =>
      deposer(dn.world, {
        demarche: NUMERO_LETTRE,
        usager: profil('User', 1, 'deposant@exemple.invalid'),
        demandeur: { nom: 'Médecin 01', prenom: 'Prénom 01' },
        valeurs,
      }),
    async dossier({ number }, fields) {
      const { data, errors } = await ask(`query($n: Int!) { dossier(number: $n) { ${fields} } }`, { n: number });
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data.dossier;
    },
    async act(name, { number }, input = {}, fields = 'errors { message }') {
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
      const { data, errors } = await ask(`mutation($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, {
        input: { dossierId: globalId('Dossier', number), instructeurId: ROBOT.id, ...input },
      });
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data[name];
    },
  };
}
