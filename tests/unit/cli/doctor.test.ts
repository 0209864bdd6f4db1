import { expect, test } from 'vitest';
import type { CheckResult } from '../../../src/app/doctor/verdict.ts';
import { aMachine, run, type Machine } from './a-cli.ts';

const fine: CheckResult = {
  id: 'disk',
  title: '磁盘空间',
  state: 'ok',
  finding: '剩余 80.0 GB。',
  remedy: '',
};
const doubtful: CheckResult = {
  id: 'sandbox',
  title: '沙箱',
  state: 'doubtful',
  finding: '在用沙箱。',
  remedy: '请配置。',
};
const broken: CheckResult = {
  id: 'queue',
  title: '队列',
  state: 'wrong',
  finding: '连不上 Redis。',
  remedy: '请启动。',
};

const patient = (...diagnosis: CheckResult[]): Machine => Object.assign(aMachine(), { diagnosis });

test('没有错误，退出码 0；存疑不算错误', async () => {
  const { code, out, err } = await run(patient(fine, doubtful), 'doctor');
  expect(out).toEqual([
    '✓ 磁盘空间：剩余 80.0 GB。',
    '! 沙箱：在用沙箱。 → 请配置。',
    '共 2 项：正常 1，存疑 1，错误 0，跳过 0。',
  ]);
  expect([code, err]).toEqual([0, []]);
});

test('有错误，退出码 1', async () => {
  const { code, out, err } = await run(patient(broken, fine), 'doctor');
  expect(out[0]).toBe('✗ 队列：连不上 Redis。 → 请启动。');
  expect([code, err]).toEqual([1, ['error: not in order: queue']]);
});

test('--json 只打印 JSON', async () => {
  const outcome = await run(patient(broken, fine), 'doctor', '--json');
  expect(outcome.json).toEqual([broken, fine]);
  expect(outcome.code).toBe(1);
});

test('--wait 请人去点保存，不混进 JSON', async () => {
  const machine = patient(fine);
  const outcome = await run(machine, 'doctor', '--json', '--wait', '120');
  expect(outcome.json).toEqual([fine]);
  expect(outcome.err[0]).toMatch(/^请在 120 秒内.*https:\/\/duban\.example\.cn\/wecom\/callback，点“保存”/);
  expect(machine.calls).toEqual([['doctor', { waitSeconds: 120, tryRobot: false }]]);
});

test('--try-robot 要说出来才试', async () => {
  const machine = patient(fine);
  await run(machine, 'doctor', '--try-robot');
  expect(machine.calls).toEqual([['doctor', { waitSeconds: 0, tryRobot: true }]]);
});

test.each([['0'], ['soon']])('--wait %s：用错了，退出码 2', async (seconds) => {
  expect((await run(patient(fine), 'doctor', '--wait', seconds)).code).toBe(2);
});
