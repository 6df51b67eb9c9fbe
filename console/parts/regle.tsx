/** A rule by its id: where its sentence and its source are. */

/** Ids that name no article, but the form of a request: they say nothing to who reads a page. */
const FORM = /^(API-\d+|SAISIE|ACTEUR)$/;

/** Whether the id is that of a rule that can be read. */
export const isRule = (id: string | undefined): id is string => id !== undefined && !FORM.test(id);

/** « Règle LI-06. »; nothing for an id that is no rule. */
export function Ruled({ id }: { readonly id: string | undefined }) {
  return isRule(id) ? (
    <>
      Règle <RuleLink id={id} />.
    </>
  ) : null;
}

/** Its id, leading to its sentence; nothing for an id that is no rule. */
export function RuleLink({ id }: { readonly id: string }) {
  if (!isRule(id)) return null;
  return (
    <a class="rule" href={`/regles/${encodeURIComponent(id)}`}>
      {id}
    </a>
  );
}

export interface Explained {
  readonly regle: string;
  readonly phrase: string | null;
  readonly source: string | null;
  readonly nature: 'texte' | 'interpretation' | null;
}

/** « Pourquoi ? » : the rule, its sentence, whether it is the text or a reading of it. */
export function Why({
  regle,
  phrase,
  source,
  nature,
  children,
}: Explained & { readonly children?: preact.ComponentChildren }) {
  return (
    <details class="why">
      <summary>Pourquoi ?{isRule(regle) && <span class="visually-hidden">{` Règle ${regle}`}</span>}</summary>
      <div>
        <p>{phrase ?? 'Cette ligne ne vient pas d’un article.'}</p>
        {children}
        {isRule(regle) && (
          <p class="small">
            Règle <RuleLink id={regle} />
            {nature !== null && ` · ${nature === 'texte' ? 'écrite dans le texte' : 'interprétation du texte'}`}
            {source !== null && ` · source ${source}`}
          </p>
        )}
      </div>
    </details>
  );
}
