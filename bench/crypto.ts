import assert from 'node:assert/strict';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import WXBizMsgCrypt from 'wechat-crypto';
import { open, seal, signatureMatches, signatureOf } from '../src/wecom/crypto.ts';
import { spreadText, type BenchResult, type Chapter } from './report.ts';
import { inTurn, ratioOf, spreadOf, type Spread } from './stats.ts';

/* Signature and cipher of a callback, ours against the packages that others use. */

const TOKEN = 'EXAMPLEtoken0000';
const AES_KEY = 'EXAMPLEonlyNotASecretKeyOfTheBenches0000000';
const CORP_ID = 'ww0123456789abcdef';
const ROUNDS = 15;
/** How long one contestant runs before it is the next one's turn. */
const TURN_MS = 50;
const BATCH = 32;

interface Sealed {
  readonly timestamp: string;
  readonly nonce: string;
  readonly encrypted: string;
  readonly signature: string;
}

interface Contestant {
  readonly name: string;
  /** What a callback costs: signature, decryption, receiver. Throws when one of them is wrong. */
  open(sealed: Sealed): string;
  seal(message: string): string;
}

const ours: Contestant = {
  name: 'ours',
  open({ timestamp, nonce, encrypted, signature }) {
    assert(signatureMatches(signatureOf(TOKEN, timestamp, nonce, encrypted), signature));
    return open({ aesKey: AES_KEY, receiveId: CORP_ID }, encrypted);
  },
  seal: (message) => seal({ aesKey: AES_KEY, receiveId: CORP_ID }, message),
};

const vendor: Contestant = {
  name: '@wecom/crypto',
  open({ timestamp, nonce, encrypted, signature }) {
    assert(getSignature(TOKEN, timestamp, nonce, encrypted) === signature);
    const { message, id } = decrypt(AES_KEY, encrypted);
    assert(id === CORP_ID);
    return message;
  },
  seal: (message) => encrypt(AES_KEY, message, CORP_ID),
};

const older = new WXBizMsgCrypt(TOKEN, AES_KEY, CORP_ID);

const community: Contestant = {
  name: 'wechat-crypto',
  open({ timestamp, nonce, encrypted, signature }) {
    assert(older.getSignature(timestamp, nonce, encrypted) === signature);
    const { message, id } = older.decrypt(encrypted);
    assert(id === CORP_ID);
    return message;
  },
  seal: (message) => older.encrypt(message),
};

const CONTESTANTS = [ours, vendor, community] as const;

interface Case {
  readonly what: string;
  run(contestant: Contestant): unknown;
}

interface Figures {
  readonly what: string;
  readonly opsPerSecond: Readonly<Record<string, Spread>>;
  /** Ours to each baseline. */
  readonly ratio: Readonly<Record<string, Spread>>;
}

export async function benchCrypto(): Promise<BenchResult> {
  const messages = [
    ['60 B', chineseText(60)],
    ['2 kB', xmlOf(2_000)],
    ['20 kB', xmlOf(20_000)],
  ] as const;
  for (const [, message] of messages) assertSameWork(message);
  const figures = messages.flatMap(([size, message]) => casesOf(size, message)).map(measure);
  return { figures: { rounds: ROUNDS, turnMs: TURN_MS, cases: figures }, chapter: chapterOf(figures) };
}

function casesOf(size: string, message: string): Case[] {
  const sealed = signed(ours.seal(message));
  return [
    { what: `verify and decrypt, ${size}`, run: (contestant) => contestant.open(sealed) },
    { what: `encrypt, ${size}`, run: (contestant) => contestant.seal(message) },
  ];
}

function measure({ what, run }: Case): Figures {
  const speeds = new Map(CONTESTANTS.map(({ name }) => [name, [] as number[]]));
  for (const contestant of CONTESTANTS) opsPerSecond(() => run(contestant)); // so that all are compiled
  for (let round = 0; round < ROUNDS; round += 1)
    for (const contestant of inTurn(CONTESTANTS, round))
      speeds.get(contestant.name)?.push(opsPerSecond(() => run(contestant)));
  const speedsOf = ({ name }: Contestant) => speeds.get(name) ?? [];
  return {
    what,
    opsPerSecond: Object.fromEntries(CONTESTANTS.map((it) => [it.name, spreadOf(speedsOf(it))])),
    ratio: Object.fromEntries(
      [vendor, community].map((it) => [it.name, ratioOf(speedsOf(ours), speedsOf(it))]),
    ),
  };
}

/** Per second of processor time: what else the machine does meanwhile does not count. */
function opsPerSecond(run: () => unknown): number {
  const start = process.cpuUsage();
  let [count, elapsedMs] = [0, 0];
  while (elapsedMs < TURN_MS) {
    for (let index = 0; index < BATCH; index += 1) run();
    count += BATCH;
    const { user, system } = process.cpuUsage(start);
    elapsedMs = (user + system) / 1000;
  }
  return (count / elapsedMs) * 1000;
}

/** Each opens what each has sealed, and refuses what somebody else has signed. */
function assertSameWork(message: string): void {
  for (const sealer of CONTESTANTS) {
    const sealed = signed(sealer.seal(message));
    for (const opener of CONTESTANTS) {
      assert.equal(opener.open(sealed), message);
      assert.throws(() => opener.open({ ...sealed, nonce: '1' }));
    }
  }
}

function signed(encrypted: string): Sealed {
  const [timestamp, nonce] = ['1790000000', '1372623149'];
  return { timestamp, nonce, encrypted, signature: getSignature(TOKEN, timestamp, nonce, encrypted) };
}

/** @param bytes a multiple of 3: what a Chinese character takes */
const chineseText = (bytes: number): string => '整改进展已报'.repeat(bytes).slice(0, bytes / 3);

function xmlOf(bytes: number): string {
  const [head, tail] = ['<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[', ']]></Content></xml>'];
  const rest = bytes - head.length - tail.length;
  return `${head}${chineseText(rest - (rest % 3))}${'.'.repeat(rest % 3)}${tail}`;
}

const chapterOf = (figures: readonly Figures[]): Chapter => ({
  title: 'Callback cipher: operations per second of processor time',
  lead:
    'Signature check, decryption and check of the receiver, as one callback costs them; and encryption. ' +
    'All contestants get the same message; each opens what the others have sealed before anything is timed.',
  columns: ['', ...CONTESTANTS.map(({ name }) => name), `to ${vendor.name}`, `to ${community.name}`],
  rows: figures.map(({ what, opsPerSecond: speeds, ratio }) => [
    what,
    ...[...Object.values(speeds), ...Object.values(ratio)].map(spreadText),
  ]),
  remarks: [
    `Median (min–max) of ${ROUNDS} rounds in which the contestants take turns of ${TURN_MS} ms; ratios are taken round by round, above 1 ours is faster.`,
    `Ours checks more: signature in constant time, base64 alphabet, every byte of the padding, the stated length. wechat-crypto decodes the key once for its lifetime, the others with each message.`,
  ],
});
