import { describe, expect, test } from 'vitest';
import { readCommand } from '../../../../../src/domain/reply/commands/commands.ts';
import { normalise } from '../../../../../src/domain/reply/text/normalise.ts';
import { vocabulary } from '../../../../../src/zh/vocabulary.ts';
import { aContext } from '../reply-fixtures.ts';

const read = (text: string, role: 'official' | 'manager') =>
  readCommand(normalise(text), aContext({ role }), vocabulary);

describe('of everybody', () => {
  test.each<[text: string, command: object]>([
    ['帮助', { name: 'help' }],
    ['？', { name: 'help' }],
    ['help', { name: 'help' }],
    ['请问怎么用', { name: 'help' }],
    ['我的任务', { name: 'my_items' }],
    ['我还有哪些任务？', { name: 'my_items' }],
    ['查询9', { name: 'show', item: '9' }],
    ['帮我查一下第9项', { name: 'show', item: '9' }],
    ['9详情', { name: 'show', item: '9' }],
    ['撤回', { name: 'withdraw' }],
    ['撤回刚才的回复', { name: 'withdraw' }],
  ])('%s', (text, command) => {
    expect(read(text, 'official')).toEqual({ command, unclear: null });
  });

  test.each<[text: string, unclear: string]>([
    ['查询3', 'not_yours'],
    ['查询88', 'no_such_item'],
    ['查询2、6', 'which_item'],
  ])('%s → %s', (text, unclear) => {
    expect(read(text, 'official')).toEqual({ command: null, unclear });
  });
});

describe('of managers', () => {
  test.each<[text: string, command: object]>([
    ['催办 12', { name: 'remind', items: ['12'] }],
    ['催办12、15', { name: 'remind', items: ['12', '15'] }],
    ['催办 3-5项', { name: 'remind', items: ['3', '4', '5'] }],
    ['催办 全部逾期', { name: 'remind', scope: 'overdue' }],
    ['催一下没报的', { name: 'remind', scope: 'unreported' }],
    ['没报的催一下', { name: 'remind', scope: 'unreported' }],
    ['催办 城建办', { name: 'remind', unit: '城建办' }],
    ['催办 党政综合办公室', { name: 'remind', unit: '党政综合办公室' }],
    ['催办 张三', { name: 'remind', person: '张三' }],
    ['催办 欧阳小明', { name: 'remind', person: '欧阳小明' }],
    ['周报', { name: 'digest' }],
    ['导出台账', { name: 'ledger' }],
    ['还有谁没报', { name: 'unreported' }],
    ['逾期', { name: 'overdue' }],
    ['同意9延期', { name: 'approve', item: '9', what: 'extension' }],
    ['同意9延期到7月15日', { name: 'approve', item: '9', what: 'extension', due: '2026-07-15' }],
    ['同意6销号', { name: 'approve', item: '6', what: 'closure' }],
    ['6通过', { name: 'approve', item: '6', what: 'closure' }],
    ['退回6：缺少盘点表', { name: 'return', item: '6', what: 'closure' }],
    ['不同意9延期', { name: 'return', item: '9', what: 'extension' }],
    ['6不通过', { name: 'return', item: '6', what: 'closure' }],
  ])('%s', (text, command) => {
    expect(read(text, 'manager')).toEqual({ command, unclear: null });
    expect(read(text, 'official')).toEqual({ command: null, unclear: 'not_permitted' });
  });

  test.each<[text: string, unclear: string]>([
    ['催办', 'which_item'],
    ['催办 张三、李四', 'which_item'],
    ['催办 88', 'no_such_item'],
    ['同意9', 'which_status'],
    ['同意', 'which_item'],
    ['88通过', 'no_such_item'],
  ])('%s → %s', (text, unclear) => {
    expect(read(text, 'manager')).toEqual({ command: null, unclear });
  });

  test('the codes that exist are reminded of, the others asked for', () => {
    expect(read('催办 12、88', 'manager')).toEqual({
      command: { name: 'remind', items: ['12'] },
      unclear: 'no_such_item',
    });
  });

  test('a code that several rounds have is asked for', () => {
    const context = aContext({ role: 'manager', items: [], roundCodes: ['A12', 'B12'] });
    expect(readCommand(normalise('催办12'), context, vocabulary)).toEqual({
      command: null,
      unclear: 'which_item',
    });
  });
});

describe('no commands', () => {
  test.each([
    '6已完成，台账已更新',
    '6已通过验收',
    '已催办企业2家',
    '催什么催',
    '帮助贫困户6户',
    '查询完成',
    '6逾期了',
    '周报已交',
    '清退资金6万元',
    '领导同意9延期到7月底了',
    '收到',
    '6',
    '',
  ])('%s', (text) => {
    expect(read(text, 'manager')).toBeNull();
  });
});
