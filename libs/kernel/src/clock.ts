/**
 * The only source of time in domain code. Ordinary time is `now()`; rules that bind one player (game cycle,
 * age, limits) ask `nowFor(player)`, which a sandbox can move forward for that player alone.
 */
export abstract class Clock {
  abstract now(): Date;
  abstract nowFor(playerId: string): Date;

  /** Players whose time runs ahead and by how many ms, for queries over many players. Nobody outside of a sandbox. */
  ahead(): ReadonlyMap<string, number> {
    return new Map();
  }
}

/** Real time for everybody: the clock of production. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  nowFor(_playerId: string): Date {
    return this.now();
  }
}

/** Real time plus a forward shift per player: the clock of the sandbox and of tests. */
export class ShiftedClock extends Clock {
  private readonly shiftMsByPlayer = new Map<string, number>();

  constructor(private readonly base: Clock = new SystemClock()) {
    super();
  }

  now(): Date {
    return this.base.now();
  }

  nowFor(playerId: string): Date {
    return new Date(this.base.now().getTime() + (this.shiftMsByPlayer.get(playerId) ?? 0));
  }

  override ahead(): ReadonlyMap<string, number> {
    return this.shiftMsByPlayer;
  }

  /** Sets a player's total shift in ms. A smaller shift than the present one is ignored: time never goes back. */
  shift(playerId: string, totalMs: number): void {
    if (totalMs > (this.shiftMsByPlayer.get(playerId) ?? 0)) this.shiftMsByPlayer.set(playerId, totalMs);
  }
}
