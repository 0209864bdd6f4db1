import { aCorp } from './a-sandbox.ts';
import { startSandbox } from '../../../src/sandbox/server.ts';

/** A sandbox in a process of its own, to be killed. Arguments: the journal file, the callback URL. */
const [, , journalFile = '', callback = ''] = process.argv;
const sandbox = await startSandbox({ port: 0, corp: aCorp(), callback: { url: callback }, journalFile });
console.log(sandbox.url);
