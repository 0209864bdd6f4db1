import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isJson } from '../json.ts';
import type { Json } from '../json.ts';
import type { World } from '../world/world.ts';
import { CARD_SHAPES, isCardType, isInteractive } from './card-shapes.ts';
import { checkShape } from './shape.ts';
import type { Known, Shape } from './shape.ts';

const AT = 'template_card';

/** A card that is sent: its shape, its task_id (never used before), and someone to answer it. */
export function checkNewCard(card: Json, world: World, known: Known): Answer | null {
  const refusal = checkCardShape(card, known);
  if (refusal) return refusal;
  if (!isInteractive(card) && card.task_id === undefined) return null;
  if (!isTaskId(card.task_id)) return refuse(42014, `${AT}.task_id`);
  if (world.state.cards.has(String(card.task_id))) return refuse(42014, `${AT}.task_id was used before`);
  return isInteractive(card) && world.callbackUrl() === null ? refuse(43012) : null;
}

/** A card that replaces another (update form B): it stays under the task_id of the original. */
export function checkNewFace(card: Json, taskId: string, known: Known): Answer | null {
  const own = card.task_id;
  if (own !== undefined && own !== taskId) return refuse(42014, `${AT}.task_id differs from the original`);
  return checkCardShape(card, known, withoutSubmitButton);
}

/** A card by itself, as a group robot sends it. */
export function checkCardShape(
  card: unknown,
  known: Known,
  relax = (shape: Shape): Shape => shape,
): Answer | null {
  if (!isJson(card)) return refuse(40058, AT);
  const type = card.card_type;
  if (!isCardType(type)) return refuse(42031, `${AT}.card_type`);
  return checkShape(relax(CARD_SHAPES[type]), card, AT, known);
}

/** `submit_button` is optional in an update (dossier §4.7). */
function withoutSubmitButton(shape: Shape): Shape {
  const { submit_button: _, ...parts } = shape.parts ?? {};
  return { ...shape, parts };
}

function isTaskId(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9A-Za-z_\-@]{1,128}$/.test(value);
}
