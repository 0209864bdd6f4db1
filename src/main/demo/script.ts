import { z } from 'zod';
import { addDays, type DateOnly, type LocalTime, type WallTime } from '../../domain/calendar/date.ts';
import type { Task } from '../../domain/task/task.ts';

/** One thing a simulated person does. */
export type ScriptedAct = { readonly userid: string; readonly at: LocalTime; readonly note: string } & (
  | { readonly say: string }
  | { readonly press: { readonly key: string; readonly task: number } }
  | { readonly picture: true }
);

export interface DemoScript {
  readonly acts: readonly ScriptedAct[];
  /** Groups whose chats are read aloud. */
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

const answers = z.array(
  z.object({
    userid: z.string(),
    day: z.enum(DAYS),
    time: z.string().regex(/^\d\d:\d\d$/),
    note: z.string(),
    say: z.string().optional(),
    press: z.object({ key: z.string(), task: z.int() }).optional(),
    picture: z.literal(true).optional(),
  }),
);

/** The answers that stand beside the example round, in the given week. */
export function readAnswers(json: unknown, monday: DateOnly): ScriptedAct[] {
  return answers.parse(json).flatMap(({ userid, day, time, note, ...act }): ScriptedAct[] => {
    const at = { date: addDays(monday, DAYS.indexOf(day)), time: time as WallTime };
    const { say, press, picture } = act;
    if (say !== undefined) return [{ userid, at, note, say }];
    if (press !== undefined) return [{ userid, at, note, press }];
    return picture === undefined ? [] : [{ userid, at, note, picture }];
  });
}

/** For an imported report: every other owner answers, some of them that they are done. */
export function invent(
  tasks: readonly Task[],
  userids: ReadonlyMap<string, string>,
  monday: DateOnly,
  words: { note: string; progress: string; done: string },
): ScriptedAct[] {
  const owners = [...new Set(tasks.flatMap(({ owner }) => (owner ? [owner.id] : [])))];
  return owners.flatMap((ownerId, index) => {
    const userid = userids.get(ownerId);
    const open = tasks.filter(({ owner, closure }) => owner?.id === ownerId && closure === 'open');
    if (userid === undefined || index % 2 === 1 || open.length === 0) return [];
    const say = open
      .map(({ code }, place) => `${code}${place === 0 && index % 4 === 0 ? words.done : words.progress}`)
      .join('\n');
    const minute = String(10 + (index % 45)).padStart(2, '0');
    return [
      {
        userid,
        at: { date: addDays(monday, 1 + (index % 3)), time: `10:${minute}` as WallTime },
        note: words.note,
        say,
      },
    ];
  });
}
