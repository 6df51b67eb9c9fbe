/** What `/a-faire` and `/ess/{id}/suivi-par` are asked. */
import { z } from 'zod';
import { SLUGS_REGIONS } from '../../domain/creation/regions.ts';
import { TABLE } from '../../domain/table.ts';
import { EFFETS_DU_SILENCE, PHASES } from '../../domain/valeurs.ts';
import { GROUPES, SUIVIS_DEMANDES } from '../../records/journal/a-faire.ts';
import { MANIERES } from '../../records/registers/suivis.ts';
import { slug } from '../commands/schemas/fields.ts';
import { line, name } from '../commands/schemas/text.ts';
import { essId } from '../contract/answers/values.ts';
import { limitParameter } from '../lists/paging.ts';
import { caisses, departments, like, oneOf } from '../lists/query.ts';

const COMMANDES = Object.keys(TABLE);

const criteria = {
  commande: oneOf(COMMANDES).exactOptional(),
  cle: like(
    slug,
    'Un ou plusieurs débuts de clé sont attendus, séparés par une virgule (exemple : paiement-).',
  ).exactOptional(),
  ess: essId.exactOptional(),
  region: oneOf(SLUGS_REGIONS).exactOptional(),
  departement: departments.exactOptional(),
  caisse: caisses.exactOptional(),
  specialite: like(slug, 'Une ou plusieurs spécialités sont attendues, séparées par une virgule.').exactOptional(),
  phase: oneOf(PHASES).exactOptional(),
  recherche: line(200).exactOptional(),
  silence: oneOf(EFFETS_DU_SILENCE).exactOptional(),
  suiviPar: z
    .enum(SUIVIS_DEMANDES, { error: `L’une de ces valeurs est attendue : ${SUIVIS_DEMANDES.join(', ')}.` })
    .exactOptional(),
};

export const toDoQuery = z.strictObject({
  groupe: oneOf(GROUPES).exactOptional(),
  ...criteria,
  apres: z.string().exactOptional(),
  limite: limitParameter(50, 200),
});

/** Who says it may say how they want to be called, and for how much they are there. */
export const followBody = z.strictObject({
  comme: z
    .enum(MANIERES, { error: `L’une de ces valeurs est attendue : ${MANIERES.join(', ')}.` })
    .default('traite')
    .meta({ 'x-libelles': { regarde: 'regarde le dossier', traite: 'traite le dossier' } }),
  nom: name(120).exactOptional(),
});
