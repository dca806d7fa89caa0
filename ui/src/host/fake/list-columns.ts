/** Columns and facets of the fake's lists, as Rust tells them. */
import type { ListColumn, ListKind } from '../bindings';

export const COLUMNS: Record<ListKind, [string, string, ListColumn['holds']][]> = {
  people: [
    ['title', 'Title', 'text'],
    ['department', 'Department', 'text'],
    ['roles', 'Roles', 'number'],
    ['groups', 'Groups', 'number'],
    ['permissions', 'Permissions', 'number'],
    ['gravest', 'Consequence', 'class'],
    ['lastSignIn', 'Last sign-in', 'moment'],
    ['secondFactor', 'Second factor', 'flag'],
  ],
  groups: [
    ['source', 'Source', 'text'],
    ['people', 'People', 'number'],
    ['groups', 'Groups inside', 'number'],
    ['roles', 'Roles', 'number'],
    ['permissions', 'Permissions', 'number'],
    ['gravest', 'Consequence', 'class'],
  ],
  roles: [
    ['people', 'People', 'number'],
    ['groups', 'Groups', 'number'],
    ['permissions', 'Permissions', 'number'],
    ['added', 'Beyond the preset', 'number'],
    ['gravest', 'Consequence', 'class'],
  ],
  permissions: [
    ['category', 'Category', 'text'],
    ['class', 'Consequence', 'class'],
    ['holders', 'Holders', 'number'],
    ['roles', 'Roles', 'number'],
    ['standing', 'Without an end', 'number'],
    ['lastUsed', 'Last used', 'moment'],
  ],
};

/** Titles of facets, and what their values are called where that is not the value itself. */
export const FACETS: Record<string, { title: string; labels?: Record<string, string> }> = {
  status: { title: 'Status', labels: { active: 'Active', deactivated: 'Deactivated' } },
  department: { title: 'Department' },
  gravest: { title: 'Highest consequence' },
  secondFactor: { title: 'Second factor', labels: { yes: 'Yes', no: 'No', unknown: 'Unknown' } },
  signIn: {
    title: 'Last sign-in',
    labels: { recent: 'Within 30 days', older: 'Longer ago', never: 'Never or unknown' },
  },
  source: { title: 'Source' },
  preset: { title: 'Made from', labels: { preset: 'From a preset', own: 'Own' } },
  category: { title: 'Category' },
  class: { title: 'Consequence' },
};
