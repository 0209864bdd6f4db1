import { describe, expect, test } from 'vitest';
import { AppError } from '../../../src/errors.ts';
import { aMachine, misconfigured, run } from './a-cli.ts';

describe('the service commands hand over what was typed', () => {
  test.each<[string[], unknown]>([
    [['start'], ['start', { role: 'all' }]],
    [
      ['start', '--role', 'worker'],
      ['start', { role: 'worker' }],
    ],
    [
      ['start', '--role', 'robot'],
      ['start', { role: 'robot' }],
    ],
    [
      ['start', '--at', '2026-06-08 08:55'],
      ['start', { role: 'all', at: '2026-06-08 08:55' }],
    ],
    [
      ['start', '--at', '2026-06-08T08:55'],
      ['start', { role: 'all', at: '2026-06-08 08:55' }],
    ],
    [['sandbox'], ['sandbox', {}]],
    [
      ['sandbox', '--port', '0', '--corp', 'corp.json', '--callback', 'http://127.0.0.1:8080/cb'],
      ['sandbox', { port: 0, corp: 'corp.json', callback: 'http://127.0.0.1:8080/cb' }],
    ],
    [['demo'], ['demo', { out: 'demo-out' }]],
    [
      ['demo', '--report', '通报.txt', '--out', 'x'],
      ['demo', { report: '通报.txt', out: 'x' }],
    ],
  ])('%j', async (args, call) => {
    const machine = aMachine();
    expect(await run(machine, ...args)).toMatchObject({ code: 0, err: [] });
    expect(machine.calls).toEqual([call]);
  });
});

describe('misuse ends with 2 before anything is opened', () => {
  test.each<[string[], RegExp]>([
    [[], /Usage: duban/],
    [['sart'], /unknown command 'sart'/],
    [['start', '--role', 'cron'], /Allowed choices are all, web, worker, robot/],
    [['start', '--at', '2026-06-08'], /YYYY-MM-DD HH:MM/],
    [['start', '--at', '2026-02-30 08:00'], /YYYY-MM-DD HH:MM/],
    [['start', '--at', '2026-06-08 24:00'], /YYYY-MM-DD HH:MM/],
    [['sandbox', '--port', '65536'], /0 to 65535/],
    [['sandbox', '--port', '-1'], /0 to 65535/],
    [['sandbox', '--callback', 'file:///etc/passwd'], /http\(s\) URL/],
    [['plan'], /required option '--date/],
    [['plan', '--date', '2026-6-8'], /YYYY-MM-DD/],
    [['week', '--date', '2026-02-30'], /YYYY-MM-DD/],
    [['week', '--date', '2026-02-03', 'extra'], /too many arguments/],
    [['ledger', 'export'], /required option '--out/],
    [['ledger', 'export', '--out', 'x', '--number', '0'], /from 1/],
    [['ledger', 'export', '--out', 'x', '--number', '1', '--week', '2026-06-08'], /cannot be used with/],
    [['binding-code'], /name people, or say --all/],
    [['binding-code', 'luhaiping', '--all'], /name people, or say --all/],
    [['person', 'add', ' '], /expected a name/],
    [['messages', '--state', 'lost'], /Allowed choices are planned/],
    [['messages', '--days', '0'], /from 1/],
    [['recall'], /missing required argument/],
    [['digest-to', 'A', '--webhook', 'x', '--robot-group', 'wr-1'], /cannot be used with/],
    [['import'], /name the file to import/],
    [['import', 'a.xlsx', '--template'], /either import a file/],
    [['import', 'a.xlsx', '--name', '整改'], /say which with --round/],
    [['import', 'a.xlsx', '--round', 'AB'], /one letter/],
    [['import', 'a.xlsx', '--yes', '--dry-run'], /cannot be used with/],
  ])('%j', async (args, message) => {
    const machine = aMachine();
    const { code, out, err } = await run(machine, ...args);
    expect([code, out, machine.opened]).toEqual([2, [], 0]);
    expect(err.join('\n')).toMatch(message);
  });
});

test('help is no error', async () => {
  const { code, out, err } = await run(aMachine(), '--help');
  expect([code, err]).toEqual([0, []]);
  for (const command of [
    'start',
    'sandbox',
    'demo',
    'import',
    'understand',
    'plan',
    'week',
    'figures',
    'ledger',
    'contacts',
    'person',
    'binding-code',
    'messages',
    'resend',
    'count-as-sent',
    'recall',
    'channels',
    'robot-groups',
  ]) {
    expect(out.join('\n')).toContain(`\n  ${command}`);
  }
});

describe('an error is one message without a stack, and its kind is the exit code', () => {
  test.each<[Error, number, string]>([
    [misconfigured, 2, 'error: the environment is misconfigured:\n  PORT: too large'],
    [new AppError('data_folder_in_use', 'in use by 12'), 2, 'error: in use by 12'],
    [new AppError('database_unavailable', 'no database'), 2, 'error: no database'],
    [new AppError('wecom_unreachable', 'no answer'), 1, 'error: no answer'],
    [new TypeError('x is not a function'), 1, 'error: x is not a function'],
  ])('%s', async (broken, code, message) => {
    const machine = aMachine();
    machine.broken = broken;
    expect(await run(machine, 'week', '--date', '2026-06-08')).toMatchObject({
      code,
      out: [],
      err: [message],
    });
  });
});

test.each([
  ['something was applied', null, 'applied 0001_init'],
  ['nothing was pending', misconfigured, 'the database is up to date'],
])('migrate: %s', async (_, broken, line) => {
  const machine = aMachine();
  machine.broken = broken;
  expect(await run(machine, 'migrate')).toMatchObject({ code: 0, out: [line] });
});
