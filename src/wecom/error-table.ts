import type { WecomAdvice } from '../zh/wecom-errors.ts';

/**
 * Whose turn it is (app-api §10): T renew the token and repeat once, B wait and repeat, P never repeat (a bug, or
 * the content), C an administrator, R the recipient, U the person has to log in again.
 */
export type ErrorClass = 'T' | 'B' | 'P' | 'C' | 'R' | 'U';

export interface ErrorRow {
  readonly class: ErrorClass;
  readonly advice: WecomAdvice;
  readonly codes: readonly number[];
  /** How long WeCom wants to be left alone, where it says. */
  readonly retryAfterMs?: number;
}

/** Our own code, outside WeCom's range, for a call that never reached WeCom. */
export const NOT_REACHED_CODE = -1000;

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** Every code of app-api §10, bots §A5 and §C7, grouped by what the administrator can do about it. */
export const ERROR_ROWS: readonly ErrorRow[] = [
  { class: 'T', advice: 'token', codes: codes('40014 42001') },
  // Also a wrong secret is tried once more: on other calls than gettoken it may be the token (app-api §1).
  { class: 'T', advice: 'secret', codes: codes('40001') },

  { class: 'B', advice: 'unreachable', codes: [NOT_REACHED_CODE] },
  {
    class: 'B',
    advice: 'busy',
    retryAfterMs: SECOND_MS,
    codes: codes('-1 6000 81026 301022 301064 2000111 2000141 2040035 2090726 2543337'),
  },
  {
    class: 'B',
    advice: 'concurrency',
    retryAfterMs: 5 * SECOND_MS,
    codes: codes('45033 45035 45036 2010003'),
  },
  { class: 'B', advice: 'rate', retryAfterMs: MINUTE_MS, codes: codes('45009 2023032 2400007') },

  { class: 'C', advice: 'corp', codes: codes('40013 43009 301007') },
  { class: 'C', advice: 'secret', codes: codes('40091 45031') },
  { class: 'C', advice: 'agent', codes: codes('40056 301002') },
  { class: 'C', advice: 'trustedIp', codes: codes('60020 85006 85007 301042') },
  { class: 'C', advice: 'domain', codes: codes('50001 80001 85004 85005 85008 85009 85111') },
  { class: 'C', advice: 'callback', codes: codes('40057 43012 85010 85011') },
  { class: 'C', advice: 'appOff', codes: codes('48004 48006 50003 50006 60031') },
  { class: 'C', advice: 'permission', codes: codes('48001 48002 48008 48009 48011 92001..92003') },
  // A webhook's group does not come back by itself; the robot's is another matter, see below.
  { class: 'C', advice: 'webhook', codes: codes('93000 93001 93004 93006 93008') },
  { class: 'C', advice: 'robotSecret', codes: codes('93019 853000') },
  { class: 'C', advice: 'robotAccess', codes: codes('853006') },
  { class: 'C', advice: 'tls', codes: codes('48010') },
  { class: 'C', advice: 'tile', codes: codes('94000') },
  {
    class: 'C',
    advice: 'otherFeature',
    codes: codes('45024 301049..301051 301055 301056 640017 701450 840001 840002 2022048'),
  },

  // The answer came too late for its place: it goes out as a message of its own (bots §C7, §C9).
  { class: 'B', advice: 'robotReply', codes: codes('846605 846608') },
  { class: 'B', advice: 'robotDown', retryAfterMs: 5 * SECOND_MS, codes: codes('846609') },

  {
    class: 'R',
    advice: 'member',
    codes: codes('40003 40031 40073 40096 43004 46004 60111 60146..60148 301021'),
  },
  { class: 'R', advice: 'scope', codes: codes('50002 60011 60021 60030 81013 82102 86216 92000') },
  { class: 'R', advice: 'department', codes: codes('40066 60003 60123') },

  { class: 'U', advice: 'login', codes: codes('40029 42003 42013 42022 43016 43017 84014 84015') },

  { class: 'P', advice: 'content', codes: codes('40033 40074 40206 44004 45002 45008 93017') },
  { class: 'P', advice: 'sensitive', codes: codes('40201 40204 82004 85002') },
  {
    class: 'P',
    advice: 'request',
    codes: codes(`
      40008 40032 40035 40039 40058 40059 40063 40093 40094 40127 40203 41001 41002 41004 41006 41008..41011
      41016..41019 41024 41033 41102 42012 45004 45022 45029 45032 45034 48005 49004 50100 60110 60112 60136
      60257 81011 81012 81014 81017 82001..82003 84025 91040 94001..94003 94005..94008 94010..94016 301023`),
  },
  {
    class: 'P',
    advice: 'media',
    codes: codes(`
      40004..40007 40009 40011 40123 40145 40146 44001 45001 45007 45030 93018 301015..301017 301019 830001..830003`),
  },
  {
    class: 'P',
    advice: 'card',
    codes: codes('42014 42017..42020 42027..42031 42033 42035..42047 42049..42051'),
  },
  { class: 'P', advice: 'cardUpdate', codes: codes('42015 42016 60140 82101') },
  { class: 'P', advice: 'recall', codes: codes('42052') },
  {
    class: 'P',
    advice: 'group',
    codes: codes('40050 49008 86001 86003..86008 86101 86201..86207 86214 86215 86217 86220'),
  },
  { class: 'P', advice: 'menu', codes: codes('40016..40020 40022..40027 40054 40055 46003') },
  { class: 'P', advice: 'tag', codes: codes('40068 40070..40072') },
  // Third-party suites, course groups, mini programs, calendars, meetings, approval, drive, documents.
  {
    class: 'P',
    advice: 'otherFeature',
    codes: codes(`
      42007 42009 86222 86224..86227 90200..90204 90206..90208 90456..90499 90602 90700..90715 301025 301026 301039 301057 301085..301088 400020..400045 400218..400238
      400301..400308 400313 640001..640016 640018..640039 640051..640101 710678 2000055 2022003 2022004 2022010
      2022012..2022021 2022023 2022029..2022035 2022037 2022040..2022047 2023030 2023031 2023033..2023044
      2050067 2400001..2400006 2400008`),
  },
];

/**
 * The same codes as the robot means them (bots §C7): one conversation is not open to it (any more), and the message
 * goes another way.
 */
export const ROBOT_ROWS: readonly ErrorRow[] = [
  { class: 'R', advice: 'robotChat', codes: codes('93001 93006 93008') },
];

/** `'40014 42017..42020'` → the codes one by one. */
function codes(list: string): number[] {
  return list
    .trim()
    .split(/\s+/)
    .flatMap((part) => {
      const [first = 0, last = first] = part.split('..').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
}
