import type { StreamMessage } from './generated.js';

export type { StreamMessage };

export type StreamState = 'connecting' | 'live' | 'waiting' | 'signed-out';

export interface StreamOptions {
  /** Address of the WebSocket: wss://…/v1/stream. */
  url: string;
  /** The token to come in with; `refused` is one that was not taken. Undefined: the player is signed out. */
  token: (refused?: string) => Promise<string | undefined>;
  onMessage: (message: StreamMessage) => void;
  /** Something may have been missed: read again whatever is shown. */
  onGap: () => void;
  onState: (state: StreamState) => void;
  /** For tests. */
  connect?: (url: string, protocols: string[]) => WebSocket;
}

/** Close code of a token that expired or a session that ended. */
const signedOut = 4401;
const pauseFirstMs = 500;
const pauseMostMs = 15_000;

/** Holds the player's stream open: connects again after a drop, renews the token, and notices missed numbers. */
export class PlayerStream {
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  private failures = 0;
  private seq = 0;
  private greetings = 0;
  private refused: string | undefined;
  private url: string;

  constructor(private readonly options: StreamOptions) {
    this.url = options.url;
  }

  start(): this {
    void this.open();
    return this;
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.socket?.close(1000);
  }

  /** Goes on at another address, as at another table: opens it at once, and what was missed between is a gap. */
  move(url: string): void {
    if (url === this.url) return;
    this.url = url;
    // While a token is being fetched the opening reads the address after it; while we wait, the next one will.
    if (!this.socket) return;
    this.leave();
    void this.open();
  }

  private leave(): void {
    const { socket } = this;
    this.socket = undefined;
    if (!socket) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close(1000);
  }

  private async open(): Promise<void> {
    this.options.onState('connecting');
    let token: string | undefined;
    try {
      token = await this.options.token(this.refused);
    } catch {
      return this.later(pauseFirstMs);
    }
    if (this.stopped) return;
    if (token === undefined) return this.options.onState('signed-out');
    const { connect = (address, names) => new WebSocket(address, names) } = this.options;
    const socket = connect(this.url, ['croupier.v1', `token.${token}`]);
    this.socket = socket;
    this.seq = 0;
    let greeted = false;
    socket.onmessage = ({ data }) => {
      greeted = true;
      this.hear(JSON.parse(String(data)) as StreamMessage);
    };
    socket.onclose = ({ code, reason }) => {
      if (this.stopped) return;
      this.socket = undefined;
      // A refused upgrade has no code a page can see, so a token that never worked is renewed as well.
      this.refused = code === signedOut || !greeted ? token : undefined;
      this.later(code === signedOut ? 0 : pauseIn(reason));
    };
  }

  private hear(message: StreamMessage): void {
    const missed = message.seq !== this.seq + 1;
    this.seq = message.seq;
    if (message.type === 'hello') {
      this.failures = 0;
      this.refused = undefined;
      this.greetings += 1;
      this.options.onState('live');
      this.options.onMessage(message);
      // What happened while the stream was away was told to nobody.
      if (this.greetings > 1) this.options.onGap();
      return;
    }
    this.options.onMessage(message);
    if (missed || message.type === 're-read') this.options.onGap();
  }

  private later(wishMs: number | undefined): void {
    this.options.onState('waiting');
    const pause = Math.min(pauseMostMs, pauseFirstMs * 2 ** this.failures);
    this.failures += 1;
    // A session that ended is looked at once without delay; a second refusal waits like any other.
    this.timer = setTimeout(() => void this.open(), this.failures === 1 ? (wishMs ?? pause) : pause);
  }
}

/** The pause a stopping server asks for in the reason of its farewell. */
function pauseIn(reason: string): number | undefined {
  try {
    const { reconnectAfterMs } = JSON.parse(reason) as { reconnectAfterMs?: number };
    return typeof reconnectAfterMs === 'number' ? reconnectAfterMs : undefined;
  } catch {
    return undefined;
  }
}
