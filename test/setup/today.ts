/** Today where the cases of the tests are: an act dated in UTC would be of the day before, for an hour or two each night. */
import { dateDe } from '../../domain/calendrier/calendrier.ts';
import { instant, type DateCivile } from '../../domain/valeurs.ts';

export const today = (): DateCivile => dateDe(instant(Date.now()), 'Europe/Paris');
