/** What people do all along: letters deposited here and at Démarche Numérique, lives from the letter to the first payment. */
import { setTimeout as pause } from 'node:timers/promises';
import { METROPOLE } from '../../../bench/dossiers.ts';
import { deposerLettre } from '../../../cli/demonstration-demarche.ts';
import { caissesDe } from '../../../domain/creation/caisses.ts';
import { regionDe } from '../../../domain/creation/regions.ts';
import { SPECIALITES } from '../../../domain/lettre-intention/specialites.ts';
import { accountOf } from '../../../local/identity-provider/directory.ts';
import { SPECIALITES as SPECIALITES_DN } from '../../../local/demarche-numerique/ready-made/lettre-intention.ts';
import type { Hasard } from '../../demarches/base/vie-au-hasard.ts';
import { today } from '../../setup/today.ts';
import { formulaire } from '../../setup/documents.ts';
import { agirParConsole, commander, joindre, lire, Refusee, type Registre } from './clients.ts';
import type { Ensemble } from './ensemble.ts';

interface Lieu {
  readonly siege: string;
  readonly specialite: string;
}

/** Gironde first, whose caisse has its own worker; then every other department, one team a place. */
function* lieux(): Generator<Lieu, void> {
  for (const { slug } of SPECIALITES) yield { siege: '33', specialite: slug };
  for (const { slug } of SPECIALITES)
    for (const [rang, siege] of METROPOLE.entries())
      if (rang % 2 === 0 && siege !== '33') yield { siege, specialite: slug };
}

/** At Démarche Numérique, where nobody else is. */
function* lieuxDn(): Generator<Lieu, void> {
  for (const specialite of SPECIALITES_DN)
    for (const [rang, siege] of METROPOLE.entries()) if (rang % 2 === 1 && siege !== '33') yield { siege, specialite };
}

const comptesDe = (siege: string) => {
  const lieu = { region: regionDe(siege), caisse: caissesDe(siege)[0]?.code ?? '' };
  return { ars: accountOf('ars', lieu), caisse: accountOf('caisse', lieu) };
};

export interface Trafic {
  /** Nothing more is begun; resolves once all that was sent is answered, and each life has ended where it was. */
  finir(): Promise<void>;
}

const VIES_A_LA_FOIS = 3;
const LETTRE_DN_MS = 12_000;
const REFLEXION_MS = 600;

export function circuler(ensemble: Ensemble, registre: Registre, tirer: Hasard): Trafic {
  const fini = new AbortController();
  const places = lieux();
  const boucle = async () => {
    while (!fini.signal.aborted) {
      const place = places.next();
      if (place.done === true) return;
      const lieu = place.value;
      await vivre(ensemble, registre, lieu, { tirer, fini: fini.signal }).catch((error: unknown) => {
        if (!(error instanceof Refusee)) throw error;
      });
    }
  };
  const tout = [
    ...Array.from({ length: VIES_A_LA_FOIS }, boucle),
    deposerChezDn(ensemble, registre, fini.signal),
    deciderChezDn(ensemble, registre, fini.signal),
  ];
  return {
    async finir() {
      fini.abort();
      await Promise.all(tout);
    },
  };
}

interface Vie {
  readonly tirer: Hasard;
  readonly fini: AbortSignal;
}

/** A team, until its first payment; left where it is once `fini`. */
async function vivre(
  ensemble: Ensemble,
  registre: Registre,
  { siege, specialite }: Lieu,
  { tirer, fini }: Vie,
): Promise<void> {
  const { ars, caisse } = comptesDe(siege);
  const porteur = `porteur-0${1 + Math.floor(tirer() * 3)}`;
  const depot = {
    commande: 'deposer-lettre-intention',
    le: today(),
    specialites: [specialite],
    departements: [siege],
    siege,
    medecinsPresents: 140,
    liberaux: 120,
    engages: 37,
  };
  const ouvert = await commander(ensemble, registre, {
    chemin: '/ess',
    compte: porteur,
    corps: depot,
    commande: depot.commande,
  });
  const ess = String(ouvert['ess']);
  const acte = async (commande: string, compte: string, donnees: object = {}) => {
    if (fini.aborted) return;
    await pause(tirer() * REFLEXION_MS);
    const corps = { le: today(), ...donnees };
    await commander(ensemble, registre, { chemin: `/ess/${ess}/commandes/${commande}`, compte, corps, commande });
  };
  const parPage = async (commande: string, compte: string, donnees: Record<string, string> = {}) => {
    if (fini.aborted) return;
    await agirParConsole(ensemble, registre, { ess, compte, commande, corps: { le: today(), ...donnees } });
  };
  await acte('rendre-avis', caisse, { sur: 'lettre-intention', sens: 'favorable' });
  await parPage('consigner-echange', ars, { sujet: 'Visite des locaux' });
  if (tirer() < 0.5) await acte('valider-lettre-intention', ars);
  else await parPage('valider-lettre-intention', ars);
  await acte('declarer-association', porteur);
  await acte('declarer-coordonnees-bancaires', porteur);
  const budget = { code: 'budget-previsionnel', montantCentimes: 8_000_000, signePar: ['president', 'tresorier'] };
  const pieces = [{ code: 'liste-medecins-engages' }, { code: 'statuts' }, budget];
  for (const { code } of pieces)
    if (!fini.aborted) await joindre(ensemble, `/ess/${ess}/fichiers`, porteur, () => formulaire(code));
  await acte('deposer-pieces', porteur, { pieces });
  await acte('verifier-pieces', caisse, { pieces: pieces.map(({ code }) => ({ code, conforme: true })) });
  for (const compte of [porteur, ars, caisse]) await acte('signer-contrat-amorcage', compte);
  const ordonnance = async () => {
    const { lignes } = await lire(ensemble, `/ess/${ess}/journal?limite=200`, caisse);
    return (lignes as { evenement: string }[]).some(({ evenement }) => evenement === 'PaiementOrdonnance');
  };
  while (!fini.aborted && !(await ordonnance())) await pause(500);
  await acte('executer-paiement', caisse, { paiement: 'amorcage-1' });
}

async function deposerChezDn({ dehors }: Ensemble, { lettres }: Registre, fini: AbortSignal): Promise<void> {
  for (const { siege, specialite } of lieuxDn()) {
    if (fini.aborted) return;
    lettres.push(deposerLettre(dehors.double, { siege, specialite }));
    await pause(LETTRE_DN_MS, undefined, { signal: fini }).catch(() => undefined);
  }
}

/** Each case that came from there is validated here, as soon as it is seen: the connector says it there. */
async function deciderChezDn(ensemble: Ensemble, registre: Registre, fini: AbortSignal): Promise<void> {
  const decides = new Set<string>();
  while (!fini.aborted) {
    await pause(2000, undefined, { signal: fini }).catch(() => undefined);
    const { rows } = await ensemble.pool
      .query<{ ess: string }>('select ess from dossiers_demarches where ess is not null')
      .catch(() => ({ rows: [] }));
    for (const { ess } of rows) {
      if (fini.aborted || decides.has(ess)) continue;
      decides.add(ess);
      const { ars } = comptesDe(ess.split('-')[1]?.toUpperCase() ?? '');
      const corps = { le: today(), motif: 'La caisse a été entendue.' };
      const commande = 'valider-lettre-intention';
      await commander(ensemble, registre, {
        chemin: `/ess/${ess}/commandes/${commande}`,
        compte: ars,
        corps,
        commande,
      }).catch((error: unknown) => {
        if (!(error instanceof Refusee)) throw error;
      });
    }
  }
}
