/** The files that a scenario takes as joined to its steps: the API asks for them, so one is sent for each. */
import { randomUUID } from 'node:crypto';
import { clientFor, type Ground } from './ground.ts';

/** The smallest that is a PDF. */
const BLANK = '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n';

/** Sends a blank page under this code; its number. A page of its own each time: a new deposit has a new document. */
export async function sendBlank(terrain: Ground, compte: string, ess: string, code: string): Promise<string> {
  const form = new FormData();
  form.set('code', code);
  form.set('fichier', new Blob([`${BLANK}%${randomUUID()}\n`]), `${code}.pdf`);
  const { data, error } = await clientFor(terrain, compte).POST('/api/v1/ess/{ess}/fichiers', {
    params: { path: { ess } },
    // What carries the form is typed as JSON would be.
    body: form as never,
    bodySerializer: (body: unknown) => body as FormData,
  });
  if (data === undefined) throw new Error(`the document of a step was refused: ${error.detail}`);
  return data.id;
}
