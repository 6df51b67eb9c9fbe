/**
 * What takes long to be alarming, side by side: mail refused, an effect that fails, writes of the API that fail, a partner gone, a démarche that nobody reads. Where an hour or days must pass, the record is given that age: the rest is as it is.
 */
import { awaitSomeone, recordSeen } from '../../records/demarches/dossiers.ts';
import { recordCheck, recordReading, recordTry, suspendWriting } from '../../records/demarches/readings.ts';
import { createSubscription, resumeSubscription, suspendSubscription } from '../../records/registers/abonnements.ts';
import { conclureAmorcage, lettreIntention, aujourdhui } from '../production/deploiement.ts';
import type { Topologie } from './topologie.ts';

/** Alerts of theirs, with what it takes, in seconds, for the fault to be seen at all, beside the `for` of the rule. */
export const LENTES = {
  AvisEnRetard: 0,
  IncidentOuvert: 300,
  PartenairesEnRetard: 0,
  DemarcheEnRetard: 0,
  DemarcheEnRetardGrave: 0,
  DemarcheArretee: 0,
  DemarcheJetonBientotFini: 0,
  DemarcheJetonFini: 0,
  DemarcheDepotOublie: 0,
} as const;

const DEMARCHE = { instance: 'DN', numero: 101 } as const;
const JOUR_MS = 86_400_000;
const PAS_MS = 2000;
const civil = (date: Date) => date.toISOString().slice(0, 10);

/** A démarche that goes well. Its connector is another program's test: what it writes is what the measures are read of. */
export const suivreDemarche = ({ avecPool }: Topologie): Promise<void> =>
  avecPool(async (pool) => {
    const maintenant = new Date();
    const jetonExpireLe = civil(new Date(Date.now() + 90 * JOUR_MS));
    const dit = { adresse: 'https://demarche.exemple.invalid', ecriture: true, jetonExpireLe, groupes: [] };
    await recordTry(pool, DEMARCHE, dit, maintenant);
    await recordCheck(pool, DEMARCHE, { titre: 'Création d’une ESS', empechements: [] });
    await recordReading(pool, DEMARCHE, { debut: maintenant, le: maintenant, entier: true });
  });

/** `dossier`: address of a case validated, that has no contract yet. Resolves to what heals them all. */
export async function provoquerLentes(topologie: Topologie, dossier: string): Promise<() => Promise<void>> {
  const { deploiement, sql, avecPool, smtp } = topologie;
  smtp.etat.ferme = true;
  await sql(`create function panne() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`);
  await sql('create trigger panne before insert on remises for each row execute function panne()');
  // Its letters are refused, and its payment cannot be ordered.
  await conclureAmorcage(deploiement, dossier);
  await sql(`update avis set cree_le = now() - interval '2 hours' where envoye_le is null`);

  const partenaire = await avecPool(async (pool) => {
    const abonne = { role: 'national', organisation: 'essai', portee: {}, sujet: 'essai' } as const;
    const fait = await createSubscription(pool, abonne, {
      adresse: 'https://partenaire.exemple.invalid/',
      evenements: null,
    });
    if (fait === undefined) throw new Error('no subscription was made');
    await suspendSubscription(pool, fait.abonnement.id, 'parti');
    const il_y_a = new Date(Date.now() - 41 * JOUR_MS).toISOString();
    const vu = {
      numero: 12,
      groupe: 'g',
      etat: 'en_construction',
      deposeLe: il_y_a,
      modifieLe: il_y_a,
      empreinte: '',
    } as const;
    await recordSeen(pool, DEMARCHE, [vu]);
    await awaitSomeone(pool, 'DN', 12, { nature: 'lettre-intention', motif: 'caisse-a-dire', siege: '64' });
    await suspendWriting(pool, DEMARCHE, 'silence-de-demarche-numerique', new Date());
    return fait.abonnement.id;
  });
  await sql(`update demarches set releve_le = now() - interval '3 days', jeton_expire_le = $1`, [civil(new Date())]);

  return async () => {
    await sql('drop trigger panne on remises');
    smtp.etat.ferme = false;
    // What an operator does, rather than wait for the next attempt.
    await relancer(topologie, dossier);
    await avecPool((pool) => resumeSubscription(pool, partenaire));
    await sql(`update dossiers_demarches set suite = 'hors-sujet' where numero = 12`);
    await sql(`update demarches set ecriture_suspendue = null, ecriture_suspendue_le = null`);
    await suivreDemarche(topologie);
  };
}

/** One kind of writing fails, and is asked for again and again. Resolves to what heals it. */
export async function provoquerErreurs({ deploiement, sql, apis }: Topologie): Promise<() => Promise<void>> {
  await sql('create trigger panne before insert on abonnements for each row execute function panne()');
  const insister = setInterval(() => {
    for (const api of apis)
      void deploiement
        .exiger(`${api}/abonnements`, 'national', { adresse: 'https://partenaire.exemple.invalid/' })
        .catch(() => undefined);
  }, PAS_MS);
  return async () => {
    clearInterval(insister);
    await sql('drop trigger panne on abonnements');
  };
}

/** Each effect of the case in trouble is tried again. */
async function relancer({ deploiement, sql }: Topologie, dossier: string): Promise<void> {
  const ess = dossier.split('/').at(-1);
  const lignes = await sql<{ effet: string }>(
    `select distinct contenu ->> 'effet' as effet from journal where ess = $1 and evenement = 'IncidentOuvert'`,
    [ess],
  );
  for (const { effet } of lignes)
    await deploiement.exiger(`${dossier}/commandes/relancer-effet`, 'exploitant', { le: aujourdhui(), effet });
}

/** A case validated, ready to sign; its address. `specialite`: one that nobody else claims there. */
export async function ouvrirDossier(
  { deploiement: { exiger }, apis: [api = ''] }: Topologie,
  specialite: string,
): Promise<string> {
  const { ess } = await exiger(`${api}/ess`, 'porteur-01', { ...lettreIntention(), specialites: [specialite] });
  const dossier = `${api}/ess/${String(ess)}`;
  const le = aujourdhui();
  const avis = { le, sur: 'lettre-intention', sens: 'favorable' };
  await exiger(`${dossier}/commandes/rendre-avis`, 'caisse-gironde', avis);
  await exiger(`${dossier}/commandes/valider-lettre-intention`, 'ars-nouvelle-aquitaine', { le });
  return dossier;
}
