/** Addresses of our own pages: the only ones that a form or a link may lead to. */

/** A path of ours, its query included; `fallback` for anything else (another site, another scheme). */
export function ownPath(given: string | undefined, fallback = '/'): string {
  if (given === undefined || !given.startsWith('/') || !URL.canParse(given, 'http://ici.invalid')) return fallback;
  const { origin, pathname, search } = new URL(given, 'http://ici.invalid');
  // `//elsewhere` and `/\elsewhere` parse to another origin.
  return origin === 'http://ici.invalid' ? `${pathname}${search}` : fallback;
}

/** This address with these parameters changed; '' or `undefined` takes one away. */
export function withQuery(address: string, changes: Readonly<Record<string, string | undefined>>): string {
  const { pathname, searchParams } = new URL(address, 'http://ici.invalid');
  for (const [name, value] of Object.entries(changes))
    if (value === undefined || value === '') searchParams.delete(name);
    else searchParams.set(name, value);
  const query = searchParams.toString();
  return query === '' ? pathname : `${pathname}?${query}`;
}
