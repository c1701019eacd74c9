/** A version of the account as its player was shown it. */
export interface Sighting {
  /** In the reply to a command, in a balance that was asked for, or as the stream told it. */
  by: 'reply' | 'read' | 'stream';
  version: number;
}

/** What one client saw of the versions of its account, in the order in which it saw them. */
export class Sightings {
  readonly all: Sighting[] = [];
  /** Rounds as the stream told them. */
  readonly rounds: Readonly<Record<string, unknown>>[] = [];

  saw(by: Sighting['by'], version: unknown): void {
    if (typeof version === 'number') this.all.push({ by, version });
  }
}

/**
 * C13: what one channel shows never goes back. A stream may be behind what was asked for, so each is looked at by itself:
 * requests, which a guest makes one after the other, and the stream, over all its connections.
 */
export function goingBack(sightings: readonly Sighting[]): string[] {
  const last = { request: 0, stream: 0 };
  return sightings.flatMap(({ by, version }) => {
    const channel = by === 'stream' ? 'stream' : 'request';
    const before = last[channel];
    last[channel] = Math.max(before, version);
    return version < before ? [`${by} of version ${version} after one of ${before}`] : [];
  });
}

/** C14: a balance that is read after a reply is at least as new as that reply. */
export function staleReads(sightings: readonly Sighting[]): string[] {
  let replied = 0;
  return sightings.flatMap(({ by, version }) => {
    if (by === 'reply') replied = Math.max(replied, version);
    return by === 'read' && version < replied
      ? [`read version ${version} after a reply of version ${replied}`]
      : [];
  });
}
