import { expect, test } from 'vitest';
import { splitPlan } from '../../../src/zh/next-plan.ts';

test.each([
  ['已开3场议事会，下一步把议定事项逐条公示', '已开3场议事会', '把议定事项逐条公示'],
  ['已立案。下一步工作计划：月底前送达通知', '已立案', '月底前送达通知'],
  ['排查12处；下步打算是逐户签收', '排查12处', '逐户签收'],
  ['正在推进', '正在推进', ''],
  ['下一步再说', '下一步再说', ''],
  ['等区里明确下一步', '等区里明确下一步', ''],
])('%s', (text, progress, nextPlan) => expect(splitPlan(text)).toEqual({ progress, nextPlan }));
