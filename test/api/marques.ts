/** Bodies of every command, drawn from the contract itself: each free text holds a mark of its own. */
import { z } from 'zod';
import { COMMANDS } from '../../api/commands/chapters/all.ts';
import { schemaOf } from '../../api/commands/schemas/commands.ts';
import type { NomCommande } from '../../domain/commandes.ts';

interface Json {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
  readonly allOf?: readonly Json[];
  readonly items?: Json;
  readonly prefixItems?: readonly Json[];
  readonly minItems?: number;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly propertyNames?: Json;
  readonly additionalProperties?: Json | boolean;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Json>>;
}

export interface MarkedBody {
  readonly body: Readonly<Record<string, unknown>>;
  /** Mark → field in which it stands. */
  readonly marks: ReadonlyMap<string, string>;
  /** Fields of a strict form, or of a closed list. */
  readonly coded: readonly { readonly champ: string; readonly takes: (value: string) => boolean }[];
}

/** What every mark holds, and nothing else in the world. */
export const MARK = /Marguerite/i;

/** Of each strict form, one value. */
const CODES = [
  ...['2026-02-01', '33', 'dermatologie', '10000000001', '100000001', '73282932000074', 'W331234567', '05 00 11 22 33'],
  ...[
    '33000',
    '330000019',
    'amorcage-1',
    'amorcage',
    'depot-lettre-intention',
    'ELI-03',
    '1',
    'ess-33-00000000/notifier/3',
    'VIR-2026-1',
  ],
];
/** What is normalised before it is checked, or is of a closed list that is not shown: its form does not stand in the schema of what is sent. */
const NORMALISED: Readonly<Record<string, string>> = {
  iban: 'FR7630006000011234567890189',
  bic: 'AGRIFRPPXXX',
  specialites: 'dermatologie',
  specialite: 'dermatologie',
  rpps: '10000000001',
  am: '100000001',
  siret: '73282932000074',
  rna: 'W331234567',
  numero: '330000019',
  finess: '330000019',
};

/** What no schema says: pieces go with their structures; this regime opens a case. */
const COHERENT: Readonly<Partial<Record<NomCommande, object>>> = {
  'deposer-lettre-intention': { caisse: 'gironde' },
  'declarer-ess-existante': { regime: 'en-fonctionnement-a-mettre-en-conformite', caisse: 'gironde' },
  reprendre: { faits: COMMANDS.reprendre.exemple['faits'] },
  'deposer-pieces': {
    pieces: ['budget-previsionnel', 'etat-depenses', 'bilan-comptable'].map((code) => ({ code })),
  },
};

let planted = 0;

export function markedBody(commande: NomCommande): MarkedBody {
  const marks = new Map<string, string>();
  const coded: { champ: string; takes: (value: string) => boolean }[] = [];
  const root = z.toJSONSchema(schemaOf(commande), { io: 'input', unrepresentable: 'any' }) as Json;
  const mark = (champ: string): string => {
    planted += 1;
    const one = `Marguerite${String(planted).padStart(5, '0')}`;
    marks.set(one, champ);
    return one;
  };

  function textOf({ format, pattern }: Json, champ: string, name: string): string | undefined {
    if (Object.hasOwn(NORMALISED, name)) return NORMALISED[name];
    if (format === 'email') return `${mark(champ).toLowerCase()}@exemple.invalid`;
    if (format === 'uuid') return undefined; // a file sent before
    if (format === undefined && pattern === undefined) return `${mark(champ)} Duranton`;
    coded.push({ champ, takes: (value) => new RegExp(pattern ?? '^$').test(value) });
    const code = CODES.find((candidate) => new RegExp(pattern ?? '').test(candidate));
    if (code === undefined) throw new Error(`${champ}: no value of the form ${String(pattern)} in CODES`);
    return code;
  }

  function valueOf(schema: Json, champ: string, name: string): unknown {
    if (schema.$ref !== undefined) return valueOf(root.$defs?.[schema.$ref.split('/').at(-1) ?? ''] ?? {}, champ, name);
    const branches = schema.anyOf ?? schema.oneOf;
    if (branches !== undefined) {
      // Every branch is looked at: free text may be in any; the first that is not null is sent.
      const values = branches.filter(({ type }) => type !== 'null').map((one) => valueOf(one, champ, name));
      return values[0];
    }
    // DEC-29: what a platform has stamped, its connector alone says.
    if (schema.enum !== undefined) return schema.enum.find((one) => one !== 'plateforme');
    if (schema.const !== undefined) return schema.const;
    switch (schema.type) {
      case 'string':
        return textOf(schema, champ, name);
      case 'boolean':
        return true;
      case 'integer':
      case 'number':
        return Math.max(1, schema.minimum ?? 1);
      case 'array': {
        const items = schema.prefixItems ?? [schema.items ?? {}];
        const values = items.map((one, rank) => valueOf(one, `${champ}[${rank}]`, name));
        return values.includes(undefined) ? undefined : values;
      }
      case 'object': {
        if (schema.properties === undefined && schema.propertyNames !== undefined) {
          const key = valueOf(schema.propertyNames, `${champ}{}`, name) as string;
          return { [key]: valueOf(schema.additionalProperties as Json, `${champ}{}`, name) };
        }
        const entries = Object.entries(schema.properties ?? {}).map(
          ([inside, property]) =>
            [inside, valueOf(property, champ === '' ? inside : `${champ}.${inside}`, inside)] as const,
        );
        return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
      }
      default:
        throw new Error(`${champ}: a field of no type`);
    }
  }

  const body = { ...(valueOf(root, '', '') as object), ...COHERENT[commande] };
  return { body, marks, coded };
}

export const COMMAND_NAMES = Object.keys(COMMANDS) as NomCommande[];

/** The one free text that a case takes in and a journal keeps: the ground of a decision. */
export const isGround = (champ: string): boolean => /(^|\.)motif$/.test(champ);
