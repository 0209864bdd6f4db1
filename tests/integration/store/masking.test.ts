import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCause } from '../../support/a-cause.ts';
import { aNewTask } from '../../support/a-new-task.ts';
import { anEntryOf, MONDAY_MORNING, openStore, saveSmallRound, type OpenStore } from './a-store.ts';

/* Whatever way a number comes: nothing in the database has it. Made up: see tests/unit/zh/masking.test.ts. */

const PHONE = '13812345678';
const ID_CARD = '199999199901010012';
const CARD = '6222021234567890128';
const TEXT = `联系${PHONE}，证件${ID_CARD}，卡号${CARD}，莲督〔2026〕3号，236000元，2026-06-10`;
const KEPT = '莲督〔2026〕3号，236000元，2026-06-10';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

/** Every row of every table, as text. */
async function everything(): Promise<string> {
  const { rows } = await opened.pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const texts = [];
  for (const { name } of rows) {
    const found = await opened.pool.query<{ row: string }>(`select t::text as row from "${name}" t`);
    texts.push(...found.rows.map(({ row }) => `${name}: ${row}`));
  }
  return texts.join('\n');
}

test('填报、事由、申请、类别、任务、措施、附件名、审计，都打码，别的数字不动', async () => {
  const { store } = opened;
  const round = await saveSmallRound(store);
  const { roundId, taskId, personId } = round;
  const categoryId = await store.rounds.saveCategory({ roundId, no: 2, name: `类别${PHONE}` });
  expect(await store.rounds.saveCategory({ roundId, no: 2, name: `类别${PHONE}` })).toBe(categoryId);
  const problem = { categoryId, no: 2, title: TEXT, finding: TEXT, cause: TEXT };
  const problemId = (await store.rounds.saveProblems(roundId, [problem])).get(2) ?? '';
  await store.tasks.add(
    aNewTask({
      roundId,
      problemId,
      no: 2,
      title: TEXT,
      ownerId: personId,
      remark: TEXT,
      measures: [{ type: 'other', text: TEXT }],
    }),
    aCause({ reason: TEXT }),
  );
  const task = await store.tasks.byId(taskId);
  await store.tasks.change(task!, { remark: TEXT, reportedUp: { to: TEXT, on: '2026-06-08' } }, aCause());
  await store.entries.add(anEntryOf(round, { text: TEXT, nextPlan: TEXT }));
  const closure = await store.requests.addClosure({
    taskId,
    submitterId: personId,
    at: MONDAY_MORNING,
    levels: 2,
    claimedFrom: 'open',
  });
  await store.requests.addReview(closure, {
    level: 1,
    reviewerId: personId,
    approved: false,
    at: MONDAY_MORNING,
    reason: TEXT,
  });
  await store.requests.decideClosure(closure, { decision: 'refused', at: MONDAY_MORNING, reason: TEXT });
  await store.requests.addExtension({
    taskId,
    askedById: personId,
    at: MONDAY_MORNING,
    dueOn: '2026-07-31',
    reason: TEXT,
  });
  await store.requests.addHandover({
    taskId,
    askedById: personId,
    at: MONDAY_MORNING,
    kind: 'help',
    toName: TEXT,
    text: TEXT,
  });
  await store.audit.append({
    at: MONDAY_MORNING,
    actor: 'luhaiping',
    source: 'chat',
    event: 'remark_changed',
    subject: taskId,
    reason: TEXT,
    detail: { text: TEXT, goals: [{ text: TEXT }] },
  });
  const all = await everything();
  for (const secret of [PHONE, ID_CARD, CARD]) expect(all).not.toContain(secret);
  expect(all.split(KEPT).length - 1).toBeGreaterThanOrEqual(14);
  expect(await store.audit.verify()).toBeNull();
});
