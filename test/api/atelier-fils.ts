/** What the threads of a test do. */
export const double = (nombre: number): number => nombre * 2;

export const peiner = (ms: number): string => {
  const fin = performance.now() + ms;
  while (performance.now() < fin);
  return 'fini';
};

export const echouer = (): never => {
  throw new Error('this piece of work fails');
};
