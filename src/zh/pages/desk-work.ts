/** The office's work with tasks. */
export const workWords = { ledger: '整改台账' } as const;
