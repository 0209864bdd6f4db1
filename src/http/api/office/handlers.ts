import type { officeEndpoints } from '../../../contract/office.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { HandlersOf } from '../handler.ts';
import { groupHandlers } from './groups.ts';
import { importHandlers } from './imports.ts';
import { paperHandlers } from './papers.ts';
import { peopleHandlers } from './people.ts';
import { settingsHandlers } from './settings.ts';

export const officeHandlers = (api: ApiDeps): HandlersOf<typeof officeEndpoints> => ({
  ...paperHandlers(api),
  ...importHandlers(api),
  ...peopleHandlers(api),
  ...settingsHandlers(api),
  ...groupHandlers(api),
});
