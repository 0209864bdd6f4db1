import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPagedHouse, type PagedHouse } from '../../support/pages.ts';

/* A town with more units and owners than anybody would choose from in a list. */

const MANY = 600;

let paged: PagedHouse;
beforeAll(async () => {
  paged = await openPagedHouse({ date: '2026-06-08', time: '09:30' });
  const { pool } = paged.house.service.app.database;
  await pool.query(
    `insert into "Unit" (id, name) select gen_random_uuid(), '第' || i || '社区' from generate_series(1, ${MANY}) i`,
  );
  await pool.query(`insert into "Person" (id, userid, name, "unitId")
    select gen_random_uuid(), 'owner' || i, '王' || i || '号', u.id
    from generate_series(1, ${MANY}) i join "Unit" u on u.name = '第' || i || '社区'`);
  await pool.query(`insert into "Task" select added.* from "Person" p
    cross join (select to_jsonb(t) as task from "Task" t where no = 14) first
    cross join jsonb_populate_record(null::"Task", first.task || jsonb_build_object('id', gen_random_uuid(),
      'no', 1000 + substr(p.userid, 6)::int, 'ownerId', p.id, 'leadUnitId', p."unitId")) added
    where p.userid like 'owner%'`);
});
afterAll(() => paged.close());

describe(`${MANY} 名责任人、${MANY} 个单位`, () => {
  test('台账：单位和责任人打几个字来找，选了就筛', async () => {
    const { page, open, violations, complaints, close } = await paged.signedIn('shenjingyi', 'desk');
    await open('/desk');
    await page.getByText(`共 ${39 + MANY} 项`).waitFor();
    const owner = page.getByLabel('责任人', { exact: true });
    const offered = page.locator(`[id="${await owner.getAttribute('list')}"] option`);
    await owner.pressSequentially('王59');
    await offered.nth(10).waitFor({ state: 'attached' });
    expect(
      await offered.evaluateAll((options) => options.map((option) => option.getAttribute('value'))),
    ).toEqual([
      '王59号',
      '王590号',
      '王591号',
      '王592号',
      '王593号',
      '王594号',
      '王595号',
      '王596号',
      '王597号',
      '王598号',
      '王599号',
    ]);
    await owner.fill('王592号');
    await owner.press('Enter');
    await page.getByText('共 1 项').waitFor();
    expect(new URL(page.url()).searchParams.get('owner')).toBe('王592号');
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.getByLabel('责任单位').fill('第600社区');
    await page.getByLabel('责任单位').press('Tab');
    await page.getByText('共 1 项').waitFor();
    // The few leaders stay a list.
    expect(await page.getByLabel('牵头领导').evaluate((field) => field.tagName)).toBe('SELECT');
    expect(await violations()).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('催办：催一个人、一个单位', async () => {
    const { page, open, complaints, close } = await paged.signedIn('shenjingyi', 'desk');
    await open('/desk/chase');
    for (const [whom, field, name, seen] of [
      ['一个人', '责任人', '王7号', '王7号'],
      ['一个单位', '责任单位', '第8社区', '王8号'],
    ] as const) {
      await page.getByLabel(whom).check();
      await page.getByLabel(field, { exact: true }).fill(name);
      await page.getByLabel(field, { exact: true }).press('Tab');
      await page.getByRole('button', { name: '预览谁会收到什么' }).click();
      await page.getByRole('cell', { name: seen, exact: true }).first().waitFor();
    }
    expect(complaints).toEqual([]);
    await close();
  });
});
