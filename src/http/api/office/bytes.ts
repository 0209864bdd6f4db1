import express, { type Request, type RequestHandler } from 'express';
import { officeErrors } from '../../../zh/pages/office-errors.ts';
import { refuse, type Refusal } from '../api-error.ts';

/** What an office hands in is some megabytes at most. */
const FILE_LIMIT = 20 * 1024 * 1024;

const raw = express.raw({ type: () => true, limit: FILE_LIMIT, inflate: false });

/** Reads a file from the body first: 20 MB at most, not packed on the way. */
export const withBytes = ({ express: next }: { readonly express: RequestHandler }) => ({
  express: ((request, response, done) => {
    raw(request, response, (error?: unknown) => {
      if (isTooLarge(error)) return refuse(response, tooLarge);
      if (error) return done(error);
      return next(request, response, done);
    });
  }) satisfies RequestHandler,
});

const tooLarge: Refusal = { refused: 'file_too_large', status: 413, detail: officeErrors.file_too_large };

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && error.status === 413;

/** Null without one. */
export const bytesOf = ({ body }: Request): Buffer | null =>
  Buffer.isBuffer(body) && body.length > 0 ? body : null;

export const noFile: Refusal = { refused: 'file_missing', status: 422, detail: officeErrors.file_missing };
