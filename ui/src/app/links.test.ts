import { describe, expect, it } from 'vitest';
import { linkOfRoute, routeOfLink } from './links';

describe('links to Steward', () => {
  it('stand for an address, both ways', () => {
    const pairs: [string, string][] = [
      ['steward://tenant/practice/people/p-12', '/t/practice/people/p-12'],
      [
        'steward://tenant/north%20wind/permissions/users.reset-mfa',
        '/t/north%20wind/permissions/users.reset-mfa',
      ],
      ['steward://tenant/nw/findings?severity=%5B%22high%22%5D', '/t/nw/findings?severity=%5B%22high%22%5D'],
      ['steward://tenant/nw/matrix?rows=people&row=a%2Fb', '/t/nw/matrix?rows=people&row=a%2Fb'],
      ['steward://tenant/nw/today', '/t/nw/today'],
      ['steward://settings?tab=about', '/settings?tab=about'],
      ['steward://tenant/nw/audit?q=outcome%3Adenied', '/t/nw/audit?q=outcome%3Adenied'],
      ['steward://settings', '/settings'],
    ];
    for (const [link, address] of pairs) {
      expect(routeOfLink(link)).toBe(address);
      expect(linkOfRoute(address)).toBe(link);
    }
  });
  it('lead to Today when they only name a tenant', () => {
    expect(routeOfLink('steward://tenant/nw')).toBe('/t/nw/today');
    expect(routeOfLink(' steward://tenant/nw/ ')).toBe('/t/nw/today');
    expect(routeOfLink('STEWARD://tenant/nw')).toBe('/t/nw/today');
  });
  it('are refused when they lead elsewhere', () => {
    for (const link of [
      '',
      'https://tenant/nw/today',
      'steward:tenant/nw',
      'steward://',
      'steward://tenant',
      'steward://tenant//today',
      'steward://tenant/../settings',
      'steward://tenant/%2e%2e/today',
      'steward://tenant/nw/robots',
      'steward://tenant/nw/constructor',
      'steward://tenant/nw/today/p-1',
      'steward://tenant/nw/people/p-1/more',
      'steward://tenant/nw/people/%E0%A4',
      'steward://tenant/nw/people/a%00b',
      'steward://tenant/nw/today#javascript:1',
      'steward://settings/deep',
      `steward://tenant/nw/today?q=${'x'.repeat(5000)}`,
    ])
      expect(routeOfLink(link), link).toBeUndefined();
  });
  it('are not made of other addresses', () => {
    expect(linkOfRoute('/connect')).toBeUndefined();
    expect(linkOfRoute('/t/nw')).toBe('steward://tenant/nw');
    expect(linkOfRoute('/tenants')).toBeUndefined();
    expect(linkOfRoute('/settingsx')).toBeUndefined();
  });
});
