import type { Json } from './json.ts';

/** A failure to be had by the next calls of a path. It lives in memory only. */
export interface Fault {
  /** `/cgi-bin/message/send`, or a prefix: `/cgi-bin/message/*`; of the smart robot `robot/aibot_send_msg`. */
  readonly path: string;
  /** How many calls still have it. */
  readonly times: number;
  /** Answered in place of executing the call. */
  readonly errcode?: number;
  /** HTTP status; without an errcode the body is a page, as from a gateway, and the call is not executed. */
  readonly status?: number;
  /** The answer is late by so much; the call itself is executed at once. */
  readonly delayMs?: number;
  /** The connection is cut: before the call is executed, or after it without an answer. */
  readonly cut?: 'before' | 'after';
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
  /** The oldest fault of the path, counted down; null when there is none. */
  take(path: string): Fault | null;
}

export function createFaults(): Faults {
  let faults: readonly Fault[] = [];
  return {
    add: (fault) => (faults = [...faults, fault]),
    clear: () => (faults = []),
    list: () => faults,
    take(path) {
      const taken = faults.find((fault) => matchesPath(fault.path, path));
      if (!taken) return null;
      const left = { ...taken, times: taken.times - 1 };
      faults = faults.flatMap((fault) => (fault === taken ? left : fault)).filter(({ times }) => times > 0);
      return left;
    },
  };
}

export const matchesPath = (pattern: string, path: string): boolean =>
  pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;

/** A fault as the control API takes it, or what is wrong with it in Chinese. */
export function readFault(body: Json): Fault | string {
  const { path, times = 1, errcode, status, delayMs, cut } = body;
  if (typeof path !== 'string' || !/^(\/|robot\/)/.test(path))
    return 'path 应以 / 或 robot/ 开头，结尾可用 *';
  if (!isCount(times, 1)) return 'times 应是正整数';
  if (errcode !== undefined && !Number.isInteger(errcode)) return 'errcode 应是整数';
  if (status !== undefined && !(isCount(status, 100) && status < 600)) return 'status 应是 HTTP 状态码';
  if (status !== undefined && path.startsWith('robot/')) return 'robot/ 的帧没有 status';
  if (delayMs !== undefined && !isCount(delayMs, 0)) return 'delayMs 应是毫秒数';
  if (cut !== undefined && cut !== 'before' && cut !== 'after') return 'cut 应是 before 或 after';
  const kinds = { errcode, status, delayMs, cut };
  if (Object.values(kinds).every((value) => value === undefined)) {
    return '请给出 errcode、status、delayMs、cut 中的至少一项';
  }
  return JSON.parse(JSON.stringify({ path, times, ...kinds })) as Fault;
}

const isCount = (value: unknown, least: number): value is number =>
  Number.isInteger(value) && Number(value) >= least;
