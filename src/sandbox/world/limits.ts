import type { Corp } from '../corp.ts';

/*
 * Frequency limits (dossier §9, bots A5) as windows over the sandbox's own clock.
 */

interface Window {
  readonly ms: number;
  readonly max: number;
  /** It opens at midnight in Shanghai instead of sliding. */
  readonly isCalendarDay?: true;
}

interface Limit extends Omit<Window, 'max'> {
  readonly max: number | ((corp: Corp) => number);
  /** What is counted, and what becomes of the surplus. */
  readonly says: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const SHANGHAI_MS = 8 * HOUR_MS;

/** By name: what is counted, then the length of the window. */
export const LIMITS = {
  'api/minute': { ms: MINUTE_MS, max: 10_000, says: 'calls of one path: 45009' },
  'api/hour': { ms: HOUR_MS, max: 150_000, says: 'calls of one path: 45009' },
  'wrong-secret/hour': { ms: HOUR_MS, max: 2000, says: 'gettoken with a wrong secret: 45009 (unconfirmed)' },
  'wrong-mobile/day': {
    ms: DAY_MS,
    max: ({ people }) => Math.ceil(people.length / 5),
    says: 'user/getuserid that found nobody: 45009',
  },
  'member/minute': { ms: MINUTE_MS, max: 30, says: 'message/send to one member: dropped silently' },
  'member/hour': { ms: HOUR_MS, max: 1000, says: 'message/send to one member: dropped silently' },
  'app/day': {
    ms: DAY_MS,
    isCalendarDay: true,
    max: ({ accounts, people }) => (accounts ?? people.length) * 200,
    says: 'persons reached by message/send: 45009 (unconfirmed)',
  },
  'webhook/minute': { ms: MINUTE_MS, max: 20, says: 'messages of one group robot: 45009' },
  'appchat-create/day': { ms: DAY_MS, max: 1000, says: 'appchat/create: 45009' },
  'appchat-update/hour': { ms: HOUR_MS, max: 1000, says: 'appchat/update: 45009' },
  'appchat/minute': { ms: MINUTE_MS, max: 20_000, says: 'persons reached by appchat/send: 45009' },
  'appchat/hour': { ms: HOUR_MS, max: 150_000, says: 'persons reached by appchat/send: 45009' },
  'appchat-member/minute': { ms: MINUTE_MS, max: 200, says: 'appchat/send to one member: dropped silently' },
  'appchat-member/day': { ms: DAY_MS, max: 10_000, says: 'appchat/send to one member: dropped silently' },
  'robot-chat/minute': { ms: MINUTE_MS, max: 30, says: 'replies and pushes in one conversation: 45009' },
  'robot-chat/hour': { ms: HOUR_MS, max: 1000, says: 'replies and pushes in one conversation: 45009' },
  'robot-upload/minute': { ms: MINUTE_MS, max: 30, says: 'aibot_upload_media_init: 45009' },
  'robot-upload/hour': { ms: HOUR_MS, max: 1000, says: 'aibot_upload_media_init: 45009' },
  'robot-subscribe/minute': {
    ms: MINUTE_MS,
    max: 10,
    says: 'aibot_subscribe: 45009 (the number is a guess)',
  },
  'ticket-corp/hour': { ms: HOUR_MS, max: 400, says: 'JS-SDK tickets of one kind: 45009' },
  'ticket-app/hour': { ms: HOUR_MS, max: 100, says: 'JS-SDK tickets of one kind, per app: 45009' },
  'tile/minute': { ms: MINUTE_MS, max: 10, says: 'agent/set_workbench_data of one member: 45009' },
  'tile-batch/minute': {
    ms: MINUTE_MS,
    max: 100_000,
    says: 'persons in agent/batch_set_workbench_data: 45009',
  },
  'uploadimg/day': { ms: DAY_MS, max: 1000, says: 'media/uploadimg: 45009' },
  'uploadimg/month': { ms: 30 * DAY_MS, max: 3000, says: 'media/uploadimg: 45009' },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;
export type LimitGroup = LimitName extends `${infer Group}/${string}` ? Group : never;

/** Maxima that were set by hand, in place of WeCom's own. */
export type LimitChanges = ReadonlyMap<LimitName, number>;

export const isLimitName = (name: string): name is LimitName => Object.hasOwn(LIMITS, name);

export function maxOf(name: LimitName, corp: Corp, changes: LimitChanges): number {
  const { max }: Limit = LIMITS[name];
  return changes.get(name) ?? (typeof max === 'function' ? max(corp) : max);
}

/** The windows of one group, e.g. a minute and an hour for `member`. */
export function windowsOf(group: LimitGroup, corp: Corp, changes: LimitChanges): readonly Window[] {
  const names = Object.keys(LIMITS).filter(isLimitName);
  return names
    .filter((name) => name.startsWith(`${group}/`))
    .map((name) => ({ ...LIMITS[name], max: maxOf(name, corp, changes) }));
}

/** Something that a limit counts. */
export interface Use {
  readonly what: string;
  /** ms */
  readonly at: number;
}

/** What a limit counts under: one path, one member, one webhook key; '' where there is but one. */
export const useOf = (group: LimitGroup, id: string): string => `${group}/${id}`;

/**
 * Whether further uses now would exceed any of the windows.
 * @param uses earlier ones, rising
 * @param more how many come now
 */
export function isSpent(
  uses: readonly number[] | undefined,
  windows: readonly Window[],
  nowMs: number,
  more = 1,
): boolean {
  return windows.some((window) => {
    const oldestThatMatters = uses?.at(more - 1 - window.max) ?? -Infinity;
    return more > window.max || oldestThatMatters > beforeOpening(window, nowMs);
  });
}

const beforeOpening = ({ ms, isCalendarDay }: Window, nowMs: number): number =>
  isCalendarDay ? nowMs - ((nowMs + SHANGHAI_MS) % ms) - 1 : nowMs - ms;
