import { Option, type Command } from 'commander';
import { setPaperSettings } from '../app/papers/set-paper-settings.ts';
import { DEFAULT_PAPER_SETTINGS, type PaperSettings } from '../domain/ledger/paper-settings.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asLetter, asName } from './options.ts';
import { asLinePitch } from './paper-options.ts';
import { pickRound } from '../app/papers/pick-ledger.ts';

interface SettingsOptions extends Partial<Omit<PaperSettings, 'longTerm'>> {
  readonly longTerm?: 'state' | 'beside';
  readonly round?: string;
  readonly json?: true;
}

export function addPaperSettings(program: Command, cli: Cli): void {
  program
    .command('papers')
    .description("how a round's official documents are made out; without an option, as it is")
    .option('--office <name>', 'who issues them', asName)
    .option('--addressee <name>', 'whom reports and bulletins are addressed to', asName)
    .option('--line-pitch <points>', 'points between lines, 20 to 29', asLinePitch)
    .addOption(
      new Option(
        '--long-term <how>',
        'long-term problems as a state of their own, or beside the completion',
      ).choices(['state', 'beside']),
    )
    .option('--round <letter>', 'which round, when several are active', asLetter)
    .option('--json', 'as JSON')
    .action((options: SettingsOptions) =>
      withApp(cli, async ({ deps }) => {
        const round = await pickRound(deps, options.round);
        const change = changeOf(options);
        const settings =
          Object.keys(change).length === 0
            ? { ...DEFAULT_PAPER_SETTINGS, ...round.settings.papers }
            : await setPaperSettings(deps, round, change);
        if (options.json) return printJson(cli, settings);
        cli.print(`office: ${settings.office || '(to be filled in)'}`);
        cli.print(`addressee: ${settings.addressee || '(to be filled in)'}`);
        cli.print(`line pitch: ${settings.linePitch} pt`);
        cli.print(`long term: ${settings.longTerm === 'as_state' ? 'a state' : 'beside the completion'}`);
      }),
    );
}

function changeOf({ office, addressee, linePitch, longTerm }: SettingsOptions): Partial<PaperSettings> {
  return {
    ...(office !== undefined && { office }),
    ...(addressee !== undefined && { addressee }),
    ...(linePitch !== undefined && { linePitch }),
    ...(longTerm !== undefined && {
      longTerm: longTerm === 'state' ? ('as_state' as const) : ('beside' as const),
    }),
  };
}
