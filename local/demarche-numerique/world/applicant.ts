/** The acts of an applicant: deposit, edit, submit again, write, withdraw, restore. */
import { monthsLater } from './clock.ts';
import { copyContent, clearHidden, emptyContent, missing, write, type Valeurs } from './content.ts';
import { hide, svaForecast, takeChargeByItself } from './by-itself.ts';
import { Refus, type Contenu, type Demarche, type Dossier, type Groupe, type Message, type Profil } from './model.ts';
import { ETATS, pass, pendingCorrection, resolveCorrection, say, sayItself } from './steps.ts';
import { touch, type World } from './world.ts';

export interface Deposit {
  readonly demarche: number;
  readonly usager: Profil;
  readonly demandeur: { readonly nom: string; readonly prenom: string };
  readonly valeurs: Valeurs;
}

const DAY = 86_400_000;
/** Crockford's alphabet, as in a ULID. */
const rowIds = (world: World) => () => `01ESS${String(world.next('ligne')).padStart(21, '0')}`;

const requireAll = (demarche: Demarche, contenu: Contenu): void => {
  const labels = missing(demarche.revisions[0].champs, contenu);
  if (labels.length > 0) throw new Refus(...labels.map((label) => `Le champ « ${label} » doit être rempli`));
};

/** The group that the routing champ leads to; the first one when it leads nowhere. */
function route({ champRoutage, groupes }: Demarche, contenu: Contenu): Groupe {
  const valeur = champRoutage === null ? undefined : contenu.saisies.get(String(champRoutage))?.valeur;
  const [first] = groupes;
  if (first === undefined) throw new Error('A démarche without a group of instructors receives nothing.');
  return groupes.find((groupe) => groupe.route.includes(String(valeur)) && !groupe.closed) ?? first;
}

/** A new dossier, submitted at once. Refused when the démarche is closed, or a mandatory champ is blank. */
export function deposer(world: World, { demarche: number, usager, demandeur, valeurs }: Deposit): Dossier {
  const demarche = world.demarches.get(number);
  if (demarche === undefined) throw new Refus(`La démarche nº ${number} n’existe pas`);
  if (demarche.state !== 'publiee' && demarche.state !== 'brouillon')
    throw new Refus('Cette démarche n’accepte plus de dossier');
  const le = world.clock.now();
  const [revision] = demarche.revisions;
  const contenu = emptyContent();
  write(contenu, revision.champs, valeurs, le, rowIds(world));
  requireAll(demarche, contenu);
  const dossier: Dossier = {
    number: world.next('dossier'),
    demarche,
    revision,
    etat: 'en_construction',
    usager,
    compteSupprime: false,
    demandeur,
    groupe: route(demarche, contenu),
    suivi: new Set(),
    creeLe: le,
    deposeLe: le,
    enConstructionLe: le,
    enInstructionLe: null,
    traiteLe: null,
    modifieLe: le,
    champsModifiesLe: le,
    annotationsModifieesLe: null,
    expireLe: null,
    motivation: null,
    justificatif: null,
    attestation: null,
    cache: null,
    archive: false,
    sva: { prevueLe: null, traiteLe: null },
    enrichissementEnAttente: false,
    contenu,
    tampon: null,
    annotations: emptyContent(),
    traitements: [],
    messages: [],
    labels: [],
  };
  clearHidden(dossier, contenu);
  world.dossiers.set(dossier.number, dossier);
  pass(world, dossier, 'en_construction');
  sayItself(world, dossier, 'a bien été déposé');
  takeChargeByItself(world, dossier);
  return dossier;
}

function requireEditable({ etat, cache }: Dossier, act: string): void {
  if (cache !== null) throw new Refus('Ce dossier est supprimé');
  if (etat !== 'en_construction') throw new Refus(`Le dossier ne peut plus être ${act} : il est ${ETATS[etat]}`);
}

/** Edits, which nobody but the applicant sees before they are submitted. */
export function modifier(world: World, dossier: Dossier, valeurs: Valeurs): void {
  requireEditable(dossier, 'modifié');
  const tampon = dossier.tampon ?? copyContent(dossier.contenu);
  if (write(tampon, dossier.revision.champs, valeurs, world.clock.now(), rowIds(world))) dossier.tampon = tampon;
}

/** Submits the edits: the answer to a correction, or a change that nobody asked for; the deposit does not move. */
export function redeposer(world: World, dossier: Dossier): void {
  requireEditable(dossier, 'modifié');
  const correction = pendingCorrection(dossier);
  if (dossier.tampon === null && correction === undefined) throw new Refus('Aucune modification à déposer');
  requireAll(dossier.demarche, dossier.tampon ?? dossier.contenu);
  if (dossier.tampon !== null) {
    dossier.contenu = dossier.tampon;
    dossier.tampon = null;
    dossier.champsModifiesLe = world.clock.now();
  }
  clearHidden(dossier, dossier.contenu);
  pass(world, dossier, 'en_construction');
  const rerouted = route(dossier.demarche, dossier.contenu);
  if (rerouted !== dossier.groupe) dossier.groupe = rerouted;
  resolveCorrection(world, dossier);
  if (correction !== undefined) moveForecast(world, dossier, correction);
  takeChargeByItself(world, dossier);
}

/** DN's own tacit engine: what was incomplete begins again, what was incorrect waits as long as the correction took. */
function moveForecast(world: World, { demarche: { sva }, sva: own, deposeLe }: Dossier, { le, correction }: Message) {
  if (sva === null || own.prevueLe === null) return;
  const now = world.clock.now();
  const days = Math.round((now - le) / DAY);
  own.prevueLe =
    correction?.raison === 'incomplete' ? svaForecast(now, sva.mois) : svaForecast(deposeLe + days * DAY, sva.mois);
}

/** A message of the applicant's. */
export const ecrire = (world: World, dossier: Dossier, body: string): Message => {
  if (dossier.cache !== null) throw new Refus('Ce dossier est supprimé');
  return say(world, dossier, { email: dossier.usager.email, body });
};

/** Withdraws it: it can be restored for two weeks. */
export function retirer(world: World, dossier: Dossier): void {
  requireEditable(dossier, 'supprimé');
  hide(world, dossier, 'user_request');
}

/** Takes back what was withdrawn, or has expired. */
export function restaurer(world: World, dossier: Dossier): void {
  if (dossier.cache === null || !world.dossiers.has(dossier.number))
    throw new Refus('Ce dossier n’est pas dans la corbeille');
  // What had expired is kept for one month more.
  if (dossier.cache.raison === 'expired') dossier.expireLe = monthsLater(world.clock.now(), 1);
  dossier.cache = null;
  touch(world, dossier);
}
