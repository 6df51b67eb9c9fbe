/** Letters of deadlines, follow-up and transition. */
import { joursEntre } from '../../domain/calendrier/calendrier.ts';
import { regle as regleDuCatalogue } from '../../domain/catalogue/index.ts';
import { documentDemande } from '../closed-lists.ts';
import { attendus, echeance, effet as effetEnClair, enumerer, euros, jour, SILENCES } from '../libelles.ts';
import type { Modeles } from './modeles.types.ts';

/** DEC-61 — asked of the ARS. */
const AIDE_A_INTERROMPRE =
  "L'équipe ne peut plus être financée par l'agence régionale de santé : consignez la fin de votre aide dans le dossier (DEC-61).";

/** A criterion by its title; free text as it is. */
const critere = (id: string): string => {
  const titre = regleDuCatalogue(id)?.titre;
  return titre === undefined ? id : `« ${titre} » (${id})`;
};

export const AVIS_SUIVI = {
  EcheanceDepassee: ({ echeance: cle, dateLimite, attendu, regle }, { destinataire }) => ({
    objet: `échéance dépassée : ${echeance(cle)}`,
    phrases: [
      `L'échéance « ${echeance(cle)} » a expiré ${jour(dateLimite)} sans que l'acte attendu soit enregistré.`,
      ...(attendu.length === 0 ? [] : [`L'acte est attendu ${enumerer(attendus(attendu, destinataire))}.`]),
      ...(cle === 'reponse-saisine'
        ? [
            `${regle === 'DEC-42' ? 'La fin du contrat pour dissolution' : 'La résiliation'} reste suspendue : le silence ne vaut ni accord ni rejet (DEC-05).`,
          ]
        : []),
      ...(destinataire === 'ars' && cle === 'depot-projet-sante' && regle === 'TRA-B'
        ? [AIDE_A_INTERROMPRE]
        : destinataire === 'ars' && cle === 'depot-projet-sante' && attendu.includes('ars')
          ? [
              'Vous pouvez fixer une prolongation, jusqu’à six mois après la validation de la lettre d’intention (DEC-53).',
            ]
          : []),
    ],
  }),
  RappelEmis: ({ echeance: cle, dateLimite, jours, silence, le }, { etabliLe = le }) => {
    // The letter counts from its own day: a reminder that leaves late says how long is left, not how long was.
    const restent = Math.min(jours, joursEntre(etabliLe, dateLimite));
    return {
      objet: `rappel : ${echeance(cle)}, ${restent <= 0 ? "aujourd'hui" : restent === 1 ? 'demain' : `dans ${restent} jours`}`,
      phrases: [
        `L'échéance « ${echeance(cle)} » expire ${jour(dateLimite)}${restent <= 0 ? ", aujourd'hui" : restent === 1 ? ', demain' : `, dans ${restent} jours`}.`,
        `Un acte est attendu de vous d'ici là.`,
        `Si rien n'est fait : ${SILENCES[silence]}.`,
      ],
    };
  },
  DocumentsDemandes: ({ le, documents, dateLimite }) => ({
    objet: 'documents complémentaires demandés',
    phrases: [
      `La caisse de rattachement vous a demandé ${jour(le)} des documents complémentaires (DOT-09)${documents.length > 0 ? ` :\n${documents.map((code) => `- ${documentDemande(code)}`).join('\n')}` : '.'}`,
      ...(dateLimite === undefined ? [] : [`Ils sont attendus au plus tard ${jour(dateLimite)}.`]),
    ],
  }),
  CriteresControles: ({ le, resultat, criteresNonRemplis }) => ({
    objet: `contrôle annuel des critères : ${resultat === 'conforme' ? 'conforme' : 'non conforme'}`,
    phrases: [
      `La caisse de rattachement a contrôlé ${jour(le)} les critères conditionnels à la création (SUI-01).`,
      ...(criteresNonRemplis.length > 0
        ? [`Critères non remplis : ${enumerer(criteresNonRemplis.map(critere))}.`]
        : []),
    ],
  }),
  ConformiteConstatee: ({ le, conforme }) => ({
    objet: conforme ? 'conformité au cahier des charges constatée' : 'non-conformité au cahier des charges constatée',
    phrases: [
      `L'agence régionale de santé a constaté ${jour(le)} que l'équipe ${conforme ? 'respecte' : 'ne respecte pas'} le cahier des charges national.`,
    ],
  }),
  ChevauchementSignale: ({ jours, montantCentimes }) => ({
    objet: 'chevauchement de financements',
    phrases: [
      `Le financement de l'agence régionale de santé et la dotation se chevauchent sur ${jours} jours ; ${euros(montantCentimes)} pourraient être récupérés par l'agence (TRA-03).`,
    ],
  }),
  ComplementAccorde: ({ le, montantCentimes }) => ({
    objet: `complément de ${euros(montantCentimes)} accordé`,
    phrases: [`La caisse de rattachement a accordé ${jour(le)} un complément de ${euros(montantCentimes)} (TRA-C).`],
  }),
  AideInterrompue: ({ le, cause, acteur }, { destinataire }) => ({
    objet: acteur === 'ars' ? "fin de l'aide de l'agence régionale de santé" : 'aide interrompue',
    phrases: [
      `L'aide est interrompue depuis ${jour(le)} : ${cause === 'projet-sante-valide' ? "le projet de santé est validé et le financement conventionnel prend le relais de celui de l'agence régionale de santé" : cause === 'projet-sante-non-depose' ? "le projet de santé actualisé n'a pas été déposé dans le délai" : "l'équipe n'a pas été mise en conformité"}.`,
      ...(destinataire === 'ars' && acteur !== 'ars' && cause === 'non-conforme' ? [AIDE_A_INTERROMPRE] : []),
    ],
  }),
  IncidentOuvert: ({ effet }) => ({
    objet: 'incident technique',
    phrases: [
      `Une opération du dossier échoue de façon répétée et continue d'être tentée : ${effetEnClair(effet)} (« ${effet} »).`,
    ],
  }),
  IncidentLeve: ({ effet }) => ({
    objet: 'incident technique levé',
    phrases: [`L'opération suivante a abouti : ${effetEnClair(effet)} (« ${effet} »).`],
  }),
} satisfies Modeles;
