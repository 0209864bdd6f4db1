import { holdAt, type Place } from './holds.ts';
import { onRedis } from './ground.ts';
import { seenIn } from './journal.ts';
import { aLine, type Line } from './line.ts';
import { comes, inject, playMonday, restart, SEND, shown, type Row, type Run } from './monday.ts';
import type { Stage } from './stage.ts';

interface Step {
  readonly name: string;
  readonly place: Place;
  readonly victim: 'web1' | 'worker1';
  /** Shown before it is waited for, so that not always the first one is hit. */
  readonly after?: number;
}

/** A statement that the victim is about to make when it is killed. */
const STEPS: readonly Step[] = [
  {
    name: 'while the reminders are being planned',
    place: { table: 'OutboundMessage', on: 'insert', when: `new.kind = 'weekly'` },
    victim: 'worker1',
  },
  {
    name: 'claimed, nothing composed or sent',
    place: { table: 'RateBucket', on: 'insert', when: `new.key = 'app:message/send'` },
    victim: 'worker1',
    after: 5,
  },
  {
    name: 'composed, its card being kept',
    place: { table: 'SentCard', on: 'insert' },
    victim: 'worker1',
    after: 7,
  },
  {
    name: 'its request being kept',
    place: { table: 'OutboundMessage', on: 'update', when: 'new.requests <> old.requests' },
    victim: 'worker1',
    after: 9,
  },
  {
    name: 'WeCom has answered, being marked as sent',
    place: { table: 'OutboundMessage', on: 'update', when: `new.state = 'sent'` },
    victim: 'worker1',
    after: 6,
  },
  {
    name: 'a callback being kept, not answered',
    place: { table: 'InboundMessage', on: 'insert' },
    victim: 'web1',
    after: 4,
  },
  {
    name: 'an answer being recorded',
    place: { table: 'ProgressEntry', on: 'insert' },
    victim: 'worker1',
    after: 4,
  },
  {
    name: 'an answer handled, being marked as such',
    place: { table: 'InboundMessage', on: 'update', when: 'new."handledAt" is not null' },
    victim: 'worker1',
    after: 4,
  },
];

const ENDS = [
  ['its last statement is lost', true],
  ['its last statement still comes through', false],
] as const;

const atStatement = ({ name, place, victim, after = 0 }: Step, seed: number): Run[] =>
  ENDS.map(([how, lost]) => ({
    label: `${name}; ${how}`,
    play: (ground) =>
      playMonday(ground, { seed, later: [victim] }, async (stage) => {
        if (after === 0) {
          const hold = await holdAt(stage, place);
          stage.start(victim);
          await hold.reached();
          await stage.kill(victim);
          await hold.release(lost);
        } else {
          stage.start(victim);
          await shown(stage, after);
          const hold = await holdAt(stage, place);
          await hold.reached();
          await stage.kill(victim);
          await hold.release(lost);
        }
        restart(stage, [victim]);
      }),
  }));

/** The bytes have left the process and are not at WeCom; when the line goes on, they may get there or not. */
const onTheWay = (seed: number): Run[] =>
  [false, true].map((arrives) => ({
    label: `on the way to WeCom; ${arrives ? 'it still arrives' : 'it never arrives'}`,
    async play(ground) {
      let line: Line | null = null;
      const apiBase = async (url: string): Promise<string> => {
        line = await aLine(new URL(url));
        return `http://127.0.0.1:${line.port}`;
      };
      try {
        return await playMonday(ground, { seed, apiBase }, async (stage) => {
          if (!line) throw new Error('there is no line');
          await killWhileHeld(stage, line, arrives);
        });
      } finally {
        await (line as Line | null)?.close();
      }
    },
  }));

async function killWhileHeld(stage: Stage, line: Line, arrives: boolean): Promise<void> {
  await shown(stage, 8);
  line.hold();
  await comes('something on the line', () => line.held() > 0);
  if (arrives) line.release();
  await stage.kill('worker1');
  line.release();
  restart(stage, ['worker1']);
}

const accepted = (seed: number): Run => ({
  label: 'WeCom has accepted and not answered',
  play: (ground) =>
    playMonday(ground, { seed }, async (stage) => {
      await shown(stage, 10);
      await inject(stage, { path: SEND, times: 8, delayMs: 600_000 });
      const before = stage.events().flatMap(seenIn).length;
      await shown(stage, before + 6);
      await stage.kill('worker1');
      restart(stage, ['worker1']);
    }),
});

/** @param commits what has to be in the database before the process is killed, as a count of rows */
const beforeEnqueue = (
  label: string,
  { place, victim, commits }: { place: Place; victim: 'web1' | 'worker1'; commits: string },
  seed: number,
): Run => ({
  label,
  play: (ground) =>
    playMonday(ground, { seed, later: [victim] }, async (stage) => {
      const hold = await holdAt(stage, place);
      stage.start(victim);
      await hold.reached();
      await onRedis(stage.redis.url, (redis) => redis.call('CLIENT', 'PAUSE', '600000', 'WRITE'));
      await hold.release();
      await comes('the commit', async () => ((await stage.pool.query(commits)).rowCount ?? 0) > 0);
      await stage.kill(victim);
      await onRedis(stage.redis.url, (redis) => redis.call('CLIENT', 'UNPAUSE'));
      restart(stage, [victim]);
    }),
});

export const stepRows: readonly Row[] = [
  {
    name: 'kill -9 at every statement of a delivery and of an answer',
    what: 'held there by a lock of the test, killed, and its last statement lost or not',
    size: 'small',
    runs: (seed) => STEPS.flatMap((step, index) => atStatement(step, seed * 1000 + 500 + index)),
  },
  {
    name: 'kill -9 between kept and answered',
    what: 'the request is on the way to WeCom, or accepted and not answered',
    size: 'small',
    runs: (seed) => [...onTheWay(seed * 1000 + 601), accepted(seed * 1000 + 603)],
  },
  {
    name: 'kill -9 between commit and enqueue',
    what: 'Redis stands still after the commit; nothing of it gets into the queue',
    size: 'small',
    runs: (seed) => [
      beforeEnqueue(
        'the reminders are planned',
        {
          place: { table: 'OutboundMessage', on: 'insert', when: `new.kind = 'weekly'` },
          victim: 'worker1',
          commits: `select 1 from "OutboundMessage" where kind = 'weekly' limit 1`,
        },
        seed * 1000 + 621,
      ),
      beforeEnqueue(
        'an answer is kept and WeCom told so',
        {
          place: { table: 'InboundMessage', on: 'insert' },
          victim: 'web1',
          commits: 'select 1 from "InboundMessage" limit 1',
        },
        seed * 1000 + 622,
      ),
      beforeEnqueue(
        'an answer is recorded, its receipt waits',
        {
          place: { table: 'ProgressEntry', on: 'insert' },
          victim: 'worker1',
          commits: `select 1 from "ProgressEntry" where "inboundId" is not null limit 1`,
        },
        seed * 1000 + 623,
      ),
    ],
  },
];
