import { expect, test } from 'vitest';
import { aMachine, run } from './a-cli.ts';
import { emptyChannels } from './a-channel-memory.ts';

const since = new Date('2026-06-08T01:00:00Z');
const paused = (more: { reason?: string; backupOf?: Date } = {}) => ({
  ...aMachine(),
  channels: {
    ...emptyChannels(),
    pause: { since, by: 'operator', reason: '', backupOf: null, ...more },
  },
});

test.each([
  [{ reason: '网络演练' }, 'sending is paused since 2026-06-08 09:00 by operator: 网络演练'],
  [{}, 'sending is paused since 2026-06-08 09:00 by operator'],
  [
    { backupOf: new Date('2026-06-07T19:00:00Z') },
    'sending is paused since 2026-06-08 09:00 by operator: restored from the backup of 2026-06-08 03:00',
  ],
])('%o：看一周安排的人也看到', async (more, line) => {
  const { out } = await run(paused(more), 'week', '--date', '2026-06-10');
  expect(out.at(-1)).toBe(line);
});
