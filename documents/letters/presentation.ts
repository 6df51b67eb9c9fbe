/** What the records and the settings add to a letter when its PDF is made: who writes, to whom, and whom a payment goes to. */
import type { Autorites } from '../authorities/index.ts';
import { destinataireDe, expediteurDe } from './authors.ts';
import type { Courrier } from './courrier.ts';
import type { Presentation } from './modeles.types.ts';

interface Personne {
  readonly nom: string;
  readonly prenom?: string;
  readonly fonction?: string;
  readonly adresse?: string;
}
interface Association {
  readonly nom: string;
  readonly adresse?: string;
  readonly president?: Personne;
  readonly representantLegal?: Personne;
}

/** Reads what the porteur declared last under an event of that name. */
export type Declarations = <C>(evenement: string) => Promise<C | undefined>;

/** The letter as it leaves. `autorites`: of the installation; `regles`: the base of the pages of rules. */
export async function presenter(
  courrier: Courrier,
  declarations: Declarations,
  autorites?: Autorites,
  regles?: string,
): Promise<Presentation> {
  const association = (await declarations<{ readonly association?: Association }>('AssociationDeclaree'))?.association;
  const equipe = courrier.destinataire === 'porteur' ? await equipeDe(courrier, association, declarations) : undefined;
  const beneficiaire = await beneficiaireDe(courrier, association, declarations);
  return {
    expediteur: expediteurDe(courrier, autorites),
    destinataire: destinataireDe(courrier, autorites, equipe),
    ...(beneficiaire === undefined ? {} : { beneficiaire }),
    ...(regles === undefined ? {} : { adresseDesRegles: regles }),
  };
}

const nomme = ({ prenom, nom }: Personne): string => [prenom, nom].filter((part) => part !== undefined).join(' ');
/** An address is typed on one line, with commas, or on several. */
const lignesDe = (adresse: string | undefined): readonly string[] =>
  adresse === undefined ? [] : adresse.split(/\s*(?:,|\n)\s*/).filter((ligne) => ligne !== '');

/** The association and who represents it; before it exists, the person who carries the project. */
async function equipeDe(
  { intitule }: Courrier,
  association: Association | undefined,
  declarations: Declarations,
): Promise<readonly string[] | undefined> {
  if (association !== undefined) {
    const qui = association.representantLegal ?? association.president;
    return [
      association.nom,
      ...(qui === undefined
        ? []
        : [`À l'attention de ${nomme(qui)}${qui.fonction === undefined ? '' : `, ${qui.fonction}`}`]),
      ...lignesDe(association.adresse),
    ];
  }
  const entree = await declarations<{ readonly referent?: Personne }>('LettreIntentionDeposee');
  const { referent } = entree ?? {};
  if (referent === undefined || nomme(referent) === '') return undefined;
  return [nomme(referent), ...(intitule === null ? [] : [intitule]), ...lignesDe(referent.adresse)];
}

const VERSEMENTS: readonly Courrier['evenement'][] = ['PaiementOrdonnance', 'PaiementReemis'];

/** PAY-01 — whom the caisse pays: the account as it can be recognised, never as it could be used. */
async function beneficiaireDe(
  { destinataire, evenement }: Courrier,
  association: Association | undefined,
  declarations: Declarations,
): Promise<Presentation['beneficiaire'] | undefined> {
  if (destinataire !== 'caisse' || !VERSEMENTS.includes(evenement)) return undefined;
  const compte = await declarations<{ readonly iban?: string; readonly titulaire?: string }>(
    'CoordonneesBancairesDeclarees',
  );
  const nom = association?.nom ?? compte?.titulaire;
  return nom === undefined ? undefined : { nom, compte: compte?.iban === undefined ? null : masque(compte.iban) };
}

/** `FR7630006000011234567890189` → « FR76 … 0189 ». */
const masque = (iban: string): string => `${iban.slice(0, 4)} … ${iban.slice(-4)}`;
