import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../support/chance.ts';
import { aWecom } from '../integration/http/a-wecom.ts';
import { seenIn } from './journal.ts';
import type { Stage } from './stage.ts';

/** One answer of an official, as WeCom delivers it. */
export interface Reply {
  readonly msgId: string;
  readonly from: string;
  readonly taskNo: number;
  /** Found in no other message. */
  readonly unique: string;
}

export interface Manner {
  /** Of those who have been reminded. */
  readonly share: number;
  /** WeCom delivers each so many times, at once. */
  readonly times?: number;
  /** Held back, and then delivered last first. */
  readonly reordered?: boolean;
  /** By how much WeCom's delivery is behind. */
  readonly lateByMs?: number;
  /** So many officials send this many lines within a moment: more than WeCom lets us answer in a minute. */
  readonly talkative?: { readonly people: number; readonly lines: number };
}

export interface Answering {
  readonly replies: readonly Reply[];
  /** Resolves when WeCom was told 200 for every reply. @throws when it never was */
  delivered(): Promise<void>;
  /** Nobody begins to answer any more. */
  stop(): void;
}

const REMINDER = /"task_id":"weekly_/;
const LONGEST_PAUSE_MS = 400;

/** Officials answer a moment after they have seen their reminder, as long as this goes on. */
export function startAnswering(stage: Stage, chance: Chance, manner: Manner): Answering {
  const replies: Reply[] = [];
  const deliveries: Promise<void>[] = [];
  const held: Reply[] = [];
  const asked = new Set<string>();
  let talking = manner.talkative?.people ?? 0;
  let looked = 0;

  const deliver = (reply: Reply) =>
    deliveries.push(...Array.from({ length: manner.times ?? 1 }, () => tellUntilHeard(stage, reply, manner)));
  function say(from: string, taskNo: number, lines: number): void {
    for (let line = 0; line < lines; line += 1) {
      const serial = replies.length + 1;
      const reply = {
        msgId: String(7_400_000_000_000_000n + BigInt(serial)),
        from,
        taskNo,
        unique: `已走访${serial}户`,
      };
      replies.push(reply);
      if (manner.reordered) held.push(reply);
      else deliver(reply);
    }
  }
  async function hear(userid: string, waitMs: number): Promise<void> {
    await pause(waitMs);
    const [taskNo] = stage.town.due.get(userid) ?? [];
    if (taskNo === undefined) return;
    talking -= 1;
    say(userid, taskNo, talking >= 0 ? (manner.talkative?.lines ?? 1) : 1);
    if (held.length >= REORDERED_AT_ONCE) held.splice(0).toReversed().forEach(deliver);
  }
  const looking = setInterval(() => {
    const events = stage.events();
    for (const event of events.slice(looked))
      for (const { by, text } of seenIn(event)) {
        if (!REMINDER.test(text) || asked.has(by) || !stage.town.due.has(by)) continue;
        asked.add(by);
        const answers = chance.isBelow(manner.share);
        const waitMs = chance.next() * LONGEST_PAUSE_MS;
        if (answers || talking > 0) deliveries.push(hear(by, waitMs));
      }
    looked = events.length;
  }, 50);
  const flush = () => held.splice(0).toReversed().forEach(deliver);
  return {
    replies,
    async delivered() {
      for (let done = -1; done !== deliveries.length;) {
        done = deliveries.length;
        await Promise.all(deliveries);
        flush();
      }
    },
    stop: () => clearInterval(looking),
  };
}

const REORDERED_AT_ONCE = 20;
const WECOM_WAITS_MS = 5000;
const PATIENCE_MS = 120_000;

/** WeCom repeats what nobody answered; here until somebody does, so that the reference is exact. */
async function tellUntilHeard(stage: Stage, reply: Reply, { lateByMs = 0 }: Manner): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const saidAt = stage.now().getTime() - lateByMs;
  for (let attempt = 0; ; attempt += 1) {
    const urls = stage.callbackUrls();
    const url = urls[(Number(reply.msgId) + attempt) % urls.length];
    const second = Math.floor(stage.now().getTime() / 1000);
    if (url !== undefined && (await tell(url, stage, inner(stage, reply, saidAt), second))) return;
    if (patience.aborted) throw new Error(`WeCom was never told 200 for ${reply.unique}`);
    await pause(150);
  }
}

async function tell(url: string, stage: Stage, xml: string, second: number): Promise<boolean> {
  const response = aWecom(url, stage.town.corp, second)
    .post(xml)
    .then(
      async (answer) => (await answer.text(), answer.status === 200),
      () => false,
    );
  return Promise.race([response, pause(WECOM_WAITS_MS, false, { ref: false })]);
}

function inner({ town: { corp } }: Stage, { msgId, from, taskNo, unique }: Reply, saidAt: number): string {
  return (
    `<xml><ToUserName><![CDATA[${corp.corpId}]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName>` +
    `<CreateTime>${Math.floor(saidAt / 1000)}</CreateTime><MsgType><![CDATA[text]]></MsgType>` +
    `<Content><![CDATA[${taskNo}推进中，${unique}]]></Content>` +
    `<MsgId>${msgId}</MsgId><AgentID>${corp.agent.id}</AgentID></xml>`
  );
}
