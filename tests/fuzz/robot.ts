import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFrame } from '../../src/wecom/robot/frames.ts';
import { readInbound } from '../../src/wecom/robot/inbound.ts';
import { silentLog } from '../support/silent-log.ts';
import { edited, edits, scrap, type Edit } from './edits.ts';
import { keeper } from './keeper.ts';
import type { Target } from './target.ts';

/*
 * The whole way of a frame of the robot's connection up to the insert. The line is WeCom's, so no stranger writes here;
 * but a frame that throws would end the connection, and a row that no database takes would be lost with what it says.
 */

const NOW = new Date('2026-03-20T01:00:00Z');

const from = { userid: 'wangjianguo' };
const head = { msgid: '7100000000000000001', aibotid: 'aib1', chattype: 'single', from };
const media = { url: 'https://x.invalid/1', aeskey: 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY' };
const press = {
  card_type: 'multiple_interaction',
  event_key: 'report',
  task_id: 'card-1',
  selected_items: { selected_item: [{ question_key: 'task', option_ids: { option_id: ['t14'] } }] },
};
const event = (eventtype: string, more: object = {}) => ({
  ...head,
  create_time: 1_773_968_399,
  msgtype: 'event',
  event: { eventtype, ...more },
});

/** Bodies as WeCom sends them (bots §B3, §B4). */
const BODIES: readonly Readonly<Record<string, unknown>>[] = [
  { ...head, msgtype: 'text', text: { content: '3 已完成，台账已更新' } },
  { ...head, msgtype: 'text', text: { content: '@小督 12推进中' }, chatid: 'wrGROUP', chattype: 'group' },
  { ...head, msgtype: 'voice', voice: { content: '三已经完成' } },
  { ...head, msgtype: 'image', image: media },
  { ...head, msgtype: 'file', file: media, quote: { msgtype: 'text', text: { content: '3' } } },
  {
    ...head,
    msgtype: 'mixed',
    mixed: {
      msg_item: [
        { msgtype: 'text', text: { content: '3' } },
        { msgtype: 'image', image: media },
      ],
    },
  },
  event('enter_chat'),
  event('disconnected_event'),
  event('template_card_event', { template_card_event: press }),
];

interface Case {
  readonly way: 'text' | 'value';
  readonly body: number;
  readonly edits: readonly Edit[];
  /** Where in the body a value is put in the place of another. */
  readonly place: number;
  readonly value: unknown;
}

const cases: fc.Arbitrary<Case> = fc.record({
  way: fc.constantFrom('text', 'value'),
  body: fc.nat(BODIES.length - 1),
  edits,
  place: fc.nat(40),
  value: fc.oneof(scrap, fc.jsonValue({ maxDepth: 2 }), fc.double(), fc.bigInt().map(String)),
});

/** A frame's text, with an edit of its bytes or another value at one place of its body. */
function textOf({ way, body, edits: all, place, value }: Case): string {
  const frame = { cmd: 'aibot_msg_callback', headers: { req_id: 'M' }, body: BODIES[body] };
  if (way === 'text') return edited(JSON.stringify(frame), all);
  let at = -1;
  return JSON.stringify(frame, (_, each: unknown) => ((at += 1) === place ? value : each));
}

export function robotTarget(): Target<Case> {
  const keep = keeper(NOW);
  const reader = {
    robotId: 'aib1',
    withoutMention: (text: string) => text.replace(/^@小督\s*/, ''),
    log: silentLog,
  };
  return {
    cases,
    async run(each) {
      const frame = readFrame(textOf(each));
      if (frame === null) return 'no frame';
      if (frame.kind === 'ack') return 'ack';
      const message = readInbound(reader, frame, NOW);
      if (message === null) return 'nobody';
      await keep(message);
      assert(message.groupId !== '', 'a group without a name');
      return message.content.type;
    },
  };
}
