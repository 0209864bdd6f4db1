import type { Card, CardButton } from '../domain/message/card.ts';
import { checkboxOf, lengthsOf, selectionOf, type CardDialect } from './card-parts.ts';
import { cutChars } from './limits.ts';

/*
 * A card as WeCom's template_card, in the dialect of the app (app-api §4.6, §4.7) or of the robot (bots §B7). Which of
 * the five kinds it becomes follows from what it holds. Texts are cut to the advised lengths and lists to the longest
 * allowed; keys and ids stay whole, since a shortened one would come back as another.
 */

type Kind =
  'text_notice' | 'news_notice' | 'button_interaction' | 'vote_interaction' | 'multiple_interaction';

const MAX_LINES = 6;
const MAX_BUTTONS = 6;
const MAX_SELECTIONS = 3;

/** Blue, blue on grey, red, plain. */
const BUTTON_STYLE = { primary: 1, normal: 2, danger: 3, plain: 4 } as const satisfies Record<
  CardButton['style'],
  number
>;

/** A card to send; null when there is nothing to press, to open or to look at: it is worded as a document. */
export function newCard(card: Card, dialect: CardDialect): object | null {
  const kind = kindOf(card);
  if (kind === null) return null;
  const taskId = isNotice(kind) ? {} : { task_id: card.cardId };
  return { ...faceOf(card, kind, dialect), ...taskId, ...actionsOf(card, kind, dialect) };
}

/**
 * A card that takes the place of one sent before. The app's keeps that one's task_id by itself; to the robot the card
 * says it again, so its `cardId` is the one that was pressed.
 */
export function replacementCard(card: Card, dialect: CardDialect): object | null {
  if (card.doneText === null) return dialect === 'app' ? withoutTaskId(card) : newCard(card, dialect);
  return dialect === 'app' ? finishedInApp(card, card.doneText) : finishedByRobot(card, card.doneText);
}

function withoutTaskId(card: Card): object | null {
  const kind = kindOf(card);
  return kind && { ...faceOf(card, kind, 'app'), ...actionsOf(card, kind, 'app') };
}

function kindOf(card: Card): Kind | null {
  if (card.buttons.length > 0) return pressedKindOf(card);
  if (card.picture !== null) return 'news_notice';
  return card.link === null ? null : 'text_notice';
}

/** Of a card that can be pressed, or could until it was finished. */
function pressedKindOf({ checklist, choices }: Card): Kind {
  if (checklist) return 'vote_interaction';
  return choices.length > 1 ? 'multiple_interaction' : 'button_interaction';
}

const isNotice = (kind: Kind): boolean => kind === 'text_notice' || kind === 'news_notice';

/** What is read. Votes and selections have room for a title and a text only. */
function faceOf(card: Card, kind: Kind, dialect: CardDialect): object {
  const max = lengthsOf(dialect);
  const source = card.source === '' ? {} : { source: { desc: cutChars(card.source, max.source) } };
  if (kind === 'vote_interaction' || kind === 'multiple_interaction') {
    const title = cutChars(card.title, kind === 'vote_interaction' ? max.voteTitle : max.title);
    return { card_type: kind, ...source, main_title: titled(title, cutChars(allWords(card), max.text)) };
  }
  return {
    card_type: kind,
    ...source,
    main_title: titled(cutChars(card.title, max.title), cutChars(card.subtitle, max.subtitle)),
    ...bodyOf(card, kind, max.body),
    ...linesOf(card, max),
    ...openingOf(card, kind),
  };
}

const titled = (title: string, desc: string): object => ({ title, ...(desc === '' ? {} : { desc }) });

const allWords = ({ subtitle, body, lines }: Card): string =>
  [subtitle, body, ...lines.map(({ name, value }) => `${name} ${value}`)]
    .filter((part) => part !== '')
    .join('\n');

