import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Response } from 'express';
import { afterAll, expect, test } from 'vitest';
import { documentIn } from '../../../src/http/pages/document.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'duban-document-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(path.join(folder, 'index.html'), '<html><head></head><body><div></div></body></html>');

/** What a browser gets, whole. */
function sent(given: object): string {
  const parts: string[] = [];
  const response = {
    set: () => response,
    type: () => response,
    write: (part: string) => parts.push(part),
    end: (part: string) => parts.push(part),
  };
  const page = documentIn(folder);
  page.begin(response as unknown as Response);
  page.end(response as unknown as Response, { '/me': given });
  return parts.join('');
}

const BEFORE = '<html><head></head><body><script type="application/json" id="given">';
const AFTER = '</script><div></div></body></html>';

test.each([
  ['平常的字', { name: '陆海平' }],
  ['想结束这一段的字', { title: '</script><script>alert(1)</script>' }],
  ['想开一段注释的字', { title: '<!-- <script>' }],
  ['替换用的记号', { title: "$& $1 $' $`" }],
])('%s：原样读得出，跑不起来', (_, given) => {
  const html = sent(given);
  const inside = html.slice(BEFORE.length, -AFTER.length);
  expect(BEFORE + inside + AFTER).toBe(html);
  expect(inside).not.toContain('<');
  expect(JSON.parse(inside)).toEqual({ '/me': given });
});
