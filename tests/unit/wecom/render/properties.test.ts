import {
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  integer,
  oneof,
  property,
  record,
  string,
} from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutgoingMessage } from '../../../../src/domain/message/card.ts';
import type { Block, Document, Line, Span } from '../../../../src/domain/message/document.ts';
import { utf8Bytes } from '../../../../src/wecom/limits.ts';
import type { Flavour } from '../../../../src/wecom/render/flavours.ts';
import { renderParts } from '../../../../src/wecom/render/render.ts';
import { typed } from './documents.ts';

/*
 * Whatever is written, and however little room there is. Words are of Han characters, so that what is ours (tags,
 * addresses, numbers, userids) can be told from them; heads of tables, which are said again, are Greek.
 */

const FLAVOURS = ['plain', 'app', 'webhook', 'webhook_v2', 'robot'] as const satisfies readonly Flavour[];

const FAMILY = '👨‍👩‍👧‍👦';
const FLAG = '🇨🇳';
const scraps = constantFrom('整', '改', '𠮷', '，', '（', ' ', '!', '\n', FAMILY, FLAG, '1', '2.5', ...typed);
const words = oneof(
  string({ unit: scraps, maxLength: 8 }),
  scraps.map((scrap) => `${scrap}整改`.repeat(40)),
);
const url = constantFrom(
  'https://a.cn/x',
  'https://a.cn/(1)?q=<b>*',
  `https://a.cn/${'y'.repeat(300)}`,
  'ftp://a.cn',
  '',
);
const span: Arbitrary<Span> = oneof(
  words.map((text): Span => ({ kind: 'text', text })),
  record({
    kind: constant('text'),
    text: words,
    style: constantFrom('strong', 'muted', 'good', 'warning'),
  }),
  record({ kind: constant('link'), text: words, url }),
  record({
    kind: constant('mention'),
    userid: constantFrom('lu.hp', 'all', 'ALL', '@all', '陆|海', ''),
    name: words,
  }),
);
const line: Arbitrary<Line> = array(span, { maxLength: 4 });
const cells = (cell: Arbitrary<string>): Arbitrary<string[]> => array(cell, { maxLength: 4 });
const block: Arbitrary<Block> = oneof(
  record({ kind: constant('heading'), line }),
  record({ kind: constantFrom('paragraph', 'quote'), lines: array(line, { maxLength: 6 }) }),
  record({ kind: constant('list'), ordered: boolean(), items: array(line, { maxLength: 6 }) }),
  record({
    kind: constant('table'),
    head: cells(constantFrom('α', 'β|', '*γ*', '', 'δ'.repeat(60))),
    rows: array(cells(words), { maxLength: 6 }),
  }),
);
const anyDocument: Arbitrary<Document> = record({ blocks: array(block, { maxLength: 6 }) });
const anyMessage = oneof(
  anyDocument.map((document): Extract<OutgoingMessage, { kind: 'document' }> => ({
    kind: 'document',
    document,
  })),
  words.map((text): Extract<OutgoingMessage, { kind: 'text' }> => ({ kind: 'text', text })),
);
const anyRoom = oneof(integer({ min: 256, max: 400 }), integer({ min: 256, max: 4096 }));

const han = (text: string): string => text.replaceAll(/[^\p{Script=Han}👨👩👧👦\p{RI}]/gu, '');

/** What is to be read, in its order; a mention is checked by its own test, as a name or a tag may stand there. */
function wordsOf(message: Parameters<typeof renderParts>[0], flavour: Flavour): string {
  if (message.kind === 'text') return han(message.text);
  const ofLine = (given: Line): string => given.map((part) => ofSpan(part, flavour)).join('');
  const ofBlock = (given: Block): string => {
    switch (given.kind) {
      case 'heading':
        return ofLine(given.line);
      case 'list':
        return given.items.map(ofLine).join('');
      case 'table':
        return given.rows.flat().join('');
      case 'paragraph':
      case 'quote':
        return given.lines.map(ofLine).join('');
    }
  };
  return han(message.document.blocks.map(ofBlock).join(''));
}

function ofSpan(given: Span, flavour: Flavour): string {
  if (given.kind !== 'mention') return given.text;
  const isTold = given.userid === 'lu.hp' && (flavour === 'plain' || flavour === 'webhook');
  return isTold ? '' : given.name;
}

const RUNS = { numRuns: 50 };
const TIMEOUT_MS = 60_000;

describe.each(FLAVOURS)('%s', (flavour) => {
  test(
    '每条都在限内，写明第几条，一个字不少，表情不切开，标记在同一条里开始和结束',
    () =>
      assert(
        property(anyMessage, anyRoom, (message, maxBytes) => {
          const parts = renderParts(message, flavour, maxBytes);
          expect(han(parts.join(''))).toBe(wordsOf(message, flavour));
          for (const [at, part] of parts.entries()) {
            expect(utf8Bytes(part)).toBeLessThanOrEqual(maxBytes);
            if (parts.length > 1) expect(part.endsWith(`\n\n(${at + 1}/${parts.length})`)).toBe(true);
            expect(part.replaceAll(FAMILY, '').replaceAll(FLAG, '')).not.toMatch(
              /[👨👩👧👦\p{RI}\u200D]|\p{Surrogate}/u,
            );
            for (const written of part.split('\n')) expectOwnMarkup(written, flavour);
          }
        }),
        RUNS,
      ),
    TIMEOUT_MS,
  );
});

const TAGS = {
  plain: /<a href="https:[^"<>\s]*">[^<]*<\/a>|<@lu\.hp>/gu,
  app: /<font color="(?:info|comment|warning)">[^<]+<\/font>/gu,
  webhook: /<font color="(?:info|comment|warning)">[^<]+<\/font>|<@lu\.hp>/gu,
  webhook_v2: /(?!)/gu,
  robot: /(?!)/gu,
} as const satisfies Record<Flavour, RegExp>;

/** Without what we may write, nothing is left that means anything. */
function expectOwnMarkup(written: string, flavour: Flavour): void {
  const text = written.replaceAll(TAGS[flavour], 'x');
  expect(text).not.toContain('<');
  if (flavour === 'plain') return;
  const rest = text
    .replace(/^(?:#{1,3} |> |- |\d+\. )/u, '')
    .replaceAll(/\[[^[\]]+\]\(https:[^\s()]+\)/gu, 'x')
    .replaceAll(/\*\*[^*\s](?:[^*]*[^*\s])?\*\*/gu, 'x');
  expect(rest).not.toMatch(/[*`[\]]|^[#>=+-]|^\d+[.)](?!\d)/u);
  if (flavour !== 'app' && flavour !== 'webhook') expect(rest).not.toMatch(/^[^|].*\||^\|.*[^|]$|[~\\]/u);
}

test(
  '表格的每一行都是整行，列数相同，各条都有表头',
  () =>
    assert(
      property(anyDocument, anyRoom, (document, maxBytes) => {
        for (const part of renderParts({ kind: 'document', document }, 'robot', maxBytes)) {
          for (const drawn of part.match(/(?:^\|.*\|$\n?)+/gmu) ?? []) {
            const [head = '', rule = '', ...rows] = drawn.trimEnd().split('\n');
            expect(rule).toMatch(/^\|(?: --- \|)+$/u);
            const columns = rule.split('|').length;
            for (const row of [head, ...rows]) expect(row.split('|')).toHaveLength(columns);
          }
        }
      }),
      RUNS,
    ),
  TIMEOUT_MS,
);
