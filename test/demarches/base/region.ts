/**
 * A region under way: the double of Démarche Numérique, our API over real records, whose cases the law decides as the engine
 * has it decide, and the connector between both. One clock for all, which the test moves.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { createRecords } from '../../../api/adapters/records-on-postgres.ts';
import { createEssClient } from '../../../api/client/index.ts';
import { CaseRefusal, EngineUnavailable, UnknownCase, type Cases } from '../../../api/ports.ts';
import { codeOf, regionDe } from '../../../cli/form-words.ts';
import { createDnClient } from '../../../demarches/client/client.ts';
import { READ_DEMARCHE } from '../../../demarches/client/demarche.ts';
import { createPace } from '../../../demarches/client/pace.ts';
import { tokenOf } from '../../../demarches/client/token.ts';
import type { Context } from '../../../demarches/inbound/context.ts';
import { importDue, type Dealt } from '../../../demarches/inbound/import.ts';
import { readDemarche } from '../../../demarches/inbound/reading.ts';
import { writeBack } from '../../../demarches/outbound/write-back.ts';
import { formsOf } from '../../../demarches/mapping/descriptor.ts';
import { parseMapping, type Correspondance } from '../../../demarches/mapping/file.ts';
import { proposeMapping } from '../../../demarches/mapping/generate.ts';
import type { Nature } from '../../../demarches/mapping/targets.ts';
import { folderStore } from '../../../documents/received/folder-store.ts';
import { openReceivedFiles } from '../../../documents/received/reception.ts';
import { decider, evenementsDus } from '../../../domain/decider.ts';
import { etatInitial, type Etat } from '../../../domain/etat.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { Refus } from '../../../domain/refus.ts';
import { instant } from '../../../domain/valeurs.ts';
import { NUMERO_LETTRE, NUMERO_PROJET, ROBOT, agentOf } from '../../../local/demarche-numerique/ready-made/index.ts';
import { startLocalDemarcheNumerique } from '../../../local/demarche-numerique/server.ts';
import { deposer } from '../../../local/demarche-numerique/world/applicant.ts';
import { instantFrom, instantOf } from '../../../local/demarche-numerique/world/clock.ts';
import type { Valeurs } from '../../../local/demarche-numerique/world/content.ts';
import { profil } from '../../../local/demarche-numerique/world/world.ts';
import type { Recu } from '../../../workflows/messages.ts';
import { api } from '../../api/support.ts';
import { LETTRE } from '../../local/demarche-numerique/lettre.ts';
import { consigner } from '../../records/vies.ts';
import { fournisseur } from '../../setup/identites.ts';
import { temporaryFolder } from '../../setup/temporary-folder.ts';

/** Of the project, but for the letter that it follows. */
export const PROJET: Valeurs = {
  2001: 'ESS de dermatologie',
  2002: 'Dermatologie',
  2005: '33',
  2006: 'false',
  2010: 'Médecin 01',
  2070: 'Un délai.',
};

/** A dossier as the connector knows it. */
interface Suivi {
  readonly numero: number;
  readonly suite: string;
  readonly etat: string;
  readonly ess: string | null;
  readonly motif: string | null;
  readonly contenuDu: Date | null;
}

export type Region = Awaited<ReturnType<typeof ouvrirRegion>>;
type Change = (correspondance: Correspondance) => Correspondance;

