import { describe, expect, test } from 'vitest';
import { cardAsMarkdown, newCard, replacementCard } from '../../../src/wecom/cards.ts';
import { aCard } from './a-card.ts';

const FACE = {
  card_type: 'button_interaction',
  source: { desc: '督办' },
  main_title: { title: '本周请反馈 2 项整改', desc: '周五 12:00 前' },
  sub_title_text: '点按钮，或直接回复“编号 进展”。',
  horizontal_content_list: [
    { keyname: 'A3', value: '公车台账不全，逾期 12 天' },
    { keyname: 'A12', value: '食堂采购未比价' },
  ],
};
const ACTIONS = {
  button_selection: {
    question_key: 'task',
    title: '选择事项',
    option_list: [
      { id: 'id-3', text: 'A3 公车台账' },
      { id: 'id-12', text: 'A12 食堂采购' },
    ],
  },
  button_list: [
    { text: '已完成', style: 1, key: 'done' },
    { text: '无变化', style: 4, key: 'no_change' },
  ],
};

test('a card to send', () =>
  expect(newCard(aCard())).toEqual({ ...FACE, ...ACTIONS, task_id: 'weekly_018f_1' }));

test('a card that takes the place of another has no task_id of its own', () =>
  expect(replacementCard(aCard())).toEqual({ ...FACE, ...ACTIONS }));

test('a finished card stays readable, and its one button is grey', () =>
  expect(replacementCard(aCard({ buttons: [], choice: null, doneText: '已全部反馈' }))).toEqual({
    ...FACE,
    button_list: [{ text: '已全部反馈', style: 4, key: 'done' }],
    replace_text: '已全部反馈',
  }));

test('empty parts are left out', () =>
  expect(newCard(aCard({ source: '', subtitle: '', body: '', lines: [], choice: null }))).toEqual({
    card_type: 'button_interaction',
    main_title: { title: '本周请反馈 2 项整改' },
    horizontal_content_list: [],
    button_list: ACTIONS.button_list,
    task_id: 'weekly_018f_1',
  }));

describe('limits', () => {
  const long = '整'.repeat(400);
  const many = Array.from({ length: 20 }, (_, index) => index);
  const card = newCard(
    aCard({
      source: long,
      title: long,
      subtitle: long,
      body: long,
      lines: many.map(() => ({ name: long, value: long })),
      choice: { key: 'task', title: '', options: many.map((id) => ({ id: String(id), text: long })) },
      buttons: many.map((key) => ({ key: String(key), text: long, style: 'danger' as const })),
    }),
  ) as {
    source: { desc: string };
    main_title: { title: string; desc: string };
    sub_title_text: string;
    horizontal_content_list: { keyname: string; value: string }[];
    button_selection: { option_list: { text: string }[] };
    button_list: { text: string; style: number }[];
  };

  test.each<[string, string | undefined, number]>([
    ['source', card.source.desc, 20],
    ['title', card.main_title.title, 36],
    ['subtitle', card.main_title.desc, 44],
    ['body', card.sub_title_text, 160],
    ['line name', card.horizontal_content_list[0]?.keyname, 5],
    ['line value', card.horizontal_content_list[0]?.value, 30],
    ['option', card.button_selection.option_list[0]?.text, 16],
    ['button', card.button_list[0]?.text, 10],
  ])('%s: %# characters at most', (_name, text, max) => expect(text).toBe(`${'整'.repeat(max - 1)}…`));

  test('lists', () =>
    expect([
      card.horizontal_content_list.length,
      card.button_selection.option_list.length,
      card.button_list.length,
    ]).toEqual([6, 10, 6]));

  test('the grey text of a finished card', () =>
    expect(replacementCard(aCard({ doneText: long }))).toMatchObject({ replace_text: `${'整'.repeat(9)}…` }));
});

test('styles', () => {
  const styles = ['primary', 'normal', 'danger', 'plain'] as const;
  const buttons = styles.map((style) => ({ key: style, text: style, style }));
  expect(newCard(aCard({ buttons }))).toMatchObject({
    button_list: [{ style: 1 }, { style: 2 }, { style: 3 }, { style: 4 }],
  });
});

test.each([
  [
    'all parts',
    aCard(),
    '**本周请反馈 2 项整改**\n<font color="comment">周五 12:00 前</font>\n点按钮，或直接回复“编号 进展”。\n> A3 公车台账不全，逾期 12 天\n> A12 食堂采购未比价',
  ],
  ['a title only', aCard({ subtitle: '', body: '', lines: [] }), '**本周请反馈 2 项整改**'],
])('as markdown: %s', (_name, card, markdown) => expect(cardAsMarkdown(card)).toBe(markdown));
