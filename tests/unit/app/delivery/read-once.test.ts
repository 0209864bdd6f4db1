import { describe, expect, test } from 'vitest';
import { readingOnce } from '../../../../src/app/delivery/read-once.ts';
import { settableClock } from '../../../../src/clock.ts';
import type { Deps } from '../../../../src/app/ports.ts';

const PLANNED = { createdAt: new Date('2026-03-16T01:10:00Z') };

/** A store that counts what it is asked, and fails the first time it is asked for a round called 坏. */
function counting(
  answers: { rounds?: { id: string }[]; deputies?: { id: string; until: string | null }[] } = {},
) {
  const asked: string[] = [];
  const answer =
    (what: string, value: unknown = null) =>
    async (...args: string[]) => {
      asked.push([what, ...args].join(' '));
      if (args[0] === '坏' && asked.length === 2) throw new Error('断线');
      return value;
    };
  const store = {
    workCalendar: answer('日历'),
    rounds: { active: answer('各轮次', answers.rounds ?? []), byId: answer('一轮'), end: answer('结束') },
    deputies: { notOver: answer('AB角', answers.deputies ?? []) },
    weeks: { steps: answer('一周') },
    tasks: { list: answer('事项') },
  };
  const clock = settableClock(new Date('2026-03-18T01:10:00Z'), 'Asia/Shanghai');
  const deps = { store, clock } as unknown as Deps;
  return { asked, reading: () => readingOnce(deps, PLANNED).store };
}

test('一条消息里问过的不再问，换一条消息重新问', async () => {
  const { asked, reading } = counting();
  for (let message = 0; message < 2; message += 1) {
    const store = reading();
    for (let again = 0; again < 2; again += 1) {
      await store.workCalendar();
      await store.rounds.byId('甲');
      await store.weeks.steps('甲', '2026-03-16');
      await store.weeks.steps('乙', '2026-03-16');
    }
  }
  const once = ['日历', '各轮次', '一轮 甲', '一周 甲 2026-03-16', '一周 乙 2026-03-16'];
  expect(asked).toEqual([...once, ...once]);
});

test('进行中的轮次已经读过，不再单独去读', async () => {
  const { asked, reading } = counting({ rounds: [{ id: '甲' }] });
  const store = reading();
  expect(await store.rounds.byId('甲')).toEqual({ id: '甲' });
  await store.rounds.active();
  expect(asked).toEqual(['各轮次']);
});

describe('AB角从拟定前一天起读一次，按问的那一天取', () => {
  const deputies = [
    { id: '周一到期', until: '2026-03-16' },
    { id: '周三到期', until: '2026-03-18' },
    { id: '没有期限', until: null },
  ];
  test.each([
    ['2026-03-15', ['周一到期', '周三到期', '没有期限']],
    ['2026-03-16', ['周三到期', '没有期限']],
    ['2026-03-18', ['没有期限']],
  ] as const)('%s', async (day, expected) => {
    const { asked, reading } = counting({ deputies });
    const store = reading();
    await store.deputies.notOver('2026-03-17');
    expect((await store.deputies.notOver(day)).map(({ id }) => id)).toEqual(expected);
    expect(asked).toEqual(['AB角 2026-03-15']);
  });

  test('问得更早，就去读', async () => {
    const { asked, reading } = counting();
    await reading().deputies.notOver('2026-03-10');
    expect(asked).toEqual(['AB角 2026-03-10']);
  });
});

test('事项每次都读：发出前一刻还会变', async () => {
  const { asked, reading } = counting();
  const store = reading();
  await store.tasks.list({});
  await store.tasks.list({});
  expect(asked).toHaveLength(2);
});

test('没读成的再读一次', async () => {
  const { asked, reading } = counting();
  const store = reading();
  await expect(store.rounds.byId('坏')).rejects.toThrow('断线');
  await store.rounds.byId('坏');
  expect(asked).toEqual(['各轮次', '一轮 坏', '一轮 坏']);
});
