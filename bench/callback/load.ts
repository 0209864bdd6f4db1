import { systemClock } from '../../src/clock.ts';
import { readCorp } from '../../src/main/corp.ts';
import { envelope, seal } from '../../src/sandbox/callback/envelope.ts';
import { textContent } from '../../src/sandbox/callback/callback-content.ts';
import { answerParent, givenTask } from './child.ts';
import { quantile } from '../stats.ts';
import { sendWave, type Wave } from './wave.ts';

/* The load generator: a process of its own, which seals and signs as WeCom's own package does. */

export interface LoadTask {
  readonly url: string;
  readonly connections: number;
  /** How long the measured wave is to take. */
  readonly seconds: number;
  readonly senders: readonly string[];
}

export interface Load {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly seconds: number;
  /** By status, those of the warm-up included. */
  readonly answers: Readonly<Record<number, number>>;
}

/** The first wave tells how fast the server is when cold, the second warms it up. */
const FIRST_WAVE = 2000;
const WARM_UP_SECONDS = 4;
/** More messages than the server took in the warm-up: it must not run out of them. */
const RESERVE = 2;

const corp = readCorp(null);
const clock = systemClock('Asia/Shanghai');

async function load({ url, connections, seconds, senders }: LoadTask): Promise<Load> {
  const { port } = new URL(url);
  const send = (count: number, most: number) =>
    sendWave(Number(port), callbacks(Math.max(Math.round(count), connections), senders), {
      connections,
      seconds: most,
    });
  const first = await send(FIRST_WAVE, WARM_UP_SECONDS);
  const second = await send(rateOf(first) * WARM_UP_SECONDS * RESERVE, WARM_UP_SECONDS);
  const third = await send(rateOf(second) * seconds * RESERVE, seconds);
  const { latenciesMs, ...measured } = third;
  return {
    requestsPerSecond: rateOf(third),
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
    maxMs: latenciesMs.at(-1) ?? NaN,
    seconds: measured.seconds,
    answers: total([first.answers, second.answers, measured.answers]),
  };
}

const rateOf = ({ latenciesMs, seconds }: Wave): number => latenciesMs.length / seconds;

/** Whole HTTP requests, each with another MsgId. */
function callbacks(count: number, senders: readonly string[]): Buffer[] {
  const at = clock.now();
  return Array.from({ length: count }, (_, index) => {
    const userid = senders[index % senders.length] ?? '';
    const { query, encrypted } = seal(corp, textContent({ corp, userid, at }, textOf(index)), at);
    const body = envelope(corp, encrypted);
    const head = [
      `POST /wecom/callback?${query} HTTP/1.1`,
      'Host: 127.0.0.1',
      'Content-Type: text/xml',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}

const textOf = (index: number): string => `第${index % 40}项：排水管网改造已完成七成，下周三前验收`;

function total(waves: readonly Load['answers'][]): Record<number, number> {
  const sum: Record<number, number> = {};
  for (const [status, count] of waves.flatMap((answers) => Object.entries(answers)))
    sum[Number(status)] = (sum[Number(status)] ?? 0) + count;
  return sum;
}

answerParent(await load(givenTask() as LoadTask));
