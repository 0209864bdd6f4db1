import { describe, expect, test } from 'vitest';
import { setRoles } from '../../../src/app/office/set-up-office.ts';
import { addDays, type DateOnly } from '../../../src/domain/calendar/date.ts';
import { openHouse, type House } from '../../support/house.ts';

const TICKS = ['08:35', '09:10', '15:10', '16:10'] as const;

/** What one official and the leading group got, day by day: `02-24 09:10 提醒`. */
async function diary(house: House, from: DateOnly, to: DateOnly): Promise<string[]> {
  const lines: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    for (const time of TICKS) {
      await house.at(day, time);
      const said = [
        ...(await house.heard('luhaiping')).map(named),
        ...(await house.group('dubanLeadingGroup')).map(() => '周报'),
      ];
      lines.push(...said.map((what) => `${day.slice(5)} ${time} ${what}`));
    }
  }
  return lines;
}

function named(card: string): string {
  if (card.includes('第二次提醒')) return '补催';
  if (!card.includes('待报')) return card;
  return card.includes('补发') ? '补发提醒' : '提醒';
}

const inHouse = async (start: DateOnly, work: (house: House) => Promise<void>): Promise<void> => {
  const house = await openHouse({ date: start, time: '08:00' });
  try {
    await work(house);
  } finally {
    await house.close();
  }
};

describe('2026 年的节假日，逐日', () => {
  test('春节前后', { timeout: 180_000 }, () =>
    inHouse('2026-02-13', async (house) => {
      expect(await diary(house, '2026-02-13', '2026-02-28')).toEqual([
        '02-13 08:35 补发提醒',
        '02-13 16:10 周报',
        '02-24 09:10 提醒',
        '02-25 15:10 补催',
        '02-27 16:10 周报',
      ]);
      const [round] = await house.deps.store.rounds.active();
      const skipped = await house.deps.store.weeks.steps(round?.id ?? '', '2026-02-16');
      expect(skipped.map(({ state, reason }) => `${state} ${reason}`)).toEqual(
        Array.from({ length: 5 }, () => 'skipped working_days_0'),
      );
      const posts = (await house.calls('/cgi-bin/appchat/send')).map((call) => JSON.stringify(call));
      expect(posts.findLast((post) => post.includes('周报'))).toContain('2月16日');
    }),
  );

  test('国庆前后', { timeout: 180_000 }, () =>
    inHouse('2026-09-28', async (house) => {
      expect(await diary(house, '2026-09-28', '2026-10-10')).toEqual([
        '09-28 09:10 提醒',
        '09-29 15:10 补催',
        '09-30 16:10 周报',
        '10-08 09:10 提醒',
        // 提醒和补催都落在周四：一天一条，补催顺延到周五一早，仍在截止之前。
        '10-09 08:35 补催',
        '10-09 16:10 周报',
      ]);
    }),
  );

  test('跨进还没有放假安排的 2027 年：照周一至周五，只告诉管理员一次', { timeout: 180_000 }, () =>
    inHouse('2026-12-28', async (house) => {
      const { directory } = house.service.app.wecom;
      await setRoles(house.deps, directory, 'xujianing', { grant: ['administrator'], revoke: [] });
      expect(await diary(house, '2026-12-28', '2027-01-05')).toEqual([
        '12-28 09:10 提醒',
        '12-30 15:10 补催',
        '01-01 16:10 周报',
        '01-04 09:10 提醒',
      ]);
      const told = (await house.heard('xujianing')).filter((text) => text.includes('2027年'));
      expect(told).toHaveLength(1);
    }),
  );
});
