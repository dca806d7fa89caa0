import { describe, expect, it } from 'vitest';
import { readConnectSearch } from './connect-search';
import { urlProblem, usableUrl } from './scim-url';
import { freeName, nameFromPath, nameFromUrl } from './tenant-name';

describe('names of tenants', () => {
  it('come from the address', () => {
    expect(nameFromUrl('https://meridian.example/scim/v2/northwind')).toBe('northwind');
    expect(nameFromUrl('https://www.meridian.example/scim/v2')).toBe('meridian');
    expect(nameFromUrl('nonsense')).toBe('');
  });
  it('come from the file', () => {
    expect(nameFromPath('/data/HC data.final.txt')).toBe('hc-data-final');
    expect(nameFromPath('C:\\data\\Größe.csv')).toBe('gro-e');
  });
  it('are free', () => {
    expect(freeName('a', ['a', 'a-2'])).toBe('a-3');
    expect(freeName('', [])).toBe('tenant');
  });
});

describe('addresses of SCIM servers', () => {
  it('are https, or of this computer', () => {
    expect(usableUrl('https://a.example/scim/v2')).toBe(true);
    expect(usableUrl('http://127.0.0.1:8080/v2')).toBe(true);
    expect(usableUrl('http://localhost:8080')).toBe(true);
    expect(urlProblem('http://a.example')).toMatch(/https/);
  });
  it('carry no password', () => {
    expect(urlProblem('https://u:p@a.example')).toMatch(/password/);
  });
  it('are told from other text', () => {
    expect(urlProblem('a.example')).toMatch(/not an address/);
    expect(urlProblem('ftp://a.example')).toMatch(/https/);
    expect(urlProblem('')).toBeUndefined();
  });
});

describe('readConnectSearch', () => {
  it('drops what it does not understand', () => {
    expect(readConnectSearch({ kind: 'ldap', again: 3 })).toEqual({ kind: undefined, again: undefined });
    expect(readConnectSearch({ kind: 'file' }).kind).toBe('file');
  });
});
