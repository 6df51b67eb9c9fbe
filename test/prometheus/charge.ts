/** Ordinary work: acts and readings through both APIs, pages of the console, a refusal now and then. Some requests a second. */
import { setTimeout as pause } from 'node:timers/promises';
import { SPECIALITES } from '../../domain/lettre-intention/specialites.ts';
import { aujourdhui, lettreIntention } from '../production/deploiement.ts';
import type { Topologie } from './topologie.ts';

export interface Charge {
  /** Ends it; how many answers of each status came, `0` for none at all. */
  cesser(): Promise<ReadonlyMap<number, number>>;
}

/** Claimed by nobody here: for the cases that tests live apart. */
export const A_PART = SPECIALITES.slice(-2).map(({ slug }) => slug);
const COURANTES = SPECIALITES.slice(0, -A_PART.length);

const PAUSE_MS = 400;
const PAGES = ['/', '/dossiers', '/preferences', '/dossiers?tri=-nom'];

export function charger(topologie: Topologie): Charge {
  const statuts = new Map<number, number>();
  const fin = new AbortController();
  let rang = 0;
  const suivante = (): string => topologie.apis[(rang += 1) % topologie.apis.length] ?? '';
  const compter = async (reponse: Promise<Response>) => {
    const une = await reponse.catch(() => undefined);
    statuts.set(une?.status ?? 0, (statuts.get(une?.status ?? 0) ?? 0) + 1);
    return une;
  };
  const demander = async (compte: string, chemin: string, corps?: object) => {
    const authorization = `Bearer ${await topologie.deploiement.identites.fournisseur.token(compte)}`;
    return compter(
      fetch(`${suivante()}${chemin}`, {
        method: corps === undefined ? 'GET' : 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        ...(corps === undefined ? {} : { body: JSON.stringify(corps) }),
      }),
    );
  };
  const acte = async (compte: string, ess: string, nom: string, corps: object = {}) =>
    (await demander(compte, `/ess/${ess}/commandes/${nom}`, { le: aujourdhui(), ...corps }))?.text();

  /** Lives of a letter of intent: opened, given an opinion, talked about, judged. */
  async function actes(): Promise<void> {
    for (let vie = 0; !fin.signal.aborted; vie += 1) {
      const specialites = [COURANTES[vie % COURANTES.length]?.slug ?? 'dermatologie'];
      const ouverte = await demander('porteur-01', '/ess', { ...lettreIntention(), specialites });
      const { ess } = ((await ouverte?.json().catch(() => undefined)) ?? {}) as { ess?: string };
      if (ess !== undefined) {
        await acte('caisse-gironde', ess, 'rendre-avis', { sur: 'lettre-intention', sens: 'favorable' });
        await acte('ars-nouvelle-aquitaine', ess, 'consigner-echange', { sujet: 'Point sur les pièces' });
        // Of the law, then of the rights: neither is an error.
        await acte('ars-nouvelle-aquitaine', ess, 'signer-contrat-amorcage');
        await acte('porteur-01', ess, 'valider-lettre-intention');
        if (vie % 2 === 0) await acte('ars-nouvelle-aquitaine', ess, 'valider-lettre-intention');
      }
      await pause(PAUSE_MS * 4);
    }
  }
  async function lectures(): Promise<void> {
    while (!fin.signal.aborted) {
      await (await demander('national', '/ess?limite=20'))?.text();
      await (await demander('ars-nouvelle-aquitaine', '/ess'))?.text();
      await pause(PAUSE_MS);
    }
  }
  async function pages(): Promise<void> {
    const cookie = await topologie.cookie('ars-nouvelle-aquitaine');
    for (let vue = 0; !fin.signal.aborted; vue += 1) {
      const page = fetch(`${topologie.console}${PAGES[vue % PAGES.length]}`, {
        headers: { cookie },
        redirect: 'manual',
      });
      await (await compter(page))?.text();
      await pause(PAUSE_MS);
    }
  }
  const travaux = [actes(), lectures(), pages()];
  return {
    async cesser() {
      fin.abort();
      await Promise.all(travaux);
      return statuts;
    },
  };
}
