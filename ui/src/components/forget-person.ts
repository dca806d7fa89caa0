import { forgetRecentPerson } from './recent';
import type { Somebody } from './spoken-of';
import { forgetViewsOf } from './use-views';

/** Somebody of a tenant is forgotten: what this window keeps of them between two starts goes as well. */
export function forgetPerson(tenant: string, somebody: Somebody) {
  forgetRecentPerson(tenant, somebody);
  forgetViewsOf(tenant, somebody);
}
