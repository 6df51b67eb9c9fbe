/** `ess verifier --preuve`: a proof file against itself, and against an anchor kept elsewhere. No database is asked. */
import { readFile } from 'node:fs/promises';
import type { Head } from '../../records/verification/anchor.ts';
import { UnreadableProof, checkProof } from '../../records/verification/proof.ts';
import { WrongCall } from '../verb.ts';

/** Prints what was checked; the number of deviations. Fails with `WrongCall` when the file cannot be read, or is no proof. */
export async function verifierPreuve(fichier: string, ancre: readonly Head[] | undefined): Promise<number> {
  const texte = await readFile(fichier, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new WrongCall(`Le fichier ${fichier} ne peut pas être lu (${error.code ?? error.message}).`);
  });
  const { ess, lignes, verifiees, tues, tete, ecarts } = lue(texte);
  const tous = [...ecarts, ...ecartsAvec(ancre, texte, ess)];
  for (const ecart of tous) console.log(`ÉCART ${ess} : ${ecart}`);
  console.log(`${ess} : ${lignes} lignes, ${verifiees} empreintes recalculées.`);
  if (tues > 0)
    console.log(
      `${tues} ligne${tues > 1 ? 's nomment' : ' nomme'} ce que le lecteur de ce fichier ne peut pas lire : leur empreinte est donnée, et ne se recalcule pas d’ici.`,
    );
  console.log(`Dernière empreinte : ${tete}`);
  console.log(tous.length === 0 ? 'La preuve tient.' : 'La preuve ne tient pas.');
  return tous.length;
}

function lue(texte: string) {
  try {
    return checkProof(texte);
  } catch (error) {
    throw error instanceof UnreadableProof ? new WrongCall(error.message) : error;
  }
}

/** The anchor holds one hash of the case, at one rank: the proof must have it there. */
function ecartsAvec(ancre: readonly Head[] | undefined, texte: string, ess: string): readonly string[] {
  if (ancre === undefined) return [];
  const tete = ancre.find((une) => une.ess === ess);
  if (tete === undefined) return ['l’ancre ne connaît pas ce dossier.'];
  const { lignes } = JSON.parse(texte) as { lignes: readonly { rang: number; empreinte: string }[] };
  const ligne = lignes.find(({ rang }) => rang === tete.rang);
  if (ligne === undefined) return [`la preuve s’arrête avant la ligne ${tete.rang}, que l’ancre connaît.`];
  return ligne.empreinte === tete.empreinte ? [] : [`la ligne ${tete.rang} n’est pas celle de l’ancre.`];
}
