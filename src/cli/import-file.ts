/*
 * What kind of file somebody hands us, by its content first: names lie.
 */

/** A zip container (.xlsx) or a compound file (.xls); what merely calls itself a spreadsheet is one for its reader. */
export function isSpreadsheet(name: string, data: Buffer): boolean {
  const head = data.subarray(0, 4).toString('hex');
  return head === '504b0304' || head === 'd0cf11e0' || /\.xlsx?$/i.test(name);
}
