import { describe, expect, it } from 'vitest';
import { assign, fieldOf, mappingProblem, NO_MAPPING, permissionColumns } from './mapping';

describe('assign', () => {
  it('takes a column for a field', () => {
    const mapping = assign(NO_MAPPING, 'login', 'person');
    expect(mapping.person).toBe('login');
    expect(fieldOf(mapping, 'login')).toBe('person');
  });
  it('moves a field to another column', () => {
    const mapping = assign(assign(NO_MAPPING, 'login', 'person'), 'user', 'person');
    expect(fieldOf(mapping, 'login')).toBeUndefined();
    expect(fieldOf(mapping, 'user')).toBe('person');
  });
  it('gives a column one field only', () => {
    const mapping = assign(assign(NO_MAPPING, 'login', 'person'), 'login', 'email');
    expect(mapping.person).toBeNull();
    expect(mapping.email).toBe('login');
  });
  it('lets go of a column', () => {
    expect(assign(assign(NO_MAPPING, 'login', 'person'), 'login', undefined)).toEqual(NO_MAPPING);
  });
});

describe('mappingProblem', () => {
  it('asks who', () => {
    expect(mappingProblem(assign(NO_MAPPING, 'x', 'permission'))).toMatch(/person/);
  });
  it('asks what', () => {
    expect(mappingProblem(assign(NO_MAPPING, 'login', 'person'))).toMatch(/what they have/);
  });
  it('is content with two columns', () => {
    expect(mappingProblem(assign(assign(NO_MAPPING, 'login', 'person'), 'role', 'role'))).toBeUndefined();
    expect(mappingProblem(assign(assign(NO_MAPPING, 'role', 'role'), 'right', 'permission'))).toBeUndefined();
  });
  it('is content with who alone in a matrix', () => {
    const mapping = { ...assign(NO_MAPPING, 'login', 'person'), matrix: true };
    expect(mappingProblem(mapping)).toBeUndefined();
    expect(permissionColumns(mapping, ['login', 'read', 'write'])).toEqual(['read', 'write']);
  });
});
