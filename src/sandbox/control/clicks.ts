import type { CardEvent } from '../callback/callback-content.ts';
import { isJson, listOf, objectOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { opensUrl } from '../shapes/card-shapes.ts';
import type { CardCopy, Message, Selection } from '../world/state.ts';

/*
 * Whether the client would let a person press a key on a card, and which options go with it.
 */

/** An act that cannot be done, in Chinese. */
export interface Impossible {
  readonly status: 400 | 404 | 409;
  readonly error: string;
}

export type Click = Pick<CardEvent, 'event' | 'cardType' | 'selected'>;

const impossible = (status: Impossible['status'], error: string): Impossible => ({ status, error });

/** @param message the person's own copy of the card */
export function findClick(
  message: Message | undefined,
  key: string,
  selected: Selection,
): Click | Impossible {
  const card = message?.card;
  if (!message || !card) return impossible(404, '这个人的会话里没有这张卡片');
  if (message.recalled) return impossible(409, '这条消息已撤回');
  const cardType = textOf(card.current, 'card_type');
  if (menuKeys(card.current).includes(key)) {
    return { event: 'template_card_menu_event', cardType, selected: {} };
  }
  const refusal = checkButton(card, key);
  if (refusal) return refusal;
  const chosen = chooseOptions(questionsOf(card.current), selected);
  return 'error' in chosen ? chosen : { event: 'template_card_event', cardType, selected: chosen.selected };
}

function checkButton(card: CardCopy, key: string): Impossible | null {
  const buttons = listOf(card.current, 'button_list').filter(isJson);
  const keys = [
    ...buttons.filter((button) => !opensUrl(button)).map((button) => textOf(button, 'key')),
    textOf(objectOf(card.current, 'submit_button'), 'key'),
  ];
  if (key === '' || !keys.includes(key)) return impossible(400, `卡片上没有 key 为 ${key} 的按钮`);
  const isGrey = card.buttonText !== null || card.replaceText !== null;
  return isGrey ? impossible(409, '按钮已变灰，不能再点') : null;
}

interface Question {
  readonly key: string;
  readonly optionIds: readonly string[];
  /** What the client sends when the person touched nothing. */
  readonly preset: readonly string[];
  readonly isMultiple: boolean;
}

function questionsOf(card: Json): Question[] {
  const checkbox = objectOf(card, 'checkbox');
  const lists = [objectOf(card, 'button_selection'), ...listOf(card, 'select_list').filter(isJson)];
  return [
    ...lists.filter((list) => textOf(list, 'question_key') !== '').map(dropDown),
    ...(textOf(checkbox, 'question_key') === '' ? [] : [checkboxes(checkbox)]),
  ];
}

/** Without a selected_id, or with a wrong one, the first option is selected. */
function dropDown(list: Json): Question {
  const optionIds = optionsOf(list).map((option) => textOf(option, 'id'));
  const preset = optionIds.find((id) => id === list.selected_id) ?? optionIds[0];
  return {
    key: textOf(list, 'question_key'),
    optionIds,
    preset: preset === undefined ? [] : [preset],
    isMultiple: false,
  };
}

function checkboxes(checkbox: Json): Question {
  const options = optionsOf(checkbox);
  return {
    key: textOf(checkbox, 'question_key'),
    optionIds: options.map((option) => textOf(option, 'id')),
    preset: options.filter((option) => option.is_checked === true).map((option) => textOf(option, 'id')),
    isMultiple: checkbox.mode === 1,
  };
}

const optionsOf = (list: Json): Json[] => listOf(list, 'option_list').filter(isJson);

function chooseOptions(
  questions: readonly Question[],
  selected: Selection,
): { readonly selected: Selection } | Impossible {
  const strange = Object.keys(selected).find((key) => !questions.some((question) => question.key === key));
  if (strange !== undefined) return impossible(400, `卡片上没有问题 ${strange}`);
  const chosen = new Map<string, readonly string[]>();
  for (const question of questions) {
    const ids = selected[question.key] ?? question.preset;
    if (ids.some((id) => !question.optionIds.includes(id))) {
      return impossible(400, `问题 ${question.key} 没有这个选项`);
    }
    if (ids.length === 0) return impossible(400, `请先选择（${question.key}）`);
    if (ids.length > 1 && !question.isMultiple) return impossible(400, `问题 ${question.key} 只能选一项`);
    chosen.set(question.key, ids);
  }
  return { selected: Object.fromEntries(chosen) };
}

function menuKeys(card: Json): string[] {
  const entries = listOf(objectOf(card, 'action_menu'), 'action_list').filter(isJson);
  return entries.map((entry) => textOf(entry, 'key'));
}
