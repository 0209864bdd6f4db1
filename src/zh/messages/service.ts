import type { OutgoingMessage } from '../../domain/message/card.ts';
import { clip, fit, inline } from './fit.ts';
import { asText, codeName, paragraph } from './parts.ts';
import type { NoticeOf } from './parts.ts';

const EXAMPLE = '12 已完成；15 推进中，方案已印发';

/** What can be typed, by what it is for; every example is understood as it stands. */
export const HELP_EXAMPLES = {
  填报: [EXAMPLE, '全部无进展', '12 申请延期到下月底，等待验收', '15 有困难，请协调区水务局', '15 转给李明'],
  查改: ['我的任务', '查询12', '更正：12是基本完成', '撤回', '撤回12'],
} as const;

export const OFFICE_EXAMPLES = {
  查: '还有谁没报 · 逾期 · 台账 · 周报 · 待审 · 回头看 · 反弹预警 · 督办函 · 代理情况'.split(' · '),
  催: '催办12 · 催办 城建办 · 催办 全部逾期'.split(' · '),
  审: '同意12销号 · 退回12：缺少照片 · 同意12延期到7月15日 · 同意12转办 · 12已协调'.split(' · '),
  调: '改派12给李明 · 拆分12：定制度；抓培训 · 合并12、13 · 上报12：区住建局'.split(' · '),
  停: '撤销任务12：重复交办 · 终止12：企业已注销'.split(' · '),
  长期: '阶段目标12：9月底前全覆盖 · 12第1阶段目标已达成'.split(' · '),
  代理: '张三7月1日至7月10日由李四代 · 取消张三的代理'.split(' · '),
  回看: '抽查10% · 回头看12通过 · 回头看12反弹：又有占道 · 投诉12：夜间噪声'.split(' · '),
  函谈: '签发12督办函 莲督〔2026〕3号 · 不发12督办函 · 约谈12：约谈了负责人'.split(' · '),
} as const;

const howTo = (examples: Readonly<Record<string, readonly string[]>>, between: string): string =>
  paragraph(Object.entries(examples).map(([what, all]) => `【${what}】${all.join(between)}`));

/** Said once to everybody, before he answers for the first time. */
export const WHAT_IS_KEPT = [
  '【说明】记录您的回复内容和时间，供本轮整改台账使用，本人、本单位、整改办、审核人和领导小组可见；群里的周报只列编号、单位和天数。',
  '每周只提醒一次，未报的再提示一次；夜间和节假日不打扰。',
  '请勿发送涉密内容。身份证号、手机号、银行卡号会自动打码。',
];

/** One screen of a phone: who runs the round knows what is kept. */
export const helpText = ({ manager }: NoticeOf<'help'>): OutgoingMessage =>
  asText(
    manager
      ? paragraph([
          `【填报】${EXAMPLE}`,
          howTo(OFFICE_EXAMPLES, ' · '),
          '要办理或发送的，先给您看，回复“确认”才生效。',
        ])
      : paragraph([
          howTo(HELP_EXAMPLES, '\n'),
          '照片、文件直接发来，即作为刚才所报任务的佐证。',
          ...WHAT_IS_KEPT,
        ]),
  );

export const welcomeText = ({ name }: NoticeOf<'welcome'>): OutgoingMessage =>
  asText(
    paragraph([
      `${clip(name, 10)}，您好！这里是整改督办，每周向您收集一次整改任务进展。`,
      `收到提醒后回复一句话即可，如：${EXAMPLE}。`,
      '回复“我的任务”查看名下任务，回复“帮助”查看用法。',
      ...WHAT_IS_KEPT,
    ]),
  );

export const withdrawnText = ({ codes, evidence = 0 }: NoticeOf<'withdrawn'>): OutgoingMessage =>
  asText(
    fit(
      (shown) =>
        `已撤回${inline(codes.map(codeName), shown)}的填报${evidence > 0 ? `，所附佐证 ${evidence} 件一并撤回` : ''}。如有新的进展，请重新回复。`,
    ),
  );

export const acknowledgedText = ({ stillOpen }: NoticeOf<'acknowledged'>): OutgoingMessage =>
  asText(
    stillOpen > 0
      ? `好的。您本周还有 ${stillOpen} 项待报，回复“我的任务”查看。`
      : '好的。您目前没有待报的任务。',
  );

export const unknownPerson = (): OutgoingMessage =>
  asText('您好，您还不在本轮整改的人员名单中，消息没有记录。如需参加，请联系整改办添加。');

const UNREADABLE = {
  image: '图片暂不能识别',
  voice: '这条语音没有识别成文字',
  video: '视频暂不能识别',
  location: '位置消息暂不能识别',
  link: '链接暂不能识别',
  other: '这类消息暂不能识别',
} as const satisfies Record<NoticeOf<'cannot_read'>['what'], string>;

export const cannotRead = ({ what }: NoticeOf<'cannot_read'>): OutgoingMessage =>
  asText(`${UNREADABLE[what]}，没有记录。请用文字回复进展，如：12 已完成。`);

export const secretRefused = (): OutgoingMessage =>
  asText(
    '这条消息带有密级标志，已拒收，内容没有保存。请勿在这里发送涉密内容，并按保密规定处理；如消息并不涉密，请换一种写法重新发送。',
  );

export const failedText = (): OutgoingMessage =>
  asText('抱歉，这条消息没有处理成功，内容没有记录。请稍后重新发送；如仍不成功，请联系整改办。');
