/** The figures of a run, as they are read. */
import { GENRES } from './fautes.ts';
import type { Bilan } from './jouer.ts';

const LIBELLES: Readonly<Record<(typeof GENRES)[number], string>> = {
  mort: 'process killed',
  coupure: 'pair cut',
  disque: 'disk full',
  horloge: 'clock moved',
  bascule: 'failover',
  dehors: 'outside away',
};

export function enTable({ fautes, constat, fins }: Bilan): string {
  const lignes = GENRES.flatMap((genre) => {
    const siennes = fautes.filter((une) => une.genre === genre);
    if (siennes.length === 0) return [];
    const pire = siennes.reduce((une, autre) => (autre.repriseMs > une.repriseMs ? autre : une));
    const reprise = `${(pire.repriseMs / 1000).toFixed(1)} s (${pire.quoi})`;
    return [`| ${LIBELLES[genre].padEnd(14)} | ${String(siennes.length).padStart(6)} | ${reprise} |`];
  });
  const {
    commandes,
    perdues,
    doublees,
    tardives,
    autrement,
    ordres,
    lettresDn,
    courriers,
    copies,
    exemplaires,
    ecarts,
  } = constat;
  const une = (nom: string, valeur: number | string) => `${nom.padEnd(46)} ${String(valeur).padStart(8)}`;
  return [
    '',
    '| fault          | number | worst recovery |',
    '| -------------- | ------ | -------------- |',
    ...lignes,
    '',
    une('commands answered', commandes),
    une('lost', perdues.length),
    une('doubled', doublees.length),
    une('late (30 s after the fault that they met)', tardives.length),
    une('answered otherwise when sent again', autrement.length),
    une('orders received by the caisse, once each', ordres),
    une('letters from Démarche Numérique, one case each', lettresDn),
    une('e-mails', courriers),
    une('copies of an e-mail, same Message-ID', copies),
    une('the same e-mail, at most', exemplaires),
    une('programs that ended by themselves', [...fins].map(([nom, fois]) => `${nom} ${fois}`).join(', ') || 0),
    ...[...perdues, ...doublees, ...tardives, ...autrement, ...ecarts].map((un) => `! ${un}`),
    '',
    ...constat.verifier.split('\n').filter((ligne) => /écart|✗|ÉCART|attendu|trouvé|événements|Error/.test(ligne)),
  ].join('\n');
}
