import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readSecret, type Secret } from '../../../src/archive/key.ts';
import { settableClock } from '../../../src/clock.ts';
import { backUp } from '../../../src/main/backup/back-up.ts';
import { drill } from '../../../src/main/backup/drill.ts';
import { restore } from '../../../src/main/backup/restore.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openHouse, type House } from '../../support/house.ts';
import { silentLog } from '../../support/silent-log.ts';

const [MONDAY, FRIDAY] = ['2026-06-08', '2026-06-12'] as const;
const NIGHT = new Date('2026-06-13T03:00:00+08:00');
const KEY: Secret = readSecret('0123456789abcdef'.repeat(4));
const report = () => {};

let folder: string;
let house: House;
let houseUrl: string;
let plain: string;
let sealed: string;

/** A round's week: reminded, answered, evidenced, frozen; and two backups of it while the service runs. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'duban-backup-'));
  house = await openHouse({ date: MONDAY, time: '09:00' });
  await house.at(MONDAY, '09:10');
  await house.sendPicture('caiyuzhen');
  await house.say('caiyuzhen', '17');
  await house.say('caiyuzhen', '17已完成，\t材料已报\\n「“引号”」');
  await house.at(FRIDAY, '14:00');
  await house.at(FRIDAY, '16:10');
  houseUrl = house.url;
  const options = { url: houseUrl, dataDir: house.dataDir, now: NIGHT, log: silentLog, report };
  [plain, sealed] = [path.join(folder, 'plain.tar.gz'), path.join(folder, 'sealed.tar.gz.enc')];
  await backUp({ ...options, file: plain, secret: null });
  await backUp({ ...options, file: sealed, secret: KEY });
}, 120_000);
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

let target: TestDatabase;
let dataDir: string;
beforeEach(async () => {
  target = await createEmptyDatabase();
  dataDir = mkdtempSync(path.join(folder, 'data-'));
});
afterEach(() => target.drop());

const into = (file: string, more: Partial<Parameters<typeof restore>[0]> = {}) =>
  restore({
    url: target.url,
    dataDir,
    file,
    secret: null,
    clock: settableClock(new Date(NIGHT.getTime() + 3_600_000), 'Asia/Shanghai'),
    log: silentLog,
    replace: false,
    despiteFaults: false,
    report,
    ...more,
  });

async function ask<Row = Record<string, unknown>>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

const schemas = async () =>
  (
    await ask<{ name: string }>(
      target.url,
      `select nspname as name from pg_namespace where nspname ~ '^(public|duban|before)' order by 1`,
    )
  ).map(({ name }) => name);

describe('恢复', () => {
  test.each<[string, () => string, Secret | null]>([
    ['明文的', () => plain, null],
    ['加密的', () => sealed, KEY],
  ])('%s备份恢复到空库：逐行逐文件一致，链完整，定稿可验，发送暂停', async (_, file, secret) => {
    const done = await into(file(), { secret });
    expect(done.proof).toMatchObject({ faults: [], weeks: 4, tasks: 39 });
    expect(done.aside).toBeNull();
    const rows = (url: string, table: string) =>
      ask(url, `select to_jsonb(t) as row from "${table}" t order by t::text`);
    for (const table of ['ProgressEntry', 'Evidence', 'LedgerWeek', 'Task', 'Person', 'OutboundMessage'])
      expect(await rows(target.url, table)).toEqual(await rows(houseUrl, table));
    const [evidence] = await ask<{ sha256: string }>(target.url, `select sha256 from "InboundMedia"`);
    const stored = path.join('media', evidence?.sha256.slice(0, 2) ?? '', evidence?.sha256 ?? '');
    expect(readFileSync(path.join(dataDir, stored))).toEqual(readFileSync(path.join(house.dataDir, stored)));
    expect(await ask(target.url, `select by, reason, "backupOf" from "SendingPause"`)).toEqual([
      { by: 'operator', reason: '', backupOf: NIGHT },
    ]);
    const [last] = await ask(target.url, `select event from "AuditEvent" order by seq desc limit 1`);
    expect(last).toEqual({ event: 'backup_restored' });
    expect(
      readFileSync(path.join(dataDir, 'audit-anchors.jsonl'), 'utf8').trim().split('\n').length,
    ).toBeGreaterThan(1);
    // Numbers go on behind the rows, and what may only be added to still refuses everything else.
    await ask(target.url, `insert into "RobotState" values ('r', 'up', now(), 'x')`);
    await expect(ask(target.url, `delete from "AuditEvent"`)).rejects.toThrow('append-only');
    expect(await schemas()).toEqual(['public']);
  });

  test('库里有东西：不点头不动，点头了原来的留在旁边', async () => {
    await into(plain);
    await ask(target.url, `update "Round" set name = '后来改的'`);
    await expect(into(plain)).rejects.toThrow('the database is not empty: nothing was changed');
    const { aside } = await into(plain, { replace: true });
    expect(await schemas()).toEqual([aside, 'public']);
    expect(await ask(target.url, `select name from "${aside}"."Round"`)).toEqual([{ name: '后来改的' }]);
    expect(await ask(target.url, `select name from "Round"`)).not.toEqual([{ name: '后来改的' }]);
    expect(readdirSync(dataDir).filter((name) => name.includes('.before-restore-'))).toHaveLength(1);
  });

  test('服务还连着这个库：拒绝', async () => {
    await expect(into(plain, { url: houseUrl, replace: true })).rejects.toThrow(
      'duban is at work on this database: stop the service first',
    );
  });
});

const broken = (change: (data: Buffer) => Buffer, file: string): string => {
  const copy = path.join(folder, 'broken');
  writeFileSync(copy, change(readFileSync(file)));
  return copy;
};
const flipped = (at: number) => (data: Buffer) => {
  const copy = Buffer.from(data);
  const index = Math.floor(at * (copy.length - 1));
  copy[index] = (copy[index] ?? 0) ^ 1;
  return copy;
};

describe('坏的备份一律说清楚，什么都不动', () => {
  const other = readSecret('f'.repeat(64));

  test.each<[string, (data: Buffer) => Buffer, 'plain' | 'sealed', Secret | null, RegExp]>([
    ['没有密钥', (data) => data, 'sealed', null, /is encrypted: DUBAN_BACKUP_KEY has to be set/],
    ['密钥不对', (data) => data, 'sealed', other, /DUBAN_BACKUP_KEY is not the key of this backup/],
    [
      '给的是口令',
      (data) => data,
      'sealed',
      readSecret('一个足够长的口令十二个字'),
      /it takes a key of 32 bytes/,
    ],
    ['加密的，中间错一位', flipped(0.5), 'sealed', KEY, /damaged or cut off/],
    ['加密的，最后错一位', flipped(1), 'sealed', KEY, /damaged or cut off/],
    ['加密的，少了尾巴', (data) => data.subarray(0, -1), 'sealed', KEY, /damaged or cut off/],
    [
      '加密的，多了一截',
      (data) => Buffer.concat([data, data.subarray(0, 9)]),
      'sealed',
      KEY,
      /damaged or cut off/,
    ],
    ['明文的，中间错一位', flipped(0.5), 'plain', null, /damaged|cannot be used/],
    ['明文的，少了一半', (data) => data.subarray(0, data.length / 2), 'plain', null, /damaged or cut off/],
    ['别的文件', () => Buffer.from('PK\u0003\u0004'), 'plain', null, /is not a backup of duban/],
    ['空文件', () => Buffer.alloc(0), 'plain', null, /is not a backup of duban/],
  ])('%s', async (_, change, which, secret, message) => {
    const file = broken(change, which === 'plain' ? plain : sealed);
    await expect(into(file, { secret })).rejects.toThrow(message);
    expect((await schemas()).filter((name) => name !== 'public')).toEqual([]);
    expect(existsSync(path.join(dataDir, 'audit-anchors.jsonl'))).toBe(false);
  });
});

const run = (file: string, secret: Secret | null = null) =>
  drill({
    url: houseUrl,
    backupDir: dataDir,
    file,
    secret,
    clock: settableClock(NIGHT, 'Asia/Shanghai'),
    log: silentLog,
    backupSeconds: null,
    report,
  });

describe('演练', () => {
  test('恢复到另建的库里，验过，删掉；结果留给医生看', async () => {
    expect(await run(sealed, KEY)).toMatchObject({ where: 'database', proof: { faults: [], weeks: 4 } });
    expect(await ask(houseUrl, `select 1 from pg_database where datname like 'duban\\_drill%'`)).toEqual([]);
    expect(readdirSync(dataDir)).toEqual(['drill.json']);
    expect(JSON.parse(readFileSync(path.join(dataDir, 'drill.json'), 'utf8'))).toMatchObject({
      file: 'sealed.tar.gz.enc',
      takenAt: NIGHT.toISOString(),
      faults: [],
    });
  });

  test('备份之前有人改过日志：演练看得出来，恢复要另外点头', async () => {
    await into(plain);
    await ask(target.url, `alter table "AuditEvent" disable trigger all`);
    await ask(target.url, `update "AuditEvent" set actor = 'nobody' where seq = 5`);
    await ask(target.url, `delete from "SendingPause"`);
    const tampered = path.join(folder, 'tampered.tar.gz');
    await backUp({
      url: target.url,
      dataDir,
      file: tampered,
      secret: null,
      now: NIGHT,
      log: silentLog,
      report,
    });
    expect((await run(tampered)).proof.faults).toEqual(['audit log: entry 5 (altered)']);
    await expect(into(tampered, { replace: true })).rejects.toThrow('what was saved is not whole');
    const { proof } = await into(tampered, { replace: true, despiteFaults: true });
    expect(proof.faults).toHaveLength(1);
  });

  test('文件丢了：备份照做，说出是哪些', async () => {
    const copy = mkdtempSync(path.join(folder, 'lost-'));
    copyFileSync(path.join(house.dataDir, 'audit-anchors.jsonl'), path.join(copy, 'audit-anchors.jsonl'));
    const done = await backUp({
      url: houseUrl,
      dataDir: copy,
      file: path.join(copy, 'b.tar.gz'),
      secret: null,
      now: NIGHT,
      log: silentLog,
      report,
    });
    expect(done.lost).toHaveLength(1);
    expect(await run(done.file)).toMatchObject({ media: { files: 0 }, proof: { faults: [] } });
  });
});

test('升级之前的备份恢复到升级之后的程序', async () => {
  const old = await createTestDatabase();
  const file = path.join(folder, 'old.tar.gz');
  await ask(old.url, `drop table "SendingPause"`);
  await ask(old.url, `delete from "_prisma_migrations" where migration_name like '%sending_pause'`);
  await backUp({ url: old.url, dataDir, file, secret: null, now: NIGHT, log: silentLog, report });
  await old.drop();
  await into(file);
  expect(await ask(target.url, `select 1 from "SendingPause"`)).toHaveLength(1);
});

test('新程序的备份，旧程序不接', async () => {
  const newer = await createTestDatabase();
  const file = path.join(folder, 'newer.tar.gz');
  await ask(
    newer.url,
    `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at)
     values ('x', repeat('0', 64), '20991231000000_future', now())`,
  );
  await backUp({ url: newer.url, dataDir, file, secret: null, now: NIGHT, log: silentLog, report });
  await newer.drop();
  await expect(into(file)).rejects.toThrow(
    'whose migration 20991231000000_future this program does not have',
  );
});
