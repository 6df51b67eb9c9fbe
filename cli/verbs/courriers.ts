/** `ess courriers`: what a person must look at in the mail, e-mails that came back, a notice to send again. */
import { readFile } from 'node:fs/promises';
import { readBounces } from '../bounce.ts';
import { openIncidents } from '../../records/outbox/incidents.ts';
import { reasonWithoutPeople } from '../../records/outbox/reasons.ts';
import { recordBounce, resendNotice } from '../../records/outbox/bounces.ts';
import { WrongCall, withRecords, type Verb } from '../verb.ts';

const NATURES = {
  'envoi-impossible': "l'envoi échoue",
  'adresse-refusee': 'adresse refusée par le serveur',
  'courriel-revenu': 'courriel revenu',
  'effet-en-echec': 'opération du dossier en échec',
  'dossier-bloque': 'dossier bloqué',
  'dossier-interrompu': 'dossier arrêté de l’extérieur',
} as const;

const ACTIONS: Readonly<Record<string, (argv: readonly string[]) => Promise<number>>> = {
  incidents: () =>
    withRecords(async (pool) => {
      const incidents = await openIncidents(pool);
      for (const { ess, cle, nature, message, ouvertLe } of incidents)
        console.log(`${ouvertLe.toISOString().slice(0, 16)}  ${ess}  ${cle}  ${NATURES[nature]} : ${message}`);
      console.error(incidents.length === 0 ? 'Aucun incident ouvert.' : `${incidents.length} incident(s) ouvert(s).`);
      return 0;
    }),

  retour: (fichiers) => {
    if (fichiers.length === 0) throw new WrongCall('Un message (.eml) au moins est attendu.');
    return withRecords(async (pool) => {
      let inconnus = 0;
      for (const fichier of fichiers) {
        const contenu = await readFile(fichier).catch((error: Error) => {
          throw new WrongCall(`Fichier illisible : ${fichier} (${error.message})`);
        });
        const retours = await readBounces(contenu);
        if (retours.length === 0) {
          inconnus += 1;
          console.log(`${fichier} : pas un avis d'échec de remise ; ignoré`);
        }
        for (const retour of retours) {
          const cle = await recordBounce(pool, retour);
          if (cle === undefined) inconnus += 1;
          console.log(
            cle === undefined
              ? `${fichier} : aucun courrier ne porte l'identifiant ${retour.messageId}`
              : `${fichier} : incident ouvert pour ${cle} : ${reasonWithoutPeople('courriel-revenu', retour.raison)}`,
          );
        }
      }
      return inconnus === 0 ? 0 : 1;
    });
  },

  renvoyer: ([cle]) => {
    const parts = /^(.+)\/([a-z]+)$/.exec(cle ?? '');
    if (parts === null)
      throw new WrongCall('La clé du courrier est attendue, telle que « ess courriers incidents » la donne.');
    const [, effet = '', destinataire = ''] = parts;
    return withRecords(async (pool) => {
      const connu = await resendNotice(pool, effet, destinataire);
      console.log(
        connu
          ? `${cle} : repartira dans les deux minutes, aux adresses connues à ce moment.`
          : `${cle} : aucun courrier de cette clé.`,
      );
      return connu ? 0 : 1;
    });
  },
};

export const COURRIERS: Verb = {
  summary: 'incidents | retour FICHIER… | renvoyer CLÉ : suit les courriels partis, revenus ou refusés',
  usage: `  incidents             ce qu'une personne doit regarder
  retour FICHIER…       lit des avis de non-remise (.eml, RFC 3464) et ouvre un incident par adresse qui a échoué
  renvoyer CLÉ          renvoie un courrier aux adresses connues aujourd'hui et lève ses incidents`,
  run([nom = '', ...argv]) {
    const action = Object.hasOwn(ACTIONS, nom) ? ACTIONS[nom] : undefined;
    if (action === undefined) throw new WrongCall(`Action attendue : ${Object.keys(ACTIONS).join(', ')}.`);
    return action(argv);
  },
};
