/**
 * A small calculator that knows no law and none of its code: it takes the working of a date or of an amount, forgets every
 * result but reads every figure, and does the sum again, with the platform's own dates.
 */
import type { CalculDate, EtapeDate } from '../../../domain/calculs/date.ts';
import type { CalculMontant, EtapeMontant } from '../../../domain/calculs/montant.ts';

const jour = (date: string): number => Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) / 864e5;
const date = (numero: number): string => new Date(numero * 864e5).toISOString().slice(0, 10);

/** Quantième to quantième; the last day of a month that is too short. */
function plusMois(depart: string, mois: number): string {
  const rang = +depart.slice(0, 4) * 12 + +depart.slice(5, 7) - 1 + mois;
  const [annee, numero] = [Math.floor(rang / 12), rang % 12];
  const longueur = new Date(Date.UTC(annee, numero + 1, 0)).getUTCDate();
  return date(Date.UTC(annee, numero, Math.min(+depart.slice(8, 10), longueur)) / 864e5);
}

function avancer(ici: string, etape: EtapeDate): string {
  switch (etape.operation) {
    case 'duree': {
      const somme = etape.periodes?.reduce((total, une) => total + une, 0) ?? etape.valeur;
      if (somme !== etape.valeur) throw new Error(`periods do not add up to ${etape.valeur}`);
      return etape.unite === 'mois' ? plusMois(ici, somme) : date(jour(ici) + somme);
    }
    case 'suspension':
      if (jour(etape.au) - jour(etape.du) !== etape.jours) throw new Error('days of the suspension');
      return date(jour(ici) + etape.jours);
    case 'report': {
      // Each day skipped follows the one before, from the last day on.
      etape.sautes.forEach(({ le, motif, fete }, rang) => {
        if (le !== date(jour(ici) + rang)) throw new Error(`${le} is not skipped from ${ici}`);
        const semaine = new Date(`${le}T00:00:00Z`).getUTCDay();
        const vrai = motif === 'samedi' ? semaine === 6 : motif === 'dimanche' ? semaine === 0 : fete !== undefined;
        if (!vrai) throw new Error(`${le} is no ${motif}`);
      });
      return date(jour(ici) + etape.sautes.length);
    }
    case 'inscrite':
      return etape.resultat;
    case 'pas-avant':
      return ici > etape.le ? ici : etape.le;
    case 'pas-apres':
      return ici < etape.le ? ici : etape.le;
    case 'rappel':
      return date(jour(ici) - etape.jours - 1);
  }
}

export function recalculerDate({ depart, etapes }: CalculDate): string {
  let ici: string = depart.le;
  for (const etape of etapes) {
    ici = avancer(ici, etape);
    if (ici !== etape.resultat) throw new Error(`${JSON.stringify(etape)} gives ${ici}`);
  }
  return ici;
}

/** Half up, on whole cents, without floating point. */
const arrondir = (numerateur: bigint, denominateur: bigint): number => {
  const [quotient, reste] = [numerateur / denominateur, numerateur % denominateur];
  return Number(reste * 2n >= denominateur ? quotient + 1n : quotient);
};

function calculer(ici: number, etape: EtapeMontant): number {
  switch (etape.operation) {
    case 'forfait':
    case 'fixe':
      return etape.resultat;
    case 'bareme': {
      const { nombre, plancher, plafond } = etape;
      if (nombre >= plafond.medecins) return plafond.montantCentimes;
      const pente = BigInt(plafond.montantCentimes - plancher.montantCentimes);
      const plage = BigInt(plafond.medecins - plancher.medecins);
      return arrondir(BigInt(plancher.montantCentimes) * plage + BigInt(nombre - plancher.medecins) * pente, plage);
    }
    case 'somme':
      return etape.termes.reduce((total, { montantCentimes }) => total + montantCentimes, 0);
    case 'moins':
      return Math.max(0, ici - etape.montantCentimes);
    case 'au-plus':
      return Math.min(ici, etape.montantCentimes);
    case 'prorata':
      if (jour(etape.au) - jour(etape.du) !== etape.jours) throw new Error('days of the share');
      return arrondir(BigInt(ici) * BigInt(etape.jours), BigInt(etape.joursEnTout));
  }
}

export function recalculerMontant({ etapes }: CalculMontant): number {
  let ici = 0;
  for (const etape of etapes) {
    ici = calculer(ici, etape);
    if (ici !== etape.resultat) throw new Error(`${JSON.stringify(etape)} gives ${ici}`);
  }
  return ici;
}
