/*
 * Frequency limits (dossier §9, bots A5) as sliding windows over the sandbox's own clock.
 */

interface Window {
  readonly ms: number;
  readonly max: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** message/send to one member: what exceeds it is dropped without an error. */
export const MEMBER_LIMITS: readonly Window[] = [
  { ms: MINUTE_MS, max: 30 },
  { ms: HOUR_MS, max: 1000 },
];
export const WEBHOOK_LIMITS: readonly Window[] = [{ ms: MINUTE_MS, max: 20 }];
export const APP_CHAT_CREATE_LIMITS: readonly Window[] = [{ ms: DAY_MS, max: 1000 }];
export const APP_CHAT_UPDATE_LIMITS: readonly Window[] = [{ ms: HOUR_MS, max: 1000 }];

export const LONGEST_WINDOW_MS = DAY_MS;

export const memberUse = (userid: string): string => `member/${userid}`;
export const webhookUse = (key: string): string => `webhook/${key}`;

/** Whether one more use now would exceed any of the limits. */
export function isSpent(
  uses: readonly number[] | undefined,
  limits: readonly Window[],
  nowMs: number,
): boolean {
  return limits.some(({ ms, max }) => (uses ?? []).filter((at) => at > nowMs - ms).length >= max);
}
