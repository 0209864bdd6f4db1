import { expect, test } from 'vitest';
import { evidenceAnswer } from '../../../src/zh/evidence-answer.ts';

test.each([
  ['6', ['6']],
  ['6号', ['6']],
  ['是6号的照片', ['6']],
  ['第６项', ['6']],
  ['6和7', ['6', '7']],
  ['6、7', ['6', '7']],
  ['都是', ['6', '7']],
  ['全部', ['6', '7']],
  ['a12', null],
  ['14', null],
  ['6和14', null],
  ['6已完成', null],
  ['更正：6是基本完成', null],
  ['我的任务', null],
  ['照片', null],
  ['', null],
])('“%s”指的是 %j', (text, codes) => expect(evidenceAnswer(text, ['6', '7'])).toEqual(codes));
