import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/domain/message/card.ts';
import { checkRobotCard, checkRobotFace } from '../../../src/sandbox/robot/robot-shapes.ts';
import { checkCardShape, checkNewFace } from '../../../src/sandbox/shapes/cards.ts';
import type { CardDialect } from '../../../src/wecom/card-parts.ts';
import { newCard, replacementCard } from '../../../src/wecom/cards.ts';
import { aCard, aChoice, CARDS_BY_KIND } from './a-card.ts';

const DIALECTS = ['app', 'robot'] as const satisfies readonly CardDialect[];

const rows = Object.entries(CARDS_BY_KIND).flatMap(([kind, card]) =>
  DIALECTS.map((dialect) => ({ kind, card, dialect })),
);

const snapshot = (json: object | null, name: string): Promise<void> =>
  expect(`${JSON.stringify(json, null, 2)}\n`).toMatchFileSnapshot(`snapshots/${name}.json`);

describe.each(rows)('$kind in the dialect of the $dialect', ({ kind, card, dialect }) => {
  test('to send', async () => {
    expect(newCard(card, dialect)).toMatchObject({ card_type: kind });
    await snapshot(newCard(card, dialect), `${kind}.${dialect}`);
  });

  test('finished', async () => {
    const done = { ...card, doneText: '已全部反馈' };
    await snapshot(replacementCard(done, dialect), `${kind}.${dialect}.finished`);
  });
});

describe('which kind it becomes', () => {
  const bare = { choices: [], buttons: [], subtitle: '', body: '', lines: [] };
  test.each<[string, Partial<Card>, string | null]>([
    ['没有可按、可看、可开的', bare, null],
    ['只有选项，没有按钮', { ...bare, choices: [aChoice()] }, null],
    ['只有清单，没有按钮', { ...bare, checklist: aChoice() }, null],
    ['只有链接', { ...bare, link: 'https://duban.example.cn/' }, 'text_notice'],
    ['只有图片，点开就是图片', { ...bare, picture: 'https://duban.example.cn/a.png' }, 'news_notice'],
    ['按钮和链接', { link: 'https://duban.example.cn/' }, 'button_interaction'],
    ['按钮和图片', { picture: 'https://duban.example.cn/a.png' }, 'button_interaction'],
    ['两个选项加按钮', { choices: [aChoice(), aChoice({ key: 'b' })] }, 'multiple_interaction'],
    ['清单和选项都有', { checklist: aChoice({ key: 'b' }) }, 'vote_interaction'],
  ])('%s', (_name, change, kind) => {
    const types = DIALECTS.map((dialect) => newCard(aCard(change), dialect));
    expect(types).toEqual(
      DIALECTS.map(() => (kind === null ? null : (expect.objectContaining({ card_type: kind }) as object))),
    );
  });

  test('a picture is looked at where there is nothing to open', () =>
    expect(newCard(aCard({ ...bare, picture: 'https://duban.example.cn/a.png' }), 'app')).toMatchObject({
      card_action: { type: 1, url: 'https://duban.example.cn/a.png' },
    }));
});

describe('a card that takes the place of another', () => {
  const keeping = { cardId: 'weekly_018f_1' };

  test('the app keeps the task_id of the first by itself', () =>
    expect(replacementCard(aCard(keeping), 'app')).not.toHaveProperty('task_id'));

  test('the robot is told it again', () =>
    expect(replacementCard(aCard(keeping), 'robot')).toMatchObject({ task_id: 'weekly_018f_1' }));

  test.each(DIALECTS)('%s: nothing to press, and not finished: no card', (dialect) =>
    expect(replacementCard(aCard({ choices: [], buttons: [] }), dialect)).toBeNull(),
  );

  const done = aCard({ ...keeping, choices: [], buttons: [], doneText: '已全部反馈' });

  test('finished in the app: it stays readable, and its one button is grey', () =>
    expect(replacementCard(done, 'app')).toMatchObject({
      card_type: 'button_interaction',
      button_list: [{ text: '已全部反馈', style: 4, key: 'done' }],
      replace_text: '已全部反馈',
    }));

  test('finished by the robot: one plain button without effect', () =>
    expect(replacementCard(done, 'robot')).toMatchObject({
      card_type: 'button_interaction',
      task_id: 'weekly_018f_1',
      button_list: [{ text: '已全部反馈', style: 4, key: 'done' }],
    }));

  test('finished by the robot, with somewhere to go: a notice', () => {
    const linked = replacementCard({ ...done, link: 'https://duban.example.cn/' }, 'robot');
    expect(linked).toMatchObject({
      card_type: 'text_notice',
      quote_area: { quote_text: '已全部反馈' },
      card_action: { type: 1, url: 'https://duban.example.cn/' },
    });
    expect(linked).not.toHaveProperty('button_list');
  });
});

test('empty parts are left out', () =>
  expect(newCard(aCard({ source: '', subtitle: '', body: '', lines: [], choices: [] }), 'app')).toEqual({
    card_type: 'button_interaction',
    main_title: { title: '本周请反馈 2 项整改' },
    task_id: 'weekly_018f_1',
    button_list: [
      { text: '已完成', style: 1, key: 'done' },
      { text: '无变化', style: 4, key: 'no_change' },
    ],
  }));

test('styles', () => {
  const styles = ['primary', 'normal', 'danger', 'plain'] as const;
  const buttons = styles.map((style) => ({ key: style, text: style, style }));
  expect(newCard(aCard({ buttons }), 'app')).toMatchObject({
    button_list: [{ style: 1 }, { style: 2 }, { style: 3 }, { style: 4 }],
  });
});

