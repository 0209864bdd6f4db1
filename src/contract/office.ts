import { groupEndpoints } from './groups.ts';
import { importEndpoints } from './imports.ts';
import { paperEndpoints } from './papers.ts';
import { peopleEndpoints } from './people.ts';
import { settingsEndpoints } from './settings.ts';

/** The calls of the desk's office pages. */
export const officeEndpoints = {
  ...paperEndpoints,
  ...importEndpoints,
  ...peopleEndpoints,
  ...settingsEndpoints,
  ...groupEndpoints,
} as const;
