import { expect, test } from 'vitest';
import type { PendingAsk, Understanding } from '../../../src/domain/reply/result.ts';
import { understand } from '../../../src/domain/reply/understand.ts';
import { bindingCodeIn } from '../../../src/zh/binding-code.ts';
import { isConfirmation } from '../../../src/zh/confirmation.ts';
import { evidenceAnswer } from '../../../src/zh/evidence-answer.ts';
import { replyStatusLabel } from '../../../src/zh/labels.ts';
import { HELP_EXAMPLES, OFFICE_EXAMPLES } from '../../../src/zh/messages/service.ts';
import { say } from '../../../src/zh/say.ts';
import { vocabulary } from '../../../src/zh/vocabulary.ts';
import { draw } from './draw.ts';
import { NOTICES } from './notices.ts';

/*
 * What we tell people to type, we understand.
 */

const codes = Array.from({ length: 40 }, (_, index) => String(index + 1));

const read = (text: string, pending: PendingAsk | null = null): Understanding =>
  understand(
    text,
    {
      today: '2026-06-10',
      role: 'manager',
      items: codes.map((code) => ({ code, title: `任务${code}` })),
      roundCodes: codes,
      pending,
    },
    vocabulary,
  );

/** What stands in quotation marks to be typed as it is; "更正：7…" only says how to begin. */
const quoted = (text: string): string[] =>
  [...text.matchAll(/回复[^。]*/gu)]
    .flatMap(([clause]) => [...clause.matchAll(/“([^”]+)”/gu)])
    .flatMap(([, phrase = '']) => (phrase.includes('…') ? [] : [phrase]));

/** What stands behind "如：" up to the end of the sentence. */
const examples = (text: string): string[] =>
  [...text.matchAll(/如：([^。”\n]+)/gu)].map(([, example = '']) => example);

const phrases = Object.values(NOTICES).flatMap((notice) => {
  const text = draw(say(notice));
  return [...quoted(text), ...examples(text)];
});

test.each([...new Set(phrases)])('说到的“%s”，照着回复能看懂', (phrase) => {
  const statuses: readonly string[] = Object.values(replyStatusLabel);
  if (evidenceAnswer(phrase, codes) !== null) return;
  if (statuses.includes(phrase) || isConfirmation(phrase) !== null || bindingCodeIn(phrase) !== null) return;
  expect(read(phrase).unclear).toBeNull();
});

test.each(Object.values(HELP_EXAMPLES).flat())('帮助里的“%s”能看懂', (line) =>
  expect(read(line).unclear).toBeNull(),
);

test.each(Object.values(OFFICE_EXAMPLES).flat())('整改办帮助里的“%s”是一条命令', (line) => {
  const { command, unclear } = read(line);
  expect(unclear).toBeNull();
  expect(command).not.toBeNull();
});

/** A phone shows about so many characters in a line of a chat, and so many lines. */
const SCREEN = { characters: 21, lines: 30 };

test.each([true, false])('帮助一屏看完（整改办：%s）', (manager) => {
  const lines = draw(say({ kind: 'help', manager }))
    .split('\n')
    .map((line) => Math.max(1, Math.ceil(line.length / SCREEN.characters)));
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(SCREEN.lines);
});

test('问延期到哪天，照例子回答就是申请延期', () => {
  const [example = ''] = examples(
    draw(say({ kind: 'question', question: { why: 'extension_due', code: '4', choices: [] } })),
  );
  expect(read(example, { item: '4', asks: 'extension_due' })).toMatchObject({
    reports: [],
    requests: [{ kind: 'extension', item: '4', due: '2026-06-19' }],
  });
});
