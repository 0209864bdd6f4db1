import type { Request, Response } from 'express';
import { isJson, isText, objectOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import type { Selection } from '../world/state.ts';

/* Requests of the control API as its routes read them. */

/** @param error a Chinese sentence fit to show */
export function fail(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}

export const bodyOf = (request: Request): Json => (isJson(request.body) ? request.body : {});

export const afterOf = (request: Request): number => Number(request.query.after ?? 0) || 0;

/** A press on a card. */
export interface ClickRequest {
  readonly taskId: string;
  readonly key: string;
  readonly selected: Selection;
}

export const clickOf = (body: Json): ClickRequest => ({
  taskId: textOf(body, 'taskId'),
  key: textOf(body, 'key'),
  selected: Object.fromEntries(
    Object.entries(objectOf(body, 'selected')).map(([key, ids]) => [
      key,
      Array.isArray(ids) ? ids.filter(isText) : [],
    ]),
  ),
});
