import { describe, expect, test } from 'vitest';
import { ERROR_ROWS, ROBOT_ROWS, type ErrorClass } from '../../../src/wecom/error-table.ts';
import { adviceFor, classify, faultOf, ipIn, isKnown, retryAfterMs } from '../../../src/wecom/errors.ts';
import { unknownCodeAdvice, untrustedIpAdvice, wecomAdvice } from '../../../src/zh/wecom-errors.ts';

test.each<[number, string, ErrorClass, ReturnType<typeof faultOf>, number | null]>([
  [40014, '凭证无效', 'T', 'operator', null],
  [42001, '凭证过期', 'T', 'operator', null],
  [40001, 'Secret 不对', 'T', 'operator', null],
  [-1, '系统繁忙', 'B', 'busy', 1000],
  [45009, '限流', 'B', 'busy', 60_000],
  [45033, '并发过多', 'B', 'busy', 5000],
  [-1000, '没有连上', 'B', 'busy', null],
  [60020, '出口 IP 不可信', 'C', 'operator', null],
  [50003, '应用停用', 'C', 'operator', null],
  [43012, '没有回调地址', 'C', 'operator', null],
  [93000, '群机器人地址无效', 'C', 'operator', null],
  [81013, '收件人都无效', 'R', 'recipient', null],
  [60111, '没有这个人', 'R', 'recipient', null],
  [82102, '没收到过这张卡片', 'R', 'recipient', null],
  [40029, '登录码不对', 'U', 'message', null],
  [45002, '消息太长', 'P', 'message', null],
  [60140, '卡片已不能更新', 'P', 'message', null],
  [42037, '卡片选项不对', 'P', 'message', null],
  [86215, '群已存在', 'P', 'message', null],
  [90460, '日程', 'P', 'message', null],
  [93006, '群机器人不在这个群', 'C', 'operator', null],
  [93017, '内容为空', 'P', 'message', null],
  [846605, '回复晚了', 'B', 'busy', null],
  [846608, '流式回复晚了', 'B', 'busy', null],
  [846609, '长连接没登录', 'B', 'busy', 5000],
  [853000, '机器人 Secret 不对', 'C', 'operator', null],
  [853006, '没有数据权限', 'C', 'operator', null],
  [94000, '工作台没开', 'C', 'operator', null],
  [987654, '没见过', 'P', 'message', null],
])('%i %s', (code, _meaning, errorClass, fault, waitMs) =>
  expect([classify(code), faultOf(code), retryAfterMs(code)]).toEqual([errorClass, fault, waitMs]),
);

test.each<[number, string]>([
  [93001, '会话不允许'],
  [93006, '没聊过'],
  [93008, '不在群里'],
])('%i %s: to the robot it is this conversation, to a webhook all of it', (code) =>
  expect([faultOf(code, 'robot'), faultOf(code)]).toEqual(['recipient', 'operator']),
);

test('what is the same for both is told once', () =>
  expect([faultOf(45009, 'robot'), classify(42045, 'robot')]).toEqual(['busy', 'P']));

describe('the table', () => {
  const codes = ERROR_ROWS.flatMap((row) => row.codes);

  test('no code stands twice', () => expect(codes).toHaveLength(new Set(codes).size));
  test('ranges are whole', () => expect([86003, 86005, 86008].every(isKnown)).toBe(true));
  test('only what is to be repeated has a waiting time', () =>
    expect(ERROR_ROWS.filter((row) => row.retryAfterMs !== undefined && row.class !== 'B')).toEqual([]));
  test.each([[42004], [43001], [44002], [45011], [47001]])('%i does not exist in WeCom', (code) =>
    expect(isKnown(code)).toBe(false),
  );
  test('every sentence is used', () =>
    expect(new Set([...ERROR_ROWS, ...ROBOT_ROWS].map(({ advice }) => advice))).toEqual(
      new Set(Object.keys(wecomAdvice)),
    ));
});

test('advice says what happened and what to do', () => {
  expect(adviceFor(60020)).toContain('企业可信IP');
  expect(adviceFor(40001)).toContain('WECOM_SECRET');
  expect(adviceFor(987654)).toBe(unknownCodeAdvice);
  expect(adviceFor(93006, '', 'robot')).toContain('先在该会话中给机器人发一条消息');
});

test('the address to trust stands in the advice', () => {
  const told = 'not allow to access from your ip, hint: [1], from ip: 203.0.113.7, more info at …';
  expect(adviceFor(60020, told)).toBe(untrustedIpAdvice('203.0.113.7'));
  expect(adviceFor(60020)).toContain('报错中的 IP');
  expect(adviceFor(45009, told)).not.toContain('203.0.113.7');
});

test.each([
  ['from ip: 203.0.113.7, more', '203.0.113.7'],
  ['from ip: 2001:db8::7.', '2001:db8::7'],
  ['from ip:', null],
  ['from ip: elsewhere', null],
  ['', null],
])('the address in “%s”', (errmsg, ip) => expect(ipIn(errmsg)).toBe(ip));

const sentences = { ...wecomAdvice, unknownCodeAdvice, untrustedIpAdvice: untrustedIpAdvice('203.0.113.7') };

test.each(Object.entries(sentences))('%s is one sentence', (_name, sentence) =>
  expect(sentence).toMatch(/^[^。]+。$/),
);
