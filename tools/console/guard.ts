/** What of a request decides whether it is let in. */
export interface Caller {
  /** Address of the other end of the connection. */
  peer: string | undefined;
  host: string | undefined;
  origin: string | undefined;
}

const loopback = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;

/**
 * Whether somebody may use the page: from this machine, and by a name of this machine. A foreign name in `Host` is a page
 * elsewhere whose name was made to point here; a foreign `Origin` is a page elsewhere that sends something.
 */
export function mayEnter({ peer, host, origin }: Caller, port: number): boolean {
  if (peer === undefined || !loopback.test(peer)) return false;
  const own = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  if (host === undefined || !own.includes(host.toLowerCase())) return false;
  return origin === undefined || own.some((name) => origin === `http://${name}`);
}
