import { expect, it } from 'vitest';
import type { OperationInfo } from '../host/host';
import { permissionFor } from './permission';

it('offers what is not known to be refused, and says who may', () => {
  const add = { name: 'tenant.add', allowed: false, roles: ['administrator'] } as unknown as OperationInfo;
  expect(permissionFor(undefined, 'tenant.add')).toEqual({ may: true, roles: [] });
  expect(permissionFor([], 'tenant.add')).toEqual({ may: true, roles: [] });
  expect(permissionFor([add], 'tenant.add')).toEqual({ may: false, roles: ['administrator'] });
});
