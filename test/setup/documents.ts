/** Files sent to a case, for the acts that must show one. */
import { PDF } from '../documents/received/fichiers-essai.ts';

/** The form of a PDF sent under this code. */
export function formulaire(code: string): FormData {
  const form = new FormData();
  form.set('code', code);
  form.set('fichier', new Blob([new Uint8Array(PDF)]), `${code}.pdf`);
  return form;
}