/** A news notice has no text of its own but a quotation. */
function bodyOf({ body }: Card, kind: Kind, max: number): object {
  if (body === '') return {};
  const text = cutChars(body, max);
  return kind === 'news_notice' ? { quote_area: { quote_text: text } } : { sub_title_text: text };
}

const linesOf = ({ lines }: Card, max: { readonly lineName: number; readonly lineValue: number }): object =>
  lines.length === 0
    ? {}
    : {
        horizontal_content_list: lines.slice(0, MAX_LINES).map(({ name, value }) => ({
          keyname: cutChars(name, max.lineName),
          value: cutChars(value, max.lineValue),
        })),
      };

/** Where a tap leads: a notice has to lead somewhere, at least to its picture. */
function openingOf({ link, picture }: Card, kind: Kind): object {
  const url = link ?? (isNotice(kind) ? picture : null);
  return {
    ...(kind === 'news_notice' && picture !== null ? { card_image: { url: picture } } : {}),
    ...(url === null ? {} : { card_action: { type: 1, url } }),
  };
}

/** What is pressed. */
function actionsOf(card: Card, kind: Kind, dialect: CardDialect): object {
  const { checklist, choices, buttons } = card;
  const [submit] = buttons;
  const max = lengthsOf(dialect);
  switch (kind) {
    case 'vote_interaction':
      return checklist ? { checkbox: checkboxOf(checklist, dialect), ...submitOf(submit, max.button) } : {};
    case 'multiple_interaction':
      return { select_list: selectionsOf(card, dialect), ...submitOf(submit, max.button) };
    case 'button_interaction':
      return {
        ...(choices[0] ? { button_selection: selectionOf(choices[0], dialect) } : {}),
        button_list: buttons.slice(0, MAX_BUTTONS).map((button) => buttonOf(button, max.button)),
      };
    case 'text_notice':
    case 'news_notice':
      return {};
  }
}

const selectionsOf = ({ choices }: Card, dialect: CardDialect): readonly object[] =>
  choices.slice(0, MAX_SELECTIONS).map((choice) => selectionOf(choice, dialect));

const submitOf = (button: CardButton | undefined, max: number): object =>
  button ? { submit_button: { text: cutChars(button.text, max), key: button.key } } : {};

const buttonOf = ({ key, text, style }: CardButton, max: number): object => ({
  text: cutChars(text, max),
  style: BUTTON_STYLE[style],
  key,
});

/** A press of it does nothing: nobody answers to this key. */
const doneButton = (text: string): CardButton => ({ key: 'done', text, style: 'plain' });

/** The button list may not be empty, although its button is drawn grey with replace_text and cannot be pressed. */
function finishedInApp(card: Card, doneText: string): object {
  const text = cutChars(doneText, lengthsOf('app').button);
  return { ...finished(card, text, 'app'), replace_text: text };
}

/** The robot greys nothing out: a card with a link becomes a notice, any other keeps one button without effect. */
function finishedByRobot(card: Card, doneText: string): object {
  const text = cutChars(doneText, lengthsOf('robot').button);
  const face =
    card.link === null
      ? finished(card, text, 'robot')
      : { ...faceOf(card, 'text_notice', 'robot'), quote_area: { quote_text: doneText } };
  return { ...face, task_id: card.cardId };
}

function finished(card: Card, text: string, dialect: CardDialect): object {
  const kind = pressedKindOf(card);
  const buttons = [doneButton(text)];
  const shown = kind === 'button_interaction' ? { ...card, choices: [], buttons } : { ...card, buttons };
  return { ...faceOf(shown, kind, dialect), ...locked(actionsOf(shown, kind, dialect)) };
}

/** What was ticked or chosen cannot be changed any more. */
function locked(actions: { readonly checkbox?: object; readonly select_list?: readonly object[] }): object {
  const { checkbox, select_list: selections } = actions;
  return {
    ...actions,
    ...(checkbox ? { checkbox: { ...checkbox, disable: true } } : {}),
    ...(selections ? { select_list: selections.map((list) => ({ ...list, disable: true })) } : {}),
  };
}
