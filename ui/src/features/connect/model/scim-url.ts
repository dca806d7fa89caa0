/** What can be said about a SCIM address before anybody asks the server. */

/** Why the address cannot be used, or nothing. */
export function urlProblem(url: string): string | undefined {
  const text = url.trim();
  if (text === '') return undefined;
  const parsed = URL.parse(text);
  if (!parsed) return 'This is not an address. It looks like https://example.com/scim/v2.';
  if (parsed.username !== '' || parsed.password !== '') return 'Leave user and password out of the address.';
  if (parsed.protocol === 'https:') return undefined;
  if (parsed.protocol !== 'http:') return 'The address begins with https://.';
  return isLoopback(parsed.hostname) ? undefined : 'Only https:// keeps the token safe on the way.';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

export function usableUrl(url: string): boolean {
  return url.trim() !== '' && urlProblem(url) === undefined;
}
