import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { builtFrom } from './build.ts';
import { makeTemplate } from './ground.ts';
import { killAndRestart, playMonday, shown } from './monday.ts';
import type { Ground } from './stage.ts';
import { aTown } from './town.ts';

/* The short form of npm run test:faults: one Monday of thirty officials with a kill in the middle. */

const OFFICIALS = 30;
const PROJECT = path.join(import.meta.dirname, '../..');

let ground: Ground;
beforeAll(async () => {
  const url = inject('pgUrl');
  const town = aTown(OFFICIALS);
  const postgres = { url, start: () => Promise.resolve(), kill: () => Promise.resolve() };
  const [main, template] = await Promise.all([builtFrom(PROJECT), makeTemplate(url, town)]);
  ground = { postgres, town, main, template };
});
afterAll(() => {
  rmSync(path.dirname(ground.main), { recursive: true, force: true });
});

test.skipIf(inject('redisUrl') === null)(
  '周一提醒、答复同时进来，网页和处理进程一起被 kill -9：人人一张提醒，一句答复一条填报',
  async () => {
    const outcome = await playMonday(ground, { seed: 7 }, async (stage) => {
      await shown(stage, 12);
      await killAndRestart(stage, ['web1', 'worker1']);
    });
    expect(outcome.violations).toEqual([]);
    expect(outcome).toMatchObject({ reminders: OFFICIALS, ambiguous: 0 });
    expect(outcome.replies).toBeGreaterThan(0);
  },
  180_000,
);
