/** What has happened to the transfers of a batch since it was made, and keeps it from being given to the bank. PAY-01, DEC-13, DEC-52. */
import { enToutesLettres } from '../../domain/calendrier/calendrier.ts';
import type { DateCivile, StatutPaiement } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';
import { accountDeclaredAt, standingAccount } from './comptes.ts';
import { EMISSION, RIB_A_VERIFIER, RIB_REFUSE } from './lots.ts';
import { holds, lastVerification, printOfAccount } from './verifications.ts';

/** Why one transfer may not leave as it was written; the whole batch, when it names no transfer. */
export interface Obstacle {
  readonly reference: string | null;
  readonly ess: string | null;
  readonly regle: 'PAY-01' | 'DEC-13' | 'DEC-47' | 'DEC-52';
  readonly phrase: string;
}

/** The batch is not given to the bank: nothing was written. */
export class LotPerime extends Error {
  override readonly name = 'LotPerime';
  readonly obstacles: readonly Obstacle[];

  constructor(numero: number, obstacles: readonly Obstacle[]) {
    const dits = obstacles.slice(0, DITS).map(({ phrase }) => phrase);
    const autres = obstacles.length - dits.length;
    super(
      [
        `Le lot n° ${numero} ne part pas tel qu’il est.`,
        ...dits,
        ...(autres > 0 ? [`Et ${autres} autre${autres > 1 ? 's' : ''}.`] : []),
        'S’il n’est pas à la banque, retirez-le : ses paiements encore dus entrent dans le prochain lot. S’il y est déjà, dites-le (« dejaParti »), et demandez-lui le rappel de ces virements.',
      ].join(' '),
    );
    this.obstacles = obstacles;
  }
}
/** Sentences that a person reads in one refusal. */
const DITS = 10;

const DEVENU: Readonly<Record<Exclude<StatutPaiement, 'ordonnance'>, string>> = {
  execute: 'est déjà payé',
  rejete: 'est rejeté',
  retourne: 'est retourné',
  interrompu: 'est interrompu',
  retenu: 'est retenu',
};

interface Ligne {
  readonly reference: string;
  readonly ess: string;
  readonly paiement: string;
  readonly montant: number;
  readonly compteRang: number | null;
  readonly caisse: string;
  readonly statut: StatutPaiement;
  readonly reste: number;
  readonly derniere: boolean;
  readonly ribAVerifier: boolean;
  readonly ribRefuse: boolean;
  readonly executionLe: DateCivile;
}

/** What keeps a batch from leaving on `le`; none: it may. What left already, under its own reference, keeps nothing back. */
export async function batchObstacles(
  db: Queryable,
  { caisse, numero, le }: { readonly caisse: string; readonly numero: number; readonly le: DateCivile },
): Promise<readonly Obstacle[]> {
  // The journal's own word comes first: what follows a payment is written behind it.
  const { rows } = await db.query<Ligne>(
    `select l.reference, l.ess, l.paiement, l.montant_centimes as montant, l.compte_rang as "compteRang", p.caisse,
       case when p.statut = 'ordonnance' then coalesce(d.etat -> 'paiements' -> p.paiement ->> 'statut', p.statut)
         else p.statut end as statut,
       coalesce(p.reste_centimes, p.montant_centimes) as reste, l.emission = ${EMISSION} as derniere,
       ${RIB_A_VERIFIER} as "ribAVerifier", ${RIB_REFUSE} as "ribRefuse", b.execution_le as "executionLe"
     from lot_lignes l join lots b using (caisse, numero) join paiements p using (ess, paiement)
     left join dossiers d using (ess)
     where l.caisse = $1 and l.numero = $2 and not exists (select 1 from suivis_paiement f
       where f.ess = l.ess and f.paiement = l.paiement and f.statut = 'execute' and f.reference = l.reference)
     order by l.reference`,
    [caisse, numero],
  );
  const executionLe = rows[0]?.executionLe;
  const obstacles: Obstacle[] = [];
  if (executionLe !== undefined && executionLe < le)
    obstacles.push({
      reference: null,
      ess: null,
      regle: 'PAY-01',
      phrase: `Le jour demandé à la banque (${enToutesLettres(executionLe)}) est passé.`,
    });
  if (await paidFromElsewhere(db, caisse, numero))
    obstacles.push({
      reference: null,
      ess: null,
      regle: 'PAY-01',
      phrase: 'La caisse ne paie plus du compte que ce lot débite.',
    });
  for (const ligne of rows) {
    const { reference, ess } = ligne;
    const obstacle = ofPayment(ligne, caisse) ?? (await ofAccount(db, ligne));
    if (obstacle === undefined) continue;
    const [regle, dit] = obstacle;
    obstacles.push({ reference, ess, regle, phrase: `${reference} : ${dit}.` });
  }
  return obstacles;
}

/** The caisse gave another account since: what is written in the file is what its bank debits. */
async function paidFromElsewhere(db: Queryable, caisse: string, numero: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `select 1 from lots b join comptes_caisse c using (caisse) where b.caisse = $1 and b.numero = $2
       and position('<DbtrAcct><Id><IBAN>' || upper(replace(c.iban, ' ', '')) || '<' in regexp_replace(b.contenu, '>\\s+<', '><', 'g')) = 0`,
    [caisse, numero],
  );
  return rowCount === 1;
}

type Dit = readonly [Obstacle['regle'], string];

function ofPayment({ statut, derniere, reste, montant, caisse }: Ligne, duLot: string): Dit | undefined {
  if (statut !== 'ordonnance') return ['PAY-01', `ce paiement ${DEVENU[statut]}`];
  if (!derniere) return ['PAY-01', 'ce paiement a été réémis, ou payé en partie, depuis que le lot est composé'];
  if (reste !== montant) return ['PAY-01', 'ce n’est plus le montant qui reste à payer'];
  if (caisse !== duLot) return ['DEC-47', `ce paiement est désormais à la caisse ${caisse}`];
  return undefined;
}

async function ofAccount(db: Queryable, { ess, compteRang, ribAVerifier, ribRefuse }: Ligne): Promise<Dit | undefined> {
  if (ribAVerifier)
    return ['DEC-52', 'l’association a changé de coordonnées bancaires, que la caisse n’a pas vérifiées'];
  if (ribRefuse) return ['DEC-52', 'la caisse a trouvé le RIB de l’association non conforme'];
  const actuel = await standingAccount(db, ess);
  if (actuel === null) return ['DEC-13', 'l’association n’a plus de coordonnées bancaires'];
  const ecrit = compteRang === null ? null : await accountDeclaredAt(db, ess, compteRang);
  if (actuel.rang !== compteRang && (ecrit === null || printOfAccount(ecrit) !== printOfAccount(actuel.compte)))
    return ['DEC-52', 'le compte auquel ce virement est fait a été remplacé ou annulé'];
  if (holds(await lastVerification(db, ess, printOfAccount(actuel.compte))))
    return ['DEC-13', 'la banque ne confirme pas le bénéficiaire, et la caisse n’a pas décidé de le payer'];
  return undefined;
}
