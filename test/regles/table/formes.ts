/** Own fields of each command and what they hold, written apart from the code. `?`: may be left out. */
export const CHAMPS = `
deposer-lettre-intention specialites:textes departements:textes siege:texte caisse?:texte medecinsPresents?:entier liberaux?:entier engages?:entier canal?:demarches-simplifiees|courrier|courriel|autre rubriquesAbsentes?:textes derogationDemandee?:booleen indicateurQualitatif?:booleen indicateursQualitatifs?:entier engagementMissions?:booleen territoireContinu?:booleen
declarer-ess-existante specialites:textes departements:textes siege:texte caisse?:texte medecinsPresents?:entier liberaux?:entier engages?:entier regime:droit-commun|en-fonctionnement-conforme|en-fonctionnement-a-mettre-en-conformite|en-projet-avec-amorcage-ars finess?:texte
demander-pieces-lettre-intention piecesManquantes:textes delai?:date
completer-lettre-intention medecinsPresents?:entier liberaux?:entier engages?:entier pieces?:liste
constater-completude
consigner-echange sujet?:texte
rendre-avis sur:lettre-intention|projet-sante|territoire sens:favorable|defavorable evaluation?:objet
valider-lettre-intention evaluation?:objet
refuser-lettre-intention critere?:texte evaluation?:objet
consigner-derogation sens:demandee|accordee|refusee objet?:multi-specialite|seuils|unicite delai?:date
declarer-association siege?:texte caisse?:texte
attribuer-finess numero:texte
declarer-coordonnees-bancaires
deposer-pieces pieces:deposees
verifier-pieces pieces:verifiees
signer-contrat-amorcage partie?:ars|caisse|association
signer-contrat-dotation partie?:ars|caisse|association priseEffet?:date
prolonger-depot-projet-sante jusquAu:date
deposer-projet-sante recueLe?:date deposeLe?:date contenu?:liste rubriquesAbsentes?:textes indicateursQualitatifs?:entier documentDeploiement?:booleen version?:numero
accuser-reception-projet-sante recueLe?:date
demander-precisions delai?:date
repondre-precisions
s-opposer-projet-sante fondement?:texte
valider-projet-sante evaluation?:objet
refuser-projet-sante fondement?:texte evaluation?:objet
declarer-activite activite:structuration-offre|avis-ponctuel|consultations-avancees
constater-activite activite:structuration-offre|avis-ponctuel|consultations-avancees constat?:presente|absente
deposer-liste-nominative liste:nominative exercice?:entier
enregistrer-adhesions nombre?:entier liste?:objet
executer-paiement paiement:paiement montantCentimes?:entier reference?:texte
rejeter-paiement paiement:paiement
reemettre-paiement paiement:paiement
retenir-paiement paiement:paiement
liberer-paiement paiement:paiement
retourner-paiement paiement:paiement reference?:texte
fixer-montant-dotation montantCentimes:entier paiement?:paiement
approuver-montant-dotation paiement?:paiement
deposer-rapport-activite exercice?:entier indicateurs?:objet indicateursQualitatifs?:entier
controler-criteres resultat?:conforme|non-conforme criteresNonRemplis?:textes liberaux?:entier medecinsPresents?:entier concertationTracable?:booleen
consigner-rencontre
demander-documents documents?:textes delai?:date
resilier contrat?:amorcage|dotation
accuser-reception-resiliation contrat?:amorcage|dotation recueLe?:date partie?:ars|caisse
proposer-resiliation contrat?:amorcage|dotation fondement?:texte
approuver-resiliation contrat?:amorcage|dotation
notifier-resiliation contrat?:amorcage|dotation recueLe?:date
abandonner-resiliation contrat?:amorcage|dotation
retirer-resiliation contrat?:amorcage|dotation origine?:ess|caisse-ars
saisir contrat?:amorcage|dotation recueLe?:date
repondre-saisine contrat?:amorcage|dotation sens:accepte|rejete
confirmer-recouvrement montantCentimes?:entier recouvrement?:texte
constater-remboursement montantCentimes:entier reference?:texte recouvrement?:texte
clore-recouvrement recouvrement?:texte
constater-conformite conforme?:booleen
engager-mise-en-conformite
declarer-financement-ars du?:date au?:date jusquAu?:date montantCentimes:entier
fixer-delai-projet-sante jusquAu?:date delai?:date mois?:entier
accorder-complement
relancer-effet effet:texte
ecarter-effet effet:texte
fermer-finess
mettre-en-demeure recueLe?:date
constater-abandon
constater-dissolution
reprendre faits:faits
rectifier-finess numero:texte
transferer-siege siege:texte caisse?:texte
confirmer-constat rang?:entier sens:confirme|conteste|confirmee|contestee enLot?:textes recueLe?:date
modifier-territoire departements:textes specialites?:textes liberaux:entier medecinsPresents:entier
approuver-territoire sens:approuvee|accordee|refusee
requalifier-regime regime:en-fonctionnement-conforme|en-fonctionnement-a-mettre-en-conformite
renoncer
corriger rang?:entier champ?:texte objet?:texte valeur:valeur
annuler rang:entier
confirmer-date rang:entier sens:confirmee|contestee
approuver-rectification rang:entier sens:approuvee|refusee
lever-opposition
interrompre-aide
attester-autre-ess
`;

