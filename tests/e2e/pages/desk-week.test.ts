import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveRole } from '../../support/give-role.ts';
import { openPagedHouse, type PagedHouse, type Visit } from '../../support/pages.ts';

const MONDAY = '2026-06-08';

let paged: PagedHouse;
beforeAll(async () => {
  paged = await openPagedHouse({ date: MONDAY, time: '09:00' });
  const { house } = paged;
  await giveRole(house, 'xujianing', 'auditor');
  await house.fault({ path: '/cgi-bin/message/send', times: 1, errcode: 81013 });
  await house.at(MONDAY, '09:12');
  await house.say('luhaiping', '6已完成，资料都齐了');
  await house.say('luhaiping', '那个事情差不多了吧');
  await aMessageInDoubt();
});
afterAll(() => paged.close());

/** Whom the one refusal of WeCom's has met: the week's reminders go out side by side. */
async function unreached(): Promise<{ userid: string; name: string }> {
  const { store } = paged.house.deps;
  const sent = await store.outbound.list({ since: new Date(0), limit: 100 });
  const refused = sent.find(({ state, kind }) => state === 'rejected' && kind === 'weekly');
  const person = await store.people.byId(refused?.personId ?? '');
  if (!person) throw new Error('nobody was refused');
  return person;
}

/** To a webhook's group WeCom answers nothing that a repeat could be recognised by. */
async function aMessageInDoubt(): Promise<void> {
  const { house } = paged;
  const now = house.deps.clock.now();
  const [round] = await house.deps.store.rounds.active();
  await house.fault({ path: '/cgi-bin/webhook/send', times: 1, cut: 'after' });
  const ids = await house.deps.store.outbound.add([
    {
      personId: null,
      roundId: round?.id ?? null,
      kind: 'mention',
      period: `${MONDAY}:mention`,
      address: { kind: 'webhook', name: 'g-work' },
      notice: { kind: 'mention', people: [{ userid: 'luhaiping', name: '陆海平' }] },
      urgent: true,
      notBefore: now,
      createdAt: now,
    },
  ]);
  await house.deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
  await house.settle();
}

async function expectClean({ violations, complaints }: Visit): Promise<void> {
  expect(await violations()).toEqual([]);
  expect(complaints).toEqual([]);
}

describe('整改办的一周', () => {
  test('没看懂的一条，经办人对着原话更正：台账变了，责任人在聊天里知道', async () => {
    const visit = await paged.signedIn('shenjingyi', 'desk');
    await visit.open('/desk/replies');
    const card = visit.page.getByRole('article').filter({ hasText: '那个事情差不多了吧' });
    await card.waitFor();
    await visit.shot('replies');
    await expectClean(visit);
    await card.getByRole('button', { name: '更正陆海平的这条回复' }).click();
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByLabel('任务').selectOption('14');
    await dialog.getByLabel('进展').selectOption('in_progress');
    await dialog.getByLabel('内容').fill('结算资料已送审');
    await dialog.getByLabel('更正原因').fill('已电话核实');
    await visit.shot('correction');
    await expectClean(visit);
    await paged.house.heard('luhaiping');
    await visit.page.keyboard.press('Enter');
    await visit.page.getByText('已更正 14号，已通知责任人。').waitFor();
    await card.getByText('沈静怡 更正').waitFor();
    await paged.house.settle();
    expect((await paged.house.heard('luhaiping')).join()).toContain('14号 正在推进：结算资料已送审');
    const ledger = await visit.context.request.get(`${paged.url}/api/v1/tasks/14`);
    expect(await ledger.json()).toMatchObject({ reported: 'in_progress' });
    await visit.shot('replies-corrected');
    await visit.close();
  });

  test('不能确定的一条：先办的算数，后办的看到已办', async () => {
    const [first, second] = [
      await paged.signedIn('shenjingyi', 'desk'),
      await paged.signedIn('heyunzhou', 'desk'),
    ];
    for (const visit of [first, second]) {
      await visit.open('/desk/week');
      await visit.page.getByRole('heading', { name: '不能确定是否送达的消息（1）' }).waitFor();
    }
    await first.shot('week');
    await expectClean(first);
    await first.page.getByRole('button', { name: /的算已发$/ }).click();
    await first.page.getByText('已算作送达。').waitFor();
    await second.page.getByRole('button', { name: '给g-work重发' }).click();
    await second.page.getByText('这条消息已由别人处理过（算已发），不用再办。').waitFor();
    expect(await second.page.getByText('不能确定是否送达的消息').count()).toBe(0);
    expect(second.complaints).toHaveLength(1); // the browser notes the 409
    const { userid, name } = await unreached();
    await second.page.getByRole('button', { name: `给${name}重发` }).click();
    await second.page.getByText('已安排重发。').waitFor();
    await paged.house.settle();
    expect((await paged.house.heard(userid)).length).toBe(1);
    await first.page.getByLabel('哪一周').selectOption('2026-06-15');
    await first.page.getByText(/会问 \d+ 人/).waitFor();
    await first.shot('preview');
    await first.open('/desk/health');
    await first.page.getByRole('heading', { name: /错误 \d+ 项/ }).waitFor();
    await first.shot('health');
    await expectClean(first);
    await first.close();
    await second.close();
  });

  test('审计员：看得到审计，看不到办理的页面', async () => {
    const visit = await paged.signedIn('xujianing', 'desk');
    await visit.open('/desk/audit');
    await visit.page.getByRole('row').nth(3).waitFor();
    expect(await visit.page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(['审计']);
    await visit.page.getByRole('button', { name: '核验日志' }).click();
    await visit.page.getByText(/逐条相连/).waitFor();
    await visit.shot('audit');
    await expectClean(visit);
    await visit.page.getByLabel('查看任务经过').fill('14');
    await visit.page.keyboard.press('Enter');
    await visit.page
      .getByRole('dialog')
      .getByText(/更正回复/)
      .waitFor();
    await visit.shot('life');
    await expectClean(visit);
    await visit.page.keyboard.press('Escape');
    for (const path of ['/replies', '/week', '/health', '/tasks/14'])
      expect([path, (await visit.context.request.get(`${paged.url}/api/v1${path}`)).status()]).toEqual([
        path,
        path === '/tasks/14' ? 404 : 403,
      ]);
    await visit.close();
  });

  test('责任人打开这些页面：说明没有权限', async () => {
    const visit = await paged.signedIn('luhaiping', 'desk');
    for (const path of ['/replies', '/week', '/audit', '/health']) {
      await visit.open(`/desk${path}`);
      expect(await visit.page.getByRole('alert').innerText()).toContain('没有打开该页面的权限');
    }
    await visit.close();
  });
});