/** Opens it at `at`, an instant of Paris. `change`: of the mapping that is proposed and completed. */
export async function ouvrirRegion(pool: pg.Pool, at: string, change: Change = (correspondance) => correspondance) {
  const dn = await startLocalDemarcheNumerique({ at, log: (line) => console.error(line) });
  const maintenant = () => dn.world.clock.now();
  const etats = new Map<string, Etat>();
  const recus = new Map<string, Recu & { readonly empreinte: string | undefined }>();
  /** What does not come: the engine's answer before anything is done, ours once all is. */
  const perdu = { moteur: false, reponse: (_request: Request): boolean => false };

  const write = async (avant: Etat, evenements: readonly Evenement[]): Promise<Etat> => {
    let etat = avant;
    for (const evenement of evenements) etat = await consigner(pool, etat, evenement);
    etats.set(etat.ess, etat);
    return etat;
  };
  const silences = async (ess: string): Promise<void> => {
    for (;;) {
      const etat = etats.get(ess);
      const dus = etat === undefined ? [] : evenementsDus(etat, instant(maintenant()));
      if (etat === undefined || dus.length === 0) return;
      await write(etat, dus);
    }
  };
  const act = async (
    avant: Etat,
    commande: string,
    { id, empreinte, acteur, donnees }: { id: string; empreinte?: string; acteur: string; donnees: object },
  ) => {
    if (perdu.moteur) throw new EngineUnavailable();
    const connu = recus.get(id);
    if (connu !== undefined && connu.empreinte !== empreinte)
      throw new CaseRefusal({ nature: 'etat', regle: 'SAISIE', phrase: 'Cette clé a déjà servi.' });
    if (connu !== undefined) return connu;
    const decides = decider(avant, { commande, acteur, donnees } as never, instant(maintenant()));
    if (decides instanceof Refus) {
      const { nature, regle, message: phrase } = decides;
      throw new CaseRefusal({ nature, regle, phrase });
    }
    const etat = await write(avant, decides);
    const recu = { rang: etat.rang, nombre: decides.length };
    recus.set(id, { ...recu, empreinte });
    return recu;
  };
  const cases: Partial<Cases> = {
    async open(ess, commande, message) {
      return act(etats.get(ess) ?? etatInitial(ess), commande, message);
    },
    async send(ess, commande, message) {
      await silences(ess);
      const etat = etats.get(ess);
      if (etat === undefined) throw new UnknownCase(ess);
      return act(etat, commande, message);
    },
    async view(ess) {
      await silences(ess);
      const etat = etats.get(ess);
      if (etat === undefined) throw new UnknownCase(ess);
      return { etat, maintenant: maintenant(), decalage: 0, enCours: [] };
    },
  };
  const service = await api({
    // The journal of these cases does not say which message each line answered.
    records: {
      ...createRecords(pool),
      answerTo: (_ess, id) => {
        const recu = recus.get(id);
        return Promise.resolve(recu === undefined ? undefined : { ...recu, empreinte: recu.empreinte ?? null });
      },
    },
    cases,
    allowClockOrigin: true,
    receivedFiles: openReceivedFiles(folderStore(await temporaryFolder())),
  });

  const identites = await fournisseur();
  const clientOf = (compte: string) =>
    createEssClient({
      baseUrl: service.base,
      jeton: () => identites.token(compte),
      fetch: (request) => {
        request.headers.set('x-horloge-origine', new Date(maintenant()).toISOString());
        return fetch(request).then((answer) => {
          if (perdu.reponse(request)) throw new TypeError('lost');
          return answer;
        });
      },
    });
  const fichierDuJeton = join(await temporaryFolder(), 'jeton');
  await writeFile(fichierDuJeton, dn.tokens[0].secret);
  const client = createDnClient({
    url: dn.apiUrl,
    token: tokenOf(fichierDuJeton),
    pace: createPace(undefined, 10_000),
    patience: 5000,
  });

  /** The mapping of a démarche of the double: the one that the command proposes, completed. */
  const correspondanceDe = async (numero: number, nature: Nature): Promise<Correspondance> => {
    const { data } = await client.ask(READ_DEMARCHE, { number: numero });
    const { published, draft } = formsOf(data.demarche);
    const descriptor = { numero, titre: '', etat: undefined, declarative: null, form: published ?? draft };
    const { correspondance } = proposeMapping(descriptor, codeOf, {
      adresse: dn.apiUrl,
      jeton: { fichier: fichierDuJeton, expireLe: '2099-01-01' },
      groupes: data.demarche.groupeInstructeurs.map(({ id, label, closed }) => ({
        id,
        libelle: label,
        ferme: closed,
        instructeurs: [ROBOT.id],
      })),
      regionDe,
      nature,
    });
    const complete = {
      ...(correspondance as Record<string, unknown>),
      ecriture: true,
      hotesDesFichiers: [new URL(dn.apiUrl).host],
      reponses: 'appliquer',
    };
    return change(parseMapping(JSON.stringify(complete)));
  };
  const contextOf = (correspondance: Correspondance): Context => ({
    pool,
    dn: client,
    correspondance,
    api: { porteur: clientOf('connecteur'), ars: (region) => clientOf(`ars-${region}`) },
    maintenant: () => new Date(maintenant()),
  });
  const lettres = contextOf(await correspondanceDe(NUMERO_LETTRE, 'lettre-intention'));
  const projets = contextOf(await correspondanceDe(NUMERO_PROJET, 'projet-sante'));

  return {
    ...service,
    dn,
    etats,
    perdu,
    lettres,
    projets,
    fichierDuJeton,
    robot: ROBOT,
    agent: agentOf('nouvelle-aquitaine'),
    /** Moves the clock; what silence brings happens. */
    async avancer(jusqua: string): Promise<void> {
      dn.advanceTo(jusqua);
      for (const ess of etats.keys()) await silences(ess);
    },
    /** A few minutes later. */
    async patienter(minutes = 5): Promise<void> {
      await this.avancer(instantOf(instantFrom(instantOf(maintenant()).slice(0, 19)) + minutes * 60_000).slice(0, 19));
    },
    /** One turn of the connector on a démarche. */
    async tour(context: Context = lettres, entier = false): Promise<Dealt> {
      await readDemarche(context, entier);
      return importDue(context);
    },
    /** What our journal makes be written there. */
    ecrire: (context: Context = lettres) => writeBack(context),
    depose: (valeurs: Valeurs = LETTRE, demarche = NUMERO_LETTRE) =>
      deposer(dn.world, {
        demarche,
        usager: profil('User', 1, 'porteur@exemple.invalid'),
        demandeur: { nom: 'Médecin 01', prenom: 'Prénom 01' },
        valeurs,
      }),
    /** The events of the only case, as journalled. */
    async journal(ess = [...etats.keys()][0] ?? ''): Promise<readonly Evenement[]> {
      return (await createRecords(pool).readJournal(ess, { apresRang: 0, limite: 500 })).map(
        ({ evenement }) => evenement,
      );
    },
    async actes(): Promise<readonly { genre: string; statut: string; numero: number; detail: string | null }[]> {
      const { rows } = await pool.query<{ genre: string; statut: string; numero: number; detail: string | null }>(
        'select genre, statut, numero, detail from actes_demarches order by le, cle',
      );
      return rows;
    },
    async suivis(): Promise<readonly Suivi[]> {
      const { rows } = await pool.query<Suivi>(
        'select numero, suite, etat, ess, motif, contenu_du as "contenuDu" from dossiers_demarches order by numero',
      );
      return rows;
    },
    async echecs(): Promise<readonly { numero: number; cause: string; essais: number }[]> {
      return (
        await pool.query<{ numero: number; cause: string; essais: number }>(
          'select numero, cause, essais from echecs_demarches order by numero',
        )
      ).rows;
    },
    fermer: () => dn.close(),
  };
}
