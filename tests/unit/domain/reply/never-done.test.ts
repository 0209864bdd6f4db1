import { describe, expect, test } from 'vitest';
import { understand } from '../../../../src/domain/reply/understand.ts';
import { vocabulary } from '../../../../src/zh/vocabulary.ts';
import { aContext, oneTask } from './reply-fixtures.ts';

/** Ways to say "done". In every frame below each of them must lose, or keep, its meaning. */
const ENDS =
  '完成 办结 整改到位 整改完成 整改完毕 落实到位 弄好 弄完 搞定 做完 办好 解决 落实 整改 处理完 搞好 办妥 完工 销号 闭环 完结 改好 结束'.split(
    ' ',
  );

const NOT_DONE =
  `还没… 没… 没有… 未… 尚未… 还未… 暂未… 未能… 没能… 并未… 没有全部… 不能… 无法… 没法… 难以… 还没全部… 都没… 一直没… 至今未…
  目前尚未… 还没完全… 没有按时… 还没…呢 预计… 预计下周… 下周… 计划… 争取… 争取月底… 力争… 准备… 打算… 即将… 快…了 快要…了 马上… 就要…了 将… 月底前…
  6月底… 6月30日前… 7月1日… 明天… 后天能… 这周能… 本周内… 下个月… 年底前… 尽快… 抓紧… 希望能尽快… 有望… 能… 可以按期… 一定会… 保证… 承诺7月… 要… 应… 必须…
  正在… 正在抓紧… 还在… 等审批后… 如果资金到位就能… 只要批下来就… 待验收后… …后再报 …一半 …了一半 …80% …了八成 …大半 部分… 大部分… 初步… …了3户 已…3户 …了初稿
  方案已… 初稿…了 前期工作… 第一阶段… 主体… 摸底已… 能否… 能不能… 可否尽快… 请抓紧… …了吗 …了没 …没有 是否… 怎么… 什么时候… 听说…了 据说已… 好像…了 应该…了 可能…了 大概…了 估计…了 …了吧
  张三说…了 领导说…了 不是没… 没有不…的 差一点… 就差一步… 还差一点就… 除验收外都… …但还没验收 …了不过没验收 …了，还差签字 …，对吗 …是吧 要求6月底… 原计划… 努力…
  几乎… 接近… 基本没… 谈不上… 不算… 别人…了 张三的…了 …有困难 还要几天才能… 还得一周… 过几天… 今天下班前… 周五前… 下周一… 两天后… 十天内… 9月… 国庆前… 我想… 我会…
  开始… 推动… 协调… 督促… 限期… 拟于7月… 尚待… 有待… 还需… 通知上写着“…” …后申请验收 力求早日… 材料…了 资金已… 会议…`.split(
    /\s+/,
  );

const DONE =
  `… 已… 已经… …了 已…。 已全部… 都…了 均已… 已按要求… 我已经…了 我们已… 现已… 目前已… 早就…了 昨天…了 已于6月5日… 上周…了 也…了 终于…了
  已…，请审核 已…，谢谢 …啦 …咯 …✅ 已…，材料已上传 …了，照片在群里 已…，下一步将继续巩固 整改已… 任务已… 问题已… 该项已… 这项…了 整改工作已… 整改任务已全部…`.split(
    /\s+/,
  );

const fill = (frames: readonly string[], ends: readonly string[]): string[] =>
  frames.flatMap((frame) => ends.map((end) => frame.replace('…', end)));

/** The replies, of all these, that were recorded as done or as a request. */
const wronglyRecorded = (replies: readonly string[], context = aContext()): string[] =>
  replies.filter((text) => {
    const { reports, requests } = understand(text, context, vocabulary);
    return requests.length > 0 || reports.some(({ status }) => status === 'done');
  });

// Thousands of replies in one test.
describe('what was not said to be done is never recorded as done', { timeout: 30_000 }, () => {
  test.each(['6', '第六项'])('said of %s', (code) => {
    expect(wronglyRecorded(fill(NOT_DONE, ENDS).map((said) => code + said))).toEqual([]);
  });

  test('said by an official with one task only', () => {
    expect(wronglyRecorded(fill(NOT_DONE, ENDS), aContext(oneTask))).toEqual([]);
  });

  test('said of nothing in particular', () => {
    const recorded = fill(NOT_DONE, ENDS).filter((text) =>
      understand(text, aContext(), vocabulary).reports.some(({ status }) => status === 'done'),
    );
    expect(recorded).toEqual([]);
  });
});

const THINGS = '验收 产权过户 两家的烟感 最后一户 台账 3处点位 张三家 招标手续 东门 其中两处'.split(' ');
const EXCEPTIONS =
  `除了#，其他都… 除#外都… 除#外，均已… 除#以外其余已全部… 除了#别的都…了 除开#，剩下的都…了 都…了，除了# 已全部…，除#外 除却#，其他…
  其他都…，就差# 除了#没弄，其余都… 除了#还没弄好，别的都…了 全都…了，只有#没弄`.split(/\s+/);

describe('除……外都完成了，不是完成了', { timeout: 30_000 }, () => {
  const ends = ['完成', '办结', '整改到位', '弄好', '做完', '落实'];
  const said = EXCEPTIONS.flatMap((frame) => THINGS.map((thing) => frame.replace('#', thing)));

  test('只有一项任务的人说的', () => {
    expect(wronglyRecorded(fill(said, ends), aContext(oneTask))).toEqual([]);
  });

  test('说的是其中一项', () => {
    expect(wronglyRecorded(fill(said, ends).map((text) => `6：${text}`))).toEqual([]);
  });

  test.each(['全部…，除了9', '都…了，除9外', '除9外都…', '除了9都…了', '9除外，全部…', '全部…了，9除外'])(
    '%s：9 没有完成',
    (frame) => {
      for (const text of fill([frame], ends)) {
        const { reports } = understand(text, aContext(), vocabulary);
        expect([text, reports.filter(({ item }) => item === '9')]).toEqual([text, []]);
      }
    },
  );
});

test.each(['6', '第六项', '6：', '#6 ', '资产的', '资产监管不到位：', '收到，6'])(
  'done is done, said of %s',
  (code) => {
    // "解决", "整改", "办好" are done only with a sign of the past; they have their lines in the fixtures.
    const ends = '完成 办结 整改到位 整改完成 弄好 搞定 弄完 落实到位 销号 做完 整改完毕 处理完'.split(' ');
    const missed = fill(DONE, ends).filter((said) => {
      const { reports, unclear } = understand(code + said, aContext(), vocabulary);
      return (
        unclear !== null || reports.length !== 1 || reports[0]?.item !== '6' || reports[0].status !== 'done'
      );
    });
    expect(missed).toEqual([]);
  },
);

test.each(
  `不申请延期 不用延期 无需延期到7月底 没有申请延期 不想延期 延期不了 不能延期 延期没批 已延期到7月15日 已经批准延期 上次申请延期到6月底 之前申请过延期 延期了
  如果来不及就申请延期 万一完不成再延期 可能延期到7月底 估计要延期 听说可以延期 领导说延期到7月底 怎么延期 如何申请延期 延期需要什么材料 能延期吗 确保不延期 争取不延期
  避免延期 合同延期到8月 会议推迟到下周 开工推迟到7月 交付时间延后 为什么延期 延期是不可能的`.split(/\s+/),
)('9%s asks for no extension', (said) => {
  expect(understand(`9${said}`, aContext(), vocabulary).requests).toEqual([]);
});
