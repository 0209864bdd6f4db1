import type { Command } from 'commander';
import type { Halt, RobotChat, RobotState } from '../app/delivery/channel-stores.ts';
import type { Deps } from '../app/ports.ts';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { printJson, withApp, type Cli } from './cli.ts';

/** More than the daily cap of any app we know. */
const COUNTED = 1_000_000;

/** The ways out: which are set up, which are stopped, and where the robot may speak. */
export function addChannels(program: Command, cli: Cli): void {
  program
    .command('channels')
    .description('which channels are set up, what stopped one and since when, and what they sent today')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: true }) =>
      withApp(cli, async ({ deps }) => {
        const seen = await lookAtChannels(deps);
        if (json) printJson(cli, seen);
        else for (const line of channelsText(seen, deps.clock)) cli.print(line);
      }),
    );
  program
    .command('robot-groups')
    .description('the groups the robot was mentioned in, by the id that digest-to takes')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: true }) =>
      withApp(cli, async ({ deps }) => {
        if (deps.robotId === null) throw new AppError('usage', 'no robot is set up: see WECOM_ROBOT_ID');
        const groups = await deps.store.robotChats.groups(deps.robotId);
        if (json) printJson(cli, groups);
        else for (const line of groupsText(groups, deps.clock)) cli.print(line);
      }),
    );
}

interface ChannelsSeen {
  readonly channels: readonly { readonly name: string; readonly sentToday: number }[];
  readonly halts: readonly Halt[];
  /** Null without a robot, or before its connection was ever tried. */
  readonly robot: RobotState | null;
}

async function lookAtChannels({ channels, robotId, store, clock }: Deps): Promise<ChannelsSeen> {
  const { date } = clock.local(clock.now());
  const since = clock.instant({ date, time: '00:00' });
  const sent = await store.outbound.list({ states: ['sent'], since, limit: COUNTED });
  // The robot's connection belongs to the service: a command knows it by its settings.
  const names = new Set([...Object.keys(channels), ...(robotId === null ? [] : ['robot'])]);
  return {
    channels: [...names].map((name) => ({
      name,
      sentToday: sent.filter(({ via }) => via === name).length,
    })),
    halts: await store.halts.all(),
    robot: robotId === null ? null : await store.robotStates.get(robotId),
  };
}

function channelsText({ channels, halts, robot }: ChannelsSeen, clock: Clock): string[] {
  if (channels.length === 0) return ['no channel is set up'];
  return [
    ...channels.map(({ name, sentToday }) => `${name.padEnd(8)} ${sentToday} sent today`),
    ...halts.map(
      ({ channel, code, why, advice, since }) =>
        `${channel} is stopped since ${moment(since, clock)}: ${code} ${why}\n  ${advice}`,
    ),
    ...(robot
      ? [
          `the robot's connection is ${robot.state} since ${moment(robot.since, clock)} (${robot.owner})`,
          ...(robot.detail === '' ? [] : [`  ${robot.detail}`]),
        ]
      : []),
  ];
}

const groupsText = (groups: readonly RobotChat[], clock: Clock): string[] =>
  groups.length === 0
    ? ['the robot was mentioned in no group yet']
    : groups.map(
        ({ chatId, lastHeardAt, lostAt }) =>
          `${chatId}  heard of ${moment(lastHeardAt, clock)}${lostAt ? `, lost ${moment(lostAt, clock)}` : ''}`,
      );

function moment(instant: Date, clock: Clock): string {
  const { date, time } = clock.local(instant);
  return `${date} ${time}`;
}
