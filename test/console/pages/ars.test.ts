import { ETROIT_ENTIER, pagesDe } from '../visites.ts';

await pagesDe('ars-nouvelle-aquitaine', [ETROIT_ENTIER], true);
