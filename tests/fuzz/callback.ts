import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encrypt, getSignature } from '@wecom/crypto';
import type { ReceivedMessage } from '../../src/app/channel.ts';
import { CallbackRefused, readCallback, verifyUrl, type CallbackQuery } from '../../src/wecom/callback.ts';
import { keeper } from './keeper.ts';
import { edited, edits, scrap, type Edit } from './edits.ts';
import { MESSAGES } from './callback-messages.ts';
import type { Target } from './target.ts';

/*
 * The whole way of a callback up to the insert: query, XML, signature, age, cipher, message, masking. Real requests,
 * sealed and signed by WeCom's own library, with something done to them. Whoever does not know the Token gets nothing
 * in but the request itself; whoever knows it crashes nothing.
 */

const SETTINGS = {
  token: 'QianTang2026',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  corpId: 'ww1234567890abcdef',
};
const NOW = new Date('2026-03-20T01:00:00Z');
const SECOND = String(NOW.getTime() / 1000);
const NONCE = '1372623149';

interface Signed {
  readonly sealed: string;
  readonly query: Readonly<Record<string, string>>;
}

const sign = (sealed: string): Signed => ({
  sealed,
  query: {
    msg_signature: getSignature(SETTINGS.token, SECOND, NONCE, sealed),
    timestamp: SECOND,
    nonce: NONCE,
  },
});
const seal = (inner: string): string => encrypt(SETTINGS.aesKey, inner, SETTINGS.corpId);
const envelope = (sealed: string): string =>
  `<xml><ToUserName><![CDATA[${SETTINGS.corpId}]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`;

/** Captured once: what a stranger may have seen on the wire. */
const REAL: readonly Signed[] = MESSAGES.map((inner) => sign(seal(inner)));

/** `stranger` ways know no key; `insider` ways sign whatever they make. */
const WAYS = {
  body: { by: 'stranger' },
  query: { by: 'stranger' },
  sealed: { by: 'stranger' },
  encoding: { by: 'stranger' },
  huge: { by: 'stranger' },
  echo: { by: 'stranger' },
  again: { by: 'stranger' },
  inner: { by: 'insider' },
  resigned: { by: 'insider' },
} as const;

type Way = keyof typeof WAYS;

interface Case {
  readonly way: Way;
  readonly real: number;
  readonly edits: readonly Edit[];
  readonly parameter: 'msg_signature' | 'timestamp' | 'nonce' | 'echostr';
  readonly value: unknown;
  readonly encoding: 'utf16le' | 'latin1' | 'base64' | 'hex';
}

interface Sent {
  readonly query: CallbackQuery;
  readonly body: string;
  readonly verify?: true;
}

const often = (way: Way, weight: number) => ({ arbitrary: fc.constant(way), weight });

const cases: fc.Arbitrary<Case> = fc.record({
  way: fc.oneof(
    often('body', 20),
    often('query', 20),
    often('sealed', 15),
    often('encoding', 4),
    often('huge', 1),
    often('echo', 10),
    often('again', 4),
    often('inner', 40),
    often('resigned', 15),
  ),
  real: fc.nat(REAL.length - 1),
  edits,
  parameter: fc.constantFrom('msg_signature', 'timestamp', 'nonce', 'echostr'),
  value: fc.oneof(
    scrap,
    fc.constant(undefined),
    fc.array(scrap, { maxLength: 3 }),
    fc.constant({ a: ['b'] }),
  ),
  encoding: fc.constantFrom('utf16le', 'latin1', 'base64', 'hex'),
});

const HUGE = 260_000;

const MAKE: Readonly<Record<Way, (each: Case, real: Signed) => Sent>> = {
  body: ({ edits: all }, { sealed, query }) => ({ query, body: edited(envelope(sealed), all) }),
  query: ({ parameter, value, edits: all }, { sealed, query }) => ({
    query: {
      ...query,
      [parameter]: value === '' ? edited(query[parameter] ?? '', all) : value,
    },
    body: envelope(sealed),
  }),
  sealed: ({ edits: all }, { sealed, query }) => ({ query, body: envelope(edited(sealed, all)) }),
  encoding: ({ encoding }, { sealed, query }) => ({
    query,
    body: Buffer.from(envelope(sealed)).toString(encoding),
  }),
  huge: ({ edits: all }, { query }) => {
    const piece = edited('<Encrypt>AAAA</Encrypt>', all) || 'A';
    return { query, body: `<xml>${piece.repeat(Math.ceil(HUGE / piece.length))}`.slice(0, HUGE) };
  },
  echo: ({ parameter, value, edits: all }, { sealed, query }) => ({
    query: {
      ...query,
      echostr: sealed,
      [parameter]: value === '' ? edited(sealed, all) : value,
    },
    body: '',
    verify: true,
  }),
  again: (_, { sealed, query }) => ({ query, body: envelope(sealed) }),
  inner: ({ real, edits: all }) => {
    const { sealed, query } = sign(seal(edited(MESSAGES[real] ?? '', all)));
    return { query, body: envelope(sealed) };
  },
  resigned: ({ edits: all }, real) => {
    const { sealed, query } = sign(edited(real.sealed, all));
    return { query, body: envelope(sealed) };
  },
};

export function callbackTarget(): Target<Case> {
  const keep = keeper(NOW);
  return {
    cases,
    async run(each) {
      const real = REAL[each.real];
      assert(real);
      const sent = MAKE[each.way](each, real);
      const got = read(sent);
      if (got instanceof CallbackRefused) {
        assert(each.way !== 'again', 'a request as WeCom sends it is taken');
        assert([400, 401, 403].includes(got.status));
        return got.reason;
      }
      if (WAYS[each.way].by === 'stranger') assertIsReal(sent, real);
      if (typeof got === 'string') return 'echoed';
      await keep(got);
      return got.content.type;
    },
  };
}

/** Anything else that is thrown would be a 500, which makes WeCom try again: it is a failure. */
function read({ query, body, verify }: Sent): ReceivedMessage | string | CallbackRefused {
  try {
    return verify ? verifyUrl(query, SETTINGS) : readCallback({ query, body, now: NOW }, SETTINGS);
  } catch (error) {
    if (error instanceof CallbackRefused) return error;
    throw error;
  }
}

/** What a stranger gets in is what WeCom has signed, word for word. */
function assertIsReal({ query, body, verify }: Sent, { sealed, query: own }: Signed): void {
  for (const name of ['msg_signature', 'timestamp', 'nonce']) assert.equal(query[name], own[name]);
  if (verify) assert.equal(String(query['echostr']).replaceAll(' ', '+'), sealed);
  else assert(body.includes(sealed), 'accepted without the bytes that were signed');
}
