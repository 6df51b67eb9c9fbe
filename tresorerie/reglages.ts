/** Which version of `pain.001` each caisse's bank takes: ESS_PAIN001. */
import { estCaisse } from '../domain/creation/caisses.ts';
import { VERSIONS_PAIN001, type VersionPain001 } from './schema.ts';

export type VersionDeLaCaisse = (caisse: string) => VersionPain001;

const version = (texte: string): VersionPain001 => {
  const lue = VERSIONS_PAIN001.find((une) => une === texte);
  if (lue === undefined) throw new Error(`ESS_PAIN001: a version is ${VERSIONS_PAIN001.join(' or ')}, not «${texte}».`);
  return lue;
};

/**
 * Reads « 09 » (the default), « 03 », or the exceptions too: « 09,gironde:03,landes:03 ». Throws a sentence on anything else, and
 * on a caisse that does not exist.
 */
export function lireVersions(texte: string | undefined): VersionDeLaCaisse {
  let commune: VersionPain001 = '09';
  const propres = new Map<string, VersionPain001>();
  for (const partie of (texte ?? '').split(',').map((une) => une.trim())) {
    if (partie === '') continue;
    const [gauche = '', droite] = partie.split(':').map((un) => un.trim());
    if (droite === undefined) commune = version(gauche);
    else if (estCaisse(gauche)) propres.set(gauche, version(droite));
    else throw new Error(`ESS_PAIN001: no caisse has the code «${gauche}».`);
  }
  return (caisse) => propres.get(caisse) ?? commune;
}
