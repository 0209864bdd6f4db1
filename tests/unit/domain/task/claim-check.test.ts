import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkClaim, type ClaimCheck } from '../../../../src/domain/task/claim-check.ts';
import { claimWords } from '../../../../src/zh/claim-words.ts';

const NAMES = ['陆海平', '城建办', '区供水公司'];

const check = (text: string, given: Partial<Parameters<typeof checkClaim>[0]> = {}): ClaimCheck =>
  checkClaim({ texts: [text], names: NAMES, evidence: 1, evidenceDemanded: 1, ...given }, claimWords);

const ASPECT = { person: '人', act: '事', effect: '效' };
const lacks = (text: string) =>
  check(text)
    .lacks.map((aspect) => ASPECT[aspect])
    .join('');

describe('见人见事见效', () => {
  test.each([
    ['城建办封堵2处排口，水质达标', ''],
    ['陆海平带队排查，清退违规占用17处', ''],
    ['施工单位修复路灯三盏', ''],
    ['三处助餐点的留样柜和台账都配齐了', '人'],
    ['已完成', '人事效'],
    ['已完成，材料已报', '人事效'],
    ['责任人已约谈', '效'],
    ['方案已印发', '人效'],
    ['社区群众都很满意', '事'],
    ['追回租金３.5 万元', '人'],
    // What has not been done is not shown.
    ['城建办还没验收', '事效'],
    ['城建办尚未全部追回', '事效'],
    ['城建办正在排查', '事效'],
    // The day of a date is no effect.
    ['城建办6月15日印发方案', '效'],
  ])('%s → 缺“%s”', (text, expected) => expect(lacks(text)).toBe(expected));

  test('以前的填报也算', () => {
    const texts = ['城建办排查出17处', '已完成'];
    expect(checkClaim({ texts, names: NAMES, evidence: 0, evidenceDemanded: 0 }, claimWords)).toEqual({
      lacks: [],
      vague: [],
      evidence: 0,
      evidenceLacking: 0,
    });
  });
});

describe('空话', () => {
  test.each([
    ['已加强管理', ['加强管理']],
    ['高度重视，持续推进', ['高度重视', '持续推进']],
    ['认真整改，已取得明显成效', ['认真整改', '取得明显成效']],
    // With substance beside it, it does no harm.
    ['高度重视，城建办修复路灯3盏', []],
  ])('%s', (text, vague) => expect(check(text).vague.toSorted()).toEqual(vague.toSorted()));

  test('再多的空话也不算做了事', () => {
    const talk = fc.array(fc.constantFrom(...claimWords.vague), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(talk, (phrases) => {
        const found = check(phrases.join('，'));
        expect(found.lacks).toEqual(['person', 'act', 'effect']);
        expect(found.vague.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('佐证', () => {
  test.each([
    [0, 1, 1],
    [1, 1, 0],
    [3, 1, 0],
    [1, 3, 2],
    [0, 0, 0],
  ])('有%i件，要%i件，缺%i件', (evidence, evidenceDemanded, evidenceLacking) =>
    expect(check('已完成', { evidence, evidenceDemanded })).toMatchObject({ evidence, evidenceLacking }),
  );
});
