/** The private annotations that agents read there: which ESS, until when, where it stands, the legal date of the decision. */
import { createHash } from 'node:crypto';
import { ANNOTATE } from '../client/acts.ts';
import type { Dossier } from '../client/dossier.ts';
import { isKnownAct, recordAct } from '../../records/demarches/acts.ts';
import { keyOf, type Context } from '../inbound/context.ts';
import { NotTaken } from '../inbound/take-in-charge.ts';
import type { Nature } from '../mapping/targets.ts';

interface Fact {
  readonly evenement: string;
  readonly le: string;
  readonly mode?: string;
  readonly dateLimite?: string;
}

const EVENTS: Readonly<Record<Nature, { readonly depot: string; readonly oui: string; readonly non: string }>> = {
  'lettre-intention': {
    depot: 'LettreIntentionDeposee',
    oui: 'LettreIntentionValidee',
    non: 'LettreIntentionRefusee',
  },
  'projet-sante': { depot: 'ProjetSanteDepose', oui: 'ProjetSanteValide', non: 'ProjetSanteRefuse' },
};
/** What moves the last day of the decision. */
const MOVES: readonly string[] = ['LettreIntentionCompletee', 'CompletudeConstatee', 'PrecisionsRecues'];

/** What each annotation says, of the journal as it stands. */
export function annotationsOf(
  ess: string,
  nature: Nature,
  lines: readonly Fact[],
): Readonly<Partial<Record<'ess' | 'etat' | 'echeance' | 'decision', string>>> {
  const { depot, oui, non } = EVENTS[nature];
  const limite = lines.findLast(
    ({ evenement, dateLimite }) => (evenement === depot || MOVES.includes(evenement)) && dateLimite !== undefined,
  )?.dateLimite;
  const decided = lines.findLast(({ evenement }) => evenement === oui || evenement === non);
  return {
    ess,
    etat: stateOf(decided, oui),
    ...(limite === undefined ? {} : { echeance: limite }),
    ...(decided === undefined ? {} : { decision: decided.le }),
  };
}

function stateOf(decided: Fact | undefined, oui: string): string {
  if (decided === undefined) return 'en instruction';
  if (decided.evenement !== oui) return 'refus';
  return decided.mode === 'tacite' ? 'acceptation tacite' : 'acceptation expresse';
}

/** What is to be written, and under which key that is known. */
export interface ToAnnotate {
  readonly cle: string;
  readonly asked: readonly {
    readonly id: string;
    readonly value: { readonly date: string } | { readonly text: string };
  }[];
}

/** Those that are mapped; undefined: none is, or they say it already. */
export async function annotationsToWrite(
  { pool, dn, correspondance }: Context,
  numero: number,
  values: ReturnType<typeof annotationsOf>,
): Promise<ToAnnotate | undefined> {
  const asked = Object.entries(correspondance.annotations).flatMap(([nom, { id, type }]) => {
    const value = values[nom as keyof typeof values];
    if (value === undefined) return [];
    return [{ id, value: type === 'DateChamp' ? { date: value } : { text: value } }];
  });
  if (asked.length === 0 || !dn.can(ANNOTATE)) return undefined;
  const digest = createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 16);
  const cle = keyOf(correspondance, numero, `annotations:${digest}`);
  return (await isKnownAct(pool, cle)) ? undefined : { cle, asked };
}

/** Writes them, once for what they say. Only types that set a value: written again, they say the same. */
export async function annotate(
  { pool, dn, correspondance }: Context,
  dossier: Dossier,
  { cle, asked }: ToAnnotate,
): Promise<void> {
  const { groupes, instance } = correspondance;
  const instructeurId = groupes.find(({ id }) => id === dossier.groupeInstructeur.id)?.instructeur;
  if (instructeurId === undefined) throw new NotTaken('groupe-sans-instructeur');
  await dn.ask(ANNOTATE, { input: { dossierId: dossier.id, instructeurId, annotations: [...asked] } }, dossier.number);
  await recordAct(pool, { cle, instance, numero: dossier.number, genre: 'annotations', statut: 'fait' });
}
