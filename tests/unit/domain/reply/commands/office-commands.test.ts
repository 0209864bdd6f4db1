import { describe, expect, test } from 'vitest';
import { readCommand } from '../../../../../src/domain/reply/commands/commands.ts';
import type { ReplyCommand } from '../../../../../src/domain/reply/result.ts';
import { understand } from '../../../../../src/domain/reply/understand.ts';
import { normalise } from '../../../../../src/domain/reply/text/normalise.ts';
import { vocabulary } from '../../../../../src/zh/vocabulary.ts';
import { aContext, oneTask } from '../reply-fixtures.ts';

const read = (text: string, role: 'official' | 'manager') =>
  readCommand(normalise(text), aContext({ role }), vocabulary);

describe('what a manager may order', () => {
  test.each<[text: string, command: ReplyCommand]>([
    ['同意6转办', { name: 'approve', item: '6', what: 'transfer' }],
    ['同意6转给李明', { name: 'approve', item: '6', what: 'transfer', to: '李明' }],
    ['同意6、9销号', { name: 'approve_all', items: ['6', '9'], what: 'closure' }],
    ['同意3-5销号', { name: 'approve_all', items: ['3', '4', '5'], what: 'closure' }],
    ['6、9通过', { name: 'approve_all', items: ['6', '9'], what: 'closure' }],
    ['同意9延期到2026年8月底', { name: 'approve', item: '9', what: 'extension', due: '2026-08-31' }],
    ['退回6转办：理由不足', { name: 'return', item: '6', what: 'transfer' }],
    ['待审', { name: 'reviews' }],
    ['有哪些要审？', { name: 'reviews' }],
    ['改派12给李明', { name: 'assign', items: ['12'], to: '李明' }],
    ['12、15改派李明', { name: 'assign', items: ['12', '15'], to: '李明' }],
    ['请把12改派给李明', { name: 'assign', items: ['12'], to: '李明' }],
    [
      '拆分12：1.清理仓库 A 栋；2.登记入账',
      { name: 'split', item: '12', parts: ['清理仓库 A 栋', '登记入账'] },
    ],
    ['合并12、13', { name: 'merge', items: ['12', '13'] }],
    ['撤销任务12：与15重复', { name: 'remove', item: '12' }],
    ['移出12：不属本轮', { name: 'remove', item: '12' }],
    ['终止12：依规终止', { name: 'stop', item: '12' }],
    ['上报12：区住建局', { name: 'report_up', item: '12', to: '区住建局' }],
    ['上报12：区住建局，请协调资金', { name: 'report_up', item: '12', to: '区住建局' }],
    ['上报12：本级解决不了', { name: 'report_up', item: '12', to: null }],
    [
      '阶段目标12：6月底前建制度；9月底前全覆盖',
      {
        name: 'stages',
        item: '12',
        goals: [
          { due: '2026-06-30', text: '建制度' },
          { due: '2026-09-30', text: '全覆盖' },
        ],
      },
    ],
    ['阶段12 第1阶段达成', { name: 'stage_reached', item: '12', no: 1 }],
    ['回头看', { name: 'look_backs' }],
    ['抽查10%', { name: 'sample', percent: 10 }],
    ['抽查5项', { name: 'sample', count: 5 }],
    ['回头看抽查百分之二十', { name: 'sample', percent: 20 }],
    ['回头看12通过', { name: 'look_back', item: '12', passed: true }],
    ['回头看12反弹：又有占道', { name: 'look_back', item: '12', passed: false }],
    ['投诉12：夜间噪音', { name: 'complaint', item: '12' }],
    ['反弹预警', { name: 'warnings' }],
    ['约谈12：约谈了王主任', { name: 'interview', item: '12' }],
    ['督办函', { name: 'letters' }],
    ['签发12督办函 莲督〔2026〕3号', { name: 'sign_letter', item: '12', number: '莲督〔2026〕3号' }],
    ['不发12督办函', { name: 'drop_letter', item: '12' }],
    ['代理情况', { name: 'deputies' }],
    ['取消张三的代理', { name: 'end_deputy', person: '张三' }],
    ['结束代理 张三', { name: 'end_deputy', person: '张三' }],
    [
      '代理 张三 李四 7月1日-7月10日',
      { name: 'deputy', person: '张三', deputy: '李四', from: '2026-07-01', until: '2026-07-10' },
    ],
  ])('%s', (text, command) => {
    expect(read(text, 'manager')).toEqual({ command, unclear: null });
    expect(read(text, 'official')).toEqual({ command: null, unclear: 'not_permitted' });
  });

  test.each<[text: string, command: ReplyCommand]>([
    ['12已协调', { name: 'approve', item: '12', what: 'help' }],
    ['协调好了12', { name: 'approve', item: '12', what: 'help' }],
    ['12第1阶段目标已达成', { name: 'stage_reached', item: '12', no: 1 }],
    ['12有群众投诉：夜间噪音', { name: 'complaint', item: '12' }],
    [
      '张三7月1日至7月10日由李四代',
      { name: 'deputy', person: '张三', deputy: '李四', from: '2026-07-01', until: '2026-07-10' },
    ],
    [
      '李四代理张三到7月10日',
      { name: 'deputy', person: '张三', deputy: '李四', from: null, until: '2026-07-10' },
    ],
    ['张三由李四代理', { name: 'deputy', person: '张三', deputy: '李四', from: null, until: null }],
    // It began on the 1st of June, nine days ago.
    [
      '张三6月1日至6月20日由李四代',
      { name: 'deputy', person: '张三', deputy: '李四', from: null, until: '2026-06-20' },
    ],
  ])('%s, which an official says of his work', (text, command) => {
    expect(read(text, 'manager')).toEqual({ command, unclear: null });
    expect(read(text, 'official')).toBeNull();
  });

  test.each<[text: string, unclear: string]>([
    ['改派88给李明', 'no_such_item'],
    ['拆分12：只有一部分', 'not_understood'],
    ['合并12', 'which_item'],
    ['阶段目标12：尽快建制度', 'not_understood'],
    ['退回6、9：缺材料', 'which_item'],
    ['同意9延期到去年底', 'date_in_past'],
    ['抽查300%', 'not_understood'],
  ])('%s → %s', (text, unclear) => {
    expect(read(text, 'manager')).toEqual({ command: null, unclear });
  });
});

