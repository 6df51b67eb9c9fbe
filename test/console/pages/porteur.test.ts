import { ETROIT, pagesDe } from '../visites.ts';

await pagesDe('porteur-01', [ETROIT]);
