import { COULEURS_IMPOSEES, ETROIT, pagesDe } from '../visites.ts';

await pagesDe('caisse-gironde', [ETROIT, COULEURS_IMPOSEES]);
