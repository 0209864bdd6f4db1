/** In the folder of backups: what the doctor reads of the last drill. */
export const DRILL_FILE = 'drill.json';
