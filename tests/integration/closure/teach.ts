import type { ReplyCommand } from '../../../src/domain/reply/result.ts';
import type { House } from '../../support/house.ts';

/** Orders these tests give by other words than officials use: what an order does is tested here, not how it is read. */
const COMMANDS: Readonly<Record<string, ReplyCommand>> = {
  '#reviews': { name: 'reviews' },
  '#approve 14 19 20': { name: 'approve_all', items: ['14', '19', '20'], what: 'closure' },
  '#withdraw 6': { name: 'withdraw', item: '6' },
  '#withdraw 7': { name: 'withdraw', item: '7' },
  '#withdraw extension 26': { name: 'withdraw', item: '26', what: 'extension' },
  '#withdraw extension': { name: 'withdraw', what: 'extension' },
  '#withdraw help 6': { name: 'withdraw', item: '6', what: 'help' },
  '#withdraw help 13': { name: 'withdraw', item: '13', what: 'help' },
};

export function teach({ deps }: House): void {
  const { words } = deps;
  const understand: typeof words.understand = (text, context) => {
    const command = COMMANDS[text];
    return command ? { reports: [], requests: [], command, unclear: null } : words.understand(text, context);
  };
  Object.assign(deps, { words: { ...words, understand } });
}
