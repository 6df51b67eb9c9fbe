/** What a field is, for whoever reads the contract: the rule that asks for it, and a sentence. */
export type Entry = readonly [regle: string, phrase: string];
/** By name, or by `place.name` where the same name means something else (`corriger.objet`). */
export type Entries = Readonly<Record<string, Entry>>;
