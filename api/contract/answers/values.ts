/** Building blocks of answers: what a reader gets, as JSON. Strict in the tests, open to additions in the published contract. */
import { z } from 'zod';
import { IDENTIFIANT_ESS, PHASES, REGIMES, ROLES, MOTIFS_CLOTURE } from '../../../domain/valeurs.ts';
import { REGIONS, SLUGS_REGIONS } from '../../../domain/creation/regions.ts';

export const date = z.iso.date().meta({ id: 'Date', override: { pattern: undefined } });
export const instant = z.iso.datetime().meta({ id: 'Instant', override: { pattern: undefined } });
export const text = z.string();
export const texts = z.array(text);
export const number = z.int().min(0);
export const cents = z.int();
export const boolean = z.boolean();
/** Said only when it is so. */
export const yes = z.literal(true);
export const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const essId = z.string().regex(IDENTIFIANT_ESS).meta({ id: 'IdentifiantEss' });
export const role = z.enum(ROLES);
export const phase = z.enum(PHASES);
export const regime = z.enum(REGIMES);
/** Of a decision; `tacite`: silence was consent (DEC-02). */
export const mode = z.enum(['expresse', 'tacite']);
export const motifCloture = z.enum(MOTIFS_CLOTURE);
/** Empty for a seat that the scheme does not cover. */
export const region = z
  .enum(['', ...SLUGS_REGIONS])
  .meta({ 'x-libelles': Object.fromEntries(REGIONS.map(({ code, nom }) => [code, nom])) });

/** What deserves a look and prevented nothing. `champ`: the field that would lift it. */
export const warnings = z
  .array(z.strictObject({ champ: text.exactOptional(), regle: text, phrase: text }))
  .exactOptional();

/** The rule that explains a line; an id that the catalogue lacks stays bare. */
export const explanation = {
  regle: text,
  phrase: text.nullable(),
  source: text.nullable(),
  nature: z.enum(['texte', 'interpretation']).nullable(),
};

export const explained = z.strictObject(explanation).meta({ id: 'Explication' });

export { department as DEPARTMENT } from '../../commands/schemas/fields.ts';
