import { groupBy } from '../../domain/group-by.ts';
import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { Block, Span } from '../../domain/message/document.ts';
import type {
  AmbiguousNotice,
  UnreachedNotice,
  UnreachedReason,
} from '../../domain/message/channel-notice.ts';
import { messageKindLabel } from '../labels.ts';
import { moment } from './dates.ts';
import { fitDocument, heading, list, paragraph, strong, words } from './documents.ts';
import { clip, inline, linesOf } from './fit.ts';
import { asCard, codeName, joined, shortUnit } from './parts.ts';
import type { NoticeOf } from './parts.ts';

/*
 * What the office learns of messages that did not arrive, or may not have.
 */

/** 重发 or 算已发: a person decides (design §4). */
export const ambiguousCard = ({ cardId, message, to, at }: AmbiguousNotice): OutgoingMessage =>
  asCard({
    cardId,
    title: '有一条消息不能确定是否送达',
    subtitle: joined([messageKindLabel(message), to && `发给${clip(to, 16)}`, moment(at)]),
    body: '发送途中连接中断，没有收到企业微信的回执。请先问一下对方：没有收到就重发；已经收到就算已发，不再发送。重发后对方可能收到两次。',
    lines: [],
    choices: [],
    buttons: [
      { key: 'resend', text: '重发', style: 'primary' },
      { key: 'count_as_sent', text: '算已发', style: 'normal' },
    ],
    doneText: null,
  });

/** Why, and what the office does about it. */
const UNREACHED = {
  no_account: ['已不在企业微信通讯录或没有账号', '请电话通知，并核对人员名单'],
  out_of_scope: ['不在应用可见范围', '请管理员把他们加入应用的可见范围'],
  not_contacted: ['没有与机器人说过话', '请他们打开机器人发一句“你好”'],
  refused: ['企业微信拒收', '请管理员运行 duban doctor 查看原因'],
  unclear: ['不能确定是否送达', '请在另发的卡片上选择重发或算已发'],
} as const satisfies Record<UnreachedReason, readonly [why: string, remedy: string]>;

export const unreachedList = ({ roundName, step, people }: UnreachedNotice): OutgoingMessage =>
  fitDocument((shown) => [
    heading(`${clip(roundName, 24)}${messageKindLabel(step)}有 ${people.length} 人没有送达`),
    ...[...groupBy(people, ({ why }) => why)].map(([why, own]) => unreachedFor(why, own, shown)),
    paragraph([words('处理好后，回复“催办 未报”可再提醒一次。')]),
  ]);

function unreachedFor(why: UnreachedReason, people: UnreachedNotice['people'], shown: number): Block {
  const [reason, remedy] = UNREACHED[why];
  const who = people.map(({ name, unit }) => joined([shortUnit(unit), clip(name, 10)], ' '));
  return paragraph(
    [strong(`${reason}（${people.length}人）`), words(`：${remedy}`)],
    [words(inline(who, shown, '人'))],
  );
}

/** In a group: names, and nothing of what it is about (domain rule 10). */
export function mentionInGroup({ people }: NoticeOf<'mention'>): OutgoingMessage {
  const mentions = people.flatMap(({ userid, name }): Span[] => [
    { kind: 'mention', userid, name: clip(name, 10) },
    words(' '),
  ]);
  const ask = words('请查看企业微信消息；没有看到的，请联系整改办。');
  return { kind: 'document', document: { blocks: [paragraph([...mentions, ask])] } };
}

export const membersLeft = ({ people }: NoticeOf<'members_left'>): OutgoingMessage =>
  fitDocument((shown) => [
    heading(`有 ${people.length} 位责任人已不在企业微信通讯录`),
    paragraph([words('名下任务的提醒已无法送达，请尽快明确新的责任人。')]),
    list(
      linesOf(
        people,
        shown,
        ({ name, codes }) => `${clip(name, 10)}：${inline(codes.map(codeName), 8)}`,
        '人',
      ).map((line) => [words(line)]),
    ),
  ]);
