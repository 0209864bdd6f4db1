import type { CommandShape, ShapeName } from '../../domain/reply/vocabulary.ts';

/** What may stand in a slot, loosely: the rules read it again and refuse what is none. */
const DATE = String.raw`[\d一二三四五六七八九十年月日号底末前本下这周星期上中旬今明后天.\-/]{1,14}?`;
const NAME = String.raw`\p{Script=Han}{2,4}`;
const SLOTS: Readonly<Record<string, string>> = {
  codes: '(?<codes>.{1,40}?)',
  name: String.raw`(?<name>\p{Script=Han}{2,20}?)`,
  person: `(?<person>${NAME}?)`,
  deputy: `(?<deputy>${NAME}?)`,
  from: `(?<from>${DATE})`,
  until: `(?<until>${DATE})`,
  number: '(?<number>.{2,40})',
  no: String.raw`(?<no>\d{1,2}|[一二三四五六七八九十]{1,3})`,
  count: String.raw`(?<count>(?:百分之)?(?:\d{1,3}|[一二三四五六七八九十百]{1,3}) *%?)`,
};

const PASSED = '(?:通过|合格|未反弹|没有反弹|没反弹|无反弹|未见反弹)';
const RELAPSED = '(?:反弹|不通过|未通过|没通过|不合格|发现反弹|有反弹|出现反弹|已反弹)';
const REACHED = '(?:目标)? (?:已|已经)? (?:达成|达到|完成|实现) 了?';
const PERIOD = '(?:(?:从|自)? (?:{from})? (?:到|至|-) {until})?';
const ACTS = '(?:代|代理|代办|代管|代为处理)';

/**
 * Commands that name things. Blanks part the pieces and may be typed or not; `{…}` are slots. Nothing else may
 * be said before the first colon; what stands behind it is free text.
 *
 * `managerOnly` shapes are also ways to tell of one's work: from an official they are no command.
 */
const WRITTEN: Readonly<Record<ShapeName, { always?: readonly string[]; managerOnly?: readonly string[] }>> =
  {
    withdraw: {
      always: [
        '(?:撤回|撤销|收回|取消) (?:我的|对)? {codes} 的? (?:填报|回复|进展|完成|销号|销号申请)?',
        '{codes} (?:撤回|撤销)',
      ],
    },
    withdraw_extension: {
      always: ['(?:撤回|撤销|收回|取消) (?:{codes})? 的? (?:延期|延期申请|申请延期|延期请求)'],
    },
    withdraw_transfer: {
      always: ['(?:撤回|撤销|收回|取消) (?:{codes})? 的? (?:转办|转办申请|转交|转交申请)'],
    },
    withdraw_help: {
      always: ['(?:撤回|撤销|收回|取消) (?:{codes})? 的? (?:协调|协调申请|协调请求|求助|帮助申请)'],
    },
    approve_transfer: {
      always: [
        '(?:同意|批准|准予|确认) (?:把|将)? {codes} (?:转给|转办给|转交给|转交|交给|移交给|移交) {name}',
      ],
    },
    coordinated: {
      managerOnly: [
        '{codes} (?:已经|已)? (?:协调好|协调完|协调到位|协调解决|协调完成) 了?',
        '{codes} (?:已经|已) 协调 了?',
        '(?:已经|已)? (?:协调好|协调完|协调到位) 了? {codes} 了?',
      ],
    },
    assign: {
      always: [
        '(?:改派|重新指派|指派|重派) {codes} (?:给|到|由)? {name}',
        '(?:把|将)? {codes} (?:改派|指派|重新指派|重派) (?:给|到)? {name}',
      ],
    },
    split: { always: ['(?:拆分|分拆|拆成) (?:任务)? {codes}', '(?:把|将) {codes} 拆分 (?:成|为)?'] },
    merge: { always: ['合并 (?:任务)? {codes}', '(?:把|将) {codes} 合并'] },
    remove: {
      always: ['(?:撤销|取消|删除) (?:任务|事项) {codes}', '(?:移出|移除|删除) (?:任务|事项)? {codes}'],
    },
    stop: { always: ['(?:终止|依规终止|依法终止) (?:任务|事项)? {codes}', '{codes} 依规终止'] },
    report_up: { always: ['上报 (?:任务|事项)? {codes}', '上报 (?:任务|事项)? {codes} (?:给|到|至) {name}'] },
    stages: { always: ['(?:阶段目标|分阶段目标|阶段性目标) {codes}', '{codes} 的? 阶段目标'] },
    stage_reached: {
      always: [`阶段 {codes} 第 {no} 阶段 ${REACHED}`],
      managerOnly: [`{codes} (?:的)? 第 {no} (?:个)? 阶段 ${REACHED}`],
    },
    end_deputy: {
      always: ['(?:取消|结束|终止|撤销) {person} 的? 代理', '(?:取消|结束|终止|撤销) 代理 {person}'],
    },
    deputy: {
      always: [`代理 {person} {deputy} ${PERIOD}`],
      managerOnly: [
        `{person} (?:的任务|的工作)? ${PERIOD} (?:期间)? 由 {deputy} ${ACTS}`,
        `{person} (?:的任务|的工作)? 由 {deputy} ${ACTS} ${PERIOD}`,
        `由? {deputy} (?:代理|代) {person} (?:的任务|的工作)? ${PERIOD}`,
      ],
    },
    sample: { always: ['(?:回头看)? (?:抽查|抽取|抽) {count} (?:项|个|件|条)? (?:任务|事项)?'] },
    look_back_passed: {
      always: [`回头看 {codes} ${PASSED}`],
      managerOnly: [`{codes} (?:的)? 回头看 ${PASSED} 了?`],
    },
    look_back_relapsed: {
      always: [`回头看 {codes} ${RELAPSED}`],
      managerOnly: [`{codes} (?:的)? 回头看 ${RELAPSED} 了?`, '{codes} 反弹 了?'],
    },
    complaint: {
      always: ['(?:投诉|群众投诉|登记投诉) (?:任务|事项)? {codes}'],
      managerOnly: ['{codes} (?:有|又有|接到|收到|被) (?:群众|居民|市民|企业)? (?:的)? (?:投诉|举报) 了?'],
    },
    interview: { always: ['约谈 (?:任务|事项)? {codes}'] },
    sign_letter: {
      always: [
        '(?:签发|签署|签) {codes} 的? (?:督办函|函) (?:编号|文号)? {number}',
        '(?:签发|签署|签) (?:督办函) {codes} +(?:编号|文号)? {number}',
      ],
    },
    drop_letter: {
      always: [
        '(?:不发|不签发|不签|取消签发) {codes} 的? (?:督办函|函)',
        '{codes} 的? 督办函 (?:不发|不签) 了?',
      ],
    },
  };

export const SHAPES: readonly CommandShape[] = Object.entries(WRITTEN).flatMap(
  ([name, { always = [], managerOnly = [] }]) => [
    ...always.map((pattern) => shapeOf(name as ShapeName, pattern, false)),
    ...managerOnly.map((pattern) => shapeOf(name as ShapeName, pattern, true)),
  ],
);

function shapeOf(name: ShapeName, pattern: string, managerOnly: boolean): CommandShape {
  const filled = pattern.replace(/\{(\w+)\}/g, (_, slot: string) => SLOTS[slot] ?? '');
  return { name, managerOnly, pattern: new RegExp(`^ *(?:请|麻烦)? *${spaced(filled)}[ ;,.!]*$`, 'du') };
}

/** A blank of the pattern may be any number of blanks in the text, or none. */
function spaced(pattern: string): string {
  return pattern.replace(/ (?![*+])/g, ' *');
}
