import { aNewTask } from '../../support/a-new-task.ts';
import type {
  ChannelName,
  FetchedMedia,
  InboundContent,
  Member,
  ReceivedMessage,
} from '../../../src/app/channel.ts';
import { handleMessage } from '../../../src/app/conversation/handle-message.ts';
import type { Deps, JobRequest } from '../../../src/app/ports.ts';
import { receiveMessage } from '../../../src/app/conversation/receive-message.ts';
import { settableClock } from '../../../src/clock.ts';
import type { Notice } from '../../../src/domain/message/notice.ts';
import { AppError } from '../../../src/errors.ts';
import { fileText } from '../../../src/documents/file-text.ts';
import { words } from '../../../src/main/words.ts';
import { silentLog } from '../../support/silent-log.ts';
import { openStore, saveSmallRound, type OpenStore, type SmallRound } from '../store/a-store.ts';
import { aCause } from '../../support/a-cause.ts';

/** A row of the outbox, in short. */
export interface Said {
  /** `person luhaiping`, `robot person wo-lu`, `robot group wr-1`. */
  readonly to: string;
  readonly via: ChannelName | null;
  /** The frame it answers. */
  readonly replyTo: string | null;
  readonly kind: string;
  readonly notice: Notice;
}

type Written = Partial<Omit<ReceivedMessage, 'content'>> & { readonly content?: InboundContent };

/**
 * What comes in is really kept and handled, over the real store; WeCom is played: its directory, its conversions and
 * its media are what the test puts there, and what goes out stays in the outbox.
 */
export interface Mailroom {
  readonly deps: Deps;
  readonly store: OpenStore['store'];
  readonly mediaDir: string;
  readonly round: SmallRound;
  readonly clock: ReturnType<typeof settableClock>;
  readonly jobs: JobRequest[];
  /** What WeCom knows; `fault` set: it does not answer. */
  readonly wecom: {
    members: Member[];
    userids: Map<string, string>;
    fault: AppError | null;
    asked: string[];
    media: Map<string, FetchedMedia | { failed: 'gone' | 'too_large' | 'not_now' }>;
    fetched: string[];
  };
  /** In the robot's single chat unless it is said otherwise; answers with what is now to be sent. */
  write(senderId: string, said: string | InboundContent, more?: Written): Promise<Said[]>;
  /** Handles what was left; answers with what is now to be sent. */
  again(): Promise<Said[]>;
  /** What came into the outbox since it was looked at last. */
  said(): Promise<Said[]>;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export const ROBOT = 'aib-1';

export async function openMailroom(given: Partial<Deps> = {}): Promise<Mailroom> {
  const opened = await openStore();
  const { store, pool } = opened;
  const clock = settableClock(new Date('2026-06-08T02:00:00Z'), 'Asia/Shanghai');
  const jobs: JobRequest[] = [];
  const wecom: Mailroom['wecom'] = {
    members: [],
    userids: new Map(),
    fault: null,
    asked: [],
    media: new Map(),
    fetched: [],
  };
  const deps = {
    store,
    queue: { enqueue: async (asked: readonly JobRequest[]) => void jobs.push(...asked) },
    channels: { app: {} },
    directory: {
      people: async () => wecom.members,
      async useridsOf(encrypted: readonly string[]) {
        wecom.asked.push(...encrypted);
        if (wecom.fault) throw wecom.fault;
        return wecom.userids;
      },
    },
    desk: null,
    fetchMedia: {
      async fetch(source: { mediaId: string }) {
        wecom.fetched.push(source.mediaId);
        return wecom.media.get(source.mediaId) ?? { failed: 'gone' };
      },
    },
    fileText,
    robotId: ROBOT,
    words,
    clock,
    log: silentLog,
    ...given,
  } as unknown as Deps;
  let seen = 0;
  let messages = 0;
  const rows = async (sql: string) => (await pool.query<Record<string, unknown>>(sql)).rows;
  const fresh = async () => {
    const all = await rows(`select * from "OutboundMessage" order by "createdAt", period, kind`);
    const added = all.slice(seen);
    seen = all.length;
    return added.map(asSaid);
  };
  const again = async () => {
    for (const id of await store.inbound.unhandled(new Date('2030-01-01'), 100))
      await handleMessage(deps, id);
    return fresh();
  };
  return {
    deps,
    store,
    mediaDir: opened.mediaDir,
    round: await saveSmallRound(store),
    clock,
    jobs,
    wecom,
    async write(senderId, said, more = {}) {
      messages += 1;
      clock.set(new Date(clock.now().getTime() + 1000));
      await receiveMessage(deps, {
        dedupeKey: `m-${messages}`,
        channel: 'robot',
        senderId,
        sentAt: clock.now(),
        groupId: null,
        replyTo: { to: 'message', reqId: `req-${messages}`, at: clock.now() },
        content: typeof said === 'string' ? { type: 'text', text: said } : said,
        ...more,
      });
      return again();
    },
    again,
    said: fresh,
    rows,
    close: () => opened.close(),
  };
}

function asSaid(row: Record<string, unknown>): Said {
  const { kind, chat, userid, chatid } = row['address'] as Record<string, string>;
  const replyTo = row['replyTo'] as { reqId: string } | null;
  return {
    to: [kind, chat, userid, chatid].filter(Boolean).join(' '),
    via: row['via'] as ChannelName | null,
    replyTo: replyTo?.reqId ?? null,
    kind: row['kind'] as string,
    notice: row['notice'] as Notice,
  };
}

/** Another open task of the round, owned by 陆海平. */
export async function addTask({ store, round }: Mailroom, no: number): Promise<string> {
  const [model] = await store.tasks.list({});
  if (!model) throw new Error('the round has no task');
  return store.tasks.add(
    aNewTask({
      roundId: round.roundId,
      problemId: model.problem.id,
      no,
      title: `第${no}项整改`,
      ownerId: round.personId,
    }),
    aCause(),
  );
}

/** Who gets what, in a line each. */
export const inShort = (said: readonly Said[]): string[] =>
  said.map(({ to, via, notice }) => `${to} ← ${notice.kind}${via === null ? '' : ` (${via})`}`);

export const away = new AppError('wecom_unreachable', 'no answer');
