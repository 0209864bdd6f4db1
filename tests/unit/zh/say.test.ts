import { expect, test } from 'vitest';
import type { Wording } from '../../../src/app/ports.ts';
import type { AdministratorWarning } from '../../../src/domain/message/channel-notice.ts';
import { bindingCodeIn } from '../../../src/zh/binding-code.ts';
import { claimWords } from '../../../src/zh/claim-words.ts';
import { isConfirmation } from '../../../src/zh/confirmation.ts';
import { evidenceAnswer } from '../../../src/zh/evidence-answer.ts';
import { maskNumbers } from '../../../src/zh/masking.ts';
import { menu } from '../../../src/zh/menu.ts';
import { statusText } from '../../../src/zh/messages/status.ts';
import { splitPlan } from '../../../src/zh/next-plan.ts';
import { say } from '../../../src/zh/say.ts';
import { hasSecrecyMark } from '../../../src/zh/secrecy.ts';
import { tile } from '../../../src/zh/tile.ts';
import { CHANGE_REFUSALS } from './any-change.ts';
import { draw } from './draw.ts';
import { NOTICES } from './notices.ts';

const words = {
  say,
  statusText,
  isConfirmation,
  claimWords,
  evidenceAnswer,
  hasSecrecyMark,
  maskNumbers,
  splitPlan,
  bindingCodeIn,
  tile,
  menu,
} satisfies Omit<Wording, 'understand'>;

test.each(Object.entries(NOTICES))('%s 的措辞', async (name, notice) => {
  await expect(draw(words.say(notice))).toMatchFileSnapshot(`snapshots/${name}.txt`);
});

const REFUSALS = [
  'after_deadline',
  'not_later',
  'no_deadline',
  'closed',
  'under_review',
  'already_asked',
  'own_submission',
  'same_reviewer',
  'not_reviewer',
  'nothing_to_confirm',
  'nothing_to_decide',
  'reason_missing',
  'not_closed',
  'finding_missing',
  'complaint_missing',
  'evidence_missing',
  'window_closed',
  'no_such_item',
  ...CHANGE_REFUSALS,
  'not_overdue',
  'no_letter',
  'number_taken',
  'interview_text_missing',
] as const;
const NAMELESS_REFUSALS = [
  'nothing_to_confirm',
  'nothing_to_decide',
  'no_such_item',
  'window_closed',
  'nothing_to_withdraw',
  'no_such_person',
  'several_people',
  'same_person',
  'overlaps',
  'no_deputy',
  'until_before_from',
] as const;

test('每一种未办理都说明缘由和下一步', async () => {
  const lines = [
    ...REFUSALS.map((why) => say({ kind: 'refused', code: '26', why })),
    ...NAMELESS_REFUSALS.map((why) => say({ kind: 'refused', code: null, why })),
  ].map(draw);
  await expect(lines.join('')).toMatchFileSnapshot('snapshots/refused.txt');
});

test('每一种看不懂的消息都请对方改用文字', async () => {
  const kinds = ['image', 'voice', 'video', 'location', 'link', 'other'] as const;
  const lines = kinds.map((what) => draw(say({ kind: 'cannot_read', what })));
  await expect(lines.join('')).toMatchFileSnapshot('snapshots/cannot-read.txt');
});

test('每一种附件都写明收没收下、下一步', async () => {
  const kept = (['image', 'voice', 'video', 'file'] as const).map((media) =>
    draw(say({ kind: 'media_kept', media, count: 2 })),
  );
  const refused = (['gone', 'too_large', 'not_now'] as const).map((why) =>
    draw(say({ kind: 'media_not_kept', why })),
  );
  await expect([...kept, ...refused].join('')).toMatchFileSnapshot('snapshots/media.txt');
});

const at = { date: '2026-06-08', time: '09:10' } as const;
const WARNINGS: readonly AdministratorWarning[] = [
  { what: 'unknown_year', years: [2027] },
  {
    what: 'channel_halted',
    channel: 'app',
    code: 60020,
    advice: '本机的出口 IP 不在可信名单里，请在管理后台打开本应用，填入「企业可信IP」。',
  },
  { what: 'channel_works_again', channel: 'webhook:领导小组群', haltedAt: at },
  { what: 'unknown_code', channel: 'robot', code: 999999, why: 'hint: [1765]' },
  { what: 'daily_cap', channel: 'app', until: at },
  { what: 'robot_kicked', detail: '' },
  { what: 'robot_refused', detail: 'invalid bot_id or secret' },
  { what: 'contacts_refused', left: 0 },
  { what: 'contacts_refused', left: 31 },
  { what: 'app_inactive', event: 'inactive_alert' },
  { what: 'app_inactive', event: 'close_inactive_agent' },
];

test('每一种给管理员的提示都说明出了什么事、点哪里', async () => {
  const lines = WARNINGS.map((warning) => draw(say({ kind: 'administrator_warning', warning })));
  await expect(lines.join('')).toMatchFileSnapshot('snapshots/administrator-warnings.txt');
});

test('菜单放得下，磁贴四项', () => {
  expect(menu.length).toBeLessThanOrEqual(3);
  for (const { label } of menu) expect(Buffer.byteLength(label)).toBeLessThanOrEqual(16);
  expect(tile({ unanswered: 3, near: 1, overdue: 2, closed: 5 })).toEqual([
    { label: '待报', value: '3' },
    { label: '临期', value: '1' },
    { label: '逾期', value: '2' },
    { label: '已销号', value: '5' },
  ]);
});
