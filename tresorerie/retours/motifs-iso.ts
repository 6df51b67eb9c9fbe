/**
 * Reasons of ISO 20022 (external code lists of status and return reasons, 2nd quarter 2026) in French: those that a transfer of
 * the SEPA zone, or the file that orders it, may be given. A code that is not here is shown as it is, with the bank's words.
 */
// prettier-ignore
const MOTIFS = {
  AB01: 'compensation abandonnée, délai dépassé', AB02: 'compensation abandonnée, erreur',
  AB03: 'règlement abandonné, délai dépassé', AB04: 'règlement abandonné, erreur',
  AB05: 'délai dépassé chez la banque du bénéficiaire', AB06: 'délai dépassé chez la banque intermédiaire',
  AB07: 'une banque est injoignable', AB08: 'banque du bénéficiaire injoignable', AB09: 'erreur de la banque du bénéficiaire',
  AB10: 'erreur de la banque intermédiaire', AB11: 'délai dépassé chez la banque qui paie',
  AC01: 'numéro de compte inexact', AC02: 'compte qui paie inexact', AC03: 'IBAN du bénéficiaire inexact', AC04: 'compte clos',
  AC05: 'compte qui paie clos', AC06: 'compte bloqué', AC07: 'compte du bénéficiaire clos', AC08: 'code guichet inexact',
  AC09: 'devise du compte inexacte', AC10: 'devise du compte qui paie inexacte', AC11: 'devise du compte du bénéficiaire inexacte',
  AC12: 'type de compte inexact', AC13: 'type du compte qui paie inexact', AC14: 'type du compte du bénéficiaire inexact',
  AC15: 'le compte du bénéficiaire a changé', AC17: 'compte en liquidation',
  AG01: 'opération interdite sur ce compte', AG02: 'code opération inexact', AG03: 'type d’opération non admis sur ce compte',
  AG04: 'pays de la banque inexact', AG05: 'pays de la banque qui paie inexact', AG06: 'pays de la banque du bénéficiaire inexact',
  AG07: 'le compte qui paie ne peut pas être débité', AG08: 'droits d’accès insuffisants', AG09: 'paiement d’origine jamais reçu',
  AG10: 'banque suspendue du système de paiement', AG11: 'banque du bénéficiaire suspendue du système de paiement',
  AG13: 'un retour ne se retourne pas', AGNT: 'banque intermédiaire inexacte',
  AM01: 'montant nul', AM02: 'montant au-dessus du maximum', AM03: 'devise non admise', AM04: 'provision insuffisante',
  AM05: 'doublon', AM06: 'montant au-dessous du minimum', AM07: 'montant bloqué par une autorité', AM09: 'montant inexact',
  AM10: 'la somme de contrôle ne correspond pas', AM11: 'devise manquante ou inexacte', AM12: 'montant manquant ou inexact',
  AM13: 'montant au-dessus de la limite du système de compensation', AM14: 'montant au-dessus de la limite convenue avec la banque',
  AM15: 'montant au-dessous du minimum du système de compensation', AM16: 'somme de contrôle du fichier inexacte',
  AM17: 'somme de contrôle du lot inexacte', AM18: 'nombre de virements inexact', AM19: 'nombre de virements du fichier inexact',
  AM20: 'nombre de virements du lot inexact', AM21: 'montant au-dessus de la limite convenue avec la banque',
  AM22: 'montant nul non admis sur ce compte', AM23: 'montant au-dessus de la limite de règlement', ARDT: 'virement déjà retourné',
  BDAY: 'jour du cycle de règlement inexact',
  BE01: 'le nom ne correspond pas au compte', BE04: 'adresse du bénéficiaire manquante ou inexacte',
  BE05: 'donneur d’ordre inconnu', BE06: 'bénéficiaire inconnu', BE07: 'adresse du payeur manquante ou inexacte',
  BE08: 'nom du payeur manquant', BE09: 'pays manquant ou inexact', BE10: 'pays du payeur manquant ou inexact',
  BE11: 'pays du bénéficiaire manquant ou inexact', BE12: 'pays de résidence manquant ou inexact',
  BE13: 'pays de résidence du payeur manquant ou inexact', BE14: 'pays de résidence du bénéficiaire manquant ou inexact',
  BE15: 'identifiant manquant ou inexact', BE16: 'identifiant du payeur manquant ou inexact',
  BE17: 'identifiant du bénéficiaire manquant ou inexact', BE18: 'coordonnées manquantes ou inexactes',
  BE19: 'répartition des frais inexacte', BE20: 'nom trop long', BE21: 'nom manquant ou inexact', BE22: 'nom du bénéficiaire manquant',
  BE23: 'alias du compte inconnu', CN01: 'autorisation annulée',
  CNOR: 'banque du bénéficiaire absente du système de compensation', CURR: 'devise inexacte', CUST: 'annulation demandée par le payeur',
  DNOR: 'banque du payeur absente du système de compensation', DS02: 'ordre annulé par un utilisateur habilité',
  DS04: 'ordre refusé par la banque, pour son contenu', DS08: 'fichier impossible à décompresser', DS09: 'fichier impossible à déchiffrer',
  DS0A: 'signature manquante', DS0B: 'signature absente ou invalide pour ce format', DS0C: 'certificat du signataire révoqué',
  DS0D: 'certificat du signataire invalide', DS0E: 'certificat du signataire absent', DS0F: 'autorité de certification inconnue',
  DS0G: 'le signataire n’est pas habilité pour cette opération', DS0H: 'le signataire n’est pas habilité sur ce compte',
  DS0K: 'trop de virements pour ce signataire', DS10: 'certificat du premier signataire révoqué',
  DS11: 'certificat du premier signataire invalide', DS12: 'certificat du premier signataire absent',
  DS13: 'autorité de certification du premier signataire inconnue', DS14: 'utilisateur inconnu du serveur',
  DS15: 'signature déjà envoyée', DS16: 'version de clé inexacte', DS17: 'la signature ne correspond pas au fichier',
  DS18: 'fichier invérifiable, ordre à refaire', DS19: 'droits de signature insuffisants', DS20: 'certificat du second signataire révoqué',
  DS21: 'certificat du second signataire invalide', DS22: 'certificat du second signataire absent',
  DS23: 'autorité de certification du second signataire inconnue', DS24: 'ordre resté incomplet, délai dépassé',
  DS25: 'fichier supprimé par la banque', DS26: 'même signataire deux fois', DS27: 'utilisateur non activé',
  DS28: 'message envoyé au mauvais environnement', DT01: 'date inexacte', DT02: 'date de création du fichier inexacte',
  DT03: 'date qui n’est pas un jour de banque', DT04: 'date future non admise', DT05: 'reçu après l’heure limite',
  DT06: 'date d’exécution modifiée par la banque', DU01: 'identifiant du fichier déjà reçu', DU02: 'lot déjà reçu',
  DU03: 'virement déjà reçu', DU04: 'référence de bout en bout déjà reçue', DU05: 'référence d’instruction déjà reçue',
  DUPL: 'doublon d’un autre paiement', ED01: 'banque correspondante impossible', ED03: 'précision demandée pour la balance des paiements',
  ED05: 'règlement échoué', ED06: 'système de règlement indisponible', EDNA: 'date d’exécution refusée', ERIN: 'libellé étendu non admis',
  FF01: 'format du fichier incomplet ou invalide', FF02: 'erreur de syntaxe', FF03: 'type de paiement manquant ou inexact',
  FF04: 'niveau de service inexact', FF05: 'instrument local inexact', FF06: 'catégorie d’objet inexacte', FF07: 'objet inexact',
  FF08: 'référence de bout en bout manquante ou inexacte', FF10: 'incident technique de la banque', FF11: 'compensation annulée',
  FF12: 'paiement qui ne peut plus être retourné', FF13: 'aucune demande d’annulation retrouvée', FOCR: 'retour à la suite d’une demande d’annulation',
  FR01: 'fraude', FRAD: 'annulation pour fraude', ID01: 'signature reçue sans son fichier', INDT: 'détail invalide',
  MD05: 'encaissement indu', MD06: 'restitution demandée par le client', MD07: 'titulaire décédé', MINF: 'information manquante',
  MS02: 'motif non précisé par le client', MS03: 'motif non précisé par la banque', NARR: 'motif en toutes lettres',
  NERI: 'libellé étendu absent', NOAS: 'pas de réponse du bénéficiaire', NOCM: 'compte non conforme à la réglementation',
  NOFR: 'ligne de traitement suspendue', NOOR: 'virement d’origine jamais reçu', RC01: 'BIC de format inexact', RC02: 'banque inexacte',
  RC03: 'banque du payeur inexacte', RC04: 'banque du bénéficiaire inexacte', RC05: 'BIC inexact', RC06: 'BIC du payeur inexact',
  RC07: 'BIC du bénéficiaire inexact', RC08: 'participant à la compensation inexact', RC09: 'participant du payeur inexact',
  RC10: 'participant du bénéficiaire inexact', RC11: 'banque intermédiaire inexacte', RC13: 'donneur d’ordre qui n’est plus actif',
  RC15: 'accord de règlement requis', RCON: 'conflit avec une autre demande', RECI: 'précisions sur le destinataire',
  RF01: 'référence présente deux fois dans le fichier', RR01: 'compte ou identifiant du payeur manquant (réglementation)',
  RR02: 'nom ou adresse du payeur manquant (réglementation)', RR03: 'nom ou adresse du bénéficiaire manquant (réglementation)',
  RR04: 'motif réglementaire', RR05: 'déclaration réglementaire manquante ou inexacte', RR06: 'information fiscale manquante ou inexacte',
  RR07: 'libellé structuré non conforme', RR08: 'libellé tronqué', RR09: 'référence du créancier inexacte',
  RR10: 'caractères non admis', RR11: 'service de la banque inexact', RR12: 'identification requise manquante',
  RUTA: 'retour après enquête sans remède', SL01: 'service de la banque du payeur', SL02: 'service de la banque du bénéficiaire',
  SL03: 'service du système de compensation', SP01: 'paiement arrêté par le titulaire du compte', SP02: 'paiement arrêté par une opposition',
  TA01: 'transmission interrompue', TD02: 'fichier illisible', TD03: 'format du fichier incomplet ou invalide',
  TM01: 'reçu après l’heure limite', TRAC: 'paiement sorti du suivi', TS04: 'ordre à confirmer par un bordereau signé', UPAY: 'paiement injustifié',
} as const satisfies Readonly<Record<string, string>>;

