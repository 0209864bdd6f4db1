import type { Card } from '../../../src/domain/message/card.ts';

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
  choice: {
    key: 'task',
    title: '选择事项',
    options: [
      { id: 'id-3', text: 'A3 公车台账' },
      { id: 'id-12', text: 'A12 食堂采购' },
    ],
  },
  buttons: [
    { key: 'done', text: '已完成', style: 'primary' },
    { key: 'no_change', text: '无变化', style: 'plain' },
  ],
  doneText: null,
  ...change,
});
