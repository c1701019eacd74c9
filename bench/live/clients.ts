import { WebSocket } from 'ws';

/** What the bench asks of a process full of clients. */
export interface ClientsOrder {
  url: string;
  tokens: string[];
}

/** What it is told. */
export type ClientsNews =
  | { kind: 'connected'; clients: number }
  | { kind: 'round'; roundId: string; clients: number; delaysMs: number[] }
  | { kind: 'lost'; code: number; reason: string };

const atOnce = 100;
const result = Buffer.from('"phase":"settling"');

/**
 * A process of clients that listen to one table. Each notes when the result reached it; the delay is counted from the
 * moment the result was committed to be told, which is in the message.
 */
async function listen({ url, tokens }: ClientsOrder): Promise<void> {
  const rounds = new Map<string, number[]>();
  let connected = 0;
  const arrived = (data: Buffer): void => {
    if (!data.includes(result)) return;
    const now = performance.timeOrigin + performance.now();
    const { roundId, changedAt } = (
      JSON.parse(data.toString()) as { data: { roundId: string; changedAt: string } }
    ).data;
    const delays = rounds.get(roundId) ?? [];
    rounds.set(roundId, delays);
    delays.push(now - Date.parse(changedAt));
    if (delays.length < connected) return;
    say({ kind: 'round', roundId, clients: delays.length, delaysMs: delays });
    rounds.delete(roundId);
  };
  const open = (token: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}` };
      const socket = new WebSocket(url, { headers, perMessageDeflate: false });
      let greeted = false;
      socket.once('message', () => {
        greeted = true;
        connected += 1;
        resolve();
      });
      socket.on('message', arrived);
      socket.once('error', reject);
      socket.once('close', (code, reason) => {
        say({ kind: 'lost', code, reason: reason.toString() });
        // As a client does that is asked to come later.
        if (!greeted) setTimeout(() => void open(token).then(resolve, reject), 500);
        else connected -= 1;
      });
    });
  for (let from = 0; from < tokens.length; from += atOnce) {
    await Promise.all(tokens.slice(from, from + atOnce).map(open));
  }
  say({ kind: 'connected', clients: tokens.length });
}

function say(news: ClientsNews): void {
  process.send?.(news);
}

process.on('message', (order: ClientsOrder) => {
  listen(order).catch((error: unknown) => {
    process.stderr.write(`clients: ${String(error)}\n`);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
