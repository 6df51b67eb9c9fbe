/**
 * What a case says may be done, against the law: an act said possible is not refused by the state, with any payload that its
 * form gives; one said impossible is refused, under that very rule. `ACTES_ENTIERS=1`: every state of every worked case.
 */
import { describe, expect, test } from 'vitest';
import { readAct } from '../../api/commands/body-to-act.ts';
import { COMMANDS } from '../../api/commands/chapters/all.ts';
import { actSchema } from '../../api/views/act-schema.ts';
import { attentes } from '../../domain/attentes/attentes.ts';
import { dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import type { Commande } from '../../domain/commandes.ts';
import { possible, possibles, REJOUENT, type Possible } from '../../domain/possibles/possibles.ts';
import { OUVERTS } from '../../domain/possibles/valeurs-plausibles.ts';
import { evenementsDus } from '../../domain/decider.ts';
import { commandeDe } from '../../domain/rectification/faits.ts';
import { juger } from '../../domain/rectification/juger.ts';
import { Refus } from '../../domain/refus.ts';
import { TABLE } from '../../domain/table.ts';
import type { DateCivile, Role } from '../../domain/valeurs.ts';
import { Bande } from '../regles/proprietes/bande.ts';
import { exempleDu } from './exemple-du-jour.ts';
import { moments, SCENARIOS, type Moment } from '../regles/etats.ts';

const ENTIERS = process.env['ACTES_ENTIERS'] === '1';
/** Of each worked case: its states, one in so many, another one each time. */
const PAS = 120;
const ROLES = ['porteur', 'ars', 'caisse', 'exploitant'] as const;

const choisis = (scenario: string, rang: number): readonly Moment[] =>
  [...moments(scenario)].filter((_, index) => ENTIERS || index % PAS === (rang * 5) % PAS);

const jourDe = ({ etat, maintenant }: Moment): DateCivile => dateDe(maintenant, fuseau(etat.siege));

type Schema = Readonly<Record<string, unknown>>;

/** A payload of the form: what is asked, some of what may be given; of a closed list, any of its values. */
function produit(one: Possible, schema: Schema, jour: DateCivile, tirer: () => number): Record<string, unknown> {
  const exemple = exempleDu(one.commande, jour);
  const required = schema['required'] as readonly string[];
  const corps: Record<string, unknown> = {};
  for (const [champ, forme] of Object.entries(schema['properties'] as Readonly<Record<string, Schema>>)) {
    // Of what is open, a value that was tried.
    const values = (forme['enum'] ?? (OUVERTS.includes(champ) ? one.admis[champ] : undefined)) as
      readonly unknown[] | undefined;
    const propose = 'default' in forme ? forme['default'] : exemple[champ];
    if (champ === 'le') corps[champ] = jour;
    else if (champ === 'motif') corps[champ] = 'Parce que.';
    else if (champ === 'preuve') corps[champ] = { nature: 'autre' };
    else if (champ in one.admis && values !== undefined && values.length > 0)
      corps[champ] = values[Math.floor(tirer() * values.length)];
    else if ('default' in forme || required.includes(champ)) corps[champ] = propose;
    if (corps[champ] === undefined) delete corps[champ];
  }
  // Of contents, one at least: that of the example.
  const contenus = ((schema['anyOf'] ?? []) as readonly { required: readonly string[] }[]).flatMap((un) => un.required);
  const contenu = contenus.find((champ) => exemple[champ] !== undefined);
  return contenu === undefined ? corps : { ...corps, [contenu]: exemple[contenu] };
}

function lire(commande: keyof typeof COMMANDS, acteur: Role, corps: object, quoi: string) {
  try {
    return readAct(commande, acteur, corps as Readonly<Record<string, unknown>>);
  } catch (error) {
    throw new Error(
      `${quoi} ${JSON.stringify(corps)} : ${JSON.stringify((error as { supplement?: unknown }).supplement)}`,
    );
  }
}

const envoyer = (
  { etat, journal, maintenant }: Moment,
  commande: keyof typeof COMMANDS,
  acteur: Role,
  corps: object,
  quoi: string,
) => {
  const { donnees } = lire(commande, acteur, corps, quoi);
  return juger(etat, { commande, acteur, donnees }, maintenant, journal);
};

describe.each(SCENARIOS.map((nom, rang) => [nom, rang] as const))('%s', (nom, rang) => {
  test('possible : la loi le prend, avec tout ce que son formulaire peut donner', () => {
    const bande = new Bande({ graine: rang + 1, longueur: 1_000_000 });
    const tirer = () => bande.hasard();
    for (const moment of choisis(nom, rang))
      for (const role of ROLES)
        for (const one of possibles(moment, role)) {
          if (one.statut === 'impossible' || one.commande === 'reprendre') continue;
          const { commande } = one;
          const jour = jourDe(moment);
          const quoi = `${nom}, rang ${moment.etat.rang}, ${role}, ${commande}`;
          const direct = {
            commande,
            acteur: role,
            donnees: { le: jour, motif: 'Parce que.', preuve: { nature: 'autre' }, ...one.essai },
          };
          const pris = juger(moment.etat, direct, moment.maintenant, moment.journal);
          expect(pris instanceof Refus ? pris.message : 'pris', quoi).toBe('pris');
          if (REJOUENT.includes(commande)) continue;
          const schema = actSchema(one, one.essai, moment.journal);
          for (let essai = 0; essai < 2; essai += 1) {
            const corps = produit(one, schema, jour, tirer);
            const reponse = envoyer(moment, commande, role, corps, quoi);
            if (!(reponse instanceof Refus)) continue;
            expect([reponse.nature, reponse.regle, reponse.message], `${quoi} ${JSON.stringify(corps)}`).not.toEqual(
              expect.arrayContaining([TABLE[commande].regle, 'etat']),
            );
            expect(['role', 'etat'], `${quoi} ${JSON.stringify(corps)} : ${reponse.message}`).not.toContain(
              reponse.nature,
            );
          }
        }
  });

  test('impossible : la loi le refuse, sous cette règle même', () => {
    for (const moment of choisis(nom, rang))
      for (const role of ROLES)
        for (const one of possibles(moment, role)) {
          if (one.statut !== 'impossible' || one.commande === 'reprendre') continue;
          const { commande } = one;
          const exemple = exempleDu(commande, jourDe(moment));
          // What may be left out names another object than the one that was asked of.
          const demandes = Object.entries(exemple).filter(
            ([champ]) => TABLE[commande].forme[champ as never]?.['facultatif'] !== true,
          );
          const donnees = {
            ...Object.fromEntries(demandes),
            ...one.essai,
            motif: 'Parce que.',
            preuve: { nature: 'autre' },
          };
          const essai = { commande, acteur: role, donnees } as unknown as Commande;
          const reponse = juger(moment.etat, essai, moment.maintenant, moment.journal);
          const quoi = `${nom}, rang ${moment.etat.rang}, ${role}, ${commande} : ${one.phrase ?? ''}`;
          expect(reponse instanceof Refus ? reponse.regle : 'pris', quoi).toBe(one.regle);
        }
  });

  test('ce que quelqu’un a fait dans cette vie, ce jour-là, était dit possible', () => {
    const parEss = Map.groupBy(moments(nom), ({ ess }) => ess);
    for (const vie of parEss.values())
      for (const [index, apres] of vie.entries()) {
        const avant = vie[index - 1];
        const evenement = apres.journal.at(-1)?.evenement;
        const fait = evenement === undefined ? undefined : commandeDe(evenement);
        if (avant === undefined || evenement === undefined || fait === undefined) continue;
        const alors = { ...avant, maintenant: apres.maintenant };
        // A fact of before, or what two events of one act make: the state of that day says nothing of it.
        if (evenement.le !== jourDe(alors) || evenement.saisiLe !== undefined || dus(alors)) continue;
        if (!ENTIERS && (index + rang) % 9 !== 0) continue;
        const one = possible(alors, fait.commande, fait.acteur);
        expect(one.statut, `${nom}, rang ${apres.etat.rang}, ${fait.commande} : ${one.phrase ?? ''}`).not.toBe(
          'impossible',
        );
      }
  });
});

/** Something is due first: the engine applies it before it decides. */
const dus = ({ etat, maintenant }: Moment): boolean => evenementsDus(etat, maintenant).length > 0;

test('ce qui est attendu d’un rôle lui est possible', () => {
  const impossibles = new Map<string, string>();
  for (const [rang, nom] of SCENARIOS.entries())
    for (const moment of choisis(nom, rang))
      for (const {
        de,
        actes: [commande],
        cle,
      } of attentes(moment.etat)) {
        if (commande === undefined) continue;
        const one = possible(moment, commande, de);
        if (one.statut === 'impossible') impossibles.set(`${cle.replace(/\d+/g, 'n')} ${commande}`, one.phrase ?? '');
      }
  expect(Object.fromEntries(impossibles)).toEqual({});
});

test('ce qui a été essayé d’un montant, d’une date, d’une référence n’est pas une liste où choisir', () => {
  const ferme = (commande: string, champ: string) =>
    SCENARIOS.slice(0, 12).flatMap((nom, rang) =>
      choisis(nom, rang).flatMap((moment) =>
        ROLES.flatMap((role) =>
          possibles(moment, role)
            .filter((one) => one.commande === commande && one.statut !== 'impossible')
            .map(
              (one) =>
                (actSchema(one, one.connus, moment.journal)['properties'] as Readonly<Record<string, Schema>>)[champ]?.[
                  'enum'
                ],
            ),
        ),
      ),
    );
  const montants = ferme('executer-paiement', 'montantCentimes');
  expect(montants.length).toBeGreaterThan(0);
  expect(new Set(montants)).toEqual(new Set([undefined]));
  expect(new Set(ferme('executer-paiement', 'reference'))).toEqual(new Set([undefined]));
});
