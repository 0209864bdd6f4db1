import { describe, expect, test } from 'vitest';
import { CHECK_IDS } from '../../../src/app/doctor/finding.ts';
import type { DoctorWords } from '../../../src/app/doctor/verdict.ts';
import { doctorLine, doctorSummary, doctorWords, pressSave } from '../../../src/zh/doctor.ts';

/** Every finding has its sentence, or this does not compile. */
const words: DoctorWords = doctorWords;

test('每一项检查都有名称，不重名', () => {
  const titles = CHECK_IDS.map((id) => words.titles[id]);
  expect(new Set(titles).size).toBe(CHECK_IDS.length);
});

describe('一行一项', () => {
  test.each([
    [
      { title: '数据库', state: 'ok', finding: 'PostgreSQL 16.3。', remedy: '' },
      '✓ 数据库：PostgreSQL 16.3。',
    ],
    [
      { title: '磁盘空间', state: 'doubtful', finding: '只剩 3.0 GB。', remedy: '请清理。' },
      '! 磁盘空间：只剩 3.0 GB。 → 请清理。',
    ],
    [
      { title: '队列', state: 'wrong', finding: '连不上。', remedy: '请启动。' },
      '✗ 队列：连不上。 → 请启动。',
    ],
    [
      { title: '调用凭证', state: 'skipped', finding: '因“外网连通”一项未通过，跳过。', remedy: '' },
      '– 调用凭证：因“外网连通”一项未通过，跳过。',
    ],
  ] as const)('%o → %s', (line, text) => expect(doctorLine(line)).toBe(text));

  test('最后一行是总数', () => {
    const lines = (['ok', 'ok', 'doubtful', 'wrong', 'skipped'] as const).map((state) => ({ state }));
    expect(doctorSummary(lines)).toBe('共 5 项：正常 2，存疑 1，错误 1，跳过 1。');
  });
});

test('请管理员去点“保存”', () => {
  expect(pressSave({ url: 'https://duban.example.cn/wecom/callback', seconds: 120 })).toContain(
    '核对 URL 为 https://duban.example.cn/wecom/callback，点“保存”',
  );
});

describe('说清原因和去处', () => {
  const { sentences } = words;
  const NOBODY = { unowned: [], left: [], outOfScope: [], neverSpoken: [] };
  test.each<[readonly [string, string?], RegExp, RegExp]>([
    [
      sentences.trusted_ip_missing({ ip: '203.0.113.9' }),
      /出口 IP 203\.0\.113\.9 不在/,
      /企业可信IP.*填入 203\.0\.113\.9/,
    ],
    [sentences.trusted_ip_missing({ ip: null }), /出口 IP 不在/, /报错中的 IP/],
    [sentences.clock_off({ seconds: 600 }), /快 10 分钟/, /NTP/],
    [sentences.clock_off({ seconds: -90 }), /慢 90 秒/, /NTP/],
    [sentences.skipped_after({ check: 'trusted_ip' }), /因“企业可信IP”/, /^$/],
    [sentences.disk_low({ freeMb: 3 * 1024 }), /3\.0 GB/, /DUBAN_DATA_DIR/],
    [
      sentences.contacts_unreached({ ...NOBODY, left: ['张三'], outOfScope: ['李四', '王五'] }),
      /张三 1 人已离职或停用；李四、王五 2 人不在应用的可见范围/,
      /另定责任人；.*可见范围/,
    ],
    [
      sentences.contacts_unreached({ ...NOBODY, unowned: ['1', '2', '3', '4', '5', '6', '7'] }),
      /中，1、2、3、4、5等 7 项没有责任人：收不到提醒/,
      /补上责任人/,
    ],
    [
      sentences.halts_some({ channel: 'app', since: '2026-11-20 09:10', advice: '请点启用。', others: 1 }),
      /app 自 2026-11-20 09:10 起停发，另有 1 个/,
      /请点启用/,
    ],
  ])('%o', ([finding, remedy = ''], said, todo) => {
    expect(finding).toMatch(said);
    expect(remedy).toMatch(todo);
  });
});
