import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openHouse, type House } from '../../support/house.ts';
import { silentLog } from '../../support/silent-log.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse({ date: '2026-06-08', time: '10:00' });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await house.close();
});

const query = async (sql: string) => (await house.service.app.database.pool.query(sql)).rows;

/** They write without waiting for each other; returns when everything is handled and answered. */
async function together(texts: readonly (readonly [userid: string, content: string])[]): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const write = ([userid, content]: readonly [string, string]) =>
    fetch(`${house.sandbox}/people/${userid}/text`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ content }),
    });
  await Promise.all(texts.map(write));
  await house.settle();
}

test('责任人与经办人同时报同样几项，都记下，都有回执', async () => {
  await query(
    `update "Task" set "contactId" = (select id from "Person" where userid = 'xujianing') where no in (6, 7)`,
  );
  await house.heard('luhaiping');
  await house.heard('xujianing');
  const rounds = [1, 2, 3, 4, 5];
  await together(
    rounds.flatMap((n) => [
      ['luhaiping', `6推进中，责任人走访${n}处；7推进中，责任人核对${n}处`] as const,
      ['xujianing', `7推进中，经办人核对${n}处；6推进中，经办人走访${n}处`] as const,
    ]),
  );
  expect(await query(`select outcome, count(*)::int from "InboundMessage" group by 1`)).toEqual([
    { outcome: 'recorded', count: 10 },
  ]);
  expect(await house.heard('luhaiping')).toHaveLength(5);
  expect(await house.heard('xujianing')).toHaveLength(5);
  expect(await house.deps.store.audit.verify()).toBeNull();
});

test('怎么也处理不了的一条，致歉之后不再挡住后面的；写了什么不进日志', async () => {
  const error = vi.spyOn(silentLog, 'error');
  await query(
    `create function refuse_poison() returns trigger language plpgsql as
       $$ begin if new.text like '%毒%' then raise exception 'poison'; end if; return new; end $$;
     create trigger poison before insert on "ProgressEntry" for each row execute function refuse_poison()`,
  );
  await house.heard('luhaiping');
  await together([['luhaiping', '6推进中，毒']]);
  const [apology, ...more] = await house.heard('luhaiping');
  expect(more).toEqual([]);
  expect(apology).toContain('没有处理成功');
  expect(await house.say('luhaiping', '6推进中，已核对两处点位')).toHaveLength(1);
  expect(await query(`select outcome, attempts from "InboundMessage" order by seq`)).toEqual([
    { outcome: 'failed', attempts: 3 },
    { outcome: 'recorded', attempts: 0 },
  ]);
  expect(error).toHaveBeenCalledWith(expect.objectContaining({ senderId: 'luhaiping' }), 'message_failed');
  expect(JSON.stringify(error.mock.calls)).not.toContain('毒');
});

test('一周的台账冻结不了，下一周照常提醒；修好之后补冻补发', async () => {
  await query(
    `create function refuse_week() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
     create trigger no_freeze before insert on "LedgerWeek" for each row execute function refuse_week()`,
  );
  const steps = async () =>
    (
      await query(`select step::text, state::text from "WeekStep" where week = '2026-06-08' order by "dueAt"`)
    ).map(({ step, state }) => `${step} ${state}`);
  await house.at('2026-06-12', '16:10');
  await house.heard('luhaiping');
  await house.at('2026-06-15', '09:10');
  expect(await house.heard('luhaiping')).toHaveLength(1);
  expect(await steps()).toContain('freeze planned');

  await query('drop trigger no_freeze on "LedgerWeek"');
  await house.at('2026-06-15', '09:11');
  expect(await steps()).toEqual(expect.arrayContaining(['freeze done', 'digest done']));
  expect(await house.group('dubanLeadingGroup')).toEqual([expect.stringContaining('补发')]);
});
