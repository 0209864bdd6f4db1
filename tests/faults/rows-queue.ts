import { setTimeout as pause } from 'node:timers/promises';
import { onRedis } from './ground.ts';
import { holdAt, type Place } from './holds.ts';
import { playMonday, type Row, type Run } from './monday.ts';
import { reachMoment } from './rows-kill.ts';
import type { Stage } from './stage.ts';

const AWAY_MS = 2500;

/** The queue is at fault, so nothing is brought on from outside: the service has to find its way back by itself. */
const byItself = (label: string, seed: number, fault: (stage: Stage) => Promise<void>): Run => ({
  label,
  play: (ground) =>
    playMonday(ground, { seed, waiting: { wake: false } }, async (stage, chance) => {
      await reachMoment(stage, 0.2 + chance.next() * 0.7, chance);
      await fault(stage);
    }),
});

async function restartRedis({ redis }: Stage): Promise<void> {
  await redis.kill();
  await pause(AWAY_MS);
  await redis.start();
}

const flush = ({ redis }: Stage): Promise<void> =>
  onRedis(redis.url, async (client) => void (await client.flushall()));

const standStill = async ({ redis }: Stage): Promise<void> => {
  await onRedis(redis.url, (client) => client.call('CLIENT', 'PAUSE', '6000', 'ALL'));
  await pause(6000);
};

const IN_TRANSACTION: readonly (readonly [string, Place])[] = [
  ['the reminders being planned', { table: 'OutboundMessage', on: 'insert', when: `new.kind = 'weekly'` }],
  ['an answer being recorded', { table: 'ProgressEntry', on: 'insert' }],
  ['a message being marked as sent', { table: 'OutboundMessage', on: 'update', when: `new.state = 'sent'` }],
  ['a callback being kept', { table: 'InboundMessage', on: 'insert' }],
];

export const queueRows: readonly Row[] = [
  {
    name: 'Redis killed, restarted empty, flushed',
    what: 'mid-run; the service keeps running and is helped by nobody',
    size: 'small',
    runs: (seed) => [
      byItself('killed, back after 2.5 s', seed * 1000 + 701, restartRedis),
      byItself('flushed', seed * 1000 + 702, flush),
      byItself('flushed', seed * 1000 + 703, flush),
      byItself('stands still for 6 s', seed * 1000 + 704, standStill),
    ],
  },
  {
    name: 'PostgreSQL restarted in a transaction',
    what: 'at once, without a shutdown; the service keeps running',
    size: 'small',
    runs: (seed) =>
      IN_TRANSACTION.map(([what, place], index) => ({
        label: what,
        play: (ground) =>
          playMonday(ground, { seed: seed * 1000 + 720 + index, later: ['worker1'] }, async (stage) => {
            const hold = await holdAt(stage, place);
            stage.start('worker1');
            await hold.reached();
            await ground.postgres.kill();
            await pause(AWAY_MS);
            await ground.postgres.start();
          }),
      })),
  },
];
