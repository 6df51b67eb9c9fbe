/** The database away, for who follows a démarche: it is no fault of the dossier that was being dealt with. */
export { isConnectionLost } from '../server/lost-connection.ts';
