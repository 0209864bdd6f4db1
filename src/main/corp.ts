import type { Corp } from '../sandbox/corp.ts';
import { readCorp as readFile } from '../sandbox/read-corp.ts';
import { projectFile } from './project.ts';

/** The sandbox's corporation: the given file, or the example. */
export const readCorp = (file: string | null): Corp =>
  readFile(file ?? projectFile('examples', 'corporation.json'));
