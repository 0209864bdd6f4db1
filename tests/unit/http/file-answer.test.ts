import express from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { serveFile } from '../../../src/http/api/file-answer.ts';

async function served(fileName: string, data: Buffer): Promise<Response> {
  const app = express();
  app.get('/', (_request, response) => serveFile(response, { fileName, data, sha256: 'a'.repeat(64) }));
  const server = app.listen(0);
  await once(server, 'listening');
  try {
    return await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
}

describe('材料按内容给，不按名称给', () => {
  test.each([
    ['现场.png', '\x89PNG\r\n\x1a\n', 'image/png', 'inline'],
    ['现场.jpg', '\xff\xd8\xff\xe0', 'image/jpeg', 'inline'],
    ['现场.gif', 'GIF89a', 'image/gif', 'inline'],
    ['现场.webp', 'RIFF0000WEBP', 'image/webp', 'inline'],
    ['图样.svg', '<svg onload="alert(1)">', 'application/octet-stream', 'attachment'],
    ['现场.png', '<html><script>alert(1)</script>', 'application/octet-stream', 'attachment'],
    ['报告.pdf', '%PDF-1.7', 'application/pdf', 'attachment'],
    ['附件.docx', 'PK\x03\x04', 'application/zip', 'attachment'],
  ])('%s，内容是 %j', async (name, content, mediaType, disposition) => {
    const { headers } = await served(name, Buffer.from(content, 'latin1'));
    expect(headers.get('content-type')).toBe(mediaType);
    expect(headers.get('content-disposition')).toMatch(new RegExp(`^${disposition};`));
    expect(headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent(name)}`);
  });
});

describe('文件名里藏的东西带不出去', () => {
  test.each([
    ['台账\r\nSet-Cookie: a=b.xlsx', '台账Set-Cookie: a=b.xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\启动.bat', '启动.bat'],
    ['现\u0000场\t.png', '现场.png'],
    ['现场\u202Egnp.exe', '现场gnp.exe'],
    ['半个\uD800字.png', '半个字.png'],
    ['..', 'file'],
    ['', 'file'],
  ])('%j → %s', async (name, shown) => {
    const { status, headers } = await served(name, Buffer.from('x'));
    const disposition = headers.get('content-disposition') ?? '';
    const [, extended] = /filename\*=UTF-8''(\S+)/.exec(disposition) ?? [];
    const [, plain] = /filename="?([^";]*)/.exec(disposition) ?? [];
    expect([status, extended ? decodeURIComponent(extended) : plain]).toEqual([200, shown]);
    expect(headers.get('set-cookie')).toBeNull();
  });
});
