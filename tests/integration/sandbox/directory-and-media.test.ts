import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { openUserid } from '../../../src/sandbox/open-userid.ts';
import { aListener, field } from './a-listener.ts';
import { aCorp, AGENT_ID, answerOf, apiUrl, aSandbox, HOUR, PNG, upload } from './a-sandbox.ts';
import type { ApiAnswer } from './a-sandbox.ts';

describe('通讯录', () => {
  test('user/get：不分大小写，没有手机号', async () => {
    const { api } = await aSandbox();
    const answer = await api('user/get', undefined, { userid: 'zhangsan' });
    expect(answer).toMatchObject({
      errcode: 0,
      userid: 'ZhangSan',
      name: '张三',
      department: [3],
      main_department: 3,
      position: '科员',
      status: 1,
      is_leader_in_dept: [0],
      direct_leader: [],
    });
    for (const hidden of ['mobile', 'email', 'gender', 'avatar']) expect(answer).not.toHaveProperty(hidden);
  });

  test('部门负责人两处一致', async () => {
    const { api } = await aSandbox();
    expect(await api('user/get', undefined, { userid: 'lisi' })).toMatchObject({ is_leader_in_dept: [1] });
    expect((await api('department/get', undefined, { id: '2' })).department).toMatchObject({
      name: '城建办',
      parentid: 1,
      department_leader: ['lisi'],
    });
  });

  test('只列直属成员，部门列本级和全部下级', async () => {
    const { api } = await aSandbox();
    const names = async (path: string): Promise<string[]> =>
      (await api(path, undefined, { department_id: '2' })).userlist.map((user) => user.name);
    expect(await names('user/simplelist')).toEqual(['李四']);
    expect(await names('user/list')).toEqual(['李四']);
    const ids = async (path: string, query: Record<string, string>): Promise<number[]> => {
      const answer = await api(path, undefined, query);
      return (answer.department ?? answer.department_id).map((department) => department.id);
    };
    expect(await ids('department/list', {})).toEqual([1, 2, 3]);
    expect(await ids('department/list', { id: '2' })).toEqual([2, 3]);
    expect(await ids('department/simplelist', { id: '3' })).toEqual([3]);
  });

  test('直接上级、停用、open_userid；main_department 是第一个部门', async () => {
    const { departments, people } = aCorp();
    const robot = { id: 'aibQingShi', secret: 's', names: ['督办'], idKind: 'encrypted' } as const;
    const chief = { ...people[1], userid: 'lisi', name: '李四', department: [2, 1], directLeader: 'wangwu' };
    const corp = aCorp({
      departments,
      people: [...people.filter(({ userid }) => userid !== 'lisi'), chief],
      robot,
    });
    const { api } = await aSandbox({ corp });
    const answer = await api('user/get', undefined, { userid: 'lisi' });
    const open_userid = openUserid(corp, 'LiSi');
    expect(answer).toMatchObject({
      department: [2, 1],
      order: [0, 0],
      is_leader_in_dept: [1, 0],
      main_department: 2,
      direct_leader: ['wangwu'],
      open_userid,
    });
    expect(open_userid).toMatch(/^wo[\w-]{32}$/);
    expect((await api('user/simplelist', undefined, { department_id: '2' })).userlist).toMatchObject([
      { userid: 'lisi', open_userid },
    ]);
    expect(openUserid({ ...corp, robot: { ...robot, id: 'aibOther' } }, 'lisi')).not.toBe(open_userid);
    const list = ['lisi', open_userid, openUserid(aCorp(), 'lisi')];
    expect(await api('batch/openuserid_to_userid', { open_userid_list: list })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      userid_list: [{ open_userid, userid: 'lisi' }],
      invalid_open_userid_list: ['lisi', list[2]],
    });
    expect((await api('batch/openuserid_to_userid', { open_userid_list: [] })).errcode).toBe(40058);
  });

  test('按手机号找人：没有 → 46004；找错太多，当天不让再找', async () => {
    const { people } = aCorp();
    const corp = aCorp({
      people: [...people, { userid: 'zl', name: '赵六', department: [1], mobile: '13800000001' }],
    });
    const { api } = await aSandbox({ corp });
    expect(await api('user/getuserid', { mobile: '13800000001' })).toMatchObject({
      errcode: 0,
      userid: 'zl',
    });
    expect((await api('user/getuserid', { mobile: '13800000002' })).errcode).toBe(46004);
    expect((await api('user/getuserid', { mobile: '13800000001' })).errcode).toBe(45009);
    expect((await api('user/list_id', {})).errcode).toBe(48002);
  });

  test.each([
    ['user/get', {}, 41009],
    ['user/get', { userid: 'nobody' }, 60111],
    ['user/list', {}, 41019],
    ['user/simplelist', { department_id: '99' }, 60003],
    ['department/list', { id: '99' }, 60003],
    ['department/get', {}, 41019],
    ['agent/get', {}, 41011],
    ['agent/get', { agentid: '1' }, 301002],
  ])('%s %o → %i', async (path, query, errcode) => {
    const { api } = await aSandbox();
    expect((await api(path, undefined, query as Record<string, string>)).errcode).toBe(errcode);
  });

  test('agent/get：全员可见、未停用；getcallbackip', async () => {
    const { api } = await aSandbox();
    expect(await api('agent/get', undefined, { agentid: String(AGENT_ID) })).toMatchObject({
      errcode: 0,
      name: '督办助手',
      close: 0,
      allow_partys: { partyid: [1] },
      isreportenter: 1,
    });
    expect((await api('getcallbackip')).ip_list).toContain('127.0.0.1');
  });
});

