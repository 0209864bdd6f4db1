import type { Request } from 'express';
import { officeErrors } from '../../../zh/pages/office-errors.ts';
import type { Refusal } from '../api-error.ts';

/** Null without one. */
export const bytesOf = ({ body }: Request): Buffer | null =>
  Buffer.isBuffer(body) && body.length > 0 ? body : null;

export const noFile: Refusal = { refused: 'file_missing', status: 422, detail: officeErrors.file_missing };
