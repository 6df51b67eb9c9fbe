/** A rule by its id: where its sentence and its source are. */

/** Ids that name no article: the form of a request. */
const FORM = /^(API-\d+|SAISIE|ACTEUR)$/;

export function RuleLink({ id }: { readonly id: string }) {
  if (FORM.test(id)) return <span class="rule">{id}</span>;
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
      <summary>
        Pourquoi ?<span class="visually-hidden">{` Règle ${regle}`}</span>
      </summary>
      <div>
        <p>{phrase ?? 'Cette ligne ne vient pas d’un article.'}</p>
        {children}
        <p class="small">
          Règle <RuleLink id={regle} />
          {nature !== null && ` · ${nature === 'texte' ? 'écrite dans le texte' : 'interprétation du texte'}`}
          {source !== null && ` · source ${source}`}
        </p>
      </div>
    </details>
  );
}
