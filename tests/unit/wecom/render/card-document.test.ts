import { expect, test } from 'vitest';
import { cardAsDocument } from '../../../../src/wecom/render/card-document.ts';
import { renderParts } from '../../../../src/wecom/render/render.ts';
import { aCard } from '../a-card.ts';

const written = (change: Parameters<typeof aCard>[0]): string =>
  renderParts({ kind: 'document', document: cardAsDocument(aCard(change)) }, 'app', 2048).join('');

test('群里没有卡片，写成文字，按钮和选项不写', () =>
  expect(written({})).toBe(
    [
      '# 本周请反馈 2 项整改',
      '<font color="comment">周五 12:00 前</font>',
      '点按钮，或直接回复“编号 进展”。',
      '',
      '> A3 公车台账不全，逾期 12 天',
      '> A12 食堂采购未比价',
    ].join('\n'),
  ));

test('没有副标题、正文和内容，只剩标题', () =>
  expect(written({ subtitle: '', body: '', lines: [] })).toBe('# 本周请反馈 2 项整改'));

test('标题就是链接，办完的写明结果', () =>
  expect(
    written({ subtitle: '', body: '', lines: [], link: 'https://duban.example.cn/t/3', doneText: '已确认' }),
  ).toBe('# [本周请反馈 2 项整改](https://duban.example.cn/t/3)\n**已确认**'));
