import { describe, expect, test } from 'vitest';
import { understand } from '../../../../src/domain/reply/understand.ts';
import { vocabulary } from '../../../../src/zh/vocabulary.ts';
import { aContext, oneTask } from './reply-fixtures.ts';

/** "6:done 9:in_progress", requests as kind and name or day; what we ask, at the end. */
function heard(text: string, context = aContext()): string {
  const { reports, requests, command, unclear } = understand(text, context, vocabulary);
  const asked = requests.map((request) =>
    [
      request.kind,
      request.item,
      request.kind === 'transfer' ? request.to : request.kind === 'extension' ? request.due : '',
    ].join(' '),
  );
  return [...reports.map(({ item, status }) => `${item}:${status}`), ...asked, command?.name, unclear]
    .filter((part) => part !== null && part !== undefined)
    .join(' ');
}

const PARTICLES = '了 啦 咯 嘞 咧 哒 喽 哉 咾 咗 勒 叻 啰 噜 唎 哩 喇 嗒 嘚 嘹 矣'.split(' ');
const VERBS = '完成 办结 搞掂 搞定 弄好 弄完 做完 整好 办妥 整改完 整改到位 落实 解决 处理完 弄舒齐'.split(
  ' ',
);

describe('各地的“了”', () => {
  test.each(PARTICLES)('完成类动词后的“%s”', (particle) => {
    const misread = VERBS.map((verb) => `6${verb}${particle}`).filter((text) => heard(text) !== '6:done');
    expect(misread).toEqual([]);
  });

  test.each(['还没', '还冇', '没', '未', '快', '预计下周', '听说', '差一点'])(
    '“%s”在前的不是完成',
    (before) => {
      const recorded = VERBS.flatMap((verb) =>
        PARTICLES.map((particle) => `6${before}${verb}${particle}`),
      ).filter((text) => heard(text).includes('6:done'));
      expect(recorded).toEqual([]);
    },
  );
});

test.each(['【】', '[]', '（）', '()', '〔〕'])('%s里的编号，后面不加标点', ([open, close]) => {
  const code = (digits: string) => `${open}${digits}${close}`;
  expect(heard(`${code('2')}办结${code('6')}办结${code('9')}未完成`)).toBe('2:done 6:done 9:in_progress');
  expect(heard(`6已完成${code('9')}`)).not.toContain('9:done');
});

describe('标题里的否定词不是否定', () => {
  test.each<[text: string, heard: string]>([
    ['6 监管不到位的问题已整改到位', '6:done'],
    ['6资产监管不到位问题已整改完成', '6:done'],
    ['6监管落实不到位的问题已全部整改到位', '6:done'],
    ['9临时建筑到期未清理的问题已办结', '9:done'],
    ['6 监管不到位的问题还没整改到位', '6:in_progress'],
    ['6 监管不到位的问题没有解决', '6:in_progress'],
    ['6没整改的问题已上报', '6:in_progress'],
    ['6监管不到位', 'which_status'],
    ['9没清理', '9:in_progress'],
  ])('%s', (text, expected) => {
    expect(heard(text)).toBe(expected);
  });
});

test.each<[text: string, heard: string]>([
  ['完成的不是6，是9', '9:done'],
  ['没完成的不是2，是6', '6:in_progress'],
  ['把2当成6了，办结的是6', '6:done'],
  ['6已完成。把9写成6了', 'not_understood'],
])('说的是另一项：%s', (text, expected) => {
  expect(heard(text)).toBe(expected);
});

test('只有一项任务的人说“完成的不是…”，不是完成', () => {
  expect(heard('完成的不是9', aContext(oneTask))).not.toContain('done');
});

const answer = (quoted: string, text: string) => heard(`「王科：${quoted}」\n- - - - - - - - - -\n${text}`);

describe('引用别人的话来回答', () => {
  test('问的那一项不必再说一遍', () => {
    expect(answer('6完成了吗', '还没，在弄')).toBe('6:in_progress');
    expect(answer('资产监管这周什么情况？', '基本完成')).toBe('6:basically_done');
  });

  test('引用的话本身、收到和OK都不是完成', () => {
    for (const said of ['收到', 'OK', '好的', '知道了']) expect(answer('6已完成', said)).toBe('acknowledge');
  });

  test('引用里有几项，就要问是哪一项', () => {
    expect(answer('6、9怎么样了', '完成了')).toBe('which_item');
  });
});

describe('不是编号的数字', () => {
  test.each<[text: string, heard: string]>([
    ['9：8月底起逐车登记，6所学校5台车，已完成', '9:done'],
    ['9：走访商户，6家具厂不同意', '9:in_progress'],
    ['6 2/3完成', '6:in_progress'],
    ['6完成2/3', '6:in_progress'],
    ['2/6已完成', '2:done 6:done'],
    ['6 15号完成', '6:in_progress'],
    ['6 百分百完成', '6:done'],
    ['三个任务都办结了', '2:done 6:done 9:done'],
  ])('%s', (text, expected) => {
    expect(heard(text)).toBe(expected);
  });

  test('“十三项”：他没有那么多项，是编号', () => {
    const items = [...aContext().items, { code: '13', title: '欺凌防治机制缺失' }];
    expect(heard('十三项长期坚持，每学期排查两次', aContext({ items }))).toBe('13:ongoing');
    expect(heard('十三项措施已完成', aContext({ items }))).not.toContain('13:done');
  });
});

test.each<[text: string, heard: string]>([
  ['十号现在归刘芳管请转给刘芳', 'not_yours'],
  ['6现在归刘芳管请转给刘芳', 'transfer 6 刘芳'],
  ['6已经交给领导了', 'which_status'],
  ['6再给我们半个月', 'extension 6 '],
  ['收到了', 'acknowledge'],
  ['收到哈', 'acknowledge'],
  ['好勒', 'acknowledge'],
  ['哈哈哈', 'not_understood'],
  ['关于召开推进会的通知，请各科室派1人参会', 'not_understood'],
  ['6完成了，莫催咯', '6:done'],
  ['6大概办结了，等我确认', 'which_status'],
  ['6没付款没办完', '6:in_progress'],
  ['6不是没办完', 'which_status'],
  ['6都弄好了昨天验收的', '6:done'],
  ['6都弄好了昨天验收的问题', '6:in_progress'],
])('%s → %s', (text, expected) => {
  expect(heard(text)).toBe(expected);
});
