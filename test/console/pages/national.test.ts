import { ETROIT, pagesDe } from '../visites.ts';

await pagesDe('national', [ETROIT]);
