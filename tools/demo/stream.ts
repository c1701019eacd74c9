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
/** What the stream calls the news that something was missed and must be read again. */
const rereadType = /re-?read|re-?sync|missed|gap/i;

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

  /** Opens /v1/stream. The token travels as a subprotocol, since a browser cannot set headers. */
  static async open(base: string, accessToken: string): Promise<StreamWatcher> {
    const url = new URL('/v1/stream', base.replace(/^http/, 'ws'));
    const socket = new WebSocket(url, ['croupier.v1', `token.${accessToken}`], {
      handshakeTimeout: openTimeoutMs,
    });
    const watcher = new StreamWatcher(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', (error) => reject(new Error(`the stream cannot be opened: ${error.message}`)));
      socket.once('close', (code) => reject(new Error(`the stream was closed at once with ${code}`)));
    });
    return watcher;
  }

  /** The close code, once the stream was closed. */
  get closedWith(): number | undefined {
    return this.ended;
  }

  /** Each transaction of the account in the order in which the stream told it. */
  get versions(): SeenVersion[] {
    return this.messages.flatMap(({ data }) => seenIn(data));
  }

  get rereads(): number {
    return this.messages.filter(({ type }) => rereadType.test(type)).length;
  }

  close(): void {
    this.socket.terminate();
  }
}

/** Facts of the ledger name their transaction; a greeting with a balance in it is no such fact. */
function seenIn(data: Record<string, unknown> | undefined): SeenVersion[] {
  const { transactionId, version, balance } = data ?? {};
  if (typeof transactionId !== 'string' || typeof version !== 'number') return [];
  if (typeof balance !== 'object' || balance === null || !('amount' in balance)) return [];
  return [{ version, balance: Number(balance.amount) }];
}
