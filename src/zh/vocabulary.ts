import { lexiconOf } from '../domain/reply/text/lexicon.ts';
import { treeOf } from '../domain/reply/text/word-tree.ts';
import type { UnitKind, Vocabulary } from '../domain/reply/vocabulary.ts';
import { COMMANDS } from './vocabulary/commands.ts';
import { DATES } from './vocabulary/dates.ts';
import { words } from './vocabulary/list.ts';
import { WORDS } from './vocabulary/words.ts';

const UNITS = `所 所学校 盏 口井 块 艘 架 幅 枚 扇 杆 人次 户次 家次 公顷 立方米 立方 毫米 厘米 公里 里路 度电 个点位 个标段 车 趟 船 桶 袋 箱 捆 堆 车次 卷 包 盒 担 筐 个 条 件 家 处 次 人 名 户 份 场 台 套 辆 栋 幢 座 间 亩 平方米 平米 平方公里 平方 公里 千米 米 吨 公斤 千克 斤 元 块钱 万 万元 万户 万人 万亩 亿 亿元
  千 百 千元 百元 天 周 小时 分钟 点钟 点半 点 时 时许 个月 年 年度 期 批 类 种 轮 回 遍 笔 宗 起 例 页 本 册 篇 封 段 片 款 层 楼 级 届 位 组 队 成 倍 步 阶段 株 棵 方
  号楼 号院 号地块 号地 号文 号文件 号令 号线 号仓库 号库 号机 号井 号桥 号路 号门 号公告 号通知 号厂房 号车间 号会议室 号窗口 号点位 号店 号商铺`;

/** What officials and managers type in Chinese. */
export const vocabulary: Vocabulary = {
  lexicon: lexiconOf(WORDS),
  numerals: {
    digits: new Map(
      Object.entries({
        零: 0,
        〇: 0,
        一: 1,
        二: 2,
        两: 2,
        三: 3,
        四: 4,
        五: 5,
        六: 6,
        七: 7,
        八: 8,
        九: 9,
      }).map(([sign, value]) => [sign.charCodeAt(0), value]),
    ),
    ten: '十',
    hundred: '百',
    ordinal: '第',
    percent: '百分之',
    wholes: ['百分百', '百分之百', '百分之一百'],
    tenth: '成',
    approximations: ['多', '余', '来', '几'],
  },
  units: treeOf<UnitKind>([
    ...words(UNITS).map((unit) => [unit, 'things'] as const),
    ['项', 'item'],
    ['号', 'number'],
  ]),
  dates: DATES,
  commands: COMMANDS,
};
