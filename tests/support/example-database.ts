import path from 'node:path';
import { tmpdir } from 'node:os';
import { loadExample } from '../../src/app/office/load-example.ts';
import type { Clock } from '../../src/clock.ts';
import type { LocalTime } from '../../src/domain/calendar/date.ts';
import { readCorp } from '../../src/main/corp.ts';
import { ensureLeadingGroup, peopleOf, readExampleRound } from '../../src/main/example.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import { copyOnce, createCopyOf, type TestDatabase } from './database.ts';
import { TEMPLATE } from './template.ts';

/**
 * A fresh database with the example round as it is loaded at that moment. Loading takes a second, so it is done once
 * for a moment and copied afterwards.
 */
export async function createExampleDatabase(start: LocalTime, clock: Clock): Promise<TestDatabase> {
  const name = `example_${start.date}_${start.time}`.replaceAll(/[-:]/g, '');
  await copyOnce(name, TEMPLATE, (url) => load(url, clock));
  return createCopyOf(name);
}

async function load(url: string, clock: Clock): Promise<void> {
  const database = openDatabase(url);
  const store = createStore(database, path.join(tmpdir(), 'no-media'));
  const example = await readExampleRound();
  // The sandbox has its group made when the house opens.
  const target = await ensureLeadingGroup({ ensure: async () => {} }, example.round.leadingGroup);
  await loadExample({ store, clock }, example, peopleOf(readCorp(null)), target);
  await database.close();
}
