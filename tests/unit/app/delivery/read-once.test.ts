import { expect, test } from 'vitest';
import { readingOnce } from '../../../../src/app/delivery/read-once.ts';
import type { Deps } from '../../../../src/app/ports.ts';

/** A store that counts what it is asked, and fails the first time it is asked for a round called 坏. */
function counting() {
  const asked: string[] = [];
  const answer =
    (what: string) =>
    async (...args: string[]) => {
      asked.push([what, ...args].join(' '));
      if (args[0] === '坏' && asked.length === 1) throw new Error('断线');
      return null;
    };
  const store = {
    workCalendar: answer('日历'),
    rounds: { active: answer('轮次'), byId: answer('一轮'), end: answer('结束') },
    deputies: { notOver: answer('AB角') },
    weeks: { steps: answer('一周') },
    tasks: { list: answer('事项') },
  };
  return { asked, deps: { store } as unknown as Deps };
}

test('一条消息里问过的不再问，换一条消息重新问', async () => {
  const { asked, deps } = counting();
  for (let message = 0; message < 2; message += 1) {
    const { store } = readingOnce(deps);
    for (let again = 0; again < 2; again += 1) {
      await store.workCalendar();
      await store.rounds.byId('甲');
      await store.weeks.steps('甲', '2026-03-16');
      await store.weeks.steps('乙', '2026-03-16');
    }
  }
  const once = ['日历', '一轮 甲', '一周 甲 2026-03-16', '一周 乙 2026-03-16'];
  expect(asked).toEqual([...once, ...once]);
});

test('事项每次都读：发出前一刻还会变', async () => {
  const { asked, deps } = counting();
  const { store } = readingOnce(deps);
  await store.tasks.list({});
  await store.tasks.list({});
  expect(asked).toHaveLength(2);
});

test('没读成的再读一次', async () => {
  const { asked, deps } = counting();
  const { store } = readingOnce(deps);
  await expect(store.rounds.byId('坏')).rejects.toThrow('断线');
  await store.rounds.byId('坏');
  expect(asked).toEqual(['一轮 坏', '一轮 坏']);
});