/** For each kind: what suits, what does not. */
export const GENRES: Readonly<Record<string, readonly [bons: readonly unknown[], mauvais: readonly unknown[]]>> = {
  date: [['2026-01-05'], ['2026-02-30', '', 20260105, null]],
  texte: [
    ['', 'texte'],
    [12, null, ['texte']],
  ],
  entier: [
    [0, 12],
    [-1, 1.5, '12', null, Number.MAX_SAFE_INTEGER + 1],
  ],
  booleen: [
    [true, false],
    ['vrai', 0, null],
  ],
  objet: [
    [{}, { id: 'x' }],
    [null, [], 'x', 12],
  ],
  liste: [
    [[], ['statuts', { code: 'rib' }]],
    [{}, 'x', null],
  ],
  // DEC-33: what any field of a fact can hold.
  valeur: [['2026-01-05', '', 0, 12, true, ['x'], {}], [null]],
  numero: [
    ['2026-01-05', '', 0, 12],
    [null, true, ['x'], {}],
  ],
  textes: [
    [[], ['a', 'b']],
    ['a', [1], ['a', null], {}, null],
  ],
  paiement: [
    ['amorcage-1', 'amorcage-2', 'amorcage-30', 'dotation-1', 'dotation-12', 'dotation-999'],
    [
      'amorcage-3',
      'amorcage-',
      'dotation-0',
      'dotation-01',
      'dotation-1000',
      'xdotation-1',
      'dotation-1x',
      '',
      1,
      null,
    ],
  ],
  nominative: [
    [{ id: 'l', nombre: 0 }],
    [{ id: 'l' }, { nombre: 3 }, { id: 1, nombre: 3 }, { id: 'l', nombre: -1 }, 'l', null],
  ],
  deposees: [
    [
      [],
      [{ code: 'statuts' }],
      [{ code: 'statuts', exercice: 1, montantCentimes: 0, signePar: ['president'] }, { code: 'rib' }],
    ],
    [
      {},
      'statuts',
      ['statuts'],
      [{}],
      [{ code: 'inconnue' }],
      [{ code: 'statuts' }, { code: 'inconnue' }],
      [{ code: 'statuts', exercice: -1 }],
      [{ code: 'statuts', montantCentimes: 1.5 }],
      [{ code: 'statuts', exercice: 1, montantCentimes: '1' }],
      [{ code: 'statuts', signePar: 'president' }],
    ],
  ],
  verifiees: [
    [[], [{ code: 'statuts', conforme: true }], [{ code: 'statuts', conforme: false, exercice: 2 }]],
    [
      {},
      null,
      [{ code: 'statuts' }],
      [{ code: 'statuts', conforme: 'oui' }],
      [{ code: 'inconnue', conforme: true }],
      [{ code: 'statuts', conforme: true, exercice: -1 }],
      [{ code: 'statuts', conforme: true }, { code: 'rib' }],
    ],
  ],
  faits: [
    [[{ commande: 'renoncer', acteur: 'porteur', donnees: {} }]],
    [
      [],
      {},
      null,
      ['x'],
      [{}],
      [{ commande: 'renoncer', acteur: 'porteur' }],
      [{ commande: 1, acteur: 'ars', donnees: {} }],
    ],
  ],
};
