/** (n) « À faire » of many cases: what one ARS, one caisse is awaited of, counts included. Written straight into the records. */
import { attentes } from '../../domain/attentes/attentes.ts';
import { echeances } from '../../domain/echeances.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { nominalLife, read } from '../dossiers.ts';
import type { BenchGround } from '../ground.ts';
import type { Measure } from '../measure.ts';
import { figure, latencies, rounds } from '../rounds.ts';

const DOSSIERS = 10_000;
const PAR_ECRITURE = 500;
const PAR_TOUR = 120;
/** Events of the nominal life that each case has lived, in turn: some have just entered, some are at the end. */
const LONGUEURS = [1, 4, 12, 25, 40];

/** All in one region, before one caisse: nobody has more. Written once on a ground. */
export async function tenThousandCases({ pool }: BenchGround): Promise<number> {
  const { rows } = await pool.query<{ ecrits: number }>('select count(*)::int as ecrits from dossiers');
  if ((rows[0]?.ecrits ?? 0) >= DOSSIERS) return 0;
  const etats: { etat: Etat; le: DateCivile; prochaine: string | null }[] = [];
  let etat = etatInitial('modele');
  for (const { ess: _label, ...champs } of simuler(await nominalLife({ siege: '33' }))) {
    if (champs['evenement'] === 'CommandeRefusee') continue;
    etat = evoluer(etat, champs as unknown as Evenement);
    const [prochaine] = echeances(etat);
    etats.push({ etat, le: (champs as { le: DateCivile }).le, prochaine: prochaine?.cle ?? null });
  }
  const modeles = LONGUEURS.flatMap((longueur) => etats[Math.min(longueur, etats.length) - 1] ?? []);
  let lignes = 0;
  for (let premier = 0; premier < DOSSIERS; premier += PAR_ECRITURE) {
    const cas = Array.from({ length: PAR_ECRITURE }, (_, rang) => {
      const modele = modeles[(premier + rang) % modeles.length];
      if (modele === undefined) throw new Error('the nominal life has no event');
      return { ess: `ess-33-${String(premier + rang).padStart(8, '0')}`, ...modele };
    });
    await pool.query(
      `insert into dossiers (ess, rang, regime, phase, siege, region, regions, caisse, caisses, departements, specialites,
         montant_verse_centimes, prochaine_echeance, prochaine_echeance_cle, etat)
       select ess, rang, 'droit-commun', phase, '33', 'nouvelle-aquitaine', '{nouvelle-aquitaine}', 'gironde', '{gironde}',
         '{33}', '{dermatologie}', 0, jour, cle, etat
       from jsonb_to_recordset($1) as cas (ess text, rang int, phase text, jour date, cle text, etat jsonb)`,
      [
        JSON.stringify(
          cas.map(({ ess, etat: { phase, rang, ...reste }, prochaine }, place) => ({
            ...{ ess, rang, phase, cle: prochaine, etat: { ...reste, phase, rang, ess } },
            jour: prochaine === null ? null : jourDans((premier + place) % 365),
          })),
        ),
      ],
    );
    const attendues = cas.flatMap(({ ess, etat: un, le }, rang) =>
      attentes(un).map(({ dernierJour, silence, aupres: _aupres, ...attente }) => ({
        ...attente,
        ess,
        aupres: attente.de === 'ars' ? 'nouvelle-aquitaine' : attente.de === 'caisse' ? 'gironde' : '',
        // A year of last days, so that each group has its own.
        dernier_jour: dernierJour === null ? null : jourDans((premier + rang) % 365),
        silence: silence?.effet ?? null,
        silence_le: silence?.le ?? null,
        depuis: le,
      })),
    );
    lignes += attendues.length;
    await pool.query(
      `insert into attentes (ess, de, aupres, cle, actes, connus, dernier_jour, silence, silence_le, regle, depuis, fuseau)
       select ess, de, aupres, cle, actes, connus, dernier_jour, silence, silence_le, regle, depuis, 'Europe/Paris'
       from jsonb_to_recordset($1) as a (ess text, de text, aupres text, cle text, actes text[], connus jsonb,
         dernier_jour date, silence text, silence_le date, regle text, depuis date)`,
      [JSON.stringify(attendues)],
    );
  }
  await pool.query('analyze attentes; analyze dossiers');
  return lignes;
}

const JOUR = 86_400_000;
const jourDans = (jours: number): string => new Date(Date.now() + (jours - 30) * JOUR).toISOString().slice(0, 10);

export const toDo: Measure = {
  letter: 'n',
  title: `« À faire », ${DOSSIERS.toLocaleString('en')} cases of one region and one caisse`,
  async run(terrain, nombre) {
    await tenThousandCases(terrain);
    const lire = (chemin: string, compte: string) => () => latencies(PAR_TOUR, () => read(terrain, chemin, compte));
    const mesures = await rounds(nombre, {
      ars: lire('/a-faire', 'ars-nouvelle-aquitaine'),
      caisse: lire('/a-faire', 'caisse-gironde'),
      filtree: lire('/a-faire?groupe=en-retard,7-jours&specialite=dermatologie&recherche=gironde', 'caisse-gironde'),
      trente: lire('/previsions?jours=30', 'ars-nouvelle-aquitaine'),
      quatreVingtDix: lire('/previsions?jours=90&limite=100', 'ars-nouvelle-aquitaine'),
    });
    const de = (serie: typeof mesures.ars, centile: 'p50' | 'p99') => figure(serie.map((tour) => tour[centile]));
    const sous100 = { bound: 'at-most', value: 100 } as const;
    return [
      { name: 'first page for the ARS, p50', figure: de(mesures.ars, 'p50'), unit: 'ms' },
      { name: 'first page for the ARS, p99', figure: de(mesures.ars, 'p99'), unit: 'ms', target: sous100 },
      { name: 'first page for the caisse, p99', figure: de(mesures.caisse, 'p99'), unit: 'ms', target: sous100 },
      { name: 'two groups of a search, p99', figure: de(mesures.filtree, 'p99'), unit: 'ms', target: sous100 },
      { name: 'what silence will do in 30 days, fifty cases, p50', figure: de(mesures.trente, 'p50'), unit: 'ms' },
      { name: 'what silence will do in 30 days, fifty cases, p99', figure: de(mesures.trente, 'p99'), unit: 'ms' },
      { name: 'the same in 90 days, a hundred cases, p99', figure: de(mesures.quatreVingtDix, 'p99'), unit: 'ms' },
    ];
  },
};
