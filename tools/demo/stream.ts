import WebSocket from 'ws';

/** A message of the player's stream. */
export interface StreamMessage {
  seq: number;
  type: string;
  at: string;
  data: Record<string, unknown>;
}

/** The player's account as one message of the stream states it. */
export interface SeenVersion {
  version: number;
  balance: number;
}

const openTimeoutMs = 5000;
const greetingTimeoutMs = 15_000;
/** Close code of a stream that cannot be greeted yet. */
const tryLater = 1013;

/** Listens to the player's stream and counts. */
export class StreamWatcher {
  readonly messages: StreamMessage[] = [];
  private ended: number | undefined;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.messages.push(JSON.parse(data.toString()) as StreamMessage));
    socket.on('close', (code) => (this.ended = code));
    // A broken connection ends in `close`; what was missed shows in the account.
    socket.on('error', () => undefined);
  }

  /**
   * Opens /v1/stream and waits for its greeting. The token travels as a subprotocol, since a browser cannot set headers.
   * A gateway that asks to come back later, as it does until a new player's account is open, is asked again.
   */
  static async open(base: string, accessToken: string): Promise<StreamWatcher> {
    const end = Date.now() + greetingTimeoutMs;
    for (;;) {
      const watcher = await StreamWatcher.openOnce(base, accessToken, end - Date.now());
      if (watcher.ended !== tryLater || Date.now() > end) return watcher;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private static async openOnce(base: string, accessToken: string, withinMs: number): Promise<StreamWatcher> {
    const url = new URL('/v1/stream', base.replace(/^http/, 'ws'));
    const socket = new WebSocket(url, ['croupier.v1', `token.${accessToken}`], {
      handshakeTimeout: openTimeoutMs,
    });
    const watcher = new StreamWatcher(socket);
    let late: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      late = setTimeout(() => {
        reject(new Error('the stream did not greet in time'));
        socket.terminate();
      }, withinMs);
      socket.once('message', () => resolve());
      socket.once('error', (error) => reject(new Error(`the stream cannot be opened: ${error.message}`)));
      socket.once('close', (code) =>
        code === tryLater ? resolve() : reject(new Error(`the stream was closed at once with ${code}`)),
      );
    }).finally(() => clearTimeout(late));
    return watcher;
  }

  /** The close code, once the stream was closed. */
  get closedWith(): number | undefined {
    return this.ended;
  }

  /** Each transaction of the account in the order in which the stream told it. */
  get versions(): SeenVersion[] {
    return this.messages.flatMap((message) => seenIn(message));
  }

  get rereads(): number {
    return this.messages.filter(({ type }) => type === 're-read').length;
  }

  close(): void {
    this.socket.terminate();
  }
}

/** A transaction is told by a `balance` message; the greeting states a balance that nothing has just changed. */
function seenIn({ type, data }: StreamMessage): SeenVersion[] {
  const { version, cash } = data;
  if (type !== 'balance' || typeof version !== 'number') return [];
  if (typeof cash !== 'object' || cash === null || !('amount' in cash)) return [];
  return [{ version, balance: Number(cash.amount) }];
}
