/** How much may be on its way at once: files that arrive fill a temporary folder, slowly if their sender likes. */
import { RETRY_SOON } from '../../runtime/http/faults.ts';
import { Problem } from '../../runtime/http/problems.ts';

export interface RoomSettings {
  /** Files at once, of one subject and of all. */
  readonly perSubject: number;
  readonly files: number;
  /** Bytes announced, of all. The temporary folder holds more (docker-compose.yml). */
  readonly bytes: number;
}

const SETTINGS: RoomSettings = { perSubject: 3, files: 24, bytes: 200 * 1024 * 1024 };

export interface UploadRoom {
  /** Takes the place of one file; gives what leaves it. Throws the problem that says to come back. */
  readonly take: (subject: string, bytes: number) => () => void;
}

export function createUploadRoom(changes: Partial<RoomSettings> = {}): UploadRoom {
  const most = { ...SETTINGS, ...changes };
  const held = new Map<string, number>();
  let files = 0;
  let taken = 0;
  return {
    take(subject, bytes) {
      const own = held.get(subject) ?? 0;
      if (own >= most.perSubject)
        throw new Problem(
          'trop-de-demandes',
          `Vous envoyez déjà ${most.perSubject} fichiers : attendez que l’un d’eux soit arrivé.`,
          { headers: RETRY_SOON },
        );
      if (files >= most.files || taken + bytes > most.bytes)
        throw new Problem(
          'service-indisponible',
          'Trop de fichiers arrivent en ce moment : le vôtre n’a pas été conservé. Renvoyez-le dans un instant.',
          { headers: RETRY_SOON },
        );
      held.set(subject, own + 1);
      files += 1;
      taken += bytes;
      return () => {
        const left = (held.get(subject) ?? 1) - 1;
        if (left === 0) held.delete(subject);
        else held.set(subject, left);
        files -= 1;
        taken -= bytes;
      };
    },
  };
}
