import type { Component } from 'vue';
import type { Action } from '../../domain/access/actions.ts';

/** A page of the desk as the navigation shows it. */
export interface Section {
  /** Below /desk, with a slash. */
  readonly path: string;
  readonly title: string;
  readonly group: 'work' | 'week' | 'office';
  /** One of these lets it be shown; the service decides what it answers. */
  readonly needs: readonly Action[];
  /** Other addresses of the same page, which stays open between them: of something shown over it. */
  readonly also?: readonly string[];
  readonly load: () => Promise<Component>;
}
