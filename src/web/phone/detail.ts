import type { AnswerOf } from '../../contract/endpoint.ts';
import type { Endpoints } from '../../contract/endpoints.ts';

export type Detail = AnswerOf<Endpoints['GET /my-tasks/:code']>;
