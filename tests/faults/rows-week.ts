import { MONDAY } from './ground.ts';
import { holdAt, type Place } from './holds.ts';
import { seenIn } from './journal.ts';
import { comes, inject, playMonday, restart, type Row, type Run } from './monday.ts';
import { untilQuiet } from './quiet.ts';
import type { Stage } from './stage.ts';

const FRIDAY = '2026-06-12';

const goTo = (stage: Stage, day: string, time: string): void =>
  stage.advance(Date.parse(`${day}T${time}+08:00`) - stage.now().getTime());

/** Monday to the end of the freeze. */
async function freezeHeldAt(stage: Stage, place: Place, lost: boolean): Promise<void> {
  await untilQuiet(stage);
  const hold = await holdAt(stage, place);
  goTo(stage, FRIDAY, '14:00:05');
  // The tick that comes every minute; its process is the one that is killed.
  await stage.kill('worker1');
  stage.start('worker1');
  await hold.reached();
  await stage.kill('worker1');
  await hold.release(lost);
  restart(stage, ['worker1']);
  await untilQuiet(stage, { step: 'freeze' });
}

async function digestIsOut(stage: Stage): Promise<string[]> {
  goTo(stage, FRIDAY, '16:10:05');
  const left = await untilQuiet(stage, { step: 'digest' });
  const frozen = await stage.pool.query<{ number: number }>(
    'select number from "LedgerWeek" where week = $1',
    [MONDAY],
  );
  const texts = stage
    .events()
    .flatMap(seenIn)
    .filter(({ via, msgtype }) => via === 'group' && msgtype !== 'image');
  return [
    ...(left === null ? [] : [left]),
    ...(frozen.rows.length === 1 ? [] : [`the week was frozen ${frozen.rows.length} times`]),
    ...(texts.length === 1 ? [] : [`the digest was shown ${texts.length} times`]),
  ];
}

const PLACES: readonly (readonly [string, Place])[] = [
  ['the ledger being frozen', { table: 'LedgerWeek', on: 'insert' }],
  [
    'frozen, the step being marked as done',
    { table: 'WeekStep', on: 'update', when: `new.step = 'freeze' and new.state = 'done'` },
  ],
];

const inTheFreeze = (seed: number): Run[] =>
  PLACES.flatMap(([what, place], index) =>
    [true, false].map((lost) => ({
      label: `${what}; its transaction ${lost ? 'is ended by the server' : 'ends with the connection'}`,
      play: (ground) =>
        playMonday(ground, { seed: seed * 1000 + 860 + index }, async (stage) => {
          await freezeHeldAt(stage, place, lost);
          return digestIsOut(stage);
        }),
    })),
  );

/** A group's robot knows no repeat: whether the digest arrived is for a person to say, and it is not sent twice. */
const digestAccepted = (seed: number): Run => ({
  label: 'the digest accepted by the group robot, not answered',
  play: (ground) =>
    playMonday(ground, { seed }, async (stage) => {
      await untilQuiet(stage);
      goTo(stage, FRIDAY, '16:10:05');
      await inject(stage, { path: '/cgi-bin/webhook/send', times: 1, delayMs: 600_000 });
      await stage.kill('worker1');
      stage.start('worker1');
      await comes('the digest', () =>
        stage
          .events()
          .flatMap(seenIn)
          .some(({ via }) => via === 'group'),
      );
      await stage.kill('worker1');
      restart(stage, ['worker1']);
      return digestIsOut(stage);
    }),
});

export const weekRows: readonly Row[] = [
  {
    name: 'kill -9 inside the freeze and the digest',
    what: 'from Monday to Friday: frozen once, the digest out once or in question',
    size: 'small',
    runs: (seed) => [...inTheFreeze(seed), digestAccepted(seed * 1000 + 870)],
  },
];
