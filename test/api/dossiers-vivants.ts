/** Cases that live without an engine, kept in a real database; and a person in front of them, through the typed client alone. */
import { createEssClient, type ClientEss } from '../../api/client/index.ts';
import { CaseRefusal, type Cases } from '../../api/ports.ts';
import { dateDe } from '../../domain/calendrier/calendrier.ts';
import { etatInitial } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { juger } from '../../domain/rectification/juger.ts';
import { Refus } from '../../domain/refus.ts';
import { Deroulement } from '../../domain/simulation/deroulement.ts';
import { supposee } from '../../domain/simulation/registres.ts';
import { instant } from '../../domain/valeurs.ts';
import { openIncident } from '../../records/outbox/incidents.ts';
import type { Message, Recu } from '../../workflows/messages.ts';
import type pg from 'pg';
import { consigner } from '../records/vies.ts';
import { comme } from '../setup/identites.ts';

export const LE = dateDe(instant(Date.now()), 'Europe/Paris');

/** The law decides as the engine has it decide, and the records keep it; no range gives a FINESS number here. */
export function dossiersVivants(
  pool: pg.Pool,
): Cases & { echouer(ess: string, effet: string, message: string): Promise<void> } {
  const vies = new Map<string, { dossier: Deroulement; consigne: number }>();
  const maintenant = () => instant(Date.now());
  const vieDe = (ess: string) => {
    const vie = vies.get(ess);
    if (vie === undefined) throw new Error(`no case ${ess}`);
    return vie;
  };
  const suivre = async (ess: string, faits: readonly Evenement[]): Promise<Recu> => {
    const vie = vieDe(ess);
    const avant = vie.dossier.etat;
    vie.dossier.appliquer(faits, maintenant());
    let etat = vie.consigne === 0 ? etatInitial(ess) : avant;
    for (const { evenement } of vie.dossier.journal.slice(vie.consigne)) etat = await consigner(pool, etat, evenement);
    const nombre = vie.dossier.journal.length - vie.consigne;
    vie.consigne = vie.dossier.journal.length;
    return { rang: vie.dossier.etat.rang, nombre };
  };
  const prendre = async (ess: string, commande: string, { acteur, donnees }: Message): Promise<Recu> => {
    const vie = vieDe(ess);
    const reponse = juger(vie.dossier.etat, { commande, acteur, donnees } as never, maintenant(), vie.dossier.journal);
    if (reponse instanceof Refus)
      throw new CaseRefusal({ nature: reponse.nature, regle: reponse.regle, phrase: reponse.message });
    return suivre(ess, reponse);
  };
  return {
    send: (ess, commande, message) => prendre(ess, commande, message),
    open: (ess, commande, message) => {
      const dossier: Deroulement = new Deroulement(etatInitial(ess), {
        repondre: (demande) =>
          demande.type === 'attribuer-finess' ? { numero: null } : supposee(dossier.etat, demande),
      });
      vies.set(ess, { dossier, consigne: 0 });
      return prendre(ess, commande, message);
    },
    view: (ess) => Promise.resolve({ etat: vieDe(ess).dossier.etat, maintenant: Date.now(), decalage: 0, enCours: [] }),
    ping: () => Promise.resolve(),
    /** What keeps failing is told by the case itself, and kept with its message. */
    echouer: async (ess, effet, message) => {
      await suivre(ess, [{ evenement: 'IncidentOuvert', le: LE, acteur: 'systeme', regle: 'INCIDENT', effet }]);
      await openIncident(pool, { ess, cle: effet, nature: 'effet-en-echec', message });
    },
  };
}

/** One's own client, and the three looks of a day. */
export function personne(base: string, compte: string) {
  const client: ClientEss = createEssClient({
    baseUrl: base,
    jeton: async () => (await comme(compte)).authorization.replace('Bearer ', ''),
  });
  const aFaire = async (ess: string) => (await client.GET('/api/v1/a-faire', { params: { query: { ess } } })).data;
  const actes = async (ess: string) =>
    (await client.GET('/api/v1/ess/{ess}/actes', { params: { path: { ess } } })).data?.actes ?? [];
  return {
    client,
    aFaire,
    /** Names of the acts awaited, the plain one of each line. */
    attendus: async (ess: string) => ((await aFaire(ess))?.lignes ?? []).map(({ actes: [acte] }) => acte?.commande),
    acte: async (ess: string, commande: string) => (await actes(ess)).find((un) => un.commande === commande),
  };
}
