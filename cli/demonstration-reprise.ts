/**
 * The rest of the country, in the demonstration of `npm start`: teams that were under way before the product, taken up as an
 * agency takes up its own (DEC-67). Their clocks are true: the national picture counts them, and they are paid and reminded.
 */
import { ajouterJours, joursEntre } from '../domain/calendrier/calendrier.ts';
import { caisseUnique } from '../domain/creation/caisses.ts';
import { cleFiness } from '../domain/creation/finess.ts';
import { regionDe } from '../domain/creation/regions.ts';
import type { FaitRepris } from '../domain/rectification/vocabulaire.ts';
import type { Etape } from '../domain/simulation/scenario.ts';
import type { DateCivile } from '../domain/valeurs.ts';
import { clientFor, type Ground } from './ground.ts';
import { nominalScenario } from './demonstration.ts';

/** A case as `POST /reprises` takes it. */
export interface DossierRepris {
  readonly reference: string;
  readonly siege: string;
  readonly faits: readonly FaitRepris[];
}

/** Where a team stands: how many steps of the nominal life it has lived, and how long ago the last one was, in days. */
const MOMENTS = [
  { apres: 'executer-paiement dotation-2', jours: 45 },
  { apres: 'executer-paiement dotation-1', jours: 120 },
  { apres: 'executer-paiement amorcage-2', jours: 3 },
  { apres: 'accuser-reception-projet-sante', jours: 30 },
  { apres: 'executer-paiement amorcage-1', jours: 60 },
  { apres: 'declarer-association', jours: 8 },
] as const;
const SPECIALITES = [
  'dermatologie',
  'cardiologie',
  'pneumologie',
  'rhumatologie',
  'ophtalmologie',
  'gastro-enterologie-hepatologie',
];
/** Seats of five regions, one a team; each has one caisse. */
const SIEGES = [
  ['35', '29', '22', '56', '35', '29'],
  ['31', '34', '30', '66', '31', '34'],
  ['38', '63', '74', '73', '38', '63'],
  ['44', '49', '72', '85', '44', '49'],
  ['17', '24', '40', '86', '87', '16'],
];
const PREUVE = { nature: 'autre' } as const;

const nomDe = ({ commande, donnees }: Etape): string =>
  `${commande}${typeof donnees?.['paiement'] === 'string' ? ` ${donnees['paiement']}` : ''}`;

/** Steps of the nominal life up to that one, moved so that the last was on `dernier`. A contract year is named by its anniversary. */
function etapesJusqua(etapes: readonly Etape[], apres: string, dernier: DateCivile): readonly Etape[] {
  const vecues = etapes.slice(0, etapes.findIndex((etape) => nomDe(etape) === apres) + 1);
  const ici = vecues.at(-1)?.le.slice(0, 10) as DateCivile;
  const deplacee = (date: string) => ajouterJours(date as DateCivile, joursEntre(ici, dernier));
  const texte = JSON.stringify(vecues)
    .replace(/"(20\d\d-\d\d-\d\d)"/g, (_, date: string) => `"${deplacee(date)}"`)
    .replace(/"exercice":(\d+)/g, (_, annee: string) => `"exercice":${deplacee(`${annee}-01-15`).slice(0, 4)}`);
  return JSON.parse(texte) as Etape[];
}

/** The number that the register gave then, and how many adherents the caisse had counted: what the law asks of the records. */
function faitsDe(etapes: readonly Etape[], siege: string, specialite: string, rang: number): readonly FaitRepris[] {
  const huit = `${siege}9${String(rang).padStart(5, '0')}`;
  return etapes.flatMap(({ le, acteur, commande, donnees = {} }): readonly FaitRepris[] => {
    const fait = (nom: string, par: string, dit: object) =>
      ({ commande: nom, acteur: par, donnees: { ...dit, le, preuve: PREUVE } }) as unknown as FaitRepris;
    const lieu =
      commande === 'deposer-lettre-intention' ? { siege, departements: [siege], specialites: [specialite] } : {};
    const lui = fait(commande, acteur, { ...donnees, ...lieu });
    if (commande === 'declarer-association')
      return [lui, fait('attribuer-finess', 'ars', { numero: `${huit}${cleFiness(huit)}` })];
    if (commande !== 'deposer-liste-nominative') return [lui];
    const { liste } = donnees as { readonly liste?: { readonly nombre: number } };
    return [lui, fait('enregistrer-adhesions', 'caisse', { nombre: liste?.nombre })];
  });
}

/** The teams of each region, as they stand on that day. */
export async function dossiersRepris(aujourdhui: DateCivile): Promise<ReadonlyMap<string, readonly DossierRepris[]>> {
  const { etapes } = await nominalScenario();
  const dossiers = SIEGES.flatMap((sieges, region) =>
    sieges.map((siege, place) => {
      const specialite = SPECIALITES[place % SPECIALITES.length] ?? '';
      const { apres, jours } = MOMENTS[(place + region) % MOMENTS.length] ?? MOMENTS[0];
      const vecues = etapesJusqua(etapes, apres, ajouterJours(aujourdhui, -jours));
      return {
        reference: `${specialite}-${siege}`,
        siege,
        faits: faitsDe(vecues, siege, specialite, region * 10 + place),
      };
    }),
  );
  return Map.groupBy(dossiers, ({ siege }) => regionDe(siege));
}

/** Each agency proposes its own, each caisse agrees, the cases open. Throws what the service refuses. Resolves to how many there are. */
export async function reprendreLePays(terrain: Ground, aujourdhui: DateCivile): Promise<number> {
  let ouverts = 0;
  for (const [region, dossiers] of await dossiersRepris(aujourdhui)) {
    const ars = clientFor(terrain, `ars-${region}`);
    const { data: proposee, error } = await ars.POST('/api/v1/reprises', {
      params: { query: { nom: 'Reprise (démonstration)' } },
      body: '',
      bodySerializer: () =>
        JSON.stringify({ dossiers: dossiers.map(({ reference, faits }) => ({ reference, faits })) }),
      headers: { 'Content-Type': 'application/json' },
    });
    const id = proposee?.id ?? null;
    if (id === null) throw new Error(`${region} : ${error?.detail} ${JSON.stringify(error?.erreurs ?? [])}`);
    for (const caisse of new Set(dossiers.map(({ siege }) => caisseUnique(siege))))
      await clientFor(terrain, `caisse-${caisse}`).POST('/api/v1/reprises/{id}/accord', {
        params: { path: { id } },
        body: { sens: 'accepte' },
      });
    for (let restants = 1; restants > 0;) {
      const { data, error: refus } = await ars.POST('/api/v1/reprises/{id}/ouverture', { params: { path: { id } } });
      if (data === undefined) throw new Error(`${region} : ${refus.detail}`);
      ({ restants } = data);
      if (restants === 0) ouverts += data.ouvertes;
    }
  }
  return ouverts;
}
