/** `npm run test:long` tries everything; otherwise some long tables are tried in part, so that a run stays short. */
export const isLong = process.env['DUBAN_LONG'] === '1';
