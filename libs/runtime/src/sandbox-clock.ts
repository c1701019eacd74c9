import { clockMoved, listClocks, type PlayerClock } from '@croupier/contracts';
import { type ShiftedClock } from '@croupier/kernel';
import { type Broker, type Bus } from '@croupier/messaging';
import { type Log } from '@croupier/observability';

const retryMs = 1000;

/**
 * Follows the sandbox's moved clocks: what was moved before this process started by asking, what is moved from
 * now on by listening. The answer tells the sandbox that the new time holds here.
 */
export function followSandboxClock(clock: ShiftedClock, broker: Broker, bus: Bus, log: Log): void {
  broker.connection.subscribe(clockMoved.subject, {
    callback: (error, message) => {
      if (error) return;
      const moved = message.json<PlayerClock>();
      clock.shift(moved.playerId, moved.shiftMs);
      message.respond('{}');
    },
  });
  const catchUp = async (): Promise<void> => {
    try {
      const { clocks } = await bus.ask(listClocks, {});
      for (const { playerId, shiftMs } of clocks) clock.shift(playerId, shiftMs);
    } catch (error) {
      if (broker.connection.isClosed()) return;
      log.debug({ error: String(error) }, 'sandbox clocks not known yet');
      setTimeout(() => void catchUp(), retryMs).unref();
    }
  };
  broker.onReconnect(() => void catchUp());
  void catchUp();
}
