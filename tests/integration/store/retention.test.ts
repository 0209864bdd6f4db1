import { existsSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, expect, test } from 'vitest';
import { settableClock } from '../../../src/clock.ts';
import { forgetOld } from '../../../src/app/retention/forget-old.ts';
import { openSnapshot } from '../../../src/store/dump/snapshot.ts';
import { openHouse, type House } from '../../support/house.ts';

const MONDAY = '2026-06-08';
let house: House;
afterEach(() => house.close());

async function rows<Row = Record<string, unknown>>(sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: house.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

const filesThere = async () => {
  const media = (
    await rows<{ sha256: string }>(`select sha256 from "InboundMedia" union select sha256 from "Evidence"`)
  ).map(({ sha256 }) => sha256);
  return media.filter((sha256) => existsSync(path.join(house.dataDir, 'media', sha256.slice(0, 2), sha256)))
    .length;
};

test('满 180 天：话没了，事还在；佐证、填报、审计一行不少；备份时不删', async () => {
  house = await openHouse({ date: MONDAY, time: '09:00' });
  await house.at(MONDAY, '09:10');
  await house.sendPicture('caiyuzhen', '佐证');
  await house.say('caiyuzhen', '17');
  await house.say('caiyuzhen', '17已完成，验收手续补办完毕');
  await house.sendPicture('luhaiping', '随手发的');
  const kept = async () => ({
    entries: await rows(`select id, text from "ProgressEntry" order by id`),
    evidence: await rows(`select sha256 from "Evidence" order by id`),
    audit: await rows(`select hash from "AuditEvent" where event <> 'old_messages_forgotten' order by seq`),
    messages: await rows(`select id, "dedupeKey", outcome from "InboundMessage" order by id`),
    sent: await rows(`select id, kind, state from "OutboundMessage" order by id`),
  });
  expect(await filesThere()).toBe(2);
  const on = (day: string) => ({
    ...house.deps,
    retentionDays: 180,
    clock: settableClock(new Date(day), 'Asia/Shanghai'),
  });

  const before = await kept();
  expect(await forgetOld(on('2026-12-05T08:59:00+08:00'))).toMatchObject({ received: 0, sent: 0, files: 0 });
  const deps = on('2026-12-07T10:00:00+08:00');
  const snapshot = await openSnapshot(house.url);
  expect(await forgetOld(deps)).toMatchObject({ received: 0, files: 0 });
  await snapshot.close();

  const done = await forgetOld(deps);
  expect(done).toMatchObject({ received: 4, files: 1 });
  expect(await kept()).toEqual(before);
  expect(await rows(`select distinct content from "InboundMessage"`)).toEqual([
    { content: { type: 'text', text: '' } },
  ]);
  expect(await rows(`select 1 from "OutboundMessage" where state = 'sent' and notice is not null`)).toEqual(
    [],
  );
  expect(await filesThere()).toBe(1);
  expect(await house.deps.store.audit.verify()).toBeNull();
  expect(await forgetOld(deps)).toMatchObject({ received: 0, sent: 0, files: 0 });
  await expect(forgetOld({ ...deps, retentionDays: 90 })).rejects.toThrow('fewer than 180');
});
