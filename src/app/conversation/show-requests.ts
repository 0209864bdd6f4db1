import { listRequests } from '../supervision/list-requests.ts';
import { answer, type Turn } from './turn.ts';

/** What waits for the office besides closures: extensions, transfers, help. */
export async function showRequests(turn: Turn): Promise<string> {
  answer(turn, await listRequests(turn));
  return 'requests_listed';
}
