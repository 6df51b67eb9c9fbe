/** Every page of the console. One that is not here does not exist. */
import type { Page } from '../shell/page.ts';
import { A_FAIRE } from './a-faire/a-faire.tsx';
import { ACTE } from './acte/acte.tsx';
import { BROUILLONS } from './acte/brouillon.tsx';
import { RECU } from './acte/recu.tsx';
import { ADHESIONS } from './caisse/adhesions.tsx';
import { ENTREE } from './caisse/caisse.tsx';
import { COMPTES } from './caisse/comptes.tsx';
import { LIVRES } from './caisse/livres.tsx';
import { LOTS } from './caisse/lots.tsx';
import { PAIEMENTS } from './caisse/paiements.tsx';
import { PIECES_A_VERIFIER } from './caisse/pieces.tsx';
import { RECOUVREMENTS } from './caisse/recouvrements.tsx';
import { RETOURS } from './caisse/retours.tsx';
import { ADHERENTS } from './dossier/adherents.tsx';
import { ARGENT } from './dossier/argent.tsx';
import { COURRIERS } from './dossier/courriers.tsx';
import { ECHEANCIER } from './dossier/echeancier.tsx';
import { PAPIERS } from './dossier/fichiers.ts';
import { JOURNAL } from './dossier/journal.tsx';
import { PIECES } from './dossier/pieces.tsx';
import { PREUVE } from './dossier/preuve.tsx';
import { RESUME } from './dossier/resume.tsx';
import { SUIVI } from './dossier/suivi.tsx';
import { DOSSIERS } from './dossiers/liste.tsx';
import { VUES } from './dossiers/vues.tsx';
import { CARTE } from './national/carte.tsx';
import { ETAT_DES_LIEUX } from './national/etat-des-lieux.tsx';
import { DEMARCHES } from './demarches/demarches.tsx';
import { GESTES } from './demarches/gestes.tsx';
import { EXPLOITATION } from './exploitation/exploitation.tsx';
import { AGENDA } from './personne/agenda.tsx';
import { DELEGATIONS } from './personne/delegations.tsx';
import { INVITATION } from './personne/invitation.tsx';
import { PREFERENCES } from './personne/preferences.tsx';
import { DEPOSER } from './depot/depot.tsx';
import { ENSEMBLE } from './ensemble/ensemble.tsx';
import { DECISION } from './instruction/decision.tsx';
import { RIVAUX } from './instruction/rivaux.tsx';
import { RADAR } from './instruction/radar.tsx';
import { BANQUE } from './porteur/banque.tsx';
import { ET_SI } from './porteur/et-si.tsx';
import { ETAPES } from './porteur/etapes.tsx';
import { SAISINE } from './porteur/saisine.tsx';
import { REGLES } from './regles/regles.tsx';

export { PUBLIC_PAGES } from './service/publiques.tsx';

/** A path of words stands before one with a parameter that would take it. */
export const PAGES: readonly Page[] = [
  A_FAIRE,
  RADAR,
  DEPOSER,
  ENSEMBLE,
  ...DOSSIERS,
  ...PIECES_A_VERIFIER,
  ENTREE,
  PAIEMENTS,
  ...LOTS,
  RETOURS,
  ...LIVRES,
  RECOUVREMENTS,
  ...COMPTES,
  ...ADHESIONS,
  ...ETAT_DES_LIEUX,
  CARTE,
  EXPLOITATION,
  DEMARCHES,
  ...GESTES,
  ...VUES,
  RESUME,
  DECISION,
  RIVAUX,
  ETAPES,
  ET_SI,
  SAISINE,
  BANQUE,
  ECHEANCIER,
  PIECES,
  ADHERENTS,
  ARGENT,
  COURRIERS,
  JOURNAL,
  ...PREUVE,
  SUIVI,
  ACTE,
  RECU,
  ...BROUILLONS,
  ...PAPIERS,
  ...REGLES,
  ...DELEGATIONS,
  ...AGENDA,
  ...PREFERENCES,
  INVITATION,
];
