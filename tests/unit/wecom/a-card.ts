import type { Card, CardChoice } from '../../../src/domain/message/card.ts';

export const aChoice = (change: Partial<CardChoice> = {}): CardChoice => ({
  key: 'task',
  title: '选择事项',
  options: [
    { id: 'id-3', text: 'A3 公车台账' },
    { id: 'id-12', text: 'A12 食堂采购' },
  ],
  ...change,
});

export const aCard = (change: Partial<Card> = {}): Card => ({
  cardId: 'weekly_018f_1',
  source: '督办',
  title: '本周请反馈 2 项整改',
  subtitle: '周五 12:00 前',
  body: '点按钮，或直接回复“编号 进展”。',
  lines: [
    { name: 'A3', value: '公车台账不全，逾期 12 天' },
    { name: 'A12', value: '食堂采购未比价' },
  ],
  choices: [aChoice()],
  checklist: null,
  buttons: [
    { key: 'done', text: '已完成', style: 'primary' },
    { key: 'no_change', text: '无变化', style: 'plain' },
  ],
  link: null,
  picture: null,
  doneText: null,
  ...change,
});

const STATES = [
  { id: 'done', text: '已完成' },
  { id: 'in_progress', text: '推进中' },
  { id: 'no_change', text: '无变化' },
];

/** One card of each kind, by what it holds. */
export const CARDS_BY_KIND: Readonly<Record<string, Card>> = {
  text_notice: aCard({
    cardId: 'ledger_7_1',
    title: '整改台账已更新',
    choices: [],
    buttons: [],
    link: 'https://duban.example.cn/tasks/3',
  }),
  news_notice: aCard({
    cardId: 'board_7_1',
    title: '本周整改看板',
    choices: [],
    buttons: [],
    link: 'https://duban.example.cn/board',
    picture: 'https://duban.example.cn/board.png',
  }),
  button_interaction: aCard(),
  vote_interaction: aCard({
    cardId: 'unchanged_7_1',
    title: '哪几项本周无变化',
    choices: [],
    checklist: aChoice({ key: 'unchanged' }),
    buttons: [{ key: 'submit', text: '提交', style: 'primary' }],
  }),
  multiple_interaction: aCard({
    cardId: 'states_7_1',
    choices: [
      aChoice({ key: 'id-3', title: 'A3 公车台账', options: STATES }),
      aChoice({ key: 'id-12', title: 'A12 食堂采购', options: STATES }),
    ],
    buttons: [{ key: 'submit', text: '提交', style: 'primary' }],
  }),
};
