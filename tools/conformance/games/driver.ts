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
  /** Opens the game with a launch's token. @returns what names the seat from then on */
  open(token: string): Promise<string>;
  /** Opens it for play money. */
  openDemo?(): Promise<string>;
  /** Plays one round. @returns undefined where the server refuses to start one now */
  play(seat: string): Promise<ShownRound | undefined>;
  rounds(seat: string): Promise<ShownRound[]>;
  /** Stops the server where it stands and starts it again. */
  restart?(): Promise<void>;
}

/** Drives a server whose pages also take and give JSON. @param url of the game: `/play` and `/seats/…` are below it */
export function jsonDriver(url: string, round: object = { stake: 100, side: 'heads' }): Driver {
  const base = `${url.replace(/\/$/, '')}/`;
  const open = async (members: object): Promise<string> => {
    const { status, body } = await exchange(new URL('play', base), members);
    if (status !== 200) throw new Error(`the game cannot be opened: ${status}`);
    return String((body as { seatId?: unknown }).seatId);
  };
  return {
    open: (token) => open({ token }),
    openDemo: () => open({ mode: 'demo' }),
    play: async (seat) => {
      const { status, body } = await exchange(new URL(`seats/${seat}/rounds`, base), round);
      if (status === 409) return undefined;
      if (status !== 201) throw new Error(`a round cannot be played: ${status}`);
      return body as ShownRound;
    },
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
