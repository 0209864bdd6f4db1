import type { Section } from './section.ts';
import { officeSections } from './office/sections.ts';
import { weekSections } from './week/sections.ts';
import { workSections } from './work/sections.ts';

/** The pages of the desk, in the order of the navigation. */
export const sections: readonly Section[] = [...workSections, ...weekSections, ...officeSections];
