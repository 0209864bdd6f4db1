import { expect, test } from 'vitest';
import type { Wording } from '../../../src/app/ports.ts';
import { isConfirmation } from '../../../src/zh/confirmation.ts';
import { maskNumbers } from '../../../src/zh/masking.ts';
import { statusText } from '../../../src/zh/messages/status.ts';
import { splitPlan } from '../../../src/zh/next-plan.ts';
import { say } from '../../../src/zh/say.ts';
import { hasSecrecyMark } from '../../../src/zh/secrecy.ts';
import { draw } from './draw.ts';
import { NOTICES } from './notices.ts';

const words = {
  say,
  statusText,
  isConfirmation,
  hasSecrecyMark,
  maskNumbers,
  splitPlan,
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
  'nothing_to_decide',
  'reason_missing',
  'window_closed',
  'no_such_item',
] as const;
const NAMELESS_REFUSALS = [
  'nothing_to_decide',
  'no_such_item',
  'window_closed',
  'nothing_to_withdraw',
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
