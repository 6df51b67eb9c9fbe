/** A batch of credit transfers in euros as `pain.001.001.09` or `.03` (ISO 20022): what a caisse's bank takes in. */
import { XMLBuilder } from 'fast-xml-parser';
import { Temporal } from 'temporal-polyfill';
import type { Centimes, DateCivile } from '../domain/valeurs.ts';
import { bicElectronique, defautsDuCompte, ibanElectronique, type Adresse, type Compte } from './comptes.ts';
import { caracteresSepa } from './caracteres.ts';
import type { VersionPain001 } from './schema.ts';

export interface Virement {
  /** See `endToEndId`. */
  readonly reference: string;
  readonly montantCentimes: Centimes;
  readonly beneficiaire: Compte;
  /** What the beneficiary reads on the statement. */
  readonly motif: string;
}

export interface Lot {
  /** At most 35 characters, never used for another batch. */
  readonly id: string;
  /** Instant of the batch, as it was first made: a file exported again is the same file. */
  readonly creeLe: Date;
  /** IANA time zone in which that instant is said. */
  readonly zone: string;
  readonly version: VersionPain001;
  readonly executionLe: DateCivile;
  readonly payeur: Compte;
  readonly virements: readonly Virement[];
}

/** A batch that no bank may be given; each line names its transfer and its field. */
export class LotInvalide extends Error {
  override readonly name = 'LotInvalide';
}

/** Sum of control, in cents. */
export const totalDuLot = ({ virements }: Pick<Lot, 'virements'>): number =>
  virements.reduce((somme, { montantCentimes }) => somme + montantCentimes, 0);

/** « 40000.00 »: integer arithmetic, no cent is lost to a floating point. */
const euros = (montant: number): string => `${Math.trunc(montant / 100)}.${String(montant % 100).padStart(2, '0')}`;

function verifier({ id, payeur, virements }: Lot): void {
  const references = virements.map(({ reference }) => reference);
  const fautes = [
    ...(/^[A-Za-z0-9.-]{1,35}$/.test(id) ? [] : [`lot ${id} : identifiant inexact`]),
    ...(virements.length === 0 ? [`lot ${id} : aucun virement`] : []),
    ...(new Set(references).size === references.length ? [] : [`lot ${id} : une référence y figure deux fois`]),
    ...defautsDuCompte(payeur).map(({ champ, message }) => `compte payeur, ${champ} : ${message}`),
    ...virements.flatMap(({ reference, montantCentimes, beneficiaire }) => [
      ...(/^[A-Za-z0-9.-]{1,35}$/.test(reference) ? [] : [`${reference} : référence inexacte`]),
      ...(Number.isSafeInteger(montantCentimes) && montantCentimes > 0 ? [] : [`${reference} : montant inexact`]),
      ...defautsDuCompte(beneficiaire).map(({ champ, message }) => `${reference}, ${champ} : ${message}`),
    ]),
  ];
  if (fautes.length > 0) throw new LotInvalide(fautes.join('\n'));
}

/** Structured address, or hybrid with `lignes`; a town and a country at least, as banks ask since November 2026. */
const adresse = (lieu: Adresse | undefined) =>
  lieu === undefined
    ? {}
    : {
        PstlAdr: {
          ...(lieu.rue === undefined ? {} : { StrtNm: caracteresSepa(lieu.rue, 70) }),
          ...(lieu.codePostal === undefined ? {} : { PstCd: caracteresSepa(lieu.codePostal, 16) }),
          TwnNm: caracteresSepa(lieu.ville, 35),
          Ctry: lieu.pays,
          ...(lieu.lignes === undefined ? {} : { AdrLine: lieu.lignes.map((ligne) => caracteresSepa(ligne, 70)) }),
        },
      };

const partie = ({ titulaire, adresse: lieu }: Compte) => ({ Nm: caracteresSepa(titulaire, 70), ...adresse(lieu) });
const compte = ({ iban }: Compte) => ({ Id: { IBAN: ibanElectronique(iban) } });
const banque = ({ bic }: Compte, version: VersionPain001) => ({
  FinInstnId:
    bic === undefined
      ? { Othr: { Id: 'NOTPROVIDED' } }
      : version === '03'
        ? { BIC: bicElectronique(bic) }
        : { BICFI: bicElectronique(bic) },
});

/** Local, to the second: banks take 19 characters, and refuse a fraction or a zone. */
const heureLocale = (moment: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });

const transaction = ({ reference, montantCentimes, beneficiaire, motif }: Virement, version: VersionPain001) => ({
  PmtId: { EndToEndId: reference },
  Amt: { InstdAmt: { '@Ccy': 'EUR', '#text': euros(montantCentimes) } },
  ...(beneficiaire.bic === undefined ? {} : { CdtrAgt: banque(beneficiaire, version) }),
  Cdtr: partie(beneficiaire),
  CdtrAcct: compte(beneficiaire),
  RmtInf: { Ustrd: caracteresSepa(motif, 140) },
});

/** The file; the same batch gives the same bytes. Fails with `LotInvalide`, every fault at once. */
export function fichierDeVirements(lot: Lot): string {
  verifier(lot);
  const controle = { NbOfTxs: String(lot.virements.length), CtrlSum: euros(totalDuLot(lot)) };
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    Document: {
      '@xmlns': `urn:iso:std:iso:20022:tech:xsd:pain.001.001.${lot.version}`,
      CstmrCdtTrfInitn: {
        GrpHdr: {
          MsgId: lot.id,
          CreDtTm: heureLocale(lot.creeLe, lot.zone),
          ...controle,
          InitgPty: { Nm: caracteresSepa(lot.payeur.titulaire, 70) },
        },
        PmtInf: {
          PmtInfId: lot.id,
          PmtMtd: 'TRF',
          ...controle,
          PmtTpInf: { SvcLvl: { Cd: 'SEPA' } },
          ReqdExctnDt: lot.version === '03' ? lot.executionLe : { Dt: lot.executionLe },
          Dbtr: partie(lot.payeur),
          DbtrAcct: compte(lot.payeur),
          DbtrAgt: banque(lot.payeur, lot.version),
          ChrgBr: 'SLEV',
          CdtTrfTxInf: lot.virements.map((virement) => transaction(virement, lot.version)),
        },
      },
    },
  };
  return new XMLBuilder({ attributeNamePrefix: '@', ignoreAttributes: false, format: true }).build(document);
}
