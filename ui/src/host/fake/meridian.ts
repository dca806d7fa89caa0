/** A product like the practice tenant's, small enough for tests and for a look in a plain browser. */
import type { ConsequenceClass } from '../bindings';
import data from './meridian.json';

export type FakePermission = {
  id: string;
  name: string;
  category: string;
  consequence: ConsequenceClass;
  description: string;
  needs: string[];
};
export type FakeRole = { id: string; name: string; description: string; permissions: string[] };

export const CATEGORIES = data.categories as [string, string][];
export const PERMISSIONS = data.permissions as FakePermission[];
export const ROLES: FakeRole[] = data.roles;