/** All texts of a card with where they stand: `main_title.title`, `button_list.3.text`. */
function textsOf(value: unknown, at = ''): [string, string][] {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => textsOf(each, at === '' ? name : `${at}.${name}`));
}

const lengthAt = (card: object | null, place: string): number | undefined =>
  textsOf(card).find(([at]) => at === place)?.[1].length;

describe('the longest texts', () => {
  const long = '整'.repeat(400);
  const longChoice = (key: string) =>
    aChoice({ key, title: long, options: [{ id: 'i'.repeat(128), text: long }] });
  const key = 'k'.repeat(1024);
  const buttons = [{ key, text: long, style: 'danger' as const }];
  const all = {
    source: long,
    title: long,
    subtitle: long,
    body: long,
    lines: [{ name: long, value: long }],
    buttons,
  };
  const cards = {
    button: aCard({ ...all, choices: [longChoice('a')] }),
    vote: aCard({ ...all, checklist: longChoice('a') }),
    multiple: aCard({ ...all, choices: [longChoice('a'), longChoice('b')] }),
    notice: aCard({ ...all, buttons: [], choices: [], link: 'https://duban.example.cn/' }),
    news: aCard({ ...all, buttons: [], choices: [], picture: 'https://duban.example.cn/a.png' }),
  };

  test.each<[keyof typeof cards, string, number, number]>([
    ['button', 'source.desc', 20, 13],
    ['button', 'main_title.title', 36, 26],
    ['button', 'main_title.desc', 44, 30],
    ['button', 'sub_title_text', 160, 112],
    ['button', 'horizontal_content_list.0.keyname', 5, 5],
    ['button', 'horizontal_content_list.0.value', 30, 26],
    ['button', 'button_list.0.text', 10, 10],
    ['button', 'button_selection.title', 13, 13],
    ['button', 'button_selection.option_list.0.text', 16, 10],
    ['vote', 'main_title.title', 16, 26],
    ['vote', 'main_title.desc', 160, 112],
    ['vote', 'checkbox.option_list.0.text', 17, 11],
    ['vote', 'submit_button.text', 10, 10],
    ['multiple', 'main_title.title', 36, 26],
    ['multiple', 'main_title.desc', 160, 112],
    ['multiple', 'select_list.0.option_list.0.text', 16, 10],
    ['notice', 'sub_title_text', 160, 112],
    ['news', 'quote_area.quote_text', 160, 112],
  ])('%s %s: %i characters in the app, %i with the robot', (kind, place, app, robot) =>
    expect([
      lengthAt(newCard(cards[kind], 'app'), place),
      lengthAt(newCard(cards[kind], 'robot'), place),
    ]).toEqual([app, robot]),
  );

  test.each(DIALECTS)('%s: keys and ids stay whole', (dialect) => {
    expect(newCard(cards.button, dialect)).toMatchObject({
      button_list: [{ key }],
      button_selection: { option_list: [{ id: 'i'.repeat(128) }] },
    });
    expect(newCard(cards.vote, dialect)).toMatchObject({ submit_button: { key } });
  });

  test.each(DIALECTS)('%s: the text of a finished card', (dialect) =>
    expect(replacementCard(aCard({ doneText: long }), dialect)).toMatchObject({
      button_list: [{ text: `${'整'.repeat(9)}…` }],
    }),
  );
});

const words = fc.string({ minLength: 1, maxLength: 60 });
const choice = fc.record({
  key: fc.uuid(),
  title: fc.string(),
  options: fc.array(fc.record({ id: fc.uuid(), text: words }), { minLength: 1, maxLength: 30 }),
});
const anyCard: fc.Arbitrary<Card> = fc.record({
  cardId: fc.uuid(),
  source: fc.string(),
  title: words,
  subtitle: fc.string(),
  body: fc.string({ maxLength: 400 }),
  lines: fc.array(fc.record({ name: words, value: fc.string() }), { maxLength: 12 }),
  choices: fc.array(choice, { maxLength: 6 }),
  checklist: fc.option(choice),
  buttons: fc.array(fc.record({ key: fc.uuid(), text: words, style: fc.constant('primary' as const) }), {
    maxLength: 12,
  }),
  link: fc.option(fc.webUrl()),
  picture: fc.option(fc.webUrl()),
  doneText: fc.option(words),
});

const NOBODY = { person: () => false, media: () => false };

/** The sandbox knows WeCom's rules in words of its own: lengths of lists, what is required, which parts belong together. */
const accepted = (card: object | null, check: (card: object) => unknown): void =>
  expect(card === null ? null : check(card)).toBeNull();

describe('whatever a card holds, WeCom takes it', () => {
  test('in the app', () =>
    fc.assert(
      fc.property(anyCard, (card) => {
        accepted(newCard(card, 'app'), (json) => checkCardShape(json, NOBODY));
        accepted(replacementCard(card, 'app'), (json) => checkNewFace({ ...json }, card.cardId, NOBODY));
      }),
    ));

  test('with the robot', () =>
    fc.assert(
      fc.property(anyCard, (card) => {
        accepted(newCard(card, 'robot'), (json) => checkRobotCard(json, NOBODY, () => false));
        accepted(replacementCard(card, 'robot'), (json) => checkRobotFace(json, card.cardId, NOBODY));
      }),
    ));
});
