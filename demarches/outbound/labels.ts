/** Labels that agents see in their lists there: what the case became. Each is set once: an agent who takes it away has the last word. */
import { LABEL } from '../client/acts.ts';
import { READ_DOSSIER, type Dossier } from '../client/dossier.ts';
import { DnRefusal } from '../client/faults.ts';
import { isKnownAct, recordAct } from '../../records/demarches/acts.ts';
import { keyOf, type Context } from '../inbound/context.ts';
import { NotTaken } from '../inbound/take-in-charge.ts';
import type { Etiquette } from '../mapping/file.ts';
import type { Nature } from '../mapping/targets.ts';

interface Fact {
  readonly evenement: string;
  readonly mode?: string;
}

/** Which ones a case deserves, of its journal as it stands. */
export function labelsOf(nature: Nature, lines: readonly Fact[]): readonly Etiquette[] {
  const has = (evenement: string, mode?: string) =>
    lines.some((line) => line.evenement === evenement && (mode === undefined || line.mode === mode));
  const all: readonly (readonly [Etiquette, boolean])[] = [
    ['reprise', true],
    ['tacite', has(nature === 'lettre-intention' ? 'LettreIntentionValidee' : 'ProjetSanteValide', 'tacite')],
    ['amorcage', has('ContratAmorcageConclu')],
    ['dotation', has('ContratDotationConclu')],
    ['close', has('EssClose')],
  ];
  return all.flatMap(([nom, deserved]) => (deserved ? [nom] : []));
}

/** One to set, and under which key that is known for ever. */
export interface ToLabel {
  readonly cle: string;
  readonly id: string;
}

/** Those of them that the mapping has, and that were never set. */
export async function labelsToSet(
  { pool, dn, correspondance }: Context,
  numero: number,
  deserved: readonly Etiquette[],
): Promise<readonly ToLabel[]> {
  if (!dn.can(LABEL)) return [];
  const found: ToLabel[] = [];
  for (const nom of deserved) {
    const label = correspondance.etiquettes[nom];
    const cle = keyOf(correspondance, numero, `etiquette:${nom}`);
    if (label !== undefined && !(await isKnownAct(pool, cle))) found.push({ cle, id: label.id });
  }
  return found;
}

/** Sets them, and reads them back. One that is there already, set by us without our knowing or by an agent, is not set again. */
export async function label(context: Context, dossier: Dossier, labels: readonly ToLabel[]): Promise<void> {
  const { pool, dn, correspondance } = context;
  const { instance } = correspondance;
  for (const { cle, id } of labels) {
    if (!bears(dossier, id)) {
      await dn.ask(LABEL, { input: { dossierId: dossier.id, labelId: id } }, dossier.number).catch((error: unknown) => {
        // Set meanwhile, or unknown there: what is read back says.
        if (!(error instanceof DnRefusal) || error.reasons.includes('lecture-seule')) throw error;
      });
      const { data } = await dn.ask(READ_DOSSIER, { number: dossier.number }, dossier.number);
      if (!bears(data.dossier, id)) throw new NotTaken('ecriture-sans-effet');
    }
    await recordAct(pool, { cle, instance, numero: dossier.number, genre: 'etiquette', statut: 'fait' });
  }
}

const bears = ({ labels }: Dossier, id: string): boolean => (labels ?? []).some((one) => one.id === id);
