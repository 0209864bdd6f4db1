import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadExample, type ExamplePerson } from '../../src/app/office/load-example.ts';
import type { ExampleRound } from '../../src/app/office/example-round.ts';
import { clockFrom } from '../../src/clock.ts';
import { projectFile } from '../../src/main/project.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createStore } from '../../src/store/store.ts';

/* Also run as a program of an older checkout, with the tables and the code of that one: node fill.ts URL FILE */

/** What of a town stands in the database, as it can be handed to another process. */
export interface Filling {
  readonly example: ExampleRound;
  readonly people: readonly ExamplePerson[];
  readonly robotId: string;
  /** userids */
  readonly byRobot: readonly string[];
  /** `YYYY-MM-DD HH:MM` */
  readonly at: string;
}

const noLog = { debug() {}, info() {}, warn() {}, error() {} };

/** Makes the tables and loads the round, as it stands at that moment. */
export async function fill(url: string, { example, people, robotId, byRobot, at }: Filling): Promise<void> {
  await migrate({ connectionString: url, directory: projectFile('prisma', 'migrations'), log: noLog });
  const database = openDatabase(url);
  const store = createStore(database, path.join(path.sep, 'nowhere'));
  const clock = clockFrom(at, 'Asia/Shanghai');
  await loadExample({ store, clock }, example, people, { kind: 'webhook', name: 'g-lead' });
  await database.pool.query(
    `insert into "RobotChat" ("robotId", "chatId", kind, "personId", "boundBy", "lastHeardAt")
     select $1, userid, 'person', id, 'plain', $2 from "Person" where userid = any($3)`,
    [robotId, clock.now(), byRobot],
  );
  await database.close();
}

const [, program = '', url, file] = process.argv;
if (program === import.meta.filename && url && file)
  await fill(url, JSON.parse(readFileSync(file, 'utf8')) as Filling);
