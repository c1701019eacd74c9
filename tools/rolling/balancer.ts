import { setTimeout as pause } from 'node:timers/promises';
import { until } from '@croupier/testing';

interface Listed {
  url: string;
}

const lookMs = 50;
const answerMs = 500;

/** Which processes say that they take work, looked up all the time, as a load balancer does. */
export class Balancer {
  private ready: string[] = [];
  private turn = 0;
  private stopped = false;
  private watching: Promise<void> = Promise.resolve();

  private constructor(private readonly listed: () => readonly Listed[]) {}

  static async open(listed: () => readonly Listed[]): Promise<Balancer> {
    const balancer = new Balancer(listed);
    balancer.watching = balancer.watch();
    await until('somebody takes work', () => balancer.ready.length > 0);
    return balancer;
  }

  /** Base URL of the next one in turn; empty if there is none. */
  next(): string {
    this.turn += 1;
    return this.ready[this.turn % this.ready.length] ?? '';
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.watching;
  }

  private async watch(): Promise<void> {
    while (!this.stopped) {
      const processes = this.listed();
      const ready = await Promise.all(processes.map(({ url }) => this.isReady(url)));
      this.ready = processes.filter((_, place) => ready[place]).map(({ url }) => url);
      await pause(lookMs);
    }
  }

  /** Who is only slow to answer is what it was: on a busy machine there would be nobody left. */
  private async isReady(url: string): Promise<boolean> {
    try {
      const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(answerMs) });
      await answer.body?.cancel();
      return answer.status === 200;
    } catch (error) {
      return (error as Error).name === 'TimeoutError' && this.ready.includes(url);
    }
  }
}
