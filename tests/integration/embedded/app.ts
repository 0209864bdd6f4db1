// An application with an embedded database, run as a process of its own: node --import tsx app.ts DIR MODE
// It tells what happens to it in lines of JSON.
import { Client } from 'pg';
import { messageOf } from '../../../src/errors.ts';
import { startEmbedded } from '../../../src/embedded/postgres.ts';
import { silentLog } from '../../support/silent-log.ts';

const [dir = '', mode = 'wait'] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const postgres = await startEmbedded({ dir, log: silentLog }).catch((error: unknown) => {
  say({ event: 'refused', message: messageOf(error) });
  process.exit(3);
});
const client = new Client({ connectionString: postgres.url });
client.on('error', () => {});
await client.connect();
await client.query('create table if not exists written (id int generated always as identity)');
const write = async () => {
  const { rows } = await client.query<{ id: number }>('insert into written default values returning id');
  say({ event: 'written', id: rows[0]?.id });
};

const shutDown = async () => {
  await write();
  await client.end();
  await postgres.stop();
  process.exit(0);
};
process.once('SIGINT', () => void shutDown());
process.once('SIGTERM', () => void shutDown());

say({ event: 'ready', adopted: postgres.adopted });
if (mode === 'exit') process.exit(0);
if (mode === 'throw') throw new Error('nobody catches this');
if (mode === 'write') for (;;) await write();
