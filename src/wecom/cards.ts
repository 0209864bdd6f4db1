import type { Card, CardButton, CardChoice } from '../domain/message/card.ts';
import { cutChars } from './limits.ts';

/* Cards as WeCom's template_card of type button_interaction (app-api §4.6, §4.7), or as markdown. */

/** Advised lengths in characters, and hard lengths of lists. */
const MAX = {
  source: 20,
  title: 36,
  subtitle: 44,
  body: 160,
  lines: 6,
  lineName: 5,
  lineValue: 30,
  buttons: 6,
  buttonText: 10,
  options: 10,
  optionText: 16,
} as const;

/** Blue, blue on grey, red, plain. */
const BUTTON_STYLE = { primary: 1, normal: 2, danger: 3, plain: 4 } as const satisfies Record<
  CardButton['style'],
  number
>;

/** A card to send. */
export const newCard = (card: Card): object => ({
  ...faceOf(card),
  task_id: card.cardId,
  ...actionsOf(card),
});

/** A card that takes the place of one sent before; it keeps that one's task_id. */
export const replacementCard = (card: Card): object => ({
  ...faceOf(card),
  ...(card.doneText === null ? actionsOf(card) : doneActions(card.doneText)),
});

/** For where no card can be sent: groups, and a card without buttons. */
export const cardAsMarkdown = ({ title, subtitle, body, lines }: Card): string =>
  [
    `**${title}**`,
    ...(subtitle === '' ? [] : [`<font color="comment">${subtitle}</font>`]),
    ...(body === '' ? [] : [body]),
    ...lines.map(({ name, value }) => `> ${name} ${value}`),
  ].join('\n');

const faceOf = ({ source, title, subtitle, body, lines }: Card): object => ({
  card_type: 'button_interaction',
  ...(source === '' ? {} : { source: { desc: cutChars(source, MAX.source) } }),
  main_title: {
    title: cutChars(title, MAX.title),
    ...(subtitle === '' ? {} : { desc: cutChars(subtitle, MAX.subtitle) }),
  },
  ...(body === '' ? {} : { sub_title_text: cutChars(body, MAX.body) }),
  horizontal_content_list: lines.slice(0, MAX.lines).map(({ name, value }) => ({
    keyname: cutChars(name, MAX.lineName),
    value: cutChars(value, MAX.lineValue),
  })),
});

/** Keys and ids stay whole: a shortened one would come back as another. */
const actionsOf = ({ choice, buttons }: Card): object => ({
  ...(choice ? { button_selection: selectionOf(choice) } : {}),
  button_list: buttons.slice(0, MAX.buttons).map(buttonOf),
});

/** The list may not be empty, although its button is drawn grey with replace_text and cannot be pressed. */
function doneActions(doneText: string): object {
  const text = cutChars(doneText, MAX.buttonText);
  return { button_list: [buttonOf({ key: 'done', text, style: 'plain' })], replace_text: text };
}

const buttonOf = ({ key, text, style }: CardButton): object => ({
  text: cutChars(text, MAX.buttonText),
  style: BUTTON_STYLE[style],
  key,
});

const selectionOf = ({ key, title, options }: CardChoice): object => ({
  question_key: key,
  ...(title === '' ? {} : { title }),
  option_list: options
    .slice(0, MAX.options)
    .map(({ id, text }) => ({ id, text: cutChars(text, MAX.optionText) })),
});
