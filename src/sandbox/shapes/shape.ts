import { firstRefusal, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isJson, isText } from '../json.ts';
import type { Json } from '../json.ts';
import type { MediaType } from '../world/state.ts';

/*
 * What WeCom demands of a request body, as data: each rule carries the error code of its refusal. Rules are
 * tried in the order fields, parts, lists, rules; the first that is broken is the answer.
 */

export interface Shape {
  readonly fields?: readonly FieldRule[];
  /** Nested objects. */
  readonly parts?: Readonly<Record<string, PartRule>>;
  /** Nested lists of objects. */
  readonly lists?: Readonly<Record<string, ListRule>>;
  /** What no single field can say. */
  readonly rules?: readonly CrossRule[];
}

export interface FieldRule {
  readonly field: string;
  readonly errcode: number;
  readonly optional?: true;
  /** The rule holds only for such owners, e.g. a jump of type 1. */
  readonly when?: (owner: Json) => boolean;
  /** Default: a text that is not empty. */
  readonly accepts?: (value: unknown) => boolean;
  /** The text must name someone or something that exists. */
  readonly names?: 'person' | MediaType | 'media';
}

export interface PartRule extends Shape {
  /** The code when the part is absent; without it the part is optional. */
  readonly missing?: number;
}

export interface ListRule extends Shape {
  /** Default 0: the list may be absent. */
  readonly min?: number;
  readonly max: number;
  readonly errcode: number;
  readonly unique?: { readonly field: string; readonly errcode: number };
}

interface CrossRule {
  readonly errcode: number;
  readonly says: string;
  readonly holds: (json: Json) => boolean;
}

/** What exists, as far as a request may name it. */
export interface Known {
  person(userid: string): boolean;
  /** Whether the media_id is alive and of the kind wanted. */
  media(id: string, kind: MediaType | 'media'): boolean;
}

export const bytesUpTo =
  (max: number) =>
  (value: unknown): boolean =>
    isText(value) && Buffer.byteLength(value) <= max;

export const oneOf =
  (...values: readonly unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value);

/** @param at the path of `value` in the request, for the errmsg. */
export function checkShape(shape: Shape, value: Json, at: string, known: Known): Answer | null {
  return (
    firstRefusal(shape.fields ?? [], (rule) => checkField(rule, value, at, known)) ??
    firstRefusal(Object.entries(shape.parts ?? {}), ([name, rule]) =>
      checkPart(rule, value[name], `${at}.${name}`, known),
    ) ??
    firstRefusal(Object.entries(shape.lists ?? {}), ([name, rule]) =>
      checkList(rule, value[name], `${at}.${name}`, known),
    ) ??
    firstRefusal(shape.rules ?? [], (rule) =>
      rule.holds(value) ? null : refuse(rule.errcode, `${at} ${rule.says}`),
    )
  );
}

function checkField(rule: FieldRule, owner: Json, at: string, known: Known): Answer | null {
  const value = owner[rule.field];
  if (rule.when && !rule.when(owner)) return null;
  if (rule.optional && value === undefined) return null;
  const path = `${at}.${rule.field}`;
  if (!(rule.accepts ?? isText)(value)) return refuse(rule.errcode, path);
  if (rule.names === undefined) return null;
  if (rule.names === 'person') return known.person(String(value)) ? null : refuse(rule.errcode, path);
  return known.media(String(value), rule.names) ? null : refuse(40007, path);
}

function checkPart(rule: PartRule, value: unknown, at: string, known: Known): Answer | null {
  if (value === undefined) return rule.missing === undefined ? null : refuse(rule.missing, `${at} missing`);
  return isJson(value) ? checkShape(rule, value, at, known) : refuse(rule.missing ?? 40058, at);
}

function checkList(rule: ListRule, value: unknown, at: string, known: Known): Answer | null {
  const items: unknown = value ?? [];
  if (!Array.isArray(items) || items.length < (rule.min ?? 0) || items.length > rule.max) {
    return refuse(rule.errcode, `${at} must have ${rule.min ?? 0} to ${rule.max} items`);
  }
  const refusal = firstRefusal(items as unknown[], (item, index) =>
    isJson(item) ? checkShape(rule, item, `${at}[${index}]`, known) : refuse(40058, `${at}[${index}]`),
  );
  return refusal ?? checkUnique(rule, items.filter(isJson), at);
}

function checkUnique({ unique }: ListRule, items: readonly Json[], at: string): Answer | null {
  if (!unique) return null;
  const values = items.map((item) => item[unique.field]).filter((value) => value !== undefined);
  return new Set(values).size === values.length
    ? null
    : refuse(unique.errcode, `${at} ${unique.field} repeated`);
}