describe('素材', () => {
  test('上传再取回：字节和汉字文件名都在', async () => {
    const sandbox = await aSandbox();
    const bytes = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10, 1, 2]);
    const uploaded = await upload(sandbox, 'file', bytes, '第九周 台账.xlsx');
    expect(uploaded).toMatchObject({ errcode: 0, type: 'file', created_at: '1772413800' });
    const query = {
      access_token: await sandbox.token(),
      media_id: uploaded.media_id,
    };
    const answer = await fetch(apiUrl(sandbox.url, 'media/get', query));
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('第九周 台账.xlsx'));
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  });

  test('照文档的写法（短边界、filelength、裸 UTF-8 文件名）也收', async () => {
    const { url, token } = await aSandbox();
    const body =
      '--B1\r\nContent-Disposition: form-data; name="media";filename="台账.xlsx"; filelength=6\r\n' +
      'Content-Type: application/octet-stream\r\n\r\nmytext\r\n--B1--\r\n';
    const answer = await post(`${url}/cgi-bin/media/upload?type=file&access_token=${await token()}`, body);
    expect(JSON.parse(answer)).toMatchObject({ errcode: 0, type: 'file' });
  });

  test.each([
    ['类型不对', 'gif', PNG, 40005],
    ['5 字节', 'file', Buffer.from('12345'), 40006],
    ['图片不是 JPG/PNG', 'image', Buffer.from('GIF89a...'), 40004],
    ['语音不是 AMR', 'voice', Buffer.from('ID3.....'), 301017],
    ['图片超过 10 MB', 'image', Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]), 45001],
    ['文件超过 20 MB', 'file', Buffer.alloc(20 * 1024 * 1024 + 1), 45001],
    ['大得不像话', 'file', Buffer.alloc(33 * 1024 * 1024), 40206],
  ])('上传：%s → %i', async (_case, type, bytes, errcode) => {
    expect((await upload(await aSandbox(), type, bytes)).errcode).toBe(errcode);
  });

  test('上传里没有文件 → 44001', async () => {
    const { api } = await aSandbox();
    expect((await api('media/upload', {}, { type: 'file' })).errcode).toBe(44001);
  });

  test.each([
    ['没有 media_id', '', 0, 41006],
    ['不存在', 'x', 0, 40007],
    ['差一毫秒三天', null, 72 * HOUR - 1, undefined],
    ['满三天', null, 72 * HOUR, 40145],
  ])('取回：%s', async (_case, id, passed, errcode) => {
    const sandbox = await aSandbox();
    const { media_id } = await upload(sandbox, 'image', PNG, '现场.png');
    sandbox.clock.pass(passed);
    const query = { access_token: await sandbox.token(), media_id: id ?? media_id };
    const answer = await fetch(apiUrl(sandbox.url, 'media/get', query));
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    expect(isJson ? ((await answer.json()) as { errcode: number }).errcode : undefined).toBe(errcode);
  });
});

