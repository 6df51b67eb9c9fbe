/** Who writes the letters: the ARS and the caisses, under their names, addresses and signatories. */
export { TOUTES_LES_AUTORITES, avecArticle, nomOfficiel, type Autorite } from './names.ts';
export { AUCUNE_AUTORITE, lireAutorites, readAuthorities, type Autorites } from './settings.ts';
export {
  autoriteQuiEcrit,
  bilanAuDemarrage,
  cachetDe,
  cachetsAEcheance,
  courriersEnProjet,
  type Expediteur,
  type Signataire,
} from './sender.ts';
