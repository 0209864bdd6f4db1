import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../../../src/domain/reply/meaning/claim.ts';
import { combine } from '../../../../../src/domain/reply/meaning/combine.ts';
import { readClaim } from '../../../../../src/domain/reply/meaning/read-claim.ts';
import { vocabulary } from '../../../../../src/zh/vocabulary.ts';
import { aContext } from '../reply-fixtures.ts';
import { clausesIn } from '../reply-steps.ts';

/** What the first clause says of task 6, 资产监管不到位. */
function claimIn(text: string): Claim | null {
  const [clause] = clausesIn(text, aContext(), vocabulary);
  return clause === undefined ? null : readClaim(clause, '资产监管不到位');
}

describe('one clause', () => {
  test.each<[text: string, status: string | null, reason: string]>([
    ['6已完成', 'done', 'completion'],
    ['6资产监管已完成', 'done', 'completion'],
    ['6已完成资产监管整改任务', 'done', 'completion'],
    ['6 17处隐患已全部整改到位', 'done', 'application'],
    ['6完成100%', 'done', 'completion'],
    ['6解决了', 'done', 'completion'],
    ['6基本完成', 'basically_done', 'completion'],
    ['6差不多了', 'basically_done', 'completion'],
    ['6没完成', 'in_progress', 'negation'],
    ['6完成不了', 'in_progress', 'negation'],
    ['6资金没到', 'in_progress', 'negation'],
    ['6预计月底完成', 'in_progress', 'plan'],
    ['6快完成了', 'in_progress', 'plan'],
    ['6等验收后完成', 'in_progress', 'plan'],
    ['6月底前完成9', 'in_progress', 'plan'],
    ['6完成一半', 'in_progress', 'part'],
    ['6完成80%', 'in_progress', 'part'],
    ['6完成5户', 'in_progress', 'count'],
    ['6已完成初稿', 'in_progress', 'stage'],
    ['6方案已完成', 'in_progress', 'stage'],
    ['6资金已到位', 'in_progress', 'stage'],
    ['一是已完成', 'in_progress', 'stage'],
    ['6还差验收', 'in_progress', 'remainder'],
    ['6等批复', 'in_progress', 'remainder'],
    ['6正在推进', 'in_progress', 'progress'],
    ['6审批中', 'in_progress', 'progress'],
    ['6已启动', 'in_progress', 'progress'],
    ['6约谈三家企业', 'in_progress', 'activity'],
    ['6盘活资金3万元', 'in_progress', 'hint'],
    ['6还没启动', 'not_started', 'standing'],
    ['6没动', 'not_started', 'standing'],
    ['6长期坚持', 'ongoing', 'standing'],
    ['6无新进展', 'no_change', 'standing'],
    ['6没什么动静', 'no_change', 'standing'],
    ['听说6完成了', null, 'doubt'],
    ['6应该完成了', null, 'doubt'],
    ['6不是没完成', null, 'doubt'],
    ['6今天完成', null, 'doubt'],
    ['6下周已完成', null, 'doubt'],
    ['6按时完成', null, 'doubt'],
    ['6已按时完成', 'done', 'completion'],
    ['6差不多了吧', null, 'doubt'],
  ])('%s: %s, %s', (text, status, reason) => {
    expect(claimIn(text)).toMatchObject({ status, reason });
  });

  test.each([
    '6',
    '6完成了吗',
    '6完成没',
    '6怎么完成',
    '6？',
    '6那个',
    '6没问题',
    '6之前没完成',
    '6原计划5月完成',
    '6天气不错',
  ])('%s says nothing of the state', (text) => {
    expect(claimIn(text)).toBeNull();
  });

  test.each<[text: string, whole: boolean, aside: Claim['aside']]>([
    ['6没完成', true, null],
    ['6资产监管没完成', true, null],
    ['6手续没办完', false, null],
    ['6材料没整理', false, 'evidence'],
    ['6还没验收', false, 'check'],
    ['6下一步继续推进', true, 'followUp'],
  ])('%s: of the whole %s, aside %s', (text, whole, aside) => {
    expect(claimIn(text)).toMatchObject({ whole, aside });
  });
});

describe('clauses together', () => {
  test.each<[text: string, status: string | null]>([
    ['6已完成', 'done'],
    ['6已完成，引进2家', 'done'],
    ['6已完成，材料还没报', 'done'],
    ['6已完成，下一步继续巩固', 'done'],
    ['6已完成初稿，已完成', 'done'],
    ['6已完成，还没验收', 'in_progress'],
    ['6已完成，还差签字', 'in_progress'],
    ['6已完成，预计下周验收', 'in_progress'],
    ['6已完成，没完成', 'in_doubt'],
    ['6已完成，正在推进', 'in_doubt'],
    ['6已完成，还没启动', 'in_doubt'],
    ['6已完成，完成80%', 'in_doubt'],
    ['6好像完成了', 'in_doubt'],
    ['6好像完成了，还没验收', 'in_progress'],
    ['6基本完成，还没验收', 'basically_done'],
    ['6还没开工，正在办手续', 'in_progress'],
    ['6还没开工，预计7月启动', 'not_started'],
    ['6长期坚持，已排查2次', 'ongoing'],
    ['6无新进展，还在等批复', 'no_change'],
    ['6今天天气', null],
  ])('%s → %s', (text, status) => {
    const claims = clausesIn(text, aContext(), vocabulary).flatMap(
      (clause) => readClaim(clause, '资产监管不到位') ?? [],
    );
    expect(combine(claims)).toBe(status);
  });
});
