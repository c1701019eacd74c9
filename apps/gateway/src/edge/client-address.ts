/**
 * The address a request comes from. X-Forwarded-For is believed only as far as our own proxies wrote it: each hop
 * appends the address it was called from, and whatever stands before those entries a client may have made up.
 */
export function clientAddress(socketAddress: string, forwardedFor: string | undefined, hops: number): string {
  if (hops === 0 || forwardedFor === undefined) return socketAddress;
  const entries = forwardedFor.split(',').map((entry) => entry.trim());
  return entries.at(-hops) || entries[0] || socketAddress;
}
