/** The subprotocol of the stream; the server selects it and never repeats the token beside it. */
export const protocol = 'croupier.v1';

const tokenPrefix = 'token.';

/**
 * The access token of an upgrade: from the Authorization header, or from the list of subprotocols, which is all
 * that a page in a browser can set.
 */
export function offerOf(
  authorization: string | undefined,
  subprotocols: string | undefined,
): { token: string | undefined } {
  const [, bearer] = /^Bearer ([^\s]+)$/i.exec(authorization ?? '') ?? [];
  if (bearer !== undefined) return { token: bearer };
  const offered = (subprotocols ?? '').split(',').map((name) => name.trim());
  const carried = offered.find((name) => name.startsWith(tokenPrefix));
  if (!offered.includes(protocol)) return { token: undefined };
  return { token: carried?.slice(tokenPrefix.length) };
}
