import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

export const serviceEndpoints = {
  'GET /openapi.json': {
    summary: 'This document: every call, what it takes and what it answers (OpenAPI 3.1).',
    answer: z.looseObject({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.unknown()) }),
  },
} as const satisfies Record<string, Endpoint>;