type MotifIso = keyof typeof MOTIFS;
const estIso = (code: string): code is MotifIso => Object.hasOwn(MOTIFS, code);

/** Reasons as the contract lists them, with their words: those of ISO, and whatever a bank has of its own. */
export const MOTIFS_BANCAIRES = { ...MOTIFS, 'hors-liste': 'motif propre à la banque' } as const;
export type MotifBancaire = keyof typeof MOTIFS_BANCAIRES;

/** The reasons that codes name, each once, in their order. */
export const motifsDe = (codes: readonly string[]): readonly MotifBancaire[] => [
  ...new Set(codes.map((code) => code.toUpperCase()).map((code) => (estIso(code) ? code : 'hors-liste'))),
];

/** « AC04 compte clos »; a code that we do not know is given as it is. */
export function motifEnClair(code: string): string {
  const ecrit = code.toUpperCase();
  return estIso(ecrit) ? `${ecrit} ${MOTIFS[ecrit]}` : code;
}

/**
 * The same message, batch, transfer or reference was there already: a copy was put aside. To take it for a rejection would have
 * the payment issued again, and made twice.
 */
const DOUBLONS: readonly string[] = ['AM05', 'DU01', 'DU02', 'DU03', 'DU04', 'DU05', 'DUPL', 'RF01', 'DS15'];
/** They leave the reason to words. */
const IMPRECIS: readonly string[] = ['NARR', 'MS02', 'MS03'];
/** In the languages of banks whose branches pay in France. */
const MOTS_DE_DOUBLON =
  /(?<!\p{L})(doublons?|dupli(cat|qu)\p{L}*|doppel\p{L}*|dubbel\p{L}*|already (exist|received|process|been|present)\p{L}*|d[ée]j[àa] (re[çc]u|trait[ée]|pr[ée]sent|exist|transmis)\p{L}*)/iu;

/** Whether a rejection puts a copy aside: by its codes, or by its words when no code says more precisely. */
export function ditUnDoublon(codes: readonly string[], mots: readonly string[] = []): boolean {
  const ecrits = codes.map((code) => code.toUpperCase());
  if (ecrits.some((code) => DOUBLONS.includes(code))) return true;
  const precis = ecrits.some((code) => estIso(code) && !IMPRECIS.includes(code));
  return !precis && mots.some((dit) => MOTS_DE_DOUBLON.test(dit));
}

/** Codes of the table that a text holds, in its order: four signs of their own, in capitals when they are letters alone. */
export const motifsDans = (texte: string): readonly string[] =>
  (texte.match(/(?<![\p{L}\d])(?:[A-Z]{2}\d{2}|[a-z]{2}\d{2}|[A-Z]{4}|DS0[A-Z])(?![\p{L}\d])/gu) ?? [])
    .map((code) => code.toUpperCase())
    .filter(estIso);
