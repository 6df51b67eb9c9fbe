/** A file that arrives: measured, recognised, scanned, kept. In this order: what is refused is never kept. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import type { Antivirus } from './antivirus.ts';
import type { Magasin } from './store.ts';
import { natureDe, TYPES_ADMIS } from './nature.ts';

export interface FichierRecu {
  /** Media type, told by the content. */
  readonly type: string;
  readonly taille: number;
  readonly sha256: string;
  readonly examen: 'sain' | 'non-analyse';
}

export interface Depot {
  /** Keeps the file at this path. Fails with `FichierRefuse` or `AntivirusIndisponible`: nothing is kept then. */
  recevoir(chemin: string): Promise<FichierRecu>;
  lire(sha256: string): Promise<Readable | undefined>;
  retirer(sha256: string): Promise<void>;
}

/** The file itself is at fault: a French sentence for who sent it. */
export class FichierRefuse extends Error {
  override readonly name = 'FichierRefuse';
  readonly nature: 'vide' | 'type' | 'infecte';

  constructor(nature: FichierRefuse['nature'], phrase: string) {
    super(phrase);
    this.nature = nature;
  }
}

async function empreinte(chemin: string): Promise<string> {
  const sha256 = createHash('sha256');
  await pipeline(createReadStream(chemin), sha256);
  return sha256.digest('hex');
}

/** `antivirus` absent: none is set, and each file says that it was not scanned. */
export function ouvrirDepot(magasin: Magasin, antivirus?: Antivirus): Depot {
  return {
    async recevoir(chemin) {
      const { size: taille } = await stat(chemin);
      if (taille === 0) throw new FichierRefuse('vide', 'Ce fichier est vide.');
      const nature = await natureDe(chemin);
      if (nature === undefined)
        throw new FichierRefuse(
          'type',
          `Le contenu de ce fichier n'est d'aucun des formats admis : ${TYPES_ADMIS}. Enregistrez-le en PDF, puis renvoyez-le.`,
        );
      const verdict = await antivirus?.(chemin);
      if (verdict?.sain === false)
        throw new FichierRefuse(
          'infecte',
          "L'antivirus a reconnu un programme malveillant dans ce fichier : il n'a pas été conservé. Faites vérifier le poste d'où il vient.",
        );
      const sha256 = await empreinte(chemin);
      await magasin.deposer(sha256, chemin);
      return { type: nature.type, taille, sha256, examen: verdict === undefined ? 'non-analyse' : 'sain' };
    },
    lire: (sha256) => magasin.lire(sha256),
    retirer: (sha256) => magasin.retirer(sha256),
  };
}
