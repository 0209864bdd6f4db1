/** How a state of a message looks; its word stands in it. */
const TONES: Readonly<Record<string, string>> = {
  sent: 'good',
  rejected: 'bad',
  ambiguous: 'bad',
  expired: 'warn',
  wrong: 'bad',
  doubtful: 'warn',
  ok: 'good',
};

export const toneOf = (state: string): string => TONES[state] ?? '';
