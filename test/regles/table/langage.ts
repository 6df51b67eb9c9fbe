/** The commands and their actors, copied from langage.md (« Commands »): the source that the table must follow. */
import type { Role } from '../../../domain/valeurs.ts';

const LANGAGE = `
deposer-lettre-intention porteur
declarer-ess-existante ars
demander-pieces-lettre-intention ars
completer-lettre-intention porteur
constater-completude ars
consigner-echange ars, caisse
rendre-avis caisse
valider-lettre-intention ars
refuser-lettre-intention ars
consigner-derogation ars
declarer-association porteur
attribuer-finess ars
declarer-coordonnees-bancaires porteur
deposer-pieces porteur
verifier-pieces caisse
signer-contrat-amorcage porteur, ars, caisse
signer-contrat-dotation porteur, ars, caisse
prolonger-depot-projet-sante ars
deposer-projet-sante porteur
accuser-reception-projet-sante ars, caisse
demander-precisions ars
repondre-precisions porteur
s-opposer-projet-sante caisse
valider-projet-sante ars
refuser-projet-sante ars
declarer-activite porteur
constater-activite ars, caisse
deposer-liste-nominative porteur
enregistrer-adhesions caisse
executer-paiement caisse
rejeter-paiement caisse
reemettre-paiement caisse
retenir-paiement caisse
liberer-paiement caisse
retourner-paiement caisse
fixer-montant-dotation caisse
approuver-montant-dotation ars
deposer-rapport-activite porteur
controler-criteres caisse
consigner-rencontre caisse
demander-documents caisse
resilier porteur
accuser-reception-resiliation caisse, ars, porteur
proposer-resiliation caisse, ars
approuver-resiliation caisse, ars
notifier-resiliation caisse, ars
abandonner-resiliation caisse, ars
retirer-resiliation porteur, caisse, ars
saisir porteur
repondre-saisine caisse, ars
confirmer-recouvrement caisse
constater-remboursement caisse
clore-recouvrement caisse
constater-conformite ars
engager-mise-en-conformite porteur
declarer-financement-ars ars
fixer-delai-projet-sante ars, caisse
accorder-complement caisse
relancer-effet exploitant
ecarter-effet exploitant
fermer-finess ars
rectifier-finess ars
transferer-siege porteur
confirmer-constat ars, caisse
requalifier-regime ars
modifier-territoire porteur
approuver-territoire ars
renoncer porteur
mettre-en-demeure ars
constater-abandon ars
constater-dissolution ars, caisse
reprendre ars
confirmer-constat ars, caisse
corriger ars, caisse
annuler ars, caisse
confirmer-date ars, caisse
approuver-rectification ars, caisse, porteur
lever-opposition caisse
interrompre-aide ars
attester-autre-ess ars, caisse
`;

export const ACTEURS: ReadonlyMap<string, readonly Role[]> = new Map(
  LANGAGE.trim()
    .split('\n')
    .map((ligne) => {
      const [commande = '', ...acteurs] = ligne.split(/,? /);
      return [commande, acteurs as Role[]];
    }),
);