describe('taking back', () => {
  test.each<[text: string, command: ReplyCommand]>([
    ['撤回6', { name: 'withdraw', item: '6' }],
    ['撤回6的填报', { name: 'withdraw', item: '6' }],
    ['撤回9的延期申请', { name: 'withdraw', item: '9', what: 'extension' }],
    ['取消9转办', { name: 'withdraw', item: '9', what: 'transfer' }],
    ['撤回延期申请', { name: 'withdraw', what: 'extension' }],
  ])('%s', (text, command) => {
    expect(read(text, 'official')).toEqual({ command, unclear: null });
  });

  test('of the tasks of another is refused', () => {
    expect(read('撤回3', 'official')).toEqual({ command: null, unclear: 'not_yours' });
  });
});

describe('progress that holds the verbs of commands', () => {
  test.each([
    '6已上报区住建局，等批复',
    '6约谈了3家企业',
    '6已协调区投促局',
    '6已协调',
    '9有群众投诉，正在处理',
    '6回头看通过',
    '6第一阶段目标已达成',
    '2拆分成两块推进',
    '9已合并办理',
    '6抽查10项',
    '9不发函了，已约谈',
    '6已撤销3家',
  ])('%s', (text) => {
    const { reports, command, unclear } = understand(text, aContext(), vocabulary);
    expect(reports.map(({ status }) => status)).toEqual(['in_progress']);
    expect({ command, unclear }).toEqual({ command: null, unclear: null });
  });

  test('is no command from a manager either', () => {
    for (const text of ['6已协调区投促局', '约谈了3家企业', '6已上报区住建局，等批复', '6由施工队代建'])
      expect(read(text, 'manager')).toBeNull();
  });

  test('待审核 is the state of an only task', () => {
    const context = aContext(oneTask);
    expect(understand('待审核', context, vocabulary)).toMatchObject({ command: null });
    expect(understand('待审核', context, vocabulary).unclear).not.toBe('not_permitted');
  });

  test('thanks for a reminder are thanks', () => {
    expect(understand('谢谢提醒', aContext(), vocabulary).command).toEqual({ name: 'acknowledge' });
  });
});
