/** A round as the game server shows it to the player. */
export interface ShownRound {
  roundId: string;
  /** `refused` and `undone` took no stake in the end; `done` and `paying` show their outcome. */
  state: string;
  /** Nothing before the stake is confirmed. */
  payout: number | null;
}

/**
 * How the kit plays at a game server: as a player does. For a server of another form write one, and name its module with
 * `--driver`; the one that is here speaks the protocol of docs/studios.md.
 */
export interface Driver {
  /** Shortest time from the start of one round to that of the next, in ms: 2500 of a slot, 5000 of others (RTS 14). */
  cycleMs?: number;
  /** Opens the game with a launch's token. @returns what names the seat from then on */
  open(token: string): Promise<string>;
  /** Opens it for play money. */
  openDemo?(): Promise<string>;
  /** Plays one round. @returns undefined where the server refuses to start one now */
  play(seat: string): Promise<ShownRound | undefined>;
  /** Asks for several rounds with one order. A server that refuses it, or plays one, plays nothing by itself. */
  playMany?(seat: string): Promise<void>;
  rounds(seat: string): Promise<ShownRound[]>;
  /** Plays a round that stays open for a further stake where it wins. */
  playOpen?(seat: string): Promise<ShownRound | undefined>;
  /** Stakes more in a round that is `open`. */
  raise?(seat: string, roundId: string): Promise<ShownRound>;
  /** Has a round that is `open` be paid as it stands. */
  take?(seat: string, roundId: string): Promise<ShownRound>;
  /** Plays one of the player's free rounds. @returns `none` where none is left, undefined where it is too soon */
  playFree?(seat: string): Promise<ShownRound | 'none' | undefined>;
  /** Has the studio give the seat's player a prize and a jackpot. */
  givePrizes?(seat: string): Promise<void>;
  /** Stops the server where it stands and starts it again. */
  restart?(): Promise<void>;
}

/** What is posted to start a round: a usual one, one that stays open, one with prizes, and a free one. */
export interface JsonRounds {
  usual: object;
  open?: object;
  withPrizes?: object;
  free?: object;
  /** Of the driver. */
  cycleMs?: number;
}

const tideCoin: JsonRounds = {
  usual: { stake: 100, side: 'heads' },
  open: { stake: 119, side: 'heads' },
  withPrizes: { stake: 118, side: 'heads' },
  free: { free: true, side: 'heads' },
  cycleMs: 5000,
};

/** Drives a server whose pages also take and give JSON. @param url of the game: `/play` and `/seats/…` are below it */
export function jsonDriver(
  url: string,
  { usual, open: stays, withPrizes, free, cycleMs }: JsonRounds = tideCoin,
): Driver {
  const base = `${url.replace(/\/$/, '')}/`;
  const open = async (members: object): Promise<string> => {
    const { status, body } = await exchange(new URL('play', base), members);
    if (status !== 200) throw new Error(`the game cannot be opened: ${status}`);
    return String((body as { seatId?: unknown }).seatId);
  };
  const start = async (seat: string, round: object): Promise<ShownRound | 'none' | undefined> => {
    const { status, body } = await exchange(new URL(`seats/${seat}/rounds`, base), round);
    if (status === 409) return (body as { code?: unknown }).code === 'no_free_rounds' ? 'none' : undefined;
    if (status !== 201) throw new Error(`a round cannot be played: ${status}`);
    return body as ShownRound;
  };
  const play = async (seat: string, round: object): Promise<ShownRound | undefined> => {
    const started = await start(seat, round);
    return started === 'none' ? undefined : started;
  };
  const goOn = async (seat: string, roundId: string, step: string): Promise<ShownRound> => {
    const { status, body } = await exchange(new URL(`seats/${seat}/rounds/${roundId}/${step}`, base), {});
    if (status !== 200) throw new Error(`${step}: ${status}`);
    return body as ShownRound;
  };
  return {
    ...(cycleMs === undefined ? {} : { cycleMs }),
    open: (token) => open({ token }),
    openDemo: () => open({ mode: 'demo' }),
    play: (seat) => play(seat, usual),
    playMany: async (seat) => {
      const order = { ...usual, rounds: 5, autoplay: true };
      const { status } = await exchange(new URL(`seats/${seat}/rounds`, base), order);
      if (status >= 500) throw new Error(`an order of several rounds is answered ${status}`);
    },
    ...(stays && {
      playOpen: (seat: string) => play(seat, stays),
      raise: (seat: string, roundId: string) => goOn(seat, roundId, 'raise'),
      take: (seat: string, roundId: string) => goOn(seat, roundId, 'take'),
    }),
    ...(free && { playFree: (seat: string) => start(seat, free) }),
    ...(withPrizes && { givePrizes: async (seat: string) => void (await play(seat, withPrizes)) }),
    rounds: async (seat) => {
      const { status, body } = await exchange(new URL(`seats/${seat}`, base));
      if (status !== 200) throw new Error(`the seat cannot be read: ${status}`);
      return (body as { rounds: ShownRound[] }).rounds;
    },
  };
}

async function exchange(url: URL, members?: object): Promise<{ status: number; body: unknown }> {
  const json = { accept: 'application/json', 'content-type': 'application/json' };
  const response = await fetch(url, {
    method: members ? 'POST' : 'GET',
    headers: members ? json : { accept: json.accept },
    ...(members ? { body: JSON.stringify(members) } : {}),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as unknown) };
}
