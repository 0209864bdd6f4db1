import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anEntryOf, MONDAY_MORNING, openStore, saveSmallRound, type OpenStore } from './a-store.ts';
import { aCause } from '../../support/a-cause.ts';

/** One row in each table that is only ever added to. */
async function fill({ store, pool }: OpenStore): Promise<void> {
  const round = await saveSmallRound(store);
  const entryId = await store.entries.add(anEntryOf(round));
  await pool.query(
    `insert into "Evidence" (id, "entryId", "fileName", "mediaType", bytes, sha256, "storedAs", "addedById", "addedAt")
     values (gen_random_uuid(), $1, '排口照片.png', 'image/png', 68, repeat('0', 64), 'a', $2, $3)`,
    [entryId, round.personId, MONDAY_MORNING],
  );
  await pool.query(
    `insert into "LedgerWeek" (id, "roundId", week, number, "frozenAt", rows, figures, sha256)
     values (gen_random_uuid(), $1, '2026-06-08', 1, $2, '[]', '{}', repeat('0', 64))`,
    [round.roundId, MONDAY_MORNING],
  );
  await store.audit.append({ ...aCause(), event: 'progress_recorded', subject: entryId });
}

describe.each([
  ['进展填报', 'ProgressEntry', `text = '已完成'`],
  ['佐证材料', 'Evidence', `"fileName" = '另一张.png'`],
  ['冻结的台账', 'LedgerWeek', `rows = '[{}]'`],
  ['审计日志', 'AuditEvent', `actor = 'xujianing'`],
])('%s只增不改', (_, table, change) => {
  let opened: OpenStore;
  const contents = async () => (await opened.pool.query(`select * from "${table}"`)).rows;
  beforeAll(async () => {
    opened = await openStore();
    await fill(opened);
  });
  afterAll(() => opened.close());

  test.each([
    ['UPDATE', `update "${table}" set ${change}`],
    ['DELETE', `delete from "${table}"`],
    ['TRUNCATE', `truncate "${table}" cascade`],
  ])('%s', async (verb, sql) => {
    const before = await contents();
    expect(before).not.toHaveLength(0);
    await expect(opened.pool.query(sql)).rejects.toThrow(`${table} is append-only: ${verb} refused`);
    expect(await contents()).toEqual(before);
  });
});
