import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readCorp } from '../../../src/sandbox/read-corp.ts';
import { textTo } from './a-message.ts';
import { aCorp, AGENT_ID, aSandbox, upload, WEBHOOK_KEY } from './a-sandbox.ts';

describe('看沙箱', () => {
  test('企业、人、群', async () => {
    const { api, control } = await aSandbox();
    await api('message/send', textTo('lisi', '请今日反馈'));
    expect((await control('GET', '/corp')).body).toEqual({
      corpName: '青石县整改办',
      corpId: 'ww5a1e0c7d92b84f36',
      agent: { id: AGENT_ID, name: '督办助手' },
    });
    expect((await control('GET', '/people')).body).toEqual([
      { userid: 'ZhangSan', name: '张三', position: '科员', departments: ['城建办二组'], last: 0 },
      { userid: 'lisi', name: '李四', position: '主任', departments: ['城建办'], last: 1 },
      { userid: 'wangwu', name: '王五', position: '', departments: ['青石县'], last: 0 },
    ]);
    expect((await control('GET', '/groups')).body).toEqual([
      {
        id: 'lingdao',
        name: '领导小组',
        kind: 'webhook',
        members: [
          { userid: 'lisi', name: '李四' },
          { userid: 'wangwu', name: '王五' },
        ],
        last: 0,
      },
    ]);
  });

  test('after 之后的消息，新的在后', async () => {
    const { api, chat } = await aSandbox();
    for (const content of ['一', '二', '三']) await api('message/send', textTo('lisi', content));
    const shown = async (after: number): Promise<unknown[]> =>
      (await chat('people/lisi', after)).map((message) => message.payload.content);
    expect(await shown(0)).toEqual(['一', '二', '三']);
    expect(await shown(2)).toEqual(['三']);
    expect(await shown(3)).toEqual([]);
  });

  test('调用记录：次序、路径、遮住的密钥', async () => {
    const { api, calls, url, token } = await aSandbox();
    await api('message/send', textTo('nobody', '在吗'));
    await fetch(`${url}/cgi-bin/webhook/send?key=${WEBHOOK_KEY}`, { method: 'POST', body: '{' });
    const all = await calls();
    expect(all).toMatchObject([
      { seq: 1, path: '/cgi-bin/gettoken', method: 'GET', query: { corpsecret: 'sand****' }, body: null },
      {
        seq: 2,
        path: '/cgi-bin/message/send',
        method: 'POST',
        body: { touser: 'nobody' },
        answer: { errcode: 81013 },
      },
      {
        seq: 3,
        path: '/cgi-bin/webhook/send',
        query: { key: '7f3c****' },
        body: '{',
        status: 200,
        fault: null,
      },
    ]);
    const text = JSON.stringify(all);
    for (const secret of [await token(), aCorp().agent.secret, WEBHOOK_KEY])
      expect(text).not.toContain(secret);
    const later = await calls('after=2&path=/cgi-bin/webhook/*');
    expect(later.map((call) => call.seq)).toEqual([3]);
  });

  test.each(['/people/nobody/messages', '/groups/nogroup/messages', '/media/x', '/nothing'])(
    '%s → 404',
    async (path) => {
      const { control } = await aSandbox();
      expect(await control('GET', path)).toMatchObject({ status: 404, body: { error: expect.any(String) } });
    },
  );

  test('请求体不是 JSON → 400', async () => {
    const { control } = await aSandbox();
    expect(await control('POST', '/faults', '{')).toEqual({
      status: 400,
      body: { error: '请求体不是 JSON' },
    });
  });

  test('有动静就推送', async () => {
    const { api, url } = await aSandbox();
    const stream = await fetch(`${url}/sandbox/api/stream`);
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    const { msgid } = await api('message/send', textTo('lisi|wangwu', '请今日反馈'));
    await api('message/recall', { msgid });
    let text = '';
    while (text.split('data: ').length < 5) text += (await reader.read()).value ?? '';
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    expect([...text.matchAll(/data: (.*)\n\n/g)].map(([, data = '']) => JSON.parse(data) as unknown)).toEqual(
      [
        { chat: 'people/lisi', seq: 1, changed: 0 },
        { chat: 'people/wangwu', seq: 2, changed: 0 },
        { chat: 'people/lisi', seq: 1, changed: 1 },
        { chat: 'people/wangwu', seq: 2, changed: 1 },
      ],
    );
    await reader.cancel();
  });

  test('页面：严格的 CSP，没有内联脚本的口子；上传的网页只能下载', async () => {
    const sandbox = await aSandbox();
    const page = await fetch(`${sandbox.url}/`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    const { media_id } = await upload(sandbox, 'file', Buffer.from('<script>alert(1)</script>'), 'x.html');
    const file = await fetch(`${sandbox.url}/sandbox/api/media/${media_id}`);
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('企业文件', () => {
  test('好的读出来', () => {
    expect(readCorp(aFile(JSON.stringify(aCorp())))).toEqual(aCorp());
  });

  const { agent, departments, people, groups } = aCorp();
  test.each<[string, object, string]>([
    ['没有企业名', { corpName: '' }, 'corpName 不能为空'],
    ['corpId', { corpId: 'abc' }, 'corpId 应以 ww 开头'],
    ['没有应用', { agent: undefined }, 'agent.id 应是整数'],
    ['密钥短一位', { agent: { ...agent, callbackAesKey: 'a'.repeat(42) } }, '应是 43 位字母数字，现为 42 位'],
    ['Token 有符号', { agent: { ...agent, callbackToken: 'a-b' } }, 'callbackToken 应是 1–32 位字母数字'],
    ['没有群列表', { groups: undefined }, 'groups 应是列表'],
    ['没有根部门', { departments: departments.slice(1) }, 'departments 缺少根部门 1'],
    [
      '上级不存在',
      { departments: [...departments, { id: 9, name: '督查室', parentid: 8 }] },
      'departments[3].parentid',
    ],
    ['人在不存在的部门', { people: [{ ...people[0], department: [7] }] }, 'people[0].department 7 不存在'],
    ['userid 有空格', { people: [{ ...people[0], userid: 'zhang san' }], groups: [] }, 'people[0].userid'],
    [
      'userid 只差大小写',
      { people: [...people, { ...people[0], userid: 'zhangsan' }] },
      'userid zhangsan 重复',
    ],
    [
      '群里有外人',
      { groups: [{ ...groups[0], members: ['nobody'] }] },
      'groups[0].members 里的 nobody 不在 people 中',
    ],
    [
      '两个群同一个 key',
      { groups: [groups[0], { ...groups[0], id: 'b' }] },
      `webhookKey ${WEBHOOK_KEY} 重复`,
    ],
  ])('%s：说出哪里不对', (_case, changes, message) => {
    expect(() => readCorp(aFile(JSON.stringify({ ...aCorp(), ...changes })))).toThrow(message);
  });

  test('所有问题一次说完；不是 JSON 也说得清', () => {
    const broken = JSON.stringify({ ...aCorp(), corpName: '', corpId: '' });
    expect(() => readCorp(aFile(broken))).toThrow(/corpName[\s\S]*corpId/);
    expect(() => readCorp(aFile('{'))).toThrow('读不出来');
    expect(() => readCorp(join(tmpdir(), 'no-such-corp.json'))).toThrow('读不出来');
  });
});

function aFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'corp-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'corp.json');
  writeFileSync(path, content);
  return path;
}
