import { describe, expect, test } from 'vitest';
import type { Subject } from '../../../../../src/domain/reply/statements/subjects.ts';
import { isCourtesy, statementsOf } from '../../../../../src/domain/reply/statements/statements.ts';
import { normalise } from '../../../../../src/domain/reply/text/normalise.ts';
import { vocabulary } from '../../../../../src/zh/vocabulary.ts';
import { aContext } from '../reply-fixtures.ts';
import { clausesIn } from '../reply-steps.ts';

/** `6: 6已完成, 材料已报 / rest: 推进中`; acts other than saying stand before the subject. */
function statementsIn(text: string): string {
  const normal = normalise(text).text;
  return statementsOf(clausesIn(text, aContext(), vocabulary), false)
    .map(({ act, subject, clauses }) => {
      const said = clauses.map(({ start, end }) => normal.slice(start, end)).join(', ');
      return `${act === 'says' ? '' : `${act} `}${named(subject)}: ${said}`.trim();
    })
    .join(' / ');
}

function named(subject: Subject): string {
  if (subject.kind === 'codes') return subject.mentions.map(({ from }) => from).join('+');
  if (subject.kind === 'titles') return subject.places.map((codes) => codes.join('|')).join('+');
  return subject.kind;
}

describe('who is spoken of', () => {
  test.each<[text: string, statements: string]>([
    ['6已完成，9还在办', '6: 6已完成 / 9: 9还在办'],
    ['6已完成，材料已报，照片未拍', '6: 6已完成, 材料已报, 照片未拍'],
    ['2、已完成；6、推进中', '2: 2、已完成 / 6: 6、推进中'],
    ['2，6，9已完成', '2+6+9: 2, 6, 9已完成'],
    ['已完成：2、6。推进中：9', '2+6: 已完成, 2、6 / 9: 推进中, 9'],
    ['全部办结', 'all: 全部办结'],
    ['6：修订办法，均已完成', '6: 6:修订办法, 均已完成'],
    ['修订办法，均已完成', 'none: 修订办法, 均已完成'],
    ['没有全部完成', 'none: 没有全部完成'],
    ['资产的完成了，招商的还在谈', '6: 资产的完成了 / 2: 招商的还在谈'],
    ['6已盘点临时建筑3处', '6: 6已盘点临时建筑3处'],
    ['今天天气不错', 'none: 今天天气不错'],
    ['6还在办，其他都完成了', '6: 6还在办 / rest: 其他都完成了'],
    ['除9外均已完成', 'mentions 9: / rest: 均已完成'],
    ['除了9，其他都完成了', 'mentions 9: / rest: / rest: 其他都完成了'],
    ['除9还在推进外，其余已完成', '9: 9还在推进 / rest: / rest: 其余已完成'],
    ['9以外都完成了', 'mentions 9: / rest: 都完成了'],
    ['6除验收外都完成了', '6: 6除验收外都完成了'],
    ['不是3，是5完成了', 'cancels 3: / 5: 是5完成了'],
    ['是5不是3完成了', 'cancels 3: / 5: 是5不是3完成了'],
    ['6已完成，说错了，是9', '6: 6已完成 / corrects 9: 6已完成'],
    ['6已完成，更正，基本完成', '6: 6已完成 / corrects 6: 基本完成'],
    ['6已完成，说错了', '6: 6已完成 / corrects 6:'],
    ['6写错了，是9完成了', 'cancels 6: / 9: 是9完成了'],
    ['更正更正更正：6已完成', 'corrects 6: 6已完成'],
  ])('%s', (text, statements) => {
    expect(statementsIn(text)).toBe(statements);
  });
});

test.each<[text: string, courtesy: boolean]>([
  ['收到', true],
  ['好的谢谢领导', true],
  ['👌👍', true],
  ['是的', true],
  ['收到2份材料', false],
  ['好了', false],
])('%s: courtesy %s', (text, courtesy) => {
  expect(clausesIn(text, aContext(), vocabulary).every(isCourtesy)).toBe(courtesy);
});