describe('分段取回', () => {
  const bytes = Buffer.from('0123456789');
  const part = async (range: string, path = 'media/get'): Promise<Response> => {
    const sandbox = await aSandbox();
    const { media_id } = await upload(sandbox, 'file', bytes, '台账.csv');
    const query = { access_token: await sandbox.token(), media_id };
    return fetch(apiUrl(sandbox.url, path, query), { headers: { range } });
  };

  test.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=8-', '89', 'bytes 8-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
  ])('%s → 206', async (range, text, said) => {
    const answer = await part(range);
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(said);
    expect(await answer.text()).toBe(text);
  });

  test.each(['bytes=10-', 'bytes=3-2', 'bytes=-', 'lines=1-2'])('%s → JSON 40146', async (range) => {
    expect(await (await part(range)).json()).toMatchObject({ errcode: 40146 });
  });

  test('调用记录里也是 206', async () => {
    const sandbox = await aSandbox();
    const { media_id } = await upload(sandbox, 'file', bytes);
    const query = { access_token: await sandbox.token(), media_id };
    await fetch(apiUrl(sandbox.url, 'media/get', query), { headers: { range: 'bytes=0-3' } });
    expect((await sandbox.calls()).at(-1)).toMatchObject({ status: 206, answer: { errcode: 0 } });
  });

  test('media/get/jssdk 只给语音', async () => {
    expect(await (await part('bytes=0-3', 'media/get/jssdk')).json()).toMatchObject({ errcode: 40007 });
  });
});

describe('语音和图片地址', () => {
  test('人说一句话：应用收到 voice 和 MediaId，取回来是 AMR', async () => {
    const bot = await aListener(aCorp());
    const sandbox = await aSandbox({ callback: bot });
    expect((await sandbox.control('POST', '/people/lisi/voice', {})).status).toBe(200);
    const xml = bot.heard[0]?.xml ?? '';
    expect([field(xml, 'MsgType'), field(xml, 'Format')]).toEqual(['voice', 'amr']);
    for (const path of ['media/get', 'media/get/jssdk']) {
      const query = { access_token: await sandbox.token(), media_id: field(xml, 'MediaId') };
      const answer = await fetch(apiUrl(sandbox.url, path, query));
      expect((await answer.text()).slice(0, 6)).toBe('#!AMR\n');
    }
    expect((await sandbox.chat('people/lisi'))[0]?.msgtype).toBe('voice');
    const mp3 = { base64: Buffer.from('ID3').toString('base64') };
    expect((await sandbox.control('POST', '/people/lisi/voice', mp3)).status).toBe(400);
  });

  test('uploadimg 给一个不过期的图片地址；一天 1000 张', async () => {
    const sandbox = await aSandbox();
    const send = async (bytes: Buffer): Promise<ApiAnswer> => {
      const body = new FormData();
      body.append('media', new Blob([bytes]), '现场.png');
      const query = { access_token: await sandbox.token() };
      return answerOf(sandbox.url, 'media/uploadimg', query, { method: 'POST', body });
    };
    const { url } = await send(PNG);
    sandbox.clock.pass(100 * HOUR);
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(PNG);
    expect((await send(Buffer.from('GIF89a...'))).errcode).toBe(40004);
    expect((await send(Buffer.concat([PNG, Buffer.alloc(2 * 1024 * 1024)]))).errcode).toBe(40009);
    await sandbox.control('POST', '/limits', { name: 'uploadimg/month', max: 2 });
    expect([(await send(PNG)).errcode, (await send(PNG)).errcode]).toEqual([0, 45009]);
  });
});

function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=B1' };
    const call = request(url, { method: 'POST', headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(text));
    });
    call.on('error', reject);
    call.end(body);
  });
}
